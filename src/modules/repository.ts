/** Finds what a name at a revision means: in which repository, in which tree, and which file of it. */
import { posix, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { nearest } from '../input/names.ts';
import { show } from '../input/show.ts';
import { git, gitMistake, gitOutput } from './git.ts';
import type { Revision, RevisionName } from './revision.ts';
import { isRelative } from './revision.ts';

/** git's modes of what is neither a file nor a directory. */
export const modes = { symbolicLink: '120000', submodule: '160000' } as const;

/** Every file of a tree with its mode. Paths are bytes, one a character: git does not say what they are encoded in. */
export type Listing = ReadonlyMap<string, string>;

export const bytesOf = (text: string): string => Buffer.from(text).toString('latin1');

/** A file at a revision that is there. */
export interface AtRevision extends Revision {
  readonly root: string;
  /** The tree of the revision, by its id. */
  readonly tree: string;
  readonly files: Listing;
}

interface Repository {
  readonly root: string;
  /** From the root to the directory, with a slash at its end; empty at the root. */
  readonly prefix: string;
  readonly isShallow: boolean;
}

/** The repository that a directory is in. */
const repositoryOf = async (name: string, directory: string): Promise<Repository> => {
  const asked = ['rev-parse', '--show-toplevel', '--show-prefix', '--is-shallow-repository'];
  const answer = await git(name, directory, asked);
  if (answer.err.includes('not a git repository'))
    throw new UserError(
      name,
      `is at a revision, and ${directory} is in no repository of git`,
      'Run it in one, or name a module by its path.',
    );
  if (answer.code !== 0) throw gitMistake(name, answer);
  const [root = '', prefix = '', shallow] = answer.out.toString().split('\n');
  return { root: resolve(root), prefix, isShallow: shallow === 'true' };
};

const unknownRevision = async (
  name: string,
  revision: string,
  { root, isShallow }: Repository,
): Promise<UserError> => {
  const listed = await gitOutput(name, root, ['for-each-ref', '--format=%(refname:short)']);
  const refs = listed.toString().split('\n').filter(Boolean);
  // Who clones has the branches of others under the name of where they are from.
  const meant = refs.find((ref) => ref.endsWith(`/${revision}`)) ?? nearest(revision, refs);
  const remedies = [
    ...(meant === undefined ? [] : [`Did you mean '${meant}'?`]),
    ...(isShallow
      ? [
          'The clone is shallow: git fetch --unshallow brings the rest; in CI, fetch-depth: 0, or GIT_DEPTH: 0.',
        ]
      : []),
    'What is before the colon is a revision of git; there is no file of the whole name.',
  ];
  return new UserError(name, `there is no revision ${show(revision)}`, remedies.join(' '));
};

const treeOf = async (name: string, revision: string, repository: Repository): Promise<string> => {
  const asked = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{tree}`];
  const answer = await git(name, repository.root, asked);
  if (answer.code !== 0) throw await unknownRevision(name, revision, repository);
  return answer.out.toString().trim();
};

const filesOf = async (name: string, root: string, tree: string): Promise<Listing> => {
  const listed = await gitOutput(name, root, ['ls-tree', '-r', '-z', '--full-tree', tree]);
  const entries = listed.toString('latin1').split('\0').filter(Boolean);
  return new Map(
    entries.map((entry) => {
      const tab = entry.indexOf('\t');
      return [entry.slice(tab + 1), entry.slice(0, entry.indexOf(' '))];
    }),
  );
};

/** Why a file is not there, and what would do. */
const missing = (name: string, path: string, files: Listing, asked: RevisionName, prefix: string) => {
  const bytes = bytesOf(path);
  const isThere = (other: string) => files.has(bytesOf(other));
  if ([...files.keys()].some((file) => file.startsWith(`${bytes}/`)))
    return new UserError(name, 'is a directory', 'Name the module in it.');
  const parts = path.split('/');
  const above = parts.map((_, i) => parts.slice(0, i + 1).join('/'));
  const submodule = above.find((part) => files.get(bytesOf(part)) === modes.submodule);
  if (submodule !== undefined)
    return new UserError(
      name,
      `is in the submodule ${submodule}, a repository of its own`,
      'Run it there, with the revision and the path that it has there.',
    );
  const other = isRelative(asked.path) ? posix.normalize(asked.path) : posix.join(prefix, asked.path);
  const written = isRelative(asked.path) ? other : `./${asked.path}`;
  const rule = 'A path is from the root of the repository, or begins with ./';
  return new UserError(
    name,
    `there is no such file at ${asked.revision}`,
    isThere(other) ? `${rule}: ${asked.revision}:${written} is there.` : `${rule}.`,
  );
};

/**
 * Finds the file that a name means, as git would, seen from the working directory.
 *
 * @param from where the name was written: it must be in the same repository
 * @throws {UserError} if there is no git, no repository, no such revision, or no such file in it
 */
export const atRevision = async (name: string, asked: RevisionName, from: string): Promise<AtRevision> => {
  const { revision } = asked;
  const repository = await repositoryOf(name, process.cwd());
  const { root, prefix } = repository;
  if (from !== process.cwd() && (await repositoryOf(name, from)).root !== root)
    throw new UserError(
      name,
      `is named in ${from}, which is in another repository than the working directory`,
      'Run it in that repository.',
    );
  const tree = await treeOf(name, revision, repository);
  const files = await filesOf(name, root, tree);
  const path = isRelative(asked.path) ? posix.join(prefix, asked.path) : asked.path;
  if (path.startsWith('../'))
    throw new UserError(name, 'leads out of the repository', 'At a revision there is only what is in it.');
  const mode = files.get(bytesOf(path));
  if (mode === undefined || mode === modes.submodule) throw missing(name, path, files, asked, prefix);
  return { revision, path, root, tree, files };
};
