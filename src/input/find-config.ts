/** Whether there is a configuration file; reading it is another matter, and takes longer. */
import { existsSync } from 'node:fs';
import { UserError } from '../errors.ts';
import { noteSource } from '../sources.ts';

/** The names under which a configuration file is found. */
export const configFileNames = ['ts', 'mts', 'js', 'mjs'].map((extension) => `hintproof.config.${extension}`);

/** The configuration file of the working directory, if there is one. */
export const findConfigFile = (): string | null => {
  configFileNames.forEach(noteSource);
  const found = configFileNames.filter((name) => existsSync(name));
  if (found.length > 1)
    throw new UserError(found.join(' and '), 'are both there', 'Keep one of them, or name it with --config.');
  return found[0] ?? null;
};
