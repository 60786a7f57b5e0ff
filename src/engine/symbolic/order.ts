/**
 * The order of the cells in the diagrams: which is at the top, which at the bottom. Sets are small where cells that
 * depend on each other are close, and saturation is quick where what many actions touch is at the bottom.
 */
import type { Action, Cell } from '../../../model/action.ts';
import type { Model } from '../model.ts';

export type CellOrder = (model: Model) => readonly Cell<unknown>[];

const distinct = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

/** The groups that cells are in by some name: those with most cells first, and what is in no group last. */
const groupedBy = <K extends string>(
  cells: readonly Cell<unknown>[],
  nameOf: (cell: Cell<unknown>) => K | null,
): readonly (readonly Cell<unknown>[])[] => {
  const groups = distinct(cells.map(nameOf)).map((name) => ({
    isNamed: name !== null,
    members: cells.filter((cell) => nameOf(cell) === name),
  }));
  return groups
    .toSorted((a, b) => Number(b.isNamed) - Number(a.isNamed) || b.members.length - a.members.length)
    .map(({ members }) => members);
};

/**
 * Owner by owner: the cells of each of its clusters together, and below them those that its clusters share. What has
 * no owner is shared by all, and comes last. Among equals, whatever is watched has cells more than the others, and so
 * comes first: what is remembered of it depends on much that is below.
 */
const byOwner: CellOrder = ({ cells }) =>
  groupedBy(cells, ({ owner }) => owner).flatMap((own) => groupedBy(own, ({ cluster }) => cluster).flat());

const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length;

/** The distance between the first and the last of some places. */
const spanOf = (places: readonly number[]): number => Math.max(...places) - Math.min(...places);

const placesIn = (order: readonly Cell<unknown>[]) => {
  const places = new Map(order.map(({ name }, i) => [name, i]));
  return ({ touches }: Action): readonly number[] => touches.map(({ name }) => places.get(name)!);
};

/** The mean number of levels from the first that an action touches to the last: what an order is judged by at sight. */
export const meanSpan = (order: readonly Cell<unknown>[], { actions }: Model): number =>
  mean(actions.filter(({ touches }) => touches.length > 0).map((one) => spanOf(placesIn(order)(one))));

const rounds = 50;

/**
 * FORCE: every action pulls the cells that it touches to its centre of gravity, again and again, until the spans of
 * the actions get no shorter. Aloul, Markov, Sakallah: FORCE: A Fast and Easy-To-Implement Variable-Ordering Heuristic
 * (2003). Begins with `by-owner`.
 */
const byForce: CellOrder = (model) => {
  let best = byOwner(model);
  let order = best;
  for (let round = 0; round < rounds; round++) {
    const centres = model.actions.map((action) => mean(placesIn(order)(action)));
    const pulled = new Map<string, number[]>();
    model.actions.forEach(({ touches }, i) => {
      for (const { name } of touches) pulled.set(name, [...(pulled.get(name) ?? []), centres[i]!]);
    });
    const gravity = new Map(order.map(({ name }, i) => [name, mean(pulled.get(name) ?? [i])]));
    order = order.toSorted((a, b) => gravity.get(a.name)! - gravity.get(b.name)!);
    if (meanSpan(order, model) >= meanSpan(best, model)) break;
    best = order;
  }
  return best;
};

/** As the model lists them. */
const declared: CellOrder = ({ cells }) => cells;

/** docs/decisions/0006 compares them. */
export const cellOrders = { 'by-owner': byOwner, force: byForce, declared } as const;

export type CellOrderName = keyof typeof cellOrders;
export const cellOrderNames = Object.keys(cellOrders) as readonly CellOrderName[];
export const defaultOrder: CellOrderName = 'by-owner';
