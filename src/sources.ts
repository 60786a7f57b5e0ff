/**
 * The files of the user's that a command reads: its configuration, its modules with all that they import, its
 * topology. They are noted where they are read, so that `--watch` knows them even if one of them is broken or missing.
 *
 * Only what belongs to the user is noted, and nothing that a command writes: it would see its own changes.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { BigIntStats } from 'node:fs';
import { statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Message, Plugin } from 'esbuild';

/**
 * What differs when a file is written again, replaced, made or removed. Not its inode, which some network file systems
 * make up anew, and not the time of its last change of status: a backup or a synchronisation touches that.
 */
export type Mark = string;

const missing: Mark = 'missing';

/** The files that were noted, by absolute path, with their marks from before they were read. */
export type Sources = Map<string, Mark>;

interface Noted {
  readonly sources: Sources;
  /** Files that are read as they were at a revision of git: what they are now does not matter, but is somebody's work. */
  readonly spared: Set<string>;
}

const noted = new AsyncLocalStorage<Noted>();

const inWords = ({ mtimeNs, size }: BigIntStats): Mark => `${mtimeNs} ${size}`;

const markOf = (path: string): Mark => {
  try {
    return inWords(statSync(path, { bigint: true }));
  } catch {
    return missing;
  }
};

/** The mark that a file has now. */
export const markNow = (path: string): Promise<Mark> =>
  stat(path, { bigint: true }).then(inWords, () => missing);

/** Whether a file was there when it was noted. */
export const wasThere = (mark: Mark): boolean => mark !== missing;

/** Has `read` note into `sources` what it reads. */
export const noting = <T>(sources: Sources, read: () => Promise<T>): Promise<T> =>
  noted.run({ sources, spared: new Set() }, read);

const note = (sources: Sources | undefined, path: string): void => {
  const file = resolve(path);
  // The first mark counts: what changes between two readings has changed.
  if (sources !== undefined && !sources.has(file)) sources.set(file, markOf(file));
};

/** To be called before a file of the user's is read, or found missing. */
export const noteSource = (path: string): void => note(noted.getStore()?.sources, path);

/** To be called for a file of the working tree that is read at a revision: nobody watches it. */
export const noteSpared = (path: string): void => void noted.getStore()?.spared.add(resolve(path));

/** What a command must not write over, as far as it is known: what it has read, as it is now or as it was once. */
export const filesToSpare = (): readonly string[] => {
  const { sources, spared } = noted.getStore() ?? { sources: new Map(), spared: new Set<string>() };
  return [...sources.keys(), ...spared];
};

const extensions = ['.ts', '.tsx', '.js', '.jsx', '.json'];

/** Where a file would have to be for an import to find it. */
const candidates = (directory: string, path: string): readonly string[] => {
  if (/^(\/|\.{1,2}(\/|$))/.test(path)) {
    const file = resolve(directory, path);
    const typescript = file.replace(/\.([mc]?)js$/, '.$1ts');
    const inside = join(file, 'index');
    return [file, typescript, ...[file, inside].flatMap((stem) => extensions.map((one) => stem + one))];
  }
  const [name] = /^(@[^/]+\/)?[^/]+/.exec(path) ?? [path];
  const above = dirname(directory);
  return [join(directory, 'node_modules', name), ...(above === directory ? [] : candidates(above, path))];
};

/** The files that a build of esbuild's reads; and, of one that failed, those that it did not find. */
export interface SourcesOfBuild {
  readonly plugin: Plugin;
  readonly noteUnresolved: (workingDirectory: string, errors: readonly Message[]) => void;
}

/** esbuild calls back from a process of its own, which knows nothing of who asked: that is looked up now. */
export const sourcesOfBuild = (): SourcesOfBuild => {
  const sources = noted.getStore()?.sources;
  return {
    plugin: {
      name: 'sources',
      setup: (build) => {
        build.onLoad({ filter: /^/, namespace: 'file' }, ({ path }) => {
          note(sources, path);
          return undefined;
        });
      },
    },
    noteUnresolved: (workingDirectory, errors) => {
      for (const { text, location } of errors) {
        const path = /^Could not resolve "(.*)"/.exec(text)?.[1];
        if (path === undefined || location === null) continue;
        const importer = resolve(workingDirectory, location.file);
        for (const file of candidates(dirname(importer), path)) note(sources, file);
      }
    },
  };
};
