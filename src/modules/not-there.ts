/** A file that is not at a revision: why, and what would do. */
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { UserError } from '../errors.ts';
import { nearest } from '../reading/names.ts';
import type { GitPlace } from './git.ts';
import { git } from './git.ts';
import type { Listing } from './listing.ts';
import { bytesOf, modes, textOf } from './listing.ts';
import type { RevisionName } from './revision.ts';
import { isRelative } from './revision.ts';

/** A path from the root of a repository, and the tree in which it is looked for. */
export interface Sought {
  readonly path: string;
  readonly place: GitPlace;
  readonly tree: string;
  readonly files: Listing;
}

const isModule = (path: string): boolean => /\.[cm]?[jt]s$/.test(path) && !/(^|\/)node_modules\//.test(path);

/** To compare a name with very many others takes long. */
const namesMax = 2_000;

/** The module whose path is most like the one that is not there. */
const likest = (path: string, files: Listing): string | undefined => {
  const modules = [...files.keys()].map(textOf).filter(isModule);
  const namesakes = modules.filter((one) => posix.basename(one) === posix.basename(path));
  const near = modules.length <= namesMax ? modules : [];
  return nearest(path, namesakes) ?? namesakes[0] ?? nearest(path, near);
};

/** What the file was called at the revision, if git takes it for the same, renamed: as it is in the index now. */
const formerPath = async (name: string, { path, place, tree }: Sought): Promise<string | undefined> => {
  const asked = ['diff-index', '--cached', '--find-renames', '--diff-filter=R', '--name-status', '-z', tree];
  const { code, out } = await git(name, place, asked);
  if (code !== 0) return undefined;
  const [...fields] = out.toString('latin1').split('\0');
  const at = fields.findIndex((field, i) => i % 3 === 2 && field === bytesOf(path));
  return at === -1 ? undefined : textOf(fields[at - 1]!);
};

/** What may be meant by a file that is not there. */
export type Instead =
  | { readonly is: 'renamed' | 'likely'; readonly path: string; readonly isNew: boolean }
  | { readonly is: 'nothing'; readonly isNew: boolean };

/** `isNew`: the file is there now. */
export const insteadOf = async (name: string, sought: Sought): Promise<Instead> => {
  const { path, place, files } = sought;
  const isNew = existsSync(join(place.directory, path));
  const former = await formerPath(name, sought);
  if (former !== undefined) return { is: 'renamed', path: former, isNew };
  const like = likest(path, files);
  return like === undefined ? { is: 'nothing', isNew } : { is: 'likely', path: like, isNew };
};

const remedyFor = (instead: Instead, revision: string): string | null => {
  const { is, isNew } = instead;
  if (is === 'renamed') return `It was renamed since: ${revision}:${instead.path} is what it was.`;
  const meant = is === 'nothing' ? null : `${revision}:${instead.path}`;
  if (!isNew) return meant && `Did you mean '${meant}'?`;
  const news = `It is new since ${revision}: there is nothing to compare it with yet.`;
  return meant === null ? news : `${news} The likest there is ${meant}.`;
};

interface Missing extends Sought {
  /** As the user wrote it, whole, and in its parts. */
  readonly name: string;
  readonly asked: RevisionName;
  /** From the root of the repository to the working directory. */
  readonly prefix: string;
}

/** Why a file is not there, and what would do. */
export const missing = async (sought: Missing): Promise<UserError> => {
  const { name, asked, path, prefix, files } = sought;
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
  const { revision } = asked;
  const other = isRelative(asked.path) ? posix.normalize(asked.path) : posix.join(prefix, asked.path);
  const written = isRelative(asked.path) ? other : `./${asked.path}`;
  const rule = 'A path is from the root of the repository, or begins with ./';
  const remedy = isThere(other)
    ? `${rule}: ${revision}:${written} is there.`
    : (remedyFor(await insteadOf(name, sought), revision) ?? `${rule}.`);
  return new UserError(name, `there is no such file at ${revision}`, remedy);
};
