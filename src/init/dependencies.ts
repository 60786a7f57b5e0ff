/** What the project needs and its package does not have. */
import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { readText } from '../reading/files.ts';
import { parseJson } from '../reading/json.ts';

const needed = ['hintproof', 'vitest'];

const fields = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/** `missing` are the packages that `file`, a package.json, does not name; `file` is `null` if there is none. */
export interface Dependencies {
  readonly file: string | null;
  readonly missing: readonly string[];
}

/** The package.json that npm takes: in the directory, or else in the nearest one above. */
const nearest = (directory: string): string | null => {
  const file = join(directory, 'package.json');
  if (existsSync(file)) return file;
  const above = dirname(directory);
  return above === directory ? null : nearest(above);
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** @throws {UserError} if there is a package.json, and it can't be read */
export const dependenciesOf = async (directory: string): Promise<Dependencies> => {
  const file = nearest(resolve(directory));
  if (file === null) return { file, missing: needed };
  const shown = relative(process.cwd(), file);
  const content = parseJson(shown, await readText(shown));
  const lists = isObject(content) ? fields.map((field) => content[field]).filter(isObject) : [];
  return { file: shown, missing: needed.filter((name) => !lists.some((list) => Object.hasOwn(list, name))) };
};
