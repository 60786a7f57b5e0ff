/** Which reports, or which formats of a trace, are written, and where: `default`, `json`, `json=report.json`. */
import { resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { known } from '../reading/names.ts';
import { pathFrom } from './chosen.ts';
import type { Wish } from './config.ts';

export interface Output {
  readonly name: string;
  /** `null`: standard output */
  readonly file: string | null;
}

/** What is chosen from: reporters, or formats; and which it is if nobody says. */
export interface Choice {
  readonly noun: string;
  readonly names: readonly string[];
  readonly usual: string;
}

/** @throws {UserError} if there is no such reporter, or two would write to one place */
export const outputsIn = (
  wish: Wish<readonly string[]> | undefined,
  { noun, names, usual }: Choice,
): readonly Output[] => {
  if (wish === undefined || wish.value.length === 0) return [{ name: usual, file: null }];
  const { place, directory } = wish;
  const all = wish.value.map((text): Output => {
    const [name, ...rest] = text.split('=') as [string, ...string[]];
    const file = rest.join('=');
    if (rest.length > 0 && file === '')
      throw new UserError(
        place,
        `'${text}' names no file`,
        `Write ${name}=<file>, or ${name} for standard output.`,
      );
    return {
      name: known(place, noun, name, names),
      file: rest.length === 0 ? null : pathFrom(directory, file),
    };
  });
  // a path may be written in two ways
  const goal = ({ file }: Output) => file && resolve(file);
  const second = all.find((one, i) => all.findIndex((other) => goal(other) === goal(one)) !== i);
  if (second !== undefined)
    throw new UserError(
      place,
      `two ${noun}s write to ${second.file ?? 'standard output'}`,
      `Give one a file of its own: ${second.name}=<file>`,
    );
  return all;
};

/** The reporters that are wished for. @throws {UserError} if there is no such one, or two would write to one place */
export const reportersIn = (
  wish: Wish<readonly string[]> | undefined,
  names: readonly string[],
): readonly Output[] => outputsIn(wish, { noun: 'reporter', names, usual: 'default' });
