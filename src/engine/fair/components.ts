/**
 * Fair components: the parts of a graph in which a run can stay for ever, and be fair, and owe.
 *
 * A loop is fair if every weak family has a step in it or is disabled somewhere in it, and every strong one has a step in
 * it or is enabled nowhere in it. So in a strongly connected component, where a weak family is enabled throughout and has
 * no step, there is no fair loop at all; where a strong one is enabled and has no step, a fair loop keeps out of the
 * states where it is. What is left of the component falls into smaller ones, and so on. A component in which nothing is
 * amiss is a fair loop itself: go round all of it. (Emerson and Lei, "Modalities for model checking", 1987; for strong
 * fairness, Lichtenstein and Pnueli, 1985.)
 *
 * To idle is to stay in a state by no step of anybody's: every state may be a loop of its own, and by the same rules it
 * is fair if no family at all is enabled there.
 */

import type { Components } from '../components.ts';
import { componentsOf } from '../components.ts';
import type { Quest } from './arena.ts';
import type { Compacted } from './compact.ts';
import { compacted } from './compact.ts';
import { part } from './part.ts';

export interface FairPart {
  /** By state: whether it is in a fair component. */
  readonly isIn: Uint8Array;
  /** By state: the component's number. */
  readonly of: Uint32Array;
}

const lonely = 0xffff_ffff;

/** What there is in each component that is more than a state without a loop; in rows of families. */
interface Inventory {
  /** By component: its row; `lonely` if it has none. */
  readonly rowOf: Uint32Array;
  readonly rows: number;
  /** The families that are enabled in all of its states, in some, and that have a step in it. */
  readonly all: Uint32Array;
  readonly some: Uint32Array;
  readonly taken: Uint32Array;
  /** The parts that recur. */
  readonly parts: Uint8Array;
}

/** Numbers the components in which some edge stays. */
const rowsOf = ({ arena: { graph }, parts }: Quest, isIn: Uint8Array, { count, of }: Components) => {
  const { states, first, target, label } = graph;
  const rowOf = new Uint32Array(count + 1).fill(lonely);
  let rows = 0;
  for (let state = 0; state < states; state++) {
    if (isIn[state] === 0 || rowOf[of[state]!] !== lonely) continue;
    for (let edge = first[state]!; edge < first[state + 1]!; edge++) {
      const next = target[edge]!;
      if (isIn[next] === 0 || of[next] !== of[state] || (parts[label[edge]!]! & part.pays) !== 0) continue;
      rowOf[of[state]!] = rows++;
      break;
    }
  }
  return { rowOf, rows };
};

const inventoryOf = (quest: Quest, isIn: Uint8Array, components: Components): Inventory => {
  const { graph, words, enabled, families } = quest.arena;
  const { states, first, target, label } = graph;
  const { of } = components;
  const { rowOf, rows } = rowsOf(quest, isIn, components);
  const all = new Uint32Array(rows * words).fill(0xffff_ffff);
  const some = new Uint32Array(rows * words);
  const taken = new Uint32Array(rows * words);
  const parts = new Uint8Array(rows);
  for (let state = 0; state < states; state++) {
    if (isIn[state] === 0) continue;
    const row = rowOf[of[state]!]!;
    if (row === lonely) continue;
    for (let word = 0; word < words; word++) {
      const here = enabled[state * words + word]!;
      all[row * words + word]! &= here;
      some[row * words + word]! |= here;
    }
    for (let edge = first[state]!; edge < first[state + 1]!; edge++) {
      const next = target[edge]!;
      if (isIn[next] === 0 || of[next] !== of[state]) continue;
      const one = quest.parts[label[edge]!]!;
      if ((one & part.pays) !== 0) continue;
      parts[row]! |= one;
      for (let word = 0; word < words; word++)
        taken[row * words + word]! |= families[label[edge]! * words + word]!;
    }
  }
  return { rowOf, rows, all, some, taken, parts };
};

/** Whether a state by itself is a loop in which nothing happens, and nothing has to. */
export const mayIdle = ({ arena: { words, enabled }, recurring }: Quest, state: number): boolean => {
  if (recurring !== 0) return false;
  for (let word = 0; word < words; word++) if (enabled[state * words + word] !== 0) return false;
  return true;
};

/** What becomes of a component's states: all stay, none does, or those do where no wronged family is enabled. */
const fates = { stay: 0, leave: 1, some: 2 } as const;

/** By row: its fate, and the strong families that it wrongs. */
const judge = ({ arena: { words, weak, strong }, recurring }: Quest, inventory: Inventory) => {
  const { rows, all, some, taken, parts } = inventory;
  const fate = new Uint8Array(rows);
  const wronged = new Uint32Array(rows * words);
  for (let row = 0; row < rows; row++) {
    if ((parts[row]! & recurring) !== recurring) fate[row] = fates.leave;
    for (let word = 0; word < words && fate[row] !== fates.leave; word++) {
      const at = row * words + word;
      if ((all[at]! & weak[word]! & ~taken[at]!) !== 0) fate[row] = fates.leave;
      wronged[at] = some[at]! & strong[word]! & ~taken[at]!;
      if (wronged[at] !== 0 && fate[row] === fates.stay) fate[row] = fates.some;
    }
  }
  return { fate, wronged };
};

/** Takes the states away that can't be in a fair component, and answers how many are left. */
const prune = (quest: Quest, isIn: Uint8Array, components: Components): number => {
  const { graph, words, enabled } = quest.arena;
  const { of } = components;
  const inventory = inventoryOf(quest, isIn, components);
  const { fate, wronged } = judge(quest, inventory);
  const isWronged = (state: number, row: number): boolean => {
    for (let word = 0; word < words; word++)
      if ((enabled[state * words + word]! & wronged[row * words + word]!) !== 0) return true;
    return false;
  };
  let left = 0;
  for (let state = 0; state < graph.states; state++) {
    if (isIn[state] === 0) continue;
    const row = inventory.rowOf[of[state]!]!;
    const stays =
      row === lonely
        ? mayIdle(quest, state)
        : fate[row] === fates.stay || (fate[row] === fates.some && !isWronged(state, row));
    if (stays) left++;
    else isIn[state] = 0;
  }
  return left;
};

const countIn = (isIn: Uint8Array): number => isIn.reduce((sum, one) => sum + one, 0);

/** A graph is made smaller where no more than one state in so many is left. */
const shrinks = 4;

const every = (states: number): Uint32Array => {
  const all = new Uint32Array(states);
  for (let state = 0; state < states; state++) all[state] = state;
  return all;
};

/** What was found in a part of the graph, by the states of the whole. */
const inWhole = (states: number, { stateOf }: Compacted, part: FairPart): FairPart => {
  const isIn = new Uint8Array(states);
  const of = new Uint32Array(states);
  for (const [at, state] of stateOf.entries()) {
    isIn[state] = part.isIn[at]!;
    of[state] = part.of[at]!;
  }
  return { isIn, of };
};

/**
 * The fair components within some states, by steps that do not pay; `null` if there is none. `within` is used up.
 */
export const fairPartOf = (whole: Quest, within: Uint8Array, look: () => void): FairPart | null => {
  const { states } = whole.arena.graph;
  let here: Compacted = { quest: whole, stateOf: every(states) };
  let isIn = within;
  let left = countIn(isIn);
  let of: Uint32Array | null = null;
  for (;;) {
    if (left === 0) return null;
    if (left * shrinks <= isIn.length) {
      here = compacted(here, isIn, of, left);
      isIn = new Uint8Array(left).fill(1);
    }
    const { quest } = here;
    const { target, label } = quest.arena.graph;
    const keeps = (edge: number, from: number): boolean =>
      isIn[from] === 1 && isIn[target[edge]!] === 1 && (quest.parts[label[edge]!]! & part.pays) === 0;
    const components = componentsOf(quest.arena.graph, keeps, look);
    const before = left;
    left = prune(quest, isIn, components);
    of = components.of;
    if (left === before) return inWhole(states, here, { isIn, of });
  }
};
