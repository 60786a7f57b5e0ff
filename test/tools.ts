/**
 * Programs that some tests need and npm does not install: Debian's `chromium` and `gtkwave`.
 *
 * Where one is missing, its tests are skipped, and the report of the run says so. With `HINTPROOF_ALL_TOOLS` set, as in
 * CI, they fail instead: nothing is left out there without anybody noticing.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const isRequired = Boolean(process.env.HINTPROOF_ALL_TOOLS);

/** The path of the first of some programs that is installed; `null` if none is. For `it.skipIf(tool === null)`. */
export const toolNamed = (...names: readonly string[]): string | null => {
  const directories = (process.env.PATH ?? '').split(delimiter);
  const found = names
    .flatMap((name) => directories.map((directory) => join(directory, name)))
    .find(existsSync);
  if (found === undefined && isRequired) throw new Error(`${names.join(' or ')} is not installed`);
  return found ?? null;
};

export const chromium = (): string | null => toolNamed('chromium', 'chromium-browser', 'google-chrome');
