/**
 * The lasso of a fair component: a way there, and a fair walk that leads back to its beginning. Looked for from the
 * initial state on, the nearest states first, so that the one with the fewest steps in all is found; of several, the one
 * that goes round in the fewest.
 */
import type { Quest } from './arena.ts';
import type { FairPart } from './components.ts';
import { mayIdle } from './components.ts';
import { part } from './part.ts';
import { Rounds } from './rounds.ts';

/** Edges, in order. */
export interface Edges {
  readonly stem: readonly number[];
  readonly cycle: readonly number[];
  readonly shortest: boolean;
}

const unseen = 0xffff_ffff;

/** Places that are looked at in search of shorter walks: some seconds at most. */
const usualPatience = 1_000_000;

/**
 * A breadth-first search of states in two layers: runs that do not owe yet, and runs that do. In the second no step pays.
 * A node is twice the number of its state, plus one in the second layer.
 */
class Stems {
  readonly queue: Uint32Array;
  count = 0;
  readonly #quest: Quest;
  /** By node: the edge that led there, and the place in the queue that it came from. */
  readonly #by: Uint32Array;
  readonly #from: Uint32Array;

  constructor(quest: Quest) {
    const { states } = quest.arena.graph;
    this.#quest = quest;
    this.queue = new Uint32Array(2 * states);
    this.#by = new Uint32Array(2 * states).fill(unseen);
    this.#from = new Uint32Array(2 * states);
    this.#enter(quest.owesAtOnce ? 1 : 0, unseen - 1, 0);
  }

  #enter(node: number, edge: number, from: number): void {
    if (this.#by[node] !== unseen) return;
    this.#by[node] = edge;
    this.#from[node] = from;
    this.queue[this.count++] = node;
  }

  /** Adds what is one step from a place in the queue. */
  expand(at: number): void {
    const { arena, parts, owesAtOnce } = this.#quest;
    const { first, target, label } = arena.graph;
    const node = this.queue[at]!;
    const state = node >>> 1;
    const owes = (node & 1) === 1;
    for (let edge = first[state]!; edge < first[state + 1]!; edge++) {
      const one = parts[label[edge]!]!;
      const next = 2 * target[edge]!;
      if (owes || owesAtOnce) {
        // Whoever owes at once may do what pays now, as long as he does not in the loop.
        if (owesAtOnce || (one & part.pays) === 0) this.#enter(next + 1, edge, at);
      } else {
        this.#enter(next, edge, at);
        if ((one & part.owes) !== 0) this.#enter(next + 1, edge, at);
      }
    }
  }

  /** The edges to a place in the queue. */
  to(place: number): readonly number[] {
    const stem: number[] = [];
    for (let at = place; at !== 0; at = this.#from[this.queue[at]!]!) stem.push(this.#by[this.queue[at]!]!);
    return stem.reverse();
  }
}

interface Best {
  readonly place: number;
  readonly stem: number;
  readonly cycle: readonly number[];
}

const lengthOf = ({ stem, cycle }: Best): number => stem + cycle.length;

/** The edges of a loop that begins at a place of the search: a shortest one of at most so many; if it is the first, some loop. */
const closing = (
  quest: Quest,
  rounds: Rounds,
  node: number,
  lengthMax: number,
  isFirst: boolean,
): readonly number[] | null => {
  const state = node >>> 1;
  const owes = (node & 1) === 1;
  if (owes && mayIdle(quest, state)) return [];
  const found = lengthMax > 0 ? rounds.shortest({ state, owes }, lengthMax) : null;
  // The first one has to be found somehow: later ones only have to be better.
  return found === null && isFirst && owes ? rounds.some({ state, owes }) : found;
};

/** A lasso in the fair part: the shortest, if it is found with so much patience. */
export const lassoIn = (
  quest: Quest,
  fair: FairPart,
  look: () => void,
  patience: number = usualPatience,
): Edges => {
  const stems = new Stems(quest);
  const rounds = new Rounds(quest, fair, patience);
  let best: Best | null = null;
  let depth = 0;
  for (let at = 0, end = 1; at < stems.count; at++) {
    if (at === end) {
      depth++;
      end = stems.count;
    }
    if ((at & 0xffff) === 0) look();
    if (best !== null && depth > lengthOf(best)) break;
    const node = stems.queue[at]!;
    if (fair.isIn[node >>> 1] === 1) {
      const lengthMax = best === null ? Infinity : lengthOf(best) - depth - (depth > best.stem ? 0 : 1);
      const cycle = closing(quest, rounds, node, lengthMax, best === null);
      if (cycle !== null) best = { place: at, stem: depth, cycle };
    }
    stems.expand(at);
  }
  if (best === null) throw new Error('a fair component is out of reach');
  return { stem: stems.to(best.place), cycle: best.cycle, shortest: rounds.isExact };
};
