/** Files of the user's, read and written: nothing half-written is ever left behind. */
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../errors.ts';

const bytesMax = 64 * 2 ** 20;

const words: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'is a directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left',
  EEXIST: 'is a file, and no directory',
};

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

const mistake = (path: string, verb: string, error: unknown): UserError => {
  const code = codeOf(error);
  return new UserError(path, `can't be ${verb}: ${words[code] ?? code}`);
};

/** @throws {UserError} if it can't be read, or is larger than 64 MiB */
export const readText = async (path: string): Promise<string> => {
  try {
    const { size } = await stat(path);
    if (size > bytesMax) throw new UserError(path, `has ${size} bytes`, `At most ${bytesMax} are read.`);
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw error instanceof UserError ? error : mistake(path, 'read', error);
  }
};

/**
 * Makes a directory, and those above it, one after the other: where one can't be made though the one above it is there, as
 * in /proc, Node's own `recursive` tries for ever.
 */
const makeAll = async (path: string): Promise<void> => {
  const isThere = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isThere) return;
  const above = dirname(path);
  if (above !== path) await makeAll(above);
  await mkdir(path).catch(async (error: NodeJS.ErrnoException) => {
    // Somebody else may have made it meanwhile.
    const isMade = error.code === 'EEXIST' && (await stat(path)).isDirectory();
    if (!isMade) throw error;
  });
};

/** Makes a directory, and those above it. @throws {UserError} if that can't be done */
export const makeDirectory = async (path: string): Promise<void> => {
  await makeAll(path).catch((error: unknown) => {
    throw mistake(path, 'made', error);
  });
};

/** A file that is to be written. */
export interface NewFile {
  readonly path: string;
  readonly content: string;
}

/** Writes files where there are none: all of them, or none. @throws {UserError} if one can't be written, or is there */
export const writeNew = async (files: readonly NewFile[]): Promise<void> => {
  for (const { path } of files) await makeDirectory(dirname(path));
  const begun: string[] = [];
  for (const { path, content } of files)
    try {
      const file = await open(path, 'wx');
      begun.push(path);
      await file.writeFile(content).finally(() => file.close());
    } catch (error) {
      for (const one of begun) await rm(one, { force: true });
      throw codeOf(error) === 'EEXIST'
        ? new UserError(path, 'is there already')
        : mistake(path, 'written', error);
    }
};

/** Writes a file whole or not at all: into a temporary file beside it, which is then renamed. */
export const writeWhole = async (path: string, content: string): Promise<void> => {
  await makeDirectory(dirname(path));
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw mistake(path, 'written', error);
  }
};
