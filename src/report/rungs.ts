/** The rungs that a policy climbed, one line each. */
import { demandsOf } from '../check/demands.ts';
import { rungFor } from '../check/ladder.ts';
import { overall } from '../check/overall.ts';
import type { CheckRequest, Rung } from '../check/request.ts';
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

/** Whether what was to be done there was done; where records settled everything, nothing was. */
const isDone = ({ exploration }: Run): boolean => {
  if (exploration === null) return true;
  const { complete, settled, random } = exploration;
  return random === null ? complete : settled || madeAllRuns(random);
};

const isFinished = (run: Run): boolean =>
  isDone(run) && !run.properties.some((property) => isOpen(run, property));

const markOf = (run: Run, { paint }: Look): string => {
  if (run.properties.some(({ demanded, result }) => demanded && result === 'violated')) return paint.red('✗');
  if (!isFinished(run)) return paint.yellow('?');
  return paint.green(run.exploration?.random ? '~' : '✓');
};

const none = '–';

const cellsOf = ({ exploration, seconds }: Run) => ({
  states: exploration === null ? none : countInTable(exploration.states),
  depth: String(exploration?.depth ?? none),
  time: exploration === null ? none : secondsInWords(seconds),
});

/** What the rung can show, and what was done there if it was not explored exhaustively. */
const remarkOn = ({ shows }: Rung, { exploration }: Run): string => {
  if (exploration === null) return 'nothing was explored';
  const { random } = exploration;
  if (random === null) return shows;
  const done = `${countOf(random.runs, 'random run')}, ${countOf(random.steps, 'step')}`;
  return shows === '' ? done : `${done}: ${shows}`;
};

/** Everything that was asked is found: the rungs that are left are not needed. */
const isSettled = (request: CheckRequest, runs: readonly Run[]): boolean => {
  const found = overall(runs).filter(({ shown }) => shown !== null);
  return demandsOf(request, '', []).chosen.every(({ id }) =>
    found.some(({ property }) => property.id === id),
  );
};

/** A table of the rungs; those that were not reached are there, too. */
export const rungTable = (request: CheckRequest, runs: readonly Run[], look: Look): readonly string[] => {
  const { rungs } = request;
  const { paint } = look;
  const cells = runs.map(cellsOf);
  const name = widest(['scope', ...rungs.map(rungName)]);
  const width = {
    states: widest(['states', ...cells.map(({ states }) => states)]),
    depth: widest(['depth', ...cells.map(({ depth }) => depth)]),
    time: widest(['time', ...cells.map(({ time }) => time)]),
  };
  const row = (first: string, states: string, depth: string, time: string): string =>
    `${first.padEnd(name)}  ${states.padStart(width.states)}  ${depth.padStart(width.depth)}  ` +
    time.padStart(width.time);
  const absent = isSettled(request, runs) ? 'not needed' : 'not reached';
  const linesOf = (rung: Rung): readonly string[] => {
    const run = runs.find((one) => rungName(one) === rungName(rung));
    if (run === undefined) return [paint.dim(`  · ${rungName(rung).padEnd(name)}  ${absent}`)];
    const { states, depth, time } = cellsOf(run);
    const unfinished = isFinished(run) ? '' : '  unfinished';
    const line = row(rungName(rung), states, depth, time);
    const column = 4 + line.length + 2;
    const remark = remarkOn(rung, run);
    const [first, ...more] = remark === '' ? [] : wrap(remark, look.width - column - unfinished.length);
    const shows = first === undefined ? '' : `  ${first}`;
    return [
      `  ${markOf(run, look)} ${line}${shows}${paint.yellow(unfinished)}`,
      ...more.map((below) => ' '.repeat(column) + below),
    ];
  };
  const shows = rungs.some((rung) => rung.shows !== '') ? '  shows' : '';
  return [paint.dim(`    ${row('scope', 'states', 'depth', 'time')}${shows}`), ...rungs.flatMap(linesOf)];
};
