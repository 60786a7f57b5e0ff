/** Files of the user's, read and written: nothing half-written is ever left behind. */
import {
  access,
  chmod,
  constants,
  lstat,
  mkdir,
  open,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
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

/** What is there already; `null`: nothing. A link leads where it leads. */
const foundAt = (path: string) =>
  stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });

const isLink = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(() => null))?.isSymbolicLink() ?? false;

/**
 * Makes the directory of a file that is to be written later, and sees that it can be: what took long to find must not be
 * lost. @throws {UserError} if it can't
 */
export const prepareFile = async (path: string): Promise<void> => {
  try {
    const found = await foundAt(path);
    if (found?.isDirectory()) throw mistake(path, 'written', { code: 'EISDIR' });
    if (found === null && !(await isLink(path))) await makeDirectory(dirname(path));
    // A regular file is replaced by one that is made beside it; anything else is written into.
    const isReplaced = found === null || found.isFile();
    await access(isReplaced ? dirname(await realpath(path).catch(() => path)) : path, constants.W_OK);
  } catch (error) {
    throw error instanceof UserError ? error : mistake(path, 'written', error);
  }
};

const writeBeside = async (path: string, content: string, mode: number | undefined): Promise<void> => {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, 'w', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    if (mode !== undefined) await chmod(temporary, mode);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
};

const permissions = 0o7777;

/**
 * Writes a file whole or not at all: into a temporary file beside it, which is then renamed. A file that a link leads to
 * is replaced there, and keeps its permissions. A pipe or a device is no file: it is written into.
 */
export const writeWhole = async (path: string, content: string): Promise<void> => {
  try {
    const found = await foundAt(path);
    if (found !== null && !found.isFile()) return await writeFile(path, content);
    if (found !== null) return await writeBeside(await realpath(path), content, found.mode & permissions);
    if (await isLink(path)) return await writeFile(path, content);
    await makeDirectory(dirname(path));
    await writeBeside(path, content, undefined);
  } catch (error) {
    throw error instanceof UserError ? error : mistake(path, 'written', error);
  }
};
