/** Finds what a name at a revision means: in which repository, in which tree, and which file of it. */
import { posix, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { nearest } from '../reading/names.ts';
import { show } from '../reading/show.ts';
import type { GitAnswer, GitPlace, Variables } from './git.ts';
import { git, gitMistake, gitOutput } from './git.ts';
import type { Listing } from './listing.ts';
import { bytesOf, filesOf, modes } from './listing.ts';
import { missing } from './not-there.ts';
import type { Revision, RevisionName } from './revision.ts';
import { isRelative } from './revision.ts';

/** A file at a revision that is there. */
export interface AtRevision extends Revision {
  readonly root: string;
  /** Where git is asked about its repository. */
  readonly place: GitPlace;
  /** The tree of the revision, by its id. */
  readonly tree: string;
  readonly files: Listing;
}

/** A repository with a working tree. */
export interface Repository {
  readonly root: string;
  /** From the root to the directory, with a slash at its end; empty at the root. */
  readonly prefix: string;
  readonly isShallow: boolean;
  /** Where git keeps it, absolute. */
  readonly gitDirectory: string;
  readonly isInWorkingTree: boolean;
}

/** Where a repository is asked about itself, wherever the environment says that one is. */
export const placeOf = ({ root, gitDirectory }: Pick<Repository, 'root' | 'gitDirectory'>): GitPlace => ({
  directory: root,
  variables: { GIT_DIR: gitDirectory, GIT_WORK_TREE: root },
});

const askFor = async (name: string, place: GitPlace): Promise<Repository | GitAnswer> => {
  const wanted = ['absolute-git-dir', 'show-toplevel', 'show-prefix', 'is-inside-work-tree'];
  const asked = [...wanted, 'is-shallow-repository'].map((one) => `--${one}`);
  const answer = await git(name, place, ['rev-parse', ...asked]);
  if (answer.code !== 0) return answer;
  const [gitDirectory = '', root = '', prefix = '', inside, shallow] = answer.out.toString().split('\n');
  return {
    gitDirectory,
    root: resolve(root),
    prefix,
    isInWorkingTree: inside === 'true',
    isShallow: shallow === 'true',
  };
};

const isAnswer = (found: Repository | GitAnswer): found is GitAnswer => 'code' in found;

/** @throws {UserError} if none was found */
const orRefuse = (name: string, directory: string, found: Repository | GitAnswer): Repository => {
  if (!isAnswer(found)) return found;
  if (found.err.includes('must be run in a work tree'))
    throw new UserError(
      name,
      `is at a revision, and ${directory} is in no working tree: the repository is bare, or this is inside of it`,
      'Run it in a working tree: git worktree add makes one.',
    );
  if (!found.err.includes('not a git repository')) throw gitMistake(name, found);
  throw new UserError(
    name,
    `is at a revision, and ${directory} is in no repository of git`,
    'Run it in one, or name a module by its path.',
  );
};

/** The repository that the environment names. Its paths are from the working directory, wherever git is asked. */
const toldOf = async (name: string, directory: string, told: Variables): Promise<Repository> => {
  const variables = Object.fromEntries(
    Object.entries(told).map(([variable, path]) => [variable, resolve(path)]),
  );
  const repository = orRefuse(name, directory, await askFor(name, { directory, variables }));
  if (repository.isInWorkingTree) return repository;
  throw new UserError(
    name,
    `is at a revision, and ${directory} is not in ${repository.root}, the working tree that GIT_WORK_TREE names`,
    'Unset it, or run it there.',
  );
};

/**
 * The repository that a directory is in.
 *
 * `GIT_DIR` alone makes the working directory the root of a working tree, whatever it is. Hooks have it set, and go where
 * they please: then git takes `main:./mine.ts` for another file. It may be set if it names what is there anyway.
 */
export const repositoryOf = async (name: string, directory: string): Promise<Repository> => {
  const { GIT_DIR, GIT_WORK_TREE } = process.env;
  const told = {
    ...(GIT_DIR === undefined ? {} : { GIT_DIR }),
    ...(GIT_WORK_TREE === undefined ? {} : { GIT_WORK_TREE }),
  };
  if (GIT_WORK_TREE !== undefined) return toldOf(name, directory, told);
  const around = await askFor(name, { directory, variables: {} });
  if (GIT_DIR === undefined) return orRefuse(name, directory, around);
  if (isAnswer(around)) return toldOf(name, directory, told);
  const named = await askFor(name, { directory, variables: { GIT_DIR: resolve(GIT_DIR) } });
  if (!isAnswer(named) && named.gitDirectory === around.gitDirectory) return around;
  throw new UserError(
    name,
    `is at a revision, and GIT_DIR is ${show(GIT_DIR)}, which is not the repository that ${directory} is in`,
    'Unset it, as a hook of git must before it goes elsewhere, or set GIT_WORK_TREE, too.',
  );
};

const unknownRevision = async (
  name: string,
  revision: string,
  repository: Repository,
): Promise<UserError> => {
  const { isShallow } = repository;
  const listed = await gitOutput(name, placeOf(repository), ['for-each-ref', '--format=%(refname:short)']);
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

/** The tree of a revision, by its id; `null` if there is no such revision. */
export const treeAt = async (
  name: string,
  revision: string,
  repository: Repository,
): Promise<string | null> => {
  const asked = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{tree}`];
  const answer = await git(name, placeOf(repository), asked);
  const tree = answer.out.toString().trim();
  // `^main` is what is not in main: no tree, though git has an answer
  return answer.code !== 0 || tree.startsWith('^') ? null : tree;
};

const treeOf = async (name: string, revision: string, repository: Repository): Promise<string> => {
  const tree = await treeAt(name, revision, repository);
  if (tree === null) throw await unknownRevision(name, revision, repository);
  return tree;
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
  const place = placeOf(repository);
  if (from !== process.cwd() && (await repositoryOf(name, from)).root !== root)
    throw new UserError(
      name,
      `is named in ${from}, which is in another repository than the working directory`,
      'Run it in that repository.',
    );
  const tree = await treeOf(name, revision, repository);
  const files = await filesOf(name, place, tree);
  const path = isRelative(asked.path) ? posix.join(prefix, asked.path) : asked.path;
  if (path.startsWith('../'))
    throw new UserError(name, 'leads out of the repository', 'At a revision there is only what is in it.');
  const mode = files.get(bytesOf(path));
  if (mode === undefined || mode === modes.submodule)
    throw await missing({ name, asked, path, prefix, place, tree, files });
  return { revision, path, root, place, tree, files };
};
