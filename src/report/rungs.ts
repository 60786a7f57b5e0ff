/** The rungs that a policy climbed, one line each. */
import { askedOn, demandsOf } from '../results/demands.ts';
import { overall } from '../results/overall.ts';
import type { CheckRequest, Rung } from '../results/request.ts';
import type { PropertyResult, Run } from '../results/result.ts';
import { rungName } from '../results/rung-name.ts';
import { isUntested, madeAllRuns } from '../results/untested.ts';
import type { Look, Mark } from './text.ts';
import { countInTable, countOf, paintedMark, secondsInWords, widest, wrap } from './text.ts';

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

/** Whether what was to be decided there is not meant for such a configuration. */
const isMeantForNone = ({ properties }: Run): boolean =>
  properties.length > 0 && properties.every(({ result }) => result === 'not-applicable');

const markOf = (run: Run): Mark => {
  if (run.properties.some(({ demanded, result }) => demanded && result === 'violated'))
    return { sign: '✗', tone: 'bad' };
  if (!isFinished(run)) return { sign: '?', tone: 'doubtful' };
  if (isMeantForNone(run)) return { sign: ' ', tone: 'quiet' };
  return { sign: run.exploration?.random ? '~' : '✓', tone: 'good' };
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
  return demandsOf(request, []).chosen.every(({ id }) => found.some(({ property }) => property.id === id));
};

/** What a table says about a rung. */
export interface RungRow {
  readonly name: string;
  readonly mark: Mark;
  /** What there is to be said of a rung that was climbed; why there is nothing, if it was not. */
  readonly climbed:
    | ({ readonly remark: string; readonly isFinished: boolean } & ReturnType<typeof cellsOf>)
    | null;
  readonly absent: 'not needed' | 'not reached';
}

/** The rungs on which something is asked. */
const askedRungs = (request: CheckRequest): readonly Rung[] => {
  const { chosen } = demandsOf(request, []);
  return request.rungs.filter((rung) => askedOn(rung, chosen).length > 0);
};

/** Every rung of the ladder, in order; those that were not reached are there, too. */
export const rungRows = (request: CheckRequest, runs: readonly Run[]): readonly RungRow[] => {
  const absent = isSettled(request, runs) ? 'not needed' : 'not reached';
  return askedRungs(request).map((rung) => {
    const name = rungName(rung);
    const run = runs.find((one) => rungName(one) === name);
    if (run === undefined) return { name, mark: { sign: '·', tone: 'quiet' }, climbed: null, absent };
    const climbed = { ...cellsOf(run), remark: remarkOn(rung, run), isFinished: isFinished(run) };
    return { name, mark: markOf(run), climbed, absent };
  });
};

/** A table of the rungs. */
export const rungTable = (request: CheckRequest, runs: readonly Run[], look: Look): readonly string[] => {
  const { paint } = look;
  const rows = rungRows(request, runs);
  const cells = rows.flatMap(({ climbed }) => climbed ?? []);
  const width = {
    name: widest(['scope', ...rows.map(({ name }) => name)]),
    states: widest(['states', ...cells.map(({ states }) => states)]),
    depth: widest(['depth', ...cells.map(({ depth }) => depth)]),
    time: widest(['time', ...cells.map(({ time }) => time)]),
  };
  const columns = (first: string, states: string, depth: string, time: string): string =>
    `${first.padEnd(width.name)}  ${states.padStart(width.states)}  ${depth.padStart(width.depth)}  ` +
    time.padStart(width.time);
  const linesOf = ({ name, mark, climbed, absent }: RungRow): readonly string[] => {
    if (climbed === null) return [paint.dim(`  ${mark.sign} ${name.padEnd(width.name)}  ${absent}`)];
    const { states, depth, time, remark } = climbed;
    const unfinished = climbed.isFinished ? '' : '  unfinished';
    const line = columns(name, states, depth, time);
    const column = 4 + line.length + 2;
    const [first, ...more] = remark === '' ? [] : wrap(remark, look.width - column - unfinished.length);
    const shows = first === undefined ? '' : `  ${first}`;
    return [
      `  ${paintedMark(mark, paint)} ${line}${shows}${paint.yellow(unfinished)}`,
      ...more.map((below) => ' '.repeat(column) + below),
    ];
  };
  const shows = request.rungs.some((rung) => rung.shows !== '') ? '  shows' : '';
  return [paint.dim(`    ${columns('scope', 'states', 'depth', 'time')}${shows}`), ...rows.flatMap(linesOf)];
};
