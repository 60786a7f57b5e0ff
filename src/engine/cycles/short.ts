/** Cycles of few edges, to be shown to a reader: as short as some work finds them. */
import type { Keeps } from '../components.ts';
import { componentsOf } from '../components.ts';
import type { CyclicPart } from './part.ts';
import type { Cycle } from './potentials.ts';

export interface Wanted {
  /** The edges that a cycle may have. */
  readonly keeps: Keeps;
  /** The edges of which it must have one. */
  readonly needs: (edge: number) => boolean;
  /** One that is known; only shorter ones are looked for, and equally short ones that are nearer. */
  readonly known: Cycle;
}

/** Edges that are followed for each doubling of the length, for each edge of the part; and at least so many. */
const workPerEdge = 0.5;
const workMin = 100_000;

/** Breadth-first from state to state of a part, which it marks with the number of the search. */
interface Search {
  readonly part: CyclicPart;
  readonly seenIn: Uint32Array;
  /** By state: the edge by which it was reached, and the state where that begins. */
  readonly reachedBy: Uint32Array;
  readonly reachedFrom: Uint32Array;
  readonly queue: Uint32Array;
  number: number;
  work: number;
}

/** The edges of a shortest way of up to so many, or `null`: there is none, or all the work was done. */
const wayBetween = (
  search: Search,
  from: number,
  to: number,
  keeps: Keeps,
  lengthMax: number,
): Cycle | null => {
  const { part, seenIn, reachedBy, reachedFrom, queue } = search;
  const { first, target } = part;
  const wayTo = (state: number): Cycle => {
    const way: number[] = [];
    for (let at = state; at !== from; at = reachedFrom[at]!) way.push(reachedBy[at]!);
    return way.reverse();
  };
  if (from === to) return [];
  const now = ++search.number;
  seenIn[from] = now;
  queue[0] = from;
  let count = 1;
  let levelEnd = 1;
  let length = 1;
  for (let i = 0; i < count && length <= lengthMax && search.work > 0; i++) {
    const state = queue[i]!;
    for (let edge = first[state]!; edge < first[state + 1]!; edge++) {
      search.work--;
      const next = target[edge]!;
      if (seenIn[next] === now || !keeps(edge, state)) continue;
      seenIn[next] = now;
      reachedBy[next] = edge;
      reachedFrom[next] = state;
      if (next === to) return wayTo(to);
      queue[count++] = next;
    }
    if (i + 1 < levelEnd) continue;
    levelEnd = count;
    length++;
  }
  return null;
};

const searchIn = (part: CyclicPart): Search => ({
  part,
  seenIn: new Uint32Array(part.states),
  reachedBy: new Uint32Array(part.states),
  reachedFrom: new Uint32Array(part.states),
  queue: new Uint32Array(part.states),
  number: 0,
  work: Infinity,
});

const always: Keeps = () => true;

/** Any cycle with an edge of some kind: inside a component, each edge is on one. `null`: there is no such edge. */
export const anyCycle = (part: CyclicPart, needs: Wanted['needs']): Cycle | null => {
  const { states, first, target } = part;
  for (let state = 0; state < states; state++)
    for (let edge = first[state]!; edge < first[state + 1]!; edge++)
      if (needs(edge)) return [edge, ...wayBetween(searchIn(part), target[edge]!, state, always, Infinity)!];
  return null;
};

/** From this length on it is worth while to know first where there are cycles at all. */
const longMin = 8;

/** Outside the components that some edges make, no cycle has only such edges. */
const inComponents = (part: CyclicPart, keeps: Keeps, look: () => void): Keeps => {
  const { target } = part;
  const { of } = componentsOf(part, keeps, look);
  return (edge, from) => of[target[edge]!] === of[from] && keeps(edge, from);
};

/**
 * A short cycle of a kind, and of several equally short ones one that is near to state 0. Of each edge that is needed,
 * a cycle of at most 1, 2, 4, 8, … edges through it is looked for, so that no work on long ones is done before all
 * short ones were tried. Each time, that is given up after some work: a shortest cycle of a graph takes a search from
 * every state.
 */
export const shortCycle = (part: CyclicPart, wanted: Wanted, look: () => void): Cycle => {
  const { edges, first, target, nearest } = part;
  const { keeps, needs, known } = wanted;
  const search = searchIn(part);
  let best: Cycle | null = null;
  let stays = keeps;
  for (let lengthMax = 1; (best ?? known).length > lengthMax / 2; lengthMax *= 2) {
    look();
    if (lengthMax === longMin) stays = inComponents(part, keeps, look);
    search.work = Math.max(workMin, workPerEdge * edges);
    for (let i = 0; i < nearest.length && search.work > 0; i++) {
      const state = nearest[i]!;
      for (let edge = first[state]!; edge < first[state + 1]! && search.work > 0; edge++) {
        search.work--;
        if (!needs(edge) || !stays(edge, state)) continue;
        const lessThan: number = Math.min(lengthMax + 1, best?.length ?? known.length + 1);
        const way = wayBetween(search, target[edge]!, state, stays, lessThan - 2);
        if (way !== null && way.length + 1 < lessThan) best = [edge, ...way];
      }
    }
  }
  return best ?? known;
};
