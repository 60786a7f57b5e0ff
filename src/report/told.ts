/** The end of every telling: the table of a trace, what was expected and found, and the cells that say so. */

import { excusedInWords } from '../picture/loop.ts';
import type { CellValue, Loop, TraceStep } from '../results/result.ts';
import { statesOf } from '../results/story.ts';
import { isShown, valueInWords } from '../words/cells.ts';
import { closingLines, traceTable } from './table.ts';
import type { Look } from './text.ts';
import { wrap } from './text.ts';

/** What a table of a trace is about, whether a check found it or a file brought it. */
export interface Told {
  readonly initially: readonly CellValue[];
  readonly steps: readonly TraceStep[];
  /** Whether the last step violates a property, or the whole run does; a witness reaches something. */
  readonly violates: boolean;
  readonly loop: Loop | null;
  readonly finding: { readonly expected: string; readonly found: string } | null;
  /** The cells that the answer depends on, by name, where they are to be shown. */
  readonly involved?: readonly string[];
}

/** More cells than that are counted, and not listed: an answer about a whole VM depends on dozens. */
const involvedMax = 8;

/** `expected  …`: a label, and a text that is indented as far. */
export const labelled = (
  label: string,
  text: string,
  width: number,
  paint: (text: string) => string,
): readonly string[] => {
  const lines = wrap(text, width - 13);
  return lines.map((line, i) => (i === 0 ? `  ${paint(label.padEnd(9))}${line}` : ' '.repeat(11) + line));
};

/** Several texts behind one label, each on a line of its own. */
const labelledList = (
  label: string,
  texts: readonly string[],
  width: number,
  paint: (text: string) => string,
): readonly string[] =>
  texts.flatMap((text, i) => labelled(i === 0 ? label : '', text, width, i === 0 ? paint : (plain) => plain));

/** Where the VCPUs are in the beginning; everything else is idle then, and the map is right. */
const placesAtFirst = (cells: readonly CellValue[]): string =>
  cells
    .filter(({ cell }) => cell.startsWith('placement('))
    .map(({ cell, value }) => `${cell.slice('placement('.length, -1)} ${valueInWords(cell, value)}`)
    .join(', ');

/**
 * The cells that an answer depends on, with their values at the end. Of one that the last step changed both values are
 * told: properties of steps look at what was there before.
 */
export const involvedInWords = ({
  initially,
  steps,
  involved = [],
}: Pick<Told, 'initially' | 'steps' | 'involved'>): readonly string[] => {
  const end = statesOf({ initially, steps }).at(-1)!;
  const inWords = (cell: string): string => {
    const change = steps.at(-1)?.changes.find((one) => one.cell === cell);
    const before = change === undefined ? '' : `${valueInWords(cell, change.from)} → `;
    return `${cell}: ${before}${valueInWords(cell, end.get(cell))}`;
  };
  const cells = involved.filter((cell) => isShown(cell) && end.has(cell));
  const rest = cells.length - involvedMax;
  return [...cells.slice(0, involvedMax).map(inWords), ...(rest > 0 ? [`and ${rest} more cells`] : [])];
};

/** What was expected, what was found, and in which cells; a witness only reaches something. */
export const answer = ({ violates, finding, ...trace }: Told, { paint, width }: Look): readonly string[] => {
  if (finding === null) return [];
  return [
    ...(violates ? labelled('expected', finding.expected, width, paint.bold) : []),
    ...labelled(violates ? 'found' : 'reached', finding.found, width, paint.bold),
    ...labelledList('seen in', involvedInWords(trace), width, paint.bold),
    ...labelledList('excused', excusedInWords(trace), width, paint.bold),
  ];
};

/** The table of a trace, then what was expected and what was found. */
export const told = (trace: Told, look: Look): readonly string[] => {
  const { initially, steps, finding } = trace;
  const table =
    steps.length === 0
      ? ['  Nobody need act: it is so in the initial state.', ...closingLines(trace, look)]
      : traceTable(trace, look);
  const history = [
    ...labelled('at first', placesAtFirst(initially), look.width, look.paint.bold),
    '',
    ...table,
  ];
  return finding === null ? history : [...history, '', ...answer(trace, look)];
};
