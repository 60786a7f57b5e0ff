/** A trace as a table: step, who acts, the action, what it changed. */
import type { TraceStep } from '../check/result.ts';
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

/** The lines of the table. `violates`: the last step is the one that violates, and is marked. */
export const traceTable = (steps: readonly TraceStep[], violates: boolean, look: Look): readonly string[] => {
  const { paint, width } = look;
  const numberWidth = String(steps.length).length;
  const short = steps.map(({ action }) => action).filter(({ length }) => length <= actionWidthMax);
  const actionWidth = Math.max(widest(short), 'action'.length);
  const before = 4 + numberWidth + 2 + actorWidth + 2;
  const beside = before + actionWidth + 2;
  const column = width - beside >= changesWidthMin ? beside : before + 2;
  const row = (mark: string, number: string, who: string, action: string): string =>
    `  ${mark} ${number.padStart(numberWidth)}  ${who.padEnd(actorWidth)}  ${action}`;

  const linesOf = (step: TraceStep, i: number): readonly string[] => {
    const bad = violates && i === steps.length - 1;
    const head = row(bad ? '✗' : ' ', String(i + 1), actorOf(step.action), step.action);
    const lines = changesOf(step).flatMap((change) => changeLines(change, width - column));
    const fits = head.length <= column - 2;
    const beside = fits ? lines[0] : undefined;
    const below = fits ? lines.slice(1) : lines;
    const shown = bad ? paint.red(head) : head;
    const first =
      beside === undefined ? shown : shown + ' '.repeat(column - head.length) + painted(beside, look);
    return [first, ...below.map((line) => ' '.repeat(column) + painted(line, look))];
  };
  const title = row(' ', '#', 'who', 'action').padEnd(column);
  return [paint.dim(column === beside ? `${title}what changes` : title.trimEnd()), ...steps.flatMap(linesOf)];
};
