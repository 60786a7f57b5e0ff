/** The rungs that a policy climbed, one line each. */
import { rungFor } from '../check/ladder.ts';
import type { Rung } from '../check/request.ts';
import type { PropertyResult, Run, RunOptions } from '../check/result.ts';
import { isUntested, madeAllRuns } from '../check/untested.ts';
import { optionFlags } from './repeat.ts';
import type { Look } from './text.ts';
import { countInTable, countOf, secondsInWords, widest, wrap } from './text.ts';

const noVm = { hostCpus: 1, vms: [] };
const defaults: RunOptions = rungFor({
  scope: '',
  topology: noVm,
  guest: { is: 'built-in', name: '' },
  fault: null,
}).options;

/** A configuration as flags would name it, shortly: `2:2x1 --map on-dispatch` */
export const rungName = ({ scope, options }: Pick<Run, 'scope' | 'options'>): string =>
  [scope, ...optionFlags(options, defaults)].join(' ');

const isOpen = (run: Run, property: PropertyResult): boolean =>
  property.demanded &&
  property.result === 'unfinished' &&
  !(property.vacuousByDesign && isUntested(run, property));

const isFinished = (run: Run): boolean => {
  const { complete, settled, random } = run.exploration;
  const isDone = random === null ? complete : settled || madeAllRuns(random);
  return isDone && !run.properties.some((property) => isOpen(run, property));
};

const markOf = (run: Run, { paint }: Look): string => {
  if (run.properties.some(({ demanded, result }) => demanded && result === 'violated')) return paint.red('✗');
  if (!isFinished(run)) return paint.yellow('?');
  return paint.green(run.exploration.random === null ? '✓' : '~');
};

/** What was done there, if it was not explored exhaustively, and what it can show. */
const remarkOn = ({ shows }: Rung, { exploration: { random } }: Run): string => {
  if (random === null) return shows;
  const done = `${countOf(random.runs, 'random run')}, ${countOf(random.steps, 'step')}`;
  return shows === '' ? done : `${done}: ${shows}`;
};

/** A table of the rungs; those that were not reached are there, too. */
export const rungTable = (rungs: readonly Rung[], runs: readonly Run[], look: Look): readonly string[] => {
  const { paint } = look;
  const cells = runs.map(({ exploration: { states, depth }, seconds }) => ({
    states: countInTable(states),
    depth: depth === null ? '–' : String(depth),
    time: secondsInWords(seconds),
  }));
  const name = widest(['scope', ...rungs.map(rungName)]);
  const width = {
    states: widest(['states', ...cells.map(({ states }) => states)]),
    depth: widest(['depth', ...cells.map(({ depth }) => depth)]),
    time: widest(['time', ...cells.map(({ time }) => time)]),
  };
  const row = (first: string, states: string, depth: string, time: string): string =>
    `${first.padEnd(name)}  ${states.padStart(width.states)}  ${depth.padStart(width.depth)}  ` +
    time.padStart(width.time);
  const linesOf = (rung: Rung, i: number): readonly string[] => {
    const run = runs[i];
    if (run === undefined) return [paint.dim(`  · ${rungName(rung).padEnd(name)}  not reached`)];
    const { states, depth, time } = cells[i]!;
    const unfinished = isFinished(run) ? '' : '  unfinished';
    const line = row(rungName(rung), states, depth, time);
    const column = 4 + line.length + 2;
    const remark = remarkOn(rung, run);
    const [first, ...more] = remark === '' ? [] : wrap(remark, look.width - column - unfinished.length);
    const shows = first === undefined ? '' : `  ${first}`;
    return [
      `  ${markOf(run, look)} ${line}${shows}${paint.yellow(unfinished)}`,
      ...more.map((text) => ' '.repeat(column) + text),
    ];
  };
  const shows = rungs.some((rung) => rung.shows !== '') ? '  shows' : '';
  return [paint.dim(`    ${row('scope', 'states', 'depth', 'time')}${shows}`), ...rungs.flatMap(linesOf)];
};
