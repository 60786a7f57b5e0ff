/** How a cycle of a graph is reached. */
import type { Graph } from '../graph.ts';

const unseen = 0xffff_ffff;

/** A shortest way from state 0 to a cycle, and the cycle from there on; both are edges, in order. */
export const withStem = (
  { states, first, target }: Graph,
  cycle: readonly number[],
): { readonly stem: readonly number[]; readonly cycle: readonly number[] } => {
  // The edge `i + 1` begins where the edge `i` ends.
  const nextAt = new Map(cycle.map((edge, i) => [target[edge]!, (i + 1) % cycle.length]));
  const reachedBy = new Uint32Array(states).fill(unseen);
  const reachedFrom = new Uint32Array(states);
  const queue = new Uint32Array(states);
  let count = 1;
  for (let i = 0; i < count; i++) {
    const state = queue[i]!;
    const begin = nextAt.get(state);
    if (begin !== undefined) {
      const stem: number[] = [];
      for (let at = state; at !== 0; at = reachedFrom[at]!) stem.push(reachedBy[at]!);
      return { stem: stem.reverse(), cycle: [...cycle.slice(begin), ...cycle.slice(0, begin)] };
    }
    for (let edge = first[state]!; edge < first[state + 1]!; edge++) {
      const next = target[edge]!;
      if (next === 0 || reachedBy[next] !== unseen) continue;
      reachedBy[next] = edge;
      reachedFrom[next] = state;
      queue[count++] = next;
    }
  }
  throw new Error('the cycle is not reachable');
};
