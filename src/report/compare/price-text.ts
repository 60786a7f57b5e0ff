/** What the two policies cost, as a table. */
import { match } from 'ts-pattern';
import type {
  Average,
  CompareReport,
  Curves,
  Extreme,
  Item,
  Priced,
  PricedRun,
  Side,
} from '../../compare/report.ts';
import { items, sides } from '../../compare/report.ts';
import { rungName } from '../../results/rung-name.ts';
import type { Look } from '../text.ts';
import { indented, widest } from '../text.ts';
import type { CompareContext } from './reporter.ts';

export const itemWords: Readonly<Record<Item, string>> = {
  hints: 'hints sent',
  local: 'local injections',
  remote: 'remote injections',
  ipis: 'IPIs',
  exits: 'exits forced elsewhere',
  'wake-ups': 'wake-ups',
  reprogrammings: 'reprogrammings',
};

/** `0`, `1`, `3/2`; `unbounded`; `–` where there is none, `?` where it is open. */
export const extremeInWords = (extreme: Extreme): string =>
  match(extreme)
    .with({ is: 'ratio' }, ({ numerator, denominator }) =>
      denominator === 1 ? String(numerator) : `${numerator}/${denominator}`,
    )
    .with({ is: 'unbounded' }, () => 'unbounded')
    .with({ is: 'no-events' }, () => '–')
    .with({ is: 'unfinished' }, () => '?')
    .exhaustive();

/** `0.512 ± 0.004` */
export const averageInWords = (average: Average | null, digits = 3): string => {
  if (average === null) return '?';
  const { mean, low, high } = average;
  return `${mean.toFixed(digits)} ± ${((high - low) / 2).toFixed(digits)}`;
};

const cellsOf = ({ best, worst, average }: Priced, digits?: number): readonly [string, string, string] => [
  extremeInWords(best),
  extremeInWords(worst),
  averageInWords(average, digits),
];

const rowsOf = ({ prices }: PricedRun) => {
  const row = (name: string, pricedBy: (side: Side) => Priced, digits?: number) => ({
    name,
    cells: sides.map((side) => cellsOf(pricedBy(side), digits)),
  });
  return [
    ...items.map((item) => row(itemWords[item], (side) => prices[side].items[item])),
    row('cost in ns', (side) => prices[side].cost, 1),
  ];
};

/** Best, worst and average for both, an item a line. */
const priceTable = (run: PricedRun, look: Look): readonly string[] => {
  const rows = rowsOf(run);
  const titles = ['best', 'worst', 'average'] as const;
  const widths = sides.map((_, side) =>
    titles.map((title, i) => widest([title, ...rows.map(({ cells }) => cells[side]![i]!)])),
  );
  const name = widest(rows.map((row) => row.name));
  const columns = (side: number, cells: readonly string[]): string =>
    cells.map((cell, i) => cell.padStart(widths[side]![i]!)).join('  ');
  const block = (side: number): number => columns(side, titles).length;
  const head = sides.map((side, i) => side.padEnd(block(i))).join('   ');
  const line = (first: string, all: readonly (readonly string[])[]): string =>
    `    ${first.padEnd(name)}  ${all.map((cells, side) => columns(side, cells)).join('   ')}`;
  return [
    look.paint.dim(`    ${' '.repeat(name)}  ${head}`.trimEnd()),
    look.paint.dim(
      line(
        'per event',
        sides.map(() => titles),
      ),
    ),
    ...rows.map((row) => line(row.name, row.cells)),
  ];
};

/** The points of a curve that a line has room for, counted from 1. */
const shownPoints = [1, 2, 3, 4, 6, 8, 12];

/** What a curve is about. */
export const curveWords: Readonly<Record<Curves['after'], string>> = {
  migration: 'Local injections after a VCPU has moved, and its events with it',
  'events-move': 'Local injections after the events alone have moved to where another VCPU is',
};

const curveLines = ({ after, points }: Curves, { width }: Look): readonly string[] => {
  const shown = shownPoints.filter((n) => sides.every((side) => points[side][n - 1] !== undefined));
  const cell = (text: string): string => text.padStart(6);
  return [
    ...indented(`${curveWords[after]}, by how many there were since:`, 2, width),
    `    ${'injection'.padEnd(10)}${shown.map((n) => cell(String(n))).join('')}`,
    ...sides.map(
      (side) =>
        `    ${side.padEnd(10)}${shown.map((n) => cell(`${(100 * points[side][n - 1]!.mean).toFixed(0)} %`)).join('')}`,
    ),
    '',
  ];
};

/** Whether the exact prices of a run are open. */
export const isUnfinished = (run: PricedRun): boolean => reasonOf(run) !== '';

/** Why they are. */
export const reasonOf = (run: PricedRun): string =>
  sides
    .flatMap((side) => Object.values(run.prices[side].items))
    .flatMap(({ best, worst }) => [best, worst])
    .flatMap((extreme) => (extreme.is === 'unfinished' ? [extreme.reason] : []))[0] ?? '';

/** How the prices of a run were found. */
export const howInWords = ({ simulation: { seed, runs, stepsPerRun } }: PricedRun): string =>
  `Best and worst: the cheapest and the dearest cycle of all that is reachable, exact. Average: ${runs} runs of ` +
  `${stepsPerRun} steps under a random scheduler, from seed ${seed}, with a confidence interval of 95 %.`;

const runSection = (run: PricedRun, look: Look): readonly string[] => {
  return [
    look.paint.bold(`Price on ${rungName(run)}, for each event that a device raises`),
    ...indented(howInWords(run), 2, look.width),
    ...(isUnfinished(run)
      ? indented(`Best and worst are unfinished (?): ${reasonOf(run)}.`, 2, look.width)
      : []),
    '',
    ...priceTable(run, look),
    '',
    ...run.curves.flatMap((curves) => curveLines(curves, look)),
  ];
};

/** The price on the first rung; on all of them, if the user wants to know. */
export const priceSection = (
  { price }: CompareReport,
  { verbose }: CompareContext,
  look: Look,
): readonly string[] => {
  const told = verbose ? price.runs : price.runs.slice(0, 1);
  const rest = price.runs.length - told.length;
  const more = rest === 0 ? [] : [`  On ${rest} more in --reporter json, or with --verbose.`, ''];
  return [...told.flatMap((run) => runSection(run, look)), ...more];
};
