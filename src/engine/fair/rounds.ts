/** Fair walks from a state back to itself. */
import type { Quest } from './arena.ts';
import type { FairPart } from './components.ts';
import { DebtBook } from './debts.ts';
import { part } from './part.ts';

/** Where a walk begins: whether it owes already. */
export interface Start {
  readonly state: number;
  readonly owes: boolean;
}

/** A place on a walk: a state, with debts, and how it was come by. */
interface Places {
  readonly states: number[];
  readonly debts: number[];
  readonly edges: number[];
  readonly from: number[];
}

export class Rounds {
  readonly #quest: Quest;
  readonly #fair: FairPart;
  readonly #book: DebtBook;
  /** Places that may still be looked at, for all walks together. */
  #patience: number;
  /** No walk was given up for want of patience. */
  isExact = true;

  constructor(quest: Quest, fair: FairPart, patience: number) {
    this.#quest = quest;
    this.#fair = fair;
    this.#book = new DebtBook(quest);
    this.#patience = patience;
  }

  /** A shortest fair walk, of at most so many steps and at least one, as its edges; `null` if there is none. */
  shortest({ state, owes }: Start, lengthMax: number): readonly number[] | null {
    const book = this.#book;
    const places: Places = { states: [state], debts: [book.at(state, owes)], edges: [-1], from: [-1] };
    const seen = new Set<number>();
    for (let begin = 0, length = 0; begin < places.states.length && length < lengthMax; length++) {
      const end = places.states.length;
      for (let at = begin; at < end; at++) {
        const closed = this.#expand(places, at, state, lengthMax - length - 1, seen);
        if (closed >= 0) return walkTo(places, closed);
        if (--this.#patience < 0) {
          this.isExact = false;
          return null;
        }
      }
      begin = end;
    }
    return null;
  }

  /** Adds the places that are one step further, and answers the one that closes the walk, if there is one; else -1. */
  #expand(places: Places, at: number, home: number, left: number, seen: Set<number>): number {
    const { graph } = this.#quest.arena;
    const { first, target, label, states } = graph;
    const state = places.states[at]!;
    for (let edge = first[state]!; edge < first[state + 1]!; edge++) {
      if (!this.#stays(edge, state)) continue;
      const next = target[edge]!;
      const debts = this.#book.after(places.debts[at]!, label[edge]!, next);
      const least = this.#book.least(debts);
      const isHome = next === home;
      if (Math.max(least, isHome ? 0 : 1) > left) continue;
      const key = debts * states + next;
      if (seen.has(key)) continue;
      seen.add(key);
      places.states.push(next);
      places.debts.push(debts);
      places.edges.push(edge);
      const place = places.from.push(at) - 1;
      if (isHome && least === 0) return place;
    }
    return -1;
  }

  #stays(edge: number, state: number): boolean {
    const { arena, parts } = this.#quest;
    const next = arena.graph.target[edge]!;
    const { isIn, of } = this.#fair;
    return isIn[next] === 1 && of[next] === of[state] && (parts[arena.graph.label[edge]!]! & part.pays) === 0;
  }

  /**
   * Some fair walk: what is owed is paid one after the other, whatever is nearest. In a fair component each of them can
   * be, and as a family once paid stays so, the walk comes to its end.
   */
  some({ state, owes }: Start): readonly number[] {
    const walk: number[] = [];
    const { target, label } = this.#quest.arena.graph;
    let debts = this.#book.at(state, owes);
    let at = state;
    for (let isDone = false; !isDone; ) {
      const least = this.#book.least(debts);
      const leg = this.#leg(at, debts, (next, after) =>
        least === 0 ? next === state : this.#book.isLess(after, debts),
      );
      for (const edge of leg) debts = this.#book.after(debts, label[edge]!, target[edge]!);
      walk.push(...leg);
      at = target[leg.at(-1)!]!;
      isDone = at === state && this.#book.least(debts) === 0;
    }
    return walk;
  }

  /** A shortest walk to where the debts are such. */
  #leg(from: number, begin: number, isThere: (state: number, debts: number) => boolean): readonly number[] {
    const { target, label, first, states } = this.#quest.arena.graph;
    const seen = new Uint8Array(states);
    const places: Places = { states: [from], debts: [begin], edges: [-1], from: [-1] };
    for (let at = 0; at < places.states.length; at++) {
      const state = places.states[at]!;
      for (let edge = first[state]!; edge < first[state + 1]!; edge++) {
        const next = target[edge]!;
        if (!this.#stays(edge, state)) continue;
        const debts = this.#book.after(places.debts[at]!, label[edge]!, next);
        const isFound = isThere(next, debts);
        if (seen[next] === 1 && !isFound) continue;
        seen[next] = 1;
        places.states.push(next);
        places.debts.push(debts);
        places.edges.push(edge);
        const place = places.from.push(at) - 1;
        if (isFound) return walkTo(places, place);
      }
    }
    throw new Error('a fair component is none');
  }
}

const walkTo = ({ edges, from }: Places, place: number): readonly number[] => {
  const walk: number[] = [];
  for (let at = place; from[at]! >= 0; at = from[at]!) walk.push(edges[at]!);
  return walk.reverse();
};
