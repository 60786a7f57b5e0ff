/** The set of visited states against a plain `Map` of strings. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryBudgetEnded } from '../../src/engine/budget.ts';
import { placeMask, Visited } from '../../src/engine/visited.ts';
import { patienceMs, runs } from '../runs.ts';

/** A `Visited` and what should be in it: each state's text, with the number of the state it came from. */
class Both {
  readonly visited: Visited;
  readonly #counts: number[];
  readonly #known = new Map<string, number>();
  readonly #parents: number[] = [];

  constructor(groups: number, memoryBytes = Infinity) {
    this.visited = new Visited(groups, memoryBytes);
    this.#counts = new Array<number>(groups).fill(1);
    this.visited.fit(this.#counts);
  }

  grow(group: number, count: number): void {
    const at = group % this.#counts.length;
    this.#counts[at] = Math.max(this.#counts[at]!, count);
    this.visited.fit(this.#counts);
  }

  /** Adds a state whose numbers fit, as the explorer does. */
  add(wanted: readonly number[], from: number): void {
    const state = this.#counts.map((count, group) => wanted[group % wanted.length]! % count);
    const numbers = Int32Array.from(state);
    const page = this.visited.page(numbers);
    const parent = this.visited.count === 0 ? 0 : from % this.visited.count;
    this.visited.add(page, numbers.at(-1)! & placeMask, parent);
    const key = state.join();
    if (this.#known.has(key)) return;
    this.#known.set(key, this.#known.size);
    this.#parents.push(parent);
  }

  compare(): void {
    expect(this.visited.count).toBe(this.#known.size);
    const numbers = new Int32Array(this.#counts.length);
    let wrong = 0;
    for (const [key, state] of this.#known) {
      this.visited.load(state, numbers);
      if (numbers.join() !== key || this.visited.parentOf[state] !== this.#parents[state]) wrong++;
    }
    expect(wrong).toBe(0);
  }
}

type Operation =
  | { readonly is: 'grow'; readonly group: number; readonly count: number }
  | { readonly is: 'add'; readonly numbers: readonly number[]; readonly from: number };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant('grow' as const),
      group: fc.nat(7),
      count: fc.integer({ min: 0, max: 28 }).map((bits) => 2 ** bits),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      is: fc.constant('add' as const),
      // Small numbers meet again; large ones reach the high bits of a key.
      numbers: fc.array(fc.oneof(fc.nat(3), fc.nat(300), fc.nat(2 ** 28 - 1)), {
        minLength: 1,
        maxLength: 8,
      }),
      from: fc.nat(),
    }),
  },
);

const apply = (both: Both, operations: readonly Operation[]): void => {
  for (const one of operations)
    if (one.is === 'grow') both.grow(one.group, one.count);
    else both.add(one.numbers, one.from);
};

describe('visited states', { timeout: patienceMs }, () => {
  it('are the states that were added, in order, with their parents, however keys are laid out meanwhile', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(operation, { maxLength: 150, size: 'max' }),
        (groups, operations) => {
          const both = new Both(groups);
          apply(both, operations);
          both.compare();
        },
      ),
      runs(100),
    );
  });

  it('take no more than a bit and a list entry where they lie close together', () => {
    const visited = new Visited(2, Infinity);
    visited.fit([64, 256]);
    const before = visited.bytes;
    for (let a = 0; a < 64; a++)
      for (let b = 0; b < 256; b++) visited.add(visited.page(Int32Array.of(a, b)), b, 0);
    expect(visited.count).toBe(64 * 256);
    expect(visited.pages).toBe(64);
    expect(visited.bytes).toBe(before);
  });

  /** More states than the tables begin with, in many pages, then in few. */
  it.each([
    ['scattered', 11, 3_000_017],
    ['close together', 1, 1],
  ])('outgrow every table, %s', (_, groups, stride) => {
    const both = new Both(groups);
    for (let group = 0; group < groups; group++) both.grow(group, 2 ** 20);
    for (let i = 0; i < 150_000; i++) {
      if (i === 100_000) both.grow(0, 2 ** 24);
      both.add([(i * stride) % 2 ** 20, i % 1024], i >> 1);
    }
    both.compare();
    expect(both.visited.count).toBeGreaterThan(100_000);
  });

  it.each([2 ** 21, 2 ** 22, 2 ** 23])(
    'end with the memory budget of %d bytes, and nothing is lost',
    (memoryBytes) => {
      const both = new Both(2, memoryBytes);
      both.grow(0, 2 ** 22);
      both.grow(1, 2 ** 10);
      const fill = () => {
        for (let i = 0; i < 2 ** 20; i++) both.add([i * 3, i % 1024], i);
      };
      expect(fill).toThrow(MemoryBudgetEnded);
      both.compare();
      expect(both.visited.bytes).toBeLessThanOrEqual(memoryBytes);
      expect(both.visited.count).toBeGreaterThan(5_000);
    },
  );

  it('keeps its budget where keys become wider, and what it knows', () => {
    const memoryBytes = 2 ** 21;
    const both = new Both(8, memoryBytes);
    both.add([0, 0, 0, 0, 0, 0, 0, 0], 0);
    expect(() => both.visited.fit(new Array<number>(8).fill(2 ** 28))).toThrow(MemoryBudgetEnded);
    both.compare();
    expect(both.visited.bytes).toBeLessThanOrEqual(memoryBytes);
  });
});
