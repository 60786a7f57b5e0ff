/**
 * Policy iteration, after Howard, for the largest ratio of cost to time over the cycles of a graph.
 *
 * Each state has a choice: one of its edges, or to stop. What it gets is the sum of the excess over the best ratio
 * so far, along the choices from there on. Each round, each state takes an edge by which it gets more. Choices that
 * close a cycle have an excess above 0: the cycle is better, and its ratio is the best from then on. When no state
 * can get more, what they get are potentials: no edge leads up by more than its excess, so no cycle has any.
 */
import type { CyclicPart } from './part.ts';
import type { EdgeWeights, Ratio } from './weights.ts';
import { exact, excessOf, isMore, ratioOf } from './weights.ts';

/** Edges of the part, in order; each leads to where the next one begins, and the last one to where the first does. */
export type Cycle = readonly number[];

export type Solved =
  | {
      readonly is: 'ratio';
      readonly ratio: Ratio;
      /** One of that ratio. */
      readonly cycle: Cycle;
      /** By label. */
      readonly excess: Float64Array;
      /** By state of the part: `potential[u] >= excess[e] + potential[v]` for each edge `e` from `u` to `v`. */
      readonly potential: Float64Array;
    }
  /** A cycle that takes no time and has a cost. */
  | { readonly is: 'unbounded'; readonly cycle: Cycle };

const stop = 0xffff_ffff;

interface Choices {
  readonly part: CyclicPart;
  /** By state: the edge that it chooses, or `stop`. */
  readonly choice: Uint32Array;
  readonly potential: Float64Array;
}

/** Lets each state choose an edge by which it gets more; whether any could. */
const improve = (
  { part, choice, potential }: Choices,
  excess: Float64Array,
  isBackward: boolean,
): boolean => {
  const { states, first, target, label } = part;
  let improved = false;
  for (let i = 0; i < states; i++) {
    const state = isBackward ? states - 1 - i : i;
    const end = first[state + 1]!;
    const before = potential[state]!;
    let most = before;
    let best = stop;
    for (let edge = first[state]!; edge < end; edge++) {
      const gets = excess[label[edge]!]! + potential[target[edge]!]!;
      if (gets <= most) continue;
      most = gets;
      best = edge;
    }
    if (best === stop) continue;
    choice[state] = best;
    potential[state] = exact(most);
    improved = true;
  }
  return improved;
};

const isFresh = 0;
const isOnPath = 1;
const isSettled = 2;

/** Follows all choices to the end, and says what each state gets. Cycles of choices are cut, and given back. */
const settle = ({ part, choice, potential }: Choices, excess: Float64Array): readonly Cycle[] => {
  const { states, target, label } = part;
  const mark = new Uint8Array(states);
  const path = new Uint32Array(states);
  const cycles: Cycle[] = [];
  for (let root = 0; root < states; root++) {
    let length = 0;
    let at = root;
    while (mark[at] === isFresh) {
      mark[at] = isOnPath;
      path[length++] = at;
      if (choice[at] === stop) break;
      at = target[choice[at]!]!;
    }
    if (length > 0 && choice[path[length - 1]!] !== stop && mark[at] === isOnPath) {
      const cycle: number[] = [];
      for (let i = path.lastIndexOf(at, length - 1); i < length; i++) cycle.push(choice[path[i]!]!);
      cycles.push(cycle);
      choice[path[length - 1]!] = stop;
    }
    while (length > 0) {
      const state = path[--length]!;
      mark[state] = isSettled;
      const chosen = choice[state]!;
      const gets = chosen === stop ? 0 : exact(excess[label[chosen]!]! + potential[target[chosen]!]!);
      // To stop is always better than to lose.
      if (gets < 0) choice[state] = stop;
      potential[state] = Math.max(gets, 0);
    }
  }
  return cycles;
};

const sumOver = ({ label }: CyclicPart, cycle: Cycle, by: Int32Array): number =>
  cycle.reduce((sum, edge) => exact(sum + by[label[edge]!]!), 0);

/** The largest ratio of cost to time over the cycles of the part that take time, one of which is given. */
export const solve = (part: CyclicPart, weights: EdgeWeights, initial: Cycle, look: () => void): Solved => {
  const ratioOfCycle = (cycle: Cycle) =>
    ratioOf(sumOver(part, cycle, weights.cost), sumOver(part, cycle, weights.time));
  const choices = {
    part,
    choice: new Uint32Array(part.states).fill(stop),
    potential: new Float64Array(part.states),
  };
  let cycle = initial;
  let ratio = ratioOfCycle(cycle);
  let excess = excessOf(weights, ratio);
  for (let round = 0; improve(choices, excess, round % 2 === 0); round++) {
    look();
    let isBetter = false;
    for (const found of settle(choices, excess)) {
      if (sumOver(part, found, weights.time) === 0) return { is: 'unbounded', cycle: found };
      const its = ratioOfCycle(found);
      if (!isMore(its, ratio)) continue;
      [cycle, ratio, isBetter] = [found, its, true];
    }
    if (!isBetter) continue;
    excess = excessOf(weights, ratio);
    // What was chosen remains; what it is worth is another matter.
    settle(choices, excess);
  }
  return { is: 'ratio', ratio, cycle, excess, potential: choices.potential };
};
