/**
 * What is paid in the long run, at best and at worst: the smallest or the largest ratio of cost to time over all cycles
 * of a graph. Exact: all numbers are whole, and the answer is proved before it is given, by a cycle that attains it and
 * by potentials that no cycle can do better (Bellman's inequalities): docs/decisions/0016-cycle-ratios.md.
 */
import { CapacityEnded } from './budget.ts';
import { checkBest, checkTimeless, sumsOf } from './cycles/certificate.ts';
import type { CyclicPart } from './cycles/part.ts';
import { cyclicPartOf, edgeInGraph } from './cycles/part.ts';
import type { Cycle, Solved } from './cycles/potentials.ts';
import { solve } from './cycles/potentials.ts';
import { anyCycle, shortCycle } from './cycles/short.ts';
import type { EdgeWeights } from './cycles/weights.ts';
import { ratioOf } from './cycles/weights.ts';
import type { Cut } from './exploration.ts';
import type { Graph } from './graph.ts';

/** `cycle`: its edges, in order; the last one ends where the first one begins. */
export type CycleExtreme =
  | {
      readonly is: 'ratio';
      readonly numerator: number;
      /** At least 1, and prime to the numerator. */
      readonly denominator: number;
      readonly cycle: readonly number[];
    }
  /** Only of a maximum: a cycle that costs something and takes no time. */
  | { readonly is: 'unbounded'; readonly cycle: readonly number[] }
  /** No cycle takes time. */
  | { readonly is: 'none' };

export type Which = 'min' | 'max';

/** Asked now and then: why to stop now, or `null` to go on. */
export type Check = () => Cut | null;

type OrCut<T> = T | { readonly is: 'cut'; readonly cut: Cut };

/** What is found out about a graph once, whatever the weights. */
export interface Cycles {
  readonly is: 'cycles';
  readonly part: CyclicPart;
}

class Stopped extends Error {
  readonly cut: Cut;

  constructor(cut: Cut) {
    super(cut);
    this.cut = cut;
  }
}

const unlessCut = <T>(check: Check, compute: (look: () => void) => T): OrCut<T> => {
  try {
    return compute(() => {
      const cut = check();
      if (cut !== null) throw new Stopped(cut);
    });
  } catch (error) {
    if (error instanceof Stopped) return { is: 'cut', cut: error.cut };
    if (error instanceof CapacityEnded) return { is: 'cut', cut: 'capacity' };
    throw error;
  }
};

export const cyclesOf = (graph: Graph, check: Check = () => null): OrCut<Cycles> =>
  unlessCut(check, (look) => ({ is: 'cycles', part: cyclicPartOf(graph, look) }));

const inGraph = (part: CyclicPart, cycle: Cycle): readonly number[] =>
  cycle.map((edge, i) => edgeInGraph(part, edge, part.target[cycle.at(i - 1)!]!));

/** What the extreme is, with a cycle of the part. */
type Found = Solved | { readonly is: 'none' };

const find = (part: CyclicPart, weights: EdgeWeights, look: () => void): Found => {
  const { label } = part;
  const initial = anyCycle(part, (edge) => weights.time[label[edge]!]! > 0);
  if (initial !== null) return solve(part, weights, initial, look);
  const unbounded = anyCycle(part, (edge) => weights.cost[label[edge]!]! > 0);
  return unbounded === null ? { is: 'none' } : { is: 'unbounded', cycle: unbounded };
};

/** A short cycle that shows the same: one that takes no time, or one of those edges that the potentials leave tight. */
const shown = (part: CyclicPart, { cost, time }: EdgeWeights, found: Solved, look: () => void): Cycle => {
  const { target, label } = part;
  const { cycle: known } = found;
  if (found.is === 'unbounded') {
    const keeps = (edge: number) => time[label[edge]!] === 0;
    return shortCycle(part, { keeps, needs: (edge) => cost[label[edge]!]! > 0, known }, look);
  }
  const { excess, potential } = found;
  const keeps = (edge: number, from: number) =>
    excess[label[edge]!]! + potential[target[edge]!]! === potential[from];
  return shortCycle(part, { keeps, needs: (edge) => time[label[edge]!]! > 0, known }, look);
};

const refuse = (): never => {
  throw new Error('the search for cycles is wrong: a cycle is not worth what was said');
};

/** Proves the answer. */
const proved = (
  part: CyclicPart,
  weights: EdgeWeights,
  found: Found,
  cycle: readonly number[],
): CycleExtreme => {
  const { graph, components, stateOf } = part;
  if (found.is === 'none') {
    checkTimeless(graph, components, weights);
    return { is: 'none' };
  }
  const sums = sumsOf(graph, weights, cycle);
  if (found.is === 'unbounded')
    return sums.time === 0 && sums.cost > 0 ? { is: 'unbounded', cycle } : refuse();
  const { ratio } = found;
  const { numerator, denominator } = ratioOf(sums.cost, sums.time);
  if (numerator !== ratio.numerator || denominator !== ratio.denominator) refuse();
  const potential = new Float64Array(graph.states);
  stateOf.forEach((state, i) => {
    potential[state] = found.potential[i]!;
  });
  checkBest(graph, components, { weights, ratio, potential });
  return { is: 'ratio', numerator, denominator, cycle };
};

/**
 * The extreme of the sum of the costs over the sum of the times, over all cycles that take time. A cut `capacity`
 * means that its numbers are too large to be exact.
 *
 * @param weights by label of the graph, whole numbers from 0 on
 */
export const extremeRatio = (
  { part }: Cycles,
  weights: EdgeWeights,
  which: Which,
  check: Check = () => null,
): OrCut<CycleExtreme> =>
  unlessCut(check, (look) => {
    // The least cost is the largest where it is taken for a gain.
    const gains = which === 'max' ? weights : { ...weights, cost: weights.cost.map((cost) => 0 - cost) };
    const found = find(part, gains, look);
    const cycle = found.is === 'none' ? [] : inGraph(part, shown(part, gains, found, look));
    const extreme = proved(part, gains, found, cycle);
    return which === 'min' && extreme.is === 'ratio'
      ? { ...extreme, numerator: 0 - extreme.numerator }
      : extreme;
  });
