/**
 * Ways from the initial state to states that were found. Saturation does not go by levels, so they are searched for
 * by themselves: breadth first, one layer of states after the other, for a shortest one; else by chaining, which
 * keeps the set of states after each firing of a relation, for any.
 */
import type { Ask } from '../transition.ts';
import type { Asking } from './asking.ts';
import { within } from './cuts.ts';
import { nothing } from './diagrams.ts';
import type { Learner } from './learning.ts';
import type { Taken } from './locals.ts';
import { stateBefore } from './locals.ts';
import type { Tools } from './saturation.ts';
import type { Effort, Tuning } from './tuning.ts';

/** A way to a state that a question finds fault with, or to one before such a step. */
export interface Way {
  readonly ask: Ask;
  readonly states: readonly Int32Array[];
  /** No way to any such state is shorter than this many steps. */
  readonly atLeast: number;
}

interface Seeker {
  readonly ask: Ask;
  readonly learner: Learner;
}

/** What the ways are made of. */
export interface Grounds extends Tools {
  readonly asking: Asking;
  readonly actions: readonly Learner[];
  /** Every local transition that was learned so far. */
  readonly taken: readonly Taken[];
  readonly initial: number;
  readonly levels: number;
}

export class Ways {
  readonly #grounds: Grounds;
  /** Sets that must survive. */
  readonly sets: number[] = [];
  readonly #seekers: Seeker[] = [];
  readonly found: Way[] = [];
  #hits: { ask: Ask; state: Int32Array }[] = [];

  constructor(grounds: Grounds, asks: readonly Ask[]) {
    this.#grounds = grounds;
    for (const ask of asks) this.#add(ask);
    const wanted = new Set(asks.map(({ question }) => question));
    // A search that was over early has not seen every transition that may be at fault.
    grounds.asking.onOpen = (ask) => {
      if (wanted.has(ask.question)) this.#add(ask);
    };
  }

  #add(ask: Ask): void {
    const { asking, learning } = this.#grounds;
    const learner = asking.learner(ask, (_, rest) => {
      if (!this.#hits.some((hit) => hit.ask === ask))
        this.#hits.push({ ask, state: learning.state(rest).slice() });
    });
    this.#seekers.push({ ask, learner });
  }

  /** The learners that must survive. */
  get learners(): readonly Learner[] {
    return this.#seekers.map(({ learner }) => learner);
  }

  /** The questions that no way was found for yet. */
  get open(): readonly Ask[] {
    return this.#seekers
      .map(({ ask }) => ask)
      .filter(({ question }) => !this.found.some(({ ask }) => ask.question === question));
  }

  /**
   * Looks for shortest ways, as long as `goesOn` says so. The number of layers that were searched: whatever was not
   * found needs as many steps at least.
   */
  shortest(goesOn: () => boolean): number {
    const { sets, relations, initial } = this.#grounds;
    let layer = initial;
    let seen = initial;
    for (let layers = 0; ; layers++) {
      this.sets.push(layer);
      this.#learn(layer);
      this.#seek(layer, (state) => this.#back(state, this.sets.slice(0, -1)), layers);
      if (this.open.length === 0 || !goesOn()) return layers + 1;
      let next = nothing;
      for (const relation of relations.all) {
        next = sets.union(next, relations.image(layer, relation));
        if (!goesOn()) return layers + 1;
      }
      layer = sets.minus(next, seen);
      seen = sets.union(seen, next);
      this.sets.push(layer, seen);
      this.#grounds.diagrams.breathe();
      this.sets.length -= 2;
      if (layer === nothing) return Infinity;
    }
  }

  /** Looks for any ways: every set that chaining makes is kept, and a way leads back through them. */
  any(goesOn: () => boolean, atLeast: number): void {
    const { sets, relations, initial, diagrams } = this.#grounds;
    this.sets.length = 0;
    this.sets.push(initial);
    this.#learn(initial);
    for (let last = -1; last !== this.sets.length && goesOn(); ) {
      last = this.sets.length;
      for (const relation of relations.all) {
        const before = this.sets.at(-1)!;
        const after = sets.union(before, relations.image(before, relation));
        if (after === before) continue;
        this.sets.push(after);
        diagrams.breathe();
        this.#learn(after);
        this.#seek(after, (state) => this.#backByChain(state), atLeast);
        if (this.open.length === 0) return;
        if (!goesOn()) break;
      }
    }
  }

  #learn(set: number): void {
    const { learning, actions } = this.#grounds;
    for (const action of actions) learning.learn(action, set, 0);
  }

  /** Asks every open question about a set whose actions are known, and follows the way back from what it finds. */
  #seek(set: number, back: (state: Int32Array) => readonly Int32Array[], atLeast: number): void {
    const open = new Set(this.open);
    this.#hits = [];
    for (const { ask, learner } of this.#seekers)
      if (open.has(ask)) this.#grounds.learning.learn(learner, set, 0);
    for (const { ask, state } of this.#hits)
      if (!this.found.some((way) => way.ask.question === ask.question))
        this.found.push({ ask, states: [...back(state), state], atLeast });
  }

  /** States before `state`, one from each layer. */
  #back(state: Int32Array, layers: readonly number[]): readonly Int32Array[] {
    const way: Int32Array[] = [];
    let at = state;
    for (const layer of layers.toReversed()) {
      at = this.#before(at, layer) ?? fail();
      way.push(at);
    }
    return way.reverse();
  }

  /** States before `state`, each from an earlier set of the chain. */
  #backByChain(state: Int32Array): readonly Int32Array[] {
    const { sets } = this.#grounds;
    const way: Int32Array[] = [];
    for (let at = state; ; ) {
      const index = this.sets.findIndex((set) => sets.contains(set, at));
      if (index === 0) return way.reverse();
      at = this.#before(at, this.sets[index - 1]!) ?? fail();
      way.push(at);
    }
  }

  /** A state of the set from which one step leads to `state`. */
  #before(state: Int32Array, set: number): Int32Array | null {
    const { sets, taken } = this.#grounds;
    for (const { transition, values } of taken) {
      const found = stateBefore(sets, set, { ...transition, values }, state);
      if (found !== null) return found;
    }
    return null;
  }
}

/**
 * Ways to findings of some questions: shortest ones as far as the effort goes, else any. Each search is handed to
 * `keep` before it begins: what it holds must survive.
 */
export const waysTo = (
  grounds: Grounds,
  asks: readonly Ask[],
  { layers, chain }: Pick<Tuning, 'layers' | 'chain'>,
  keep: (ways: Ways) => void,
): readonly Way[] => {
  const { diagrams } = grounds;
  const begun = diagrams.made;
  const search = (
    open: readonly Ask[],
    { least, share }: Effort,
    how: (ways: Ways, goesOn: () => boolean) => void,
  ): readonly Way[] => {
    if (open.length === 0) return [];
    const ways = new Ways(grounds, open);
    keep(ways);
    const end = diagrams.made + Math.max(least, share * begun);
    within(() => how(ways, () => diagrams.made < end));
    return ways.found;
  };
  let searched = 0;
  const shortest = search(asks, layers, (ways, goesOn) => {
    searched = ways.shortest(goesOn);
  });
  const left = asks.filter(({ question }) => !shortest.some(({ ask }) => ask.question === question));
  return [...shortest, ...search(left, chain, (ways, goesOn) => ways.any(goesOn, searched))];
};

const fail = (): never => {
  throw new Error('no step leads to a state that was reached');
};
