/**
 * Learns what the model's functions answer, wherever a set of states leads them, and no more than that.
 *
 * A learner walks the memory of a function (what it read, value by value) along the set's projection on the cells that
 * it read so far. Where the way ends, the function is run on a whole state of the set, and its reads are noted: so no
 * function ever sees a combination of values that can't be reached, and an unread cell need not be signalled through
 * code that may be the user's.
 */
import type { Kernel } from '../kernel.ts';
import type { Memo, Trie } from '../trie.ts';
import { nothing } from './diagrams.ts';
import type { Sets } from './sets.ts';

/**
 * What to do at the end of a way. `at` has the values that were read on it, `rest` is the projections that lead there.
 * Another function may be asked then, beginning in the midst of its memory.
 */
type AtLeaf<L> = (result: L, at: Int32Array, rest: number) => Next | null;
export interface Next {
  readonly memo: Memo<unknown>;
  /** Where to go on, given what was read on the way here; undefined if that way is not known yet. */
  readonly from: () => Trie<unknown> | undefined;
  readonly atLeaf: AtLeaf<never>;
}

/** A function that is to be known wherever the states lead. */
export class Learner {
  /** The levels that it was seen to read, ascending. */
  levels: Int32Array = new Int32Array(0);
  /** The projections that were walked already. */
  known = nothing;
  readonly first: Next;
  /** Called when it is to be walked from the beginning, on more levels. */
  readonly onRestart: () => void;

  constructor(first: Next, onRestart: () => void = () => {}) {
    this.first = first;
    this.onRestart = onRestart;
  }

  /** The level at which it can be asked: the first that it reads. */
  get home(): number {
    return this.levels[0] ?? Infinity;
  }
}

export class Learning {
  readonly #kernel: Kernel;
  readonly #sets: Sets;
  /** Called before the function is. */
  readonly #onCall: () => void;
  /** The state at hand: the values on the way to the level that is being worked on. Whoever descends writes them. */
  readonly now: Int32Array;
  /** The values on the way through a memory; -1 elsewhere. */
  readonly #at: Int32Array;
  readonly #state: Int32Array;
  /** What is being learned now: by whom, on which set, and at which level that begins. */
  #levels: Int32Array = new Int32Array(0);
  #set = nothing;
  #level = 0;

  constructor(kernel: Kernel, sets: Sets, levels: number, onCall: () => void) {
    this.#onCall = onCall;
    this.#kernel = kernel;
    this.#sets = sets;
    this.now = new Int32Array(levels);
    this.#at = new Int32Array(levels).fill(-1);
    this.#state = new Int32Array(levels);
  }

  /**
   * Asks the function wherever the states of `set` lead it; they begin at `level`, below what is at hand. It may turn
   * out to read above that level: then it is to be asked there.
   */
  learn(learner: Learner, set: number, level: number): void {
    while (learner.home >= level) {
      const all = this.#sets.project(set, level, learner.levels);
      const fresh = this.#sets.minus(all, learner.known);
      if (fresh === nothing) return;
      this.#levels = learner.levels;
      this.#set = set;
      this.#level = level;
      const missing = this.#walk(learner.first, fresh);
      if (missing < 0) {
        learner.known = this.#sets.union(learner.known, fresh);
        return;
      }
      learner.levels = Int32Array.from([...learner.levels, missing]).sort();
      learner.known = nothing;
      learner.onRestart();
    }
  }

  /** -1, or a level that was read and is not among the learner's. */
  #walk(next: Next, fresh: number): number {
    return this.#walkFrom(next.from() ?? this.#ask(next, fresh), next, fresh);
  }

  #walkFrom(trie: Trie<unknown>, next: Next, fresh: number): number {
    if (trie.cell < 0) {
      const then = next.atLeaf(trie.result as never, this.#at, fresh);
      return then === null ? -1 : this.#walk(then, fresh);
    }
    const place = this.#levels.indexOf(trie.cell);
    if (place < 0) return trie.cell;
    const before = this.#at[trie.cell]!;
    for (const value of this.#sets.valuesAt(fresh, place)) {
      this.#at[trie.cell] = value;
      const rest = this.#sets.select(fresh, place, value);
      if (trie.kids[value] === undefined) this.#ask(next, rest);
      const missing = this.#walkFrom(trie.kids[value]!, next, rest);
      this.#at[trie.cell] = before;
      if (missing >= 0) return missing;
    }
    return -1;
  }

  /** Runs the function on a state that leads here. */
  #ask(next: Next, rest: number): Trie<unknown> {
    this.#onCall();
    this.#kernel.resultOf(next.memo, this.state(rest));
    return next.from()!;
  }

  /** A whole state: the values at hand, and below them a tuple of the set that has one of some projections. */
  state(rest: number): Int32Array {
    const levels = this.#levels;
    const local = new Int32Array(levels.length);
    this.#sets.find(rest, 0, new Int32Array(levels.length).fill(-1), local);
    const wanted = new Int32Array(this.now.length).fill(-1);
    levels.forEach((at, i) => {
      wanted[at] = local[i]!;
    });
    const state = this.#state;
    state.set(this.now);
    if (!this.#sets.find(this.#set, this.#level, wanted, state))
      throw new Error('no state has this projection');
    return state;
  }
}
