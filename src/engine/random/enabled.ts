/** The actions that are enabled in the state of a walk, by kind: kept up to date step by step, and chosen from. */
import type { Action } from '../../../model/action.ts';
import type { Walker } from './walker.ts';

/** How actions are chosen: a kind first, by weight, and then one of that kind, all alike. */
export interface Taste {
  readonly kindOf: (action: Action) => string;
  /** A whole number; of a kind with 0 nothing is ever chosen. */
  readonly weightOf: (kind: string) => number;
}

export class Enabled {
  readonly #walker: Walker;
  readonly #kindOf: Int32Array;
  readonly #weights: readonly number[];
  /** By kind: those that are enabled, in any order; the first `counts[kind]` of them. */
  readonly #lists: readonly Int32Array[];
  readonly #counts: Int32Array;
  /** By action: its place in the list of its kind, -1 if it is not enabled. */
  readonly #places: Int32Array;
  readonly #updatedAt: Int32Array;
  #now = 0;

  constructor(walker: Walker, { kindOf, weightOf }: Taste) {
    const { actions } = walker.model;
    const kinds = [...new Set(actions.map(kindOf))];
    this.#walker = walker;
    this.#kindOf = Int32Array.from(actions, (action) => kinds.indexOf(kindOf(action)));
    this.#weights = kinds.map(weightOf);
    this.#lists = kinds.map(() => new Int32Array(actions.length));
    this.#counts = new Int32Array(kinds.length);
    this.#places = new Int32Array(actions.length).fill(-1);
    this.#updatedAt = new Int32Array(actions.length);
  }

  /** Looks at every action, whatever was known. */
  refresh(): void {
    this.#counts.fill(0);
    this.#places.fill(-1);
    for (let action = 0; action < this.#places.length; action++) this.#look(action);
  }

  /** Looks again at the actions that touch what the last step changed. */
  update(): void {
    const { changed, changedCount, actionsAt } = this.#walker;
    this.#now++;
    for (let i = 0; i < changedCount; i++) {
      const touching = actionsAt[changed[i]!]!;
      for (let k = 0; k < touching.length; k++) {
        const action = touching[k]!;
        if (this.#updatedAt[action] === this.#now) continue;
        this.#updatedAt[action] = this.#now;
        this.#look(action);
      }
    }
  }

  #look(action: number): void {
    const place = this.#places[action]!;
    if (this.#walker.isEnabled(action) === place >= 0) return;
    const kind = this.#kindOf[action]!;
    const list = this.#lists[kind]!;
    if (place < 0) {
      this.#places[action] = this.#counts[kind]!;
      list[this.#counts[kind]!++] = action;
      return;
    }
    const last = list[--this.#counts[kind]!]!;
    list[place] = last;
    this.#places[last] = place;
    this.#places[action] = -1;
  }

  /** The action that a number from 0 on means; -1 if none is enabled. */
  chosen(number: number): number {
    const counts = this.#counts;
    let total = 0;
    for (let kind = 0; kind < counts.length; kind++) if (counts[kind]! > 0) total += this.#weights[kind]!;
    if (total === 0) return -1;
    let left = number % total;
    let kind = 0;
    for (; ; kind++) {
      if (counts[kind]! === 0) continue;
      left -= this.#weights[kind]!;
      if (left < 0) break;
    }
    return this.#lists[kind]![Math.floor(number / total) % counts[kind]!]!;
  }

  /** Every enabled action, by number, in any order. */
  all(): readonly number[] {
    return this.#lists.flatMap((list, kind) => [...list.subarray(0, this.#counts[kind]!)]);
  }
}
