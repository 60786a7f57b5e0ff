/** What a command writes must not be what it reads: it would be lost, and with `--watch` there would be no end. */
import { existsSync, realpathSync } from 'node:fs';
import { UserError } from '../errors.ts';
import { filesToSpare } from '../sources.ts';

/**
 * @param flag that names files: `--reporter`
 * @throws {UserError} if one of the files has been read as a source, as it is now or as it was at a revision
 */
export const refuseOverwriting = (flag: string, files: readonly string[]): void => {
  const real = (file: string): readonly string[] => (existsSync(file) ? [realpathSync(file)] : []);
  const sources = filesToSpare().flatMap(real);
  const file = files.find((one) => real(one).some((path) => sources.includes(path)));
  if (file !== undefined)
    throw new UserError(`${flag} …=${file}`, 'is a file that this command reads', 'Name another file.');
};
