/** Waivers that waive nothing. */

import { UserError } from '../errors.ts';
import type { Wishes } from '../input/config.ts';
import type { ExitCode } from '../results/request.ts';
import type { Waiver } from '../results/waivers.ts';

/** Who looks elsewhere than the configuration file says, or at less, may miss what is waived. */
const narrowing: readonly (keyof Wishes)[] = [
  ...(['scope', 'topology', 'guest', 'map', 'hinting', 'moves', 'lifecycle', 'fault'] as const),
  ...(['contracts', 'properties', 'random', 'seed', 'runs'] as const),
];

interface Waiving {
  readonly unusedWaivers: readonly Waiver[];
  readonly exitCode: ExitCode;
}

/** An unused waiver is a mistake, if everything was looked at that the configuration file is about. */
export const judged = <R extends Waiving>(report: R, flagged: Wishes): R => {
  if (narrowing.some((field) => flagged[field] !== undefined)) return { ...report, unusedWaivers: [] };
  return report.unusedWaivers.length === 0 ? report : { ...report, exitCode: 2 };
};

/** @throws {UserError} that names the first unused waiver */
export const refuseUnused = ({ unusedWaivers: [first] }: Waiving): void => {
  if (first === undefined) return;
  throw new UserError(
    first.place,
    `waives nothing: ${first.property} is not violated by ${first.policy}`,
    'Take it out of the configuration file.',
  );
};
