/** What came of seeking traces, in a few lines: the traces themselves are told by their formats. */
import type { Run } from '../../results/result.ts';
import { rungName } from '../../results/rung-name.ts';
import type { SeekAim, SeekReport } from '../../seek/index.ts';
import type { Look } from '../text.ts';
import { countInTable, countOf, widest, wrap } from '../text.ts';

export interface Asked {
  readonly aim: SeekAim;
  readonly count: number;
  /** The files that were written. */
  readonly files: readonly string[];
  /** The traces stand above, as text. */
  readonly isTold: boolean;
  /** The command that finds the same once more. */
  readonly repeat: string;
}

const what = (aim: SeekAim): string => (aim.is === 'property' ? aim.id : aim.text);

const statesOf = ({ exploration }: Run): string => {
  if (exploration === null) return '';
  const { states, random } = exploration;
  return `${countInTable(states)} ${random === null ? 'states' : 'states on random runs'}`;
};

/** What came of one configuration, in words. */
const cameTo = (run: Run): string => {
  const { result, reason, kind } = run.properties[0]!;
  if (result === 'not-applicable') return `not meant for it: ${reason}`;
  // Of what was sought, `vacuous` says of a `sometimes` that it can't be reached.
  if (kind === 'sometimes' && result === 'vacuous') return `never reached, ${statesOf(run)}`;
  return `${result}, ${statesOf(run)}${reason === null ? '' : `: ${reason}`}`;
};

/** A line for each configuration in which nothing was found. */
const lookedIn = (runs: readonly Run[], width: number): readonly string[] => {
  const names = runs.map(rungName);
  const column = widest(names) + 4;
  return runs.flatMap((run, i) => {
    const [first, ...more] = wrap(cameTo(run), width - column);
    return [`  ${names[i]!.padEnd(column - 4)}  ${first}`, ...more.map((line) => ' '.repeat(column) + line)];
  });
};

const others = ({ found }: SeekReport, count: number): string => {
  const { traces, isComplete } = found!;
  const number = `${countOf(traces.length, 'trace')} that ${traces.length === 1 ? 'takes' : 'take'} different actions`;
  if (traces.length === count) return `${number}. There may be others.`;
  return isComplete
    ? `${number}; every other one takes all the actions of ${traces.length === 1 ? 'it' : 'one of them'}, and more.`
    : `${number}. The search for others was cut short: there may be more.`;
};

const verdict = ({ found, runs, cut }: SeekReport, aim: SeekAim): string => {
  const sought = aim.is === 'property' ? aim.id : 'The condition';
  if (found !== null) return `${sought} is ${found.property.result === 'violated' ? 'violated' : 'reached'}.`;
  if (cut !== null) return `No trace was found, and it is not known that there is none: ${cut}.`;
  const results = runs.map(({ properties }) => properties[0]!.result);
  if (results.includes('unfinished')) return 'No trace was found, and it is not known that there is none.';
  if (results.includes('holds-within-budget'))
    return results.includes('holds')
      ? 'There is no such trace where everything was explored, and random runs found none beyond.'
      : 'Random runs found no trace, and it is not known that there is none.';
  if (results.every((result) => result === 'not-applicable'))
    return `${what(aim)} is not meant for ${results.length === 1 ? 'this configuration' : 'these configurations'}.`;
  return 'There is no such trace.';
};

/** Whether there are traces, how many, where they were written; and where was looked, if there is none. */
export const seekReport = (
  report: SeekReport,
  { aim, count, files, repeat, isTold }: Asked,
  { paint, width }: Look,
): string => {
  const { found, runs, exitCode } = report;
  const isBad = found?.property.result === 'violated';
  const paintVerdict = found === null ? paint.bold : isBad ? paint.red : paint.green;
  return [
    ...(found === null ? [`${what(aim)}:`, ...lookedIn(runs, width), ''] : isTold ? [''] : []),
    ...(found !== null && count > 1 ? [others(report, count)] : []),
    ...(files.length === 0
      ? []
      : [`Written: ${files.join(', ')}`, ...(isTold ? [] : [`Repeat it: ${paint.cyan(repeat)}`])]),
    ...wrap(`${verdict(report, aim)} Exit code ${exitCode}.`, width).map((line) => paintVerdict(line)),
    '',
  ].join('\n');
};
