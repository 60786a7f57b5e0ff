/** Which reports are written, and where: `default`, `json`, `json=report.json`. */
import { UserError } from '../errors.ts';
import { pathFrom } from './chosen.ts';
import type { Wish } from './config.ts';
import { known } from './names.ts';

export interface ChosenReporter {
  readonly name: string;
  /** `null`: standard output */
  readonly file: string | null;
}

/** @throws {UserError} if there is no such reporter, or two would write to one place */
export const reportersIn = (
  wish: Wish<readonly string[]> | undefined,
  names: readonly string[],
): readonly ChosenReporter[] => {
  if (wish === undefined || wish.value.length === 0) return [{ name: 'default', file: null }];
  const { place, directory } = wish;
  const all = wish.value.map((text): ChosenReporter => {
    const [name, ...rest] = text.split('=') as [string, ...string[]];
    const file = rest.join('=');
    if (rest.length > 0 && file === '')
      throw new UserError(
        place,
        `'${text}' names no file`,
        `Write ${name}=report, or ${name} for standard output.`,
      );
    return {
      name: known(place, 'reporter', name, names),
      file: rest.length === 0 ? null : pathFrom(directory, file),
    };
  });
  const second = all.find(({ file }, i) => all.findIndex((other) => other.file === file) !== i);
  if (second !== undefined)
    throw new UserError(
      place,
      `two reporters write to ${second.file ?? 'standard output'}`,
      `Give one a file of its own: ${second.name}=report`,
    );
  return all;
};
