/** A trace as a table: step, who acts, the action, what it changed. */

import { amissInWords, closingInWords, fairnessInWords, isInLoop, isTelling } from '../picture/loop.ts';
import type { Loop, TraceStep } from '../results/result.ts';
import { actorOf } from '../words/actors.ts';
import { isShown, valueInWords } from '../words/cells.ts';
import type { Look } from './text.ts';
import { widest, wrap } from './text.ts';

const actorWidth = 'hypervisor'.length;
/** Longer actions have a line of their own. */
const actionWidthMax = 32;
const changesWidthMin = 40;

interface Change {
  readonly cell: string;
  readonly from: string;
  readonly to: string;
}

const changesOf = ({ changes }: TraceStep): readonly Change[] =>
  changes
    .filter(({ cell }) => isShown(cell))
    .map(({ cell, from, to }) => ({ cell, from: valueInWords(cell, from), to: valueInWords(cell, to) }));

/** `route(vm0.dev0.e0): vm0.vcpu0 → vm0.vcpu1`; on two lines, or more, if it must be. */
const changeLines = ({ cell, from, to }: Change, width: number): readonly string[] => {
  const layouts = [
    [`${cell}: ${from} → ${to}`],
    [`${cell}: ${from}`, `  → ${to}`],
    [`${cell}:`, `  ${from} → ${to}`],
    [`${cell}:`, `  ${from}`, `  → ${to}`],
  ];
  const fitting = layouts.find((lines) => widest(lines) <= width);
  if (fitting !== undefined) return fitting;
  const below = [...wrap(from, width - 2), ...wrap(`→ ${to}`, width - 2)];
  return [`${cell}:`, ...below.map((line) => `  ${line}`)];
};

/** Changed cells stand out from their values. */
const painted = (line: string, { paint }: Look): string =>
  line.replace(
    /^(\w+\([^)]*\):)?(.*)$/,
    (_, cell: string | undefined, rest: string) =>
      (cell === undefined ? '' : paint.dim(cell)) + rest.replaceAll('→', paint.cyan('→')),
  );

/** The margin of a run without end: a bracket around the steps that recur, which the closing line ends. */
export const margins = { first: '┌', more: '│', closing: '└', still: '∞' } as const;

/** The sign before a line of a step: `isHead` is the first one. */
export const marginOf = (loop: Loop | null, step: number, isHead: boolean): string => {
  if (!isInLoop({ loop }, step)) return ' ';
  return isHead && step === loop!.from + 1 ? margins.first : margins.more;
};

/** Where the bracket closes, and what comes after that for ever; nothing in a trace that ends. */
export const closingLines = (
  trace: { readonly steps: readonly unknown[]; readonly loop: Loop | null },
  { paint, width }: Look,
): readonly string[] => {
  const text = closingInWords(trace);
  if (text === null) return [];
  const sign = trace.loop!.from === trace.steps.length ? margins.still : margins.closing;
  return wrap(text, width - 4).map((line, i) => (i === 0 ? `  ${paint.red(sign)} ${line}` : `    ${line}`));
};

interface Rows {
  readonly steps: readonly TraceStep[];
  /** The step that violates is marked, or those of a run without end in which that shows. */
  readonly violates: boolean;
  readonly loop: Loop | null;
}

/** The lines of the table. */
export const traceTable = (rows: Rows, look: Look): readonly string[] => {
  const { steps, violates, loop } = rows;
  const { paint, width } = look;
  const numberWidth = String(steps.length).length;
  const short = steps.map(({ action }) => action).filter(({ length }) => length <= actionWidthMax);
  const actionWidth = Math.max(widest(short), 'action'.length);
  const before = 4 + numberWidth + 2 + actorWidth + 2;
  const beside = before + actionWidth + 2;
  const column = width - beside >= changesWidthMin ? beside : before + 2;
  const row = (number: string, who: string, action: string): string =>
    `${number.padStart(numberWidth)}  ${who.padEnd(actorWidth)}  ${action}`;

  const linesOf = (step: TraceStep, i: number): readonly string[] => {
    const bad = violates && isTelling(rows, i + 1);
    const head = row(String(i + 1), actorOf(step.action), step.action);
    const amiss = amissInWords(rows, i + 1);
    const fair = fairnessInWords(rows, i + 1);
    const lines = [
      ...changesOf(step)
        .flatMap((change) => changeLines(change, width - column))
        .map((line) => painted(line, look)),
      ...(amiss === null ? [] : wrap(amiss, width - column).map((line) => paint.red(line))),
      ...(fair === null ? [] : wrap(fair, width - column).map((line) => paint.dim(line))),
    ];
    const fits = 4 + head.length <= column - 2;
    const beside = fits ? lines[0] : undefined;
    const below = fits ? lines.slice(1) : lines;
    const margin = (isHead: boolean): string => `  ${paint.red(marginOf(loop, i + 1, isHead))} `;
    const shown = bad ? paint.red(`  ✗ ${head}`) : margin(true) + head;
    const first = beside === undefined ? shown : shown + ' '.repeat(column - 4 - head.length) + beside;
    return [first, ...below.map((line) => margin(false) + ' '.repeat(column - 4) + line)];
  };
  const title = `    ${row('#', 'who', 'action')}`.padEnd(column);
  return [
    paint.dim(column === beside ? `${title}what changes` : title.trimEnd()),
    ...steps.flatMap(linesOf),
    ...closingLines(rows, look),
  ];
};
