/** The part of a graph that cycles are in: the edges inside its strongly connected components, numbered anew. */
import type { Components } from '../components.ts';
import { componentsOf } from '../components.ts';
import type { Graph } from '../graph.ts';

const outside = 0xffff_ffff;

export interface CyclicPart {
  readonly graph: Graph;
  readonly components: Components;
  readonly states: number;
  readonly edges: number;
  readonly first: Uint32Array;
  readonly target: Uint32Array;
  /** By edge: which of the graph's labels it has. */
  readonly label: Uint16Array | Uint32Array;
  /** By state of the part, its number in the graph. */
  readonly stateOf: Uint32Array;
  /** Its states, those first that take the fewest edges from state 0 of the graph. */
  readonly nearest: Uint32Array;
}

/** All states, those first that take the fewest edges from state 0. */
const breadthFirst = ({ states, first, target }: Graph): Uint32Array => {
  const seen = new Uint8Array(states);
  const queue = new Uint32Array(states);
  let count = 0;
  const enter = (state: number): void => {
    if (seen[state] === 1) return;
    seen[state] = 1;
    queue[count++] = state;
  };
  // Where all states are reached from state 0, all others are seen before it is their turn.
  for (let root = 0, at = 0; root < states; root++)
    for (enter(root); at < count; at++) {
      const state = queue[at]!;
      for (let edge = first[state]!; edge < first[state + 1]!; edge++) enter(target[edge]!);
    }
  return queue;
};

export const cyclicPartOf = (graph: Graph, look: () => void): CyclicPart => {
  const { states, first, target, label } = graph;
  const components = componentsOf(graph, null, look);
  const { of } = components;
  const numberOf = new Uint32Array(states).fill(outside);
  let inside = 0;
  let edges = 0;
  for (let state = 0; state < states; state++) {
    const before = edges;
    for (let edge = first[state]!; edge < first[state + 1]!; edge++)
      if (of[target[edge]!] === of[state]) edges++;
    // A component of more than one state has an edge from each of them to another.
    if (edges > before) numberOf[state] = inside++;
  }
  const part = {
    graph,
    components,
    states: inside,
    edges,
    first: new Uint32Array(inside + 1),
    target: new Uint32Array(edges),
    label: label instanceof Uint16Array ? new Uint16Array(edges) : new Uint32Array(edges),
    stateOf: new Uint32Array(inside),
    nearest: breadthFirst(graph)
      .map((reached) => numberOf[reached]!)
      .filter((number) => number !== outside),
  };
  let state = 0;
  let at = 0;
  for (let source = 0; source < states; source++) {
    const before = at;
    for (let edge = first[source]!; edge < first[source + 1]!; edge++) {
      if (of[target[edge]!] !== of[source]) continue;
      part.target[at] = numberOf[target[edge]!]!;
      part.label[at++] = label[edge]!;
    }
    if (at === before) continue;
    part.stateOf[state] = source;
    part.first[++state] = at;
  }
  return part;
};

/** The number in the graph of an edge of the part, which begins in this state of the part. */
export const edgeInGraph = (
  { graph, components, first, stateOf }: CyclicPart,
  edge: number,
  from: number,
) => {
  const { of } = components;
  const source = stateOf[from]!;
  let left = edge - first[from]!;
  for (let own = graph.first[source]!; own < graph.first[source + 1]!; own++)
    if (of[graph.target[own]!] === of[source] && left-- === 0) return own;
  throw new Error(`state ${source} has no such edge`);
};
