/** Where the record is, and whether there is one. */
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { pathFrom } from '../input/chosen.ts';
import type { Wish } from '../input/config.ts';
import { findConfigFile } from '../input/find-config.ts';
import type { Record } from './files.ts';
import { readRecord } from './files.ts';

const name = '.hintproof';

/** The nearest directory above that is there: the record's own is made when there is something to write. */
const nearest = async (directory: string): Promise<string> => {
  const found = await stat(directory).catch(() => null);
  if (found?.isDirectory() === false)
    throw new UserError(directory, "can't be made: is a file, and no directory");
  return found === null ? nearest(dirname(resolve(directory))) : directory;
};

const refuseUnwritable = async (directory: string): Promise<void> => {
  const there = await nearest(directory);
  await access(there, constants.W_OK).catch(() => {
    throw new UserError(
      directory,
      "can't be written: permission denied",
      'Name another, or do with --no-record.',
    );
  });
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
): Promise<Record | null> => {
  if (wish?.value === false) return null;
  if (wish === undefined) {
    const file = config ?? findConfigFile();
    return readRecord(file === null ? name : pathFrom(dirname(resolve(file)), name));
  }
  if (wish.value === '') throw new UserError(wish.place, "'' is no directory", 'Name one.');
  const directory = pathFrom(wish.directory, wish.value);
  await refuseUnwritable(directory);
  return readRecord(directory);
};
