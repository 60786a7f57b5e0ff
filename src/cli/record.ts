/** Where the record is, and whether there is one. */
import { constants, existsSync } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { pathFrom } from '../input/chosen.ts';
import type { Wish } from '../input/config.ts';
import { findConfigFile } from '../input/find-config.ts';
import type { FailureRecord } from '../record/files.ts';

const name = '.hintproof';

/** Decoding takes time to load, and most often there is nothing to decode. */
const read = async (directory: string): Promise<FailureRecord> => {
  if (!existsSync(directory)) return { directory, files: [], warnings: [] };
  const { readRecord } = await import('../record/files.ts');
  return readRecord(directory);
};

/** What is there, the directory itself or the nearest above: it is made when there is something to write. */
const nearest = async (path: string): Promise<{ readonly path: string; readonly isDirectory: boolean }> => {
  const found = await stat(path).catch(() => null);
  return found === null ? nearest(dirname(resolve(path))) : { path, isDirectory: found.isDirectory() };
};

/** A check may take long: whether what it finds can be kept is asked before. */
const refuseUnwritable = async (directory: string): Promise<void> => {
  const { path, isDirectory } = await nearest(directory);
  const refuse = (found: string): never => {
    throw new UserError(directory, found, 'Name another directory with --record, or do with --no-record.');
  };
  if (!isDirectory) refuse(`can't be made: ${path === directory ? 'it' : path} is a file`);
  await access(path, constants.W_OK).catch(() => refuse("can't be written: permission denied"));
};

/**
 * The record: in the directory that was wished for, or else beside the configuration file, or else in the working
 * directory; `null` if none is wished for.
 *
 * @param config the configuration file, if one was named
 * @throws {UserError} if it can't be read; or if it can't be written, and was wished for
 */
export const openRecord = async (
  wish: Wish<string | false> | undefined,
  config: string | undefined,
): Promise<FailureRecord | null> => {
  if (wish?.value === false) return null;
  if (wish === undefined) {
    const file = config ?? findConfigFile();
    return read(file === null ? name : pathFrom(dirname(resolve(file)), name));
  }
  if (wish.value === '') throw new UserError(wish.place, "'' is no directory", 'Name one.');
  const directory = pathFrom(wish.directory, wish.value);
  await refuseUnwritable(directory);
  return read(directory);
};
