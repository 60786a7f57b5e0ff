/**
 * Proofs of what is said of the cycles of a graph, checked on the whole graph, with nothing taken from the search but
 * the numbers of the components and the potentials. No edge leads to a higher component; so all edges of a cycle are
 * in one, and there no edge has more excess than the potential goes down. So the excess over a cycle is 0 at most.
 */
import type { Components } from '../components.ts';
import type { Graph } from '../graph.ts';
import type { EdgeWeights, Ratio } from './weights.ts';
import { exact, excessOf } from './weights.ts';

const refuse = (what: string): never => {
  throw new Error(`the search for cycles is wrong: ${what}`);
};

/** Whether what is asked is true of each edge inside a component; none may lead to a higher one. */
const checkInside = (
  graph: Graph,
  { of }: Components,
  isRight: (edge: number, from: number) => boolean,
): void => {
  const { states, first, target } = graph;
  for (let state = 0; state < states; state++)
    for (let edge = first[state]!; edge < first[state + 1]!; edge++) {
      const before = of[state]!;
      const after = of[target[edge]!]!;
      if (before < after) refuse('an edge leads to a higher component');
      if (before === after && !isRight(edge, state)) refuse('a cycle may be better');
    }
};

/** That no cycle takes time. */
export const checkTimeless = (graph: Graph, components: Components, { time }: EdgeWeights): void =>
  checkInside(graph, components, (edge) => time[graph.label[edge]!] === 0);

/** That no cycle has a larger ratio, and none that takes no time a cost above 0. */
export const checkBest = (
  graph: Graph,
  components: Components,
  { weights, ratio, potential }: { weights: EdgeWeights; ratio: Ratio; potential: Float64Array },
): void => {
  const excess = excessOf(weights, ratio);
  if (!potential.every((one) => one === exact(one) && Number.isInteger(one)))
    refuse('a potential is no whole number');
  checkInside(
    graph,
    components,
    (edge, from) => excess[graph.label[edge]!]! + potential[graph.target[edge]!]! <= potential[from]!,
  );
};

/** What a cycle costs and takes. */
export const sumsOf = (
  { first, target, label }: Graph,
  { cost, time }: EdgeWeights,
  cycle: readonly number[],
): { readonly cost: number; readonly time: number } => {
  let sums = { cost: 0, time: 0 };
  cycle.forEach((edge, i) => {
    const next = cycle[(i + 1) % cycle.length]!;
    const at = target[edge]!;
    if (next < first[at]! || next >= first[at + 1]!)
      refuse('an edge begins elsewhere than the one before it ends');
    sums = { cost: exact(sums.cost + cost[label[edge]!]!), time: exact(sums.time + time[label[edge]!]!) };
  });
  return sums;
};
