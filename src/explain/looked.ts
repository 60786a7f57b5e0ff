/** What was looked at by an action that says no for reasons of its own. */
import type { Cell, Read } from '../../model/action.ts';
import { isShown, valueInWords } from '../words/cells.ts';

/** More than a reader takes in. The last one decided: it is always among them. */
const cellsMax = 5;

/** `event(vm0.dev0.e0): idle`. What no trace shows is written as data. */
const shown = (cell: Cell<unknown>, read: Read): string =>
  `${cell.name}: ${isShown(cell.name) ? valueInWords(cell.name, read(cell)) : JSON.stringify(read(cell))}`;

/** `having looked at event(vm0.dev0.e0): idle`, in the order in which the cells were read. */
export const lookedAt = (reads: readonly Cell<unknown>[], read: Read): string => {
  if (reads.length === 0) return 'without a look at any cell';
  const last = reads.slice(-cellsMax).map((cell) => shown(cell, read));
  const before = reads.length - last.length;
  const others = before === 0 ? '' : `${before} other ${before === 1 ? 'cell' : 'cells'}, then at `;
  return `having looked at ${others}${last.join('; ')}`;
};
