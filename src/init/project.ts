/** What `hintproof init` writes into a directory: a policy, its tests, and a configuration, to start from. */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../errors.ts';
import { configFileNames } from '../input/find-config.ts';
import type { NewFile } from '../reading/files.ts';
import { readText, writeNew } from '../reading/files.ts';
import { listed } from '../report/text.ts';

/** Beside this file in the sources, and beside the bundle when it is built. */
const templates = new URL('./templates/', import.meta.url);

/** The files, relative to the directory, with what each of them is for. */
export const projectFiles: Readonly<Record<string, string>> = {
  'policies/mine.ts': 'a policy to start from',
  'policies/mine.test.ts': 'a test of vitest for every property that it must keep',
  'hintproof.config.ts': 'what hintproof check does without flags',
};

/** A link that leads nowhere is there, too. */
const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** One configuration file is found, and two of them are a mistake. */
const refuseExisting = async (directory: string): Promise<void> => {
  const names = [...new Set([...Object.keys(projectFiles), ...configFileNames])];
  const there: string[] = [];
  for (const path of names.map((name) => join(directory, name))) if (await isThere(path)) there.push(path);
  if (there.length > 0)
    throw new UserError(
      listed(there),
      there.length === 1 ? 'is there already' : 'are there already',
      'Nothing was written. Name another directory: hintproof init <directory>',
    );
};

/**
 * Writes the project.
 *
 * @returns the paths of the files, by their names in `projectFiles`
 * @throws {UserError} if one of them is there already, or can't be written; then nothing is
 */
export const writeProject = async (directory: string): Promise<ReadonlyMap<string, string>> => {
  await refuseExisting(directory);
  const files = new Map<string, NewFile>();
  for (const name of Object.keys(projectFiles)) {
    const content = await readText(fileURLToPath(new URL(name, templates)));
    files.set(name, { path: join(directory, name), content });
  }
  await writeNew([...files.values()]);
  return new Map([...files].map(([name, { path }]) => [name, path]));
};
