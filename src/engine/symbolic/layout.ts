import type { Cell } from '../../../model/action.ts';
import type { Layout } from '../kernel.ts';

/** Every cell is a level of its own, and there are no groups. */
export const layoutOf = (cells: readonly Cell<unknown>[]): Layout => {
  const levels = new Map(cells.map(({ name }, level) => [name, level]));
  const numberOf = (cell: Cell<unknown>): number => {
    const level = levels.get(cell.name);
    if (level === undefined) throw new Error(`the model has no cell ${cell.name}`);
    return level;
  };
  const noEffects = new Int32Array(0);
  return {
    numberOf,
    numbersOf: (several) => several.map(numberOf),
    effectsOf: () => noEffects,
    homeOfQuestion: () => -1,
  };
};
