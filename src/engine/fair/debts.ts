/**
 * What a walk round a loop still has to do before it may close: pay every family its due, and take the steps that must
 * recur. The sets of debts that walks come by are few; each has a number, and where a step leads from it is remembered.
 */
import type { Quest } from './arena.ts';
import { part } from './part.ts';

/** Sets of families are rows of words. */
interface Debts {
  /** Weak families that were enabled all along, and of which no step was taken. */
  readonly weak: Uint32Array;
  /** Strong families that were enabled, and of which no step was taken. */
  readonly strong: Uint32Array;
  /** Strong families of which a step was taken: they owe nothing any more. */
  readonly taken: Uint32Array;
  /** The parts that recur, as far as they were taken; `part.owes`, if the walk owes by now. */
  readonly parts: number;
}

const bitsIn = (word: number): number => {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
};

const countIn = (row: Uint32Array): number => row.reduce((sum, word) => sum + bitsIn(word), 0);

export class DebtBook {
  readonly #quest: Quest;
  readonly #debts: Debts[] = [];
  readonly #numbers = new Map<string, number>();
  /** By number of debts: where a step leads, by its label and what is enabled after it. */
  readonly #after: Map<number, number>[] = [];
  /** The sets of enabled families that states have. */
  readonly #sets = new Map<string, number>();
  readonly #wanted: number;
  /** A step pays so many families at most. */
  readonly #atOnce: number;

  constructor(quest: Quest) {
    this.#quest = quest;
    this.#wanted = quest.recurring | (quest.owesAtOnce ? 0 : part.owes);
    const { families, words } = quest.arena;
    let most = 1;
    for (let at = 0; at < families.length; at += words)
      most = Math.max(most, countIn(families.subarray(at, at + words)));
    this.#atOnce = most;
  }

  /** The debts with which a walk begins in a state. */
  at(state: number, owes: boolean): number {
    const { words, enabled, weak, strong } = this.#quest.arena;
    const here = enabled.subarray(state * words, (state + 1) * words);
    return this.#numberOf({
      weak: here.map((word, i) => word & weak[i]!),
      strong: here.map((word, i) => word & strong[i]!),
      taken: new Uint32Array(words),
      parts: owes ? part.owes & this.#wanted : 0,
    });
  }

  /** The debts after a step with this label into a state. */
  after(debts: number, label: number, state: number): number {
    const known = this.#after[debts]!;
    const key = label + this.#quest.parts.length * this.#setOf(state);
    const after = known.get(key);
    if (after !== undefined) return after;
    const next = this.#numberOf(this.#step(this.#debts[debts]!, label, state));
    known.set(key, next);
    return next;
  }

  /** At least so many more steps are needed; 0: the walk may close. */
  least(debts: number): number {
    const { weak, strong, parts } = this.#debts[debts]!;
    const owed = Math.ceil(countIn(strong) / this.#atOnce);
    const open = parts !== this.#wanted || weak.some((word) => word !== 0);
    return Math.max(owed, open ? 1 : 0);
  }

  /** Whether something is paid that was owed before. */
  isLess(debts: number, before: number): boolean {
    const now = this.#debts[debts]!;
    const then = this.#debts[before]!;
    const isPaid = (owed: Uint32Array, left: Uint32Array) => owed.some((word, i) => (word & ~left[i]!) !== 0);
    return isPaid(then.weak, now.weak) || isPaid(then.strong, now.strong) || now.parts !== then.parts;
  }

  #step(before: Debts, label: number, state: number): Debts {
    const { arena, parts } = this.#quest;
    const { words, enabled, weak, strong, families } = arena;
    const paid = families.subarray(label * words, (label + 1) * words);
    const taken = before.taken.map((word, i) => word | (paid[i]! & strong[i]!));
    return {
      weak: before.weak.map((word, i) => word & weak[i]! & enabled[state * words + i]! & ~paid[i]!),
      strong: before.strong.map(
        (word, i) => (word | (enabled[state * words + i]! & strong[i]!)) & ~taken[i]!,
      ),
      taken,
      parts: before.parts | (parts[label]! & this.#wanted),
    };
  }

  #setOf(state: number): number {
    const { words, enabled } = this.#quest.arena;
    if (words === 1) return enabled[state]!;
    const key = enabled.subarray(state * words, (state + 1) * words).join();
    const known = this.#sets.get(key) ?? this.#sets.size;
    this.#sets.set(key, known);
    return known;
  }

  #numberOf(debts: Debts): number {
    const key = `${debts.weak.join()} ${debts.strong.join()} ${debts.taken.join()} ${debts.parts}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#debts.length);
    this.#after.push(new Map());
    return this.#debts.push(debts) - 1;
  }
}
