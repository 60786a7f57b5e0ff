/** What is in a tree of git. */
import type { GitPlace } from './git.ts';
import { gitOutput } from './git.ts';

/** git's modes of what is neither a file nor a directory. */
export const modes = { symbolicLink: '120000', submodule: '160000' } as const;

/** Every file of a tree with its mode. Paths are bytes, one a character: git does not say what they are encoded in. */
export type Listing = ReadonlyMap<string, string>;

export const bytesOf = (text: string): string => Buffer.from(text).toString('latin1');

/** What bytes say, if they are text. */
export const textOf = (bytes: string): string => Buffer.from(bytes, 'latin1').toString();

/** The files of a tree. `name`: of what is wanted, for errors */
export const filesOf = async (name: string, place: GitPlace, tree: string): Promise<Listing> => {
  const listed = await gitOutput(name, place, ['ls-tree', '-r', '-z', '--full-tree', tree]);
  const entries = listed.toString('latin1').split('\0').filter(Boolean);
  return new Map(
    entries.map((entry) => {
      const tab = entry.indexOf('\t');
      return [entry.slice(tab + 1), entry.slice(0, entry.indexOf(' '))];
    }),
  );
};
