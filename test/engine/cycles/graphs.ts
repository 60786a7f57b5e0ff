/** Graphs for tests, written as lists of edges, and all their cycles by plain search. */
import type { Graph } from '../../../src/engine/graph.ts';

/** From a state, to a state; what it costs, and the time that it takes. */
export type Edge = readonly [from: number, to: number, cost: number, time: number];

export interface Weighted {
  readonly graph: Graph;
  readonly weights: { readonly cost: Int32Array; readonly time: Int32Array };
}

/** One label for each pair of cost and time. */
export const weighted = (states: number, edges: readonly Edge[]): Weighted => {
  const sorted = edges.toSorted((a, b) => a[0] - b[0]);
  const kinds = [...new Set(sorted.map(([, , cost, time]) => `${cost}/${time}`))];
  const first = new Uint32Array(states + 1);
  for (const [from] of sorted) first[from + 1]!++;
  for (let state = 0; state < states; state++) first[state + 1]! += first[state]!;
  const numbers = kinds.map((kind) => kind.split('/').map(Number));
  return {
    graph: {
      states,
      edges: sorted.length,
      first,
      target: Uint32Array.from(sorted, ([, to]) => to),
      label: Uint16Array.from(sorted, ([, , cost, time]) => kinds.indexOf(`${cost}/${time}`)),
      labels: kinds.map((_, i) => ({ action: 0, mark: i })),
    },
    weights: {
      cost: Int32Array.from(numbers, ([cost]) => cost!),
      time: Int32Array.from(numbers, ([, time]) => time!),
    },
  };
};

/** Where each edge begins. */
export const sourcesOf = ({ states, first, edges }: Graph): readonly number[] => {
  const sources: number[] = new Array(edges);
  for (let state = 0; state < states; state++)
    for (let edge = first[state]!; edge < first[state + 1]!; edge++) sources[edge] = state;
  return sources;
};

/** Every cycle that comes to no state twice, as its edges, from its lowest state on. */
export const simpleCycles = ({ states, first, target }: Graph): readonly (readonly number[])[] => {
  const found: number[][] = [];
  const visit = (root: number, state: number, path: readonly number[], seen: ReadonlySet<number>): void => {
    for (let edge = first[state]!; edge < first[state + 1]!; edge++) {
      const next = target[edge]!;
      if (next === root) found.push([...path, edge]);
      else if (next > root && !seen.has(next)) visit(root, next, [...path, edge], new Set([...seen, next]));
    }
  };
  for (let root = 0; root < states; root++) visit(root, root, [], new Set());
  return found;
};
