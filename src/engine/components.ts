/**
 * Strongly connected components, as Pearce finds them ("A space-efficient algorithm for finding strongly connected
 * components", 2016): Tarjan's search in 13 bytes a state, with no recursion, for graphs of tens of millions of edges.
 */
import type { Graph } from './graph.ts';

/** Two states are in one component if each leads to the other. */
export interface Components {
  readonly count: number;
  /** By state: its component's number. An edge from one component to another leads to a lower number. */
  readonly of: Uint32Array;
}

/** Which edges to follow, and from which state one begins. */
export type Keeps = (edge: number, from: number) => boolean;

const statesBetweenLooks = 2 ** 18;

/**
 * The components of a graph, or of those of its edges that `keeps` is true of. `look` is called now and then; it may
 * throw, to end the search.
 */
export const componentsOf = (
  graph: Pick<Graph, 'states' | 'first' | 'target'>,
  keeps: Keeps | null = null,
  look: () => void = () => {},
): Components => {
  const { states, first, target } = graph;
  // 0: not seen yet. Then, while the component is open, the lowest place in the search that the state leads back to;
  // and at last the component's number, counted down, so that it is always larger than any place.
  const rank = new Uint32Array(states);
  const isRoot = new Uint8Array(states).fill(1);
  const cursor = new Uint32Array(states);
  // The path of the search grows from the left, the states that wait for their component's root from the right.
  const stack = new Uint32Array(states);
  let depth = 0;
  let waiting = states;
  let place = 1;
  let component = states;
  let untilLook = statesBetweenLooks;

  const enter = (state: number): void => {
    stack[depth++] = state;
    cursor[state] = first[state]!;
    rank[state] = place++;
    if (--untilLook > 0) return;
    untilLook = statesBetweenLooks;
    look();
  };

  const leave = (state: number): void => {
    depth--;
    if (isRoot[state] === 0) {
      stack[--waiting] = state;
      return;
    }
    place--;
    while (waiting < states && rank[state]! <= rank[stack[waiting]!]!) {
      rank[stack[waiting++]!] = component;
      place--;
    }
    rank[state] = component--;
  };

  for (let root = 0; root < states; root++) {
    if (rank[root] !== 0) continue;
    enter(root);
    while (depth > 0) {
      const state = stack[depth - 1]!;
      const end = first[state + 1]!;
      let edge = cursor[state]!;
      let lowest = rank[state]!;
      let fresh = -1;
      for (; edge < end; edge++) {
        if (keeps !== null && !keeps(edge, state)) continue;
        const next = target[edge]!;
        const reached = rank[next]!;
        if (reached === 0) {
          fresh = next;
          break;
        }
        if (reached < lowest) lowest = reached;
      }
      // The edge to a fresh state is looked at once more when that is left: it has a rank then.
      cursor[state] = edge;
      if (lowest < rank[state]!) {
        rank[state] = lowest;
        isRoot[state] = 0;
      }
      if (fresh >= 0) enter(fresh);
      else leave(state);
    }
  }
  for (let state = 0; state < states; state++) rank[state] = states - rank[state]!;
  return { count: states - component, of: rank };
};
