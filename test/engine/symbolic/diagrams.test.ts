/** The node table: what is held survives collections, growth, and the end of memory; everything else gives way. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagrams } from '../../../src/engine/symbolic/diagrams.ts';
import { nothing } from '../../../src/engine/symbolic/diagrams.ts';
import type { Tuning } from '../../../src/engine/symbolic/tuning.ts';
import { patienceMs, runs } from '../../runs.ts';
import type { Plain } from './plain-sets.ts';
import {
  make,
  nodesOf,
  plain,
  projected,
  read,
  sorted,
  tables,
  united,
  where,
  without,
} from './plain-sets.ts';

const operations = { union: united, minus: without } as const;
const length = 4;
/** Few sets, so that the same numbers come again after what they meant was collected. */
const mostSets = 6;

const aTuple = fc.array(fc.nat(3), { minLength: length, maxLength: length });
const isHeld = fc.boolean();
const a = fc.nat();

/** What may be done, and how often. Sets are named by any number, modulo how many there are. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ is: fc.constant('make' as const), tuples: fc.array(aTuple), isHeld }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      is: fc.constant('combine' as const),
      how: fc.constantFrom('union' as const, 'minus' as const),
      a,
      b: a,
      isHeld,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('select' as const),
      a,
      place: fc.nat(length - 1),
      value: fc.nat(3),
      isHeld,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant('project' as const), a, places: fc.subarray([0, 1, 2, 3]) }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('replace' as const), place: a, a }) },
  { weight: 4, arbitrary: fc.record({ is: fc.constant('drop' as const), a, isHeld }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('collect' as const) }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('breathe' as const) }) },
);

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
type Of<Is extends Step['is']> = Extract<Step, { readonly is: Is }>;

interface Known {
  readonly number: number;
  readonly set: Plain;
}

/** A node table and what its sets should be: some of them among its roots, the others held. */
class Both {
  readonly #tables: ReturnType<typeof tables>;
  readonly #roots: Known[] = [];
  readonly #held: Known[] = [];

  constructor(sizes: Partial<Tuning>) {
    this.#tables = tables(sizes);
    this.#tables.diagrams.roots = () => this.#roots.map(({ number }) => number);
  }

  get #all(): readonly Known[] {
    return [...this.#roots, ...this.#held];
  }

  #at(index: number): Known {
    return this.#all[index % this.#all.length] ?? { number: nothing, set: plain([]) };
  }

  #keep(known: Known, isHeld: boolean): void {
    this.#expectRight(known);
    const { held } = this.#tables.diagrams;
    if (this.#all.length >= mostSets) return;
    if (isHeld) expect(held.push(known.number)).toBe(this.#held.push(known) - 1);
    else this.#roots.push(known);
  }

  #expectRight({ number, set }: Known): void {
    expect(sorted(read(this.#tables.diagrams, number))).toEqual(sorted(set));
  }

  make({ tuples, isHeld }: Of<'make'>): void {
    const set = plain(tuples);
    this.#keep({ number: make(this.#tables.sets, set), set }, isHeld);
  }

  combine({ how, a, b, isHeld }: Of<'combine'>): void {
    const [one, other] = [this.#at(a), this.#at(b)];
    const set = operations[how](one.set, other.set);
    this.#keep({ number: this.#tables.sets[how](one.number, other.number), set }, isHeld);
  }

  select({ a, place, value, isHeld }: Of<'select'>): void {
    const from = this.#at(a);
    const set = where(from.set, (tuple) => tuple[place] === value);
    this.#keep({ number: this.#tables.sets.select(from.number, place, value), set }, isHeld);
  }

  project({ a, places }: Of<'project'>): void {
    const from = this.#at(a);
    const number = this.#tables.sets.project(from.number, 0, Int32Array.from(places));
    this.#expectRight({ number, set: projected(from.set, places) });
  }

  replace({ place, a }: Of<'replace'>): void {
    if (this.#held.length === 0) return;
    const at = place % this.#held.length;
    this.#held[at] = this.#at(a);
    this.#tables.diagrams.held.put(at, this.#held[at].number);
  }

  drop({ a, isHeld }: Of<'drop'>): void {
    if (!isHeld) this.#roots.splice(a % Math.max(1, this.#roots.length), 1);
    else if (this.#held.pop() !== undefined) this.#tables.diagrams.held.release(this.#held.length);
  }

  collect(): void {
    const { diagrams } = this.#tables;
    const before = diagrams.nodes;
    diagrams.collect();
    const needed = nodesOf(
      diagrams,
      this.#all.map(({ number }) => number),
    );
    expect(diagrams.nodes).toBe(needed.size);
    expect(diagrams.nodes).toBeLessThanOrEqual(before);
    this.compare();
  }

  breathe(): void {
    this.#tables.diagrams.breathe();
    this.compare();
  }

  /** Every set is what it was, and to make it again, in another order, gives the same number. */
  compare(): void {
    const { diagrams, sets } = this.#tables;
    for (const known of this.#all) this.#expectRight(known);
    expectSound(
      diagrams,
      this.#all.map(({ number }) => number),
    );
    for (const { number, set } of this.#all) expect(make(sets, new Set(sorted(set)))).toBe(number);
  }
}

const take = (both: Both, step: Step): void => {
  // Each step has the method of its name, which the compiler can't see through a union.
  const method = both[step.is] as (step: Step) => void;
  method.call(both, step);
};

/** No node is there twice, none has nothing below it, and values ascend. */
const expectSound = (diagrams: Diagrams, numbers: readonly number[]): void => {
  const nodes = [...nodesOf(diagrams, numbers)];
  const texts = nodes.map((node) => [diagrams.value(node), diagrams.down(node), diagrams.right(node)].join());
  expect(new Set(texts).size).toBe(nodes.length);
  for (const node of nodes) {
    expect(diagrams.down(node)).not.toBe(nothing);
    const right = diagrams.right(node);
    if (right !== nothing) expect(diagrams.value(right)).toBeGreaterThan(diagrams.value(node));
  }
};

describe('sets in a table that is collected', { timeout: patienceMs }, () => {
  it('are what they were as long as they are held, and are made once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(16, 64, undefined),
        fc.array(step, { maxLength: 120, size: 'max' }),
        (comfortable, steps) => {
          const both = new Both(comfortable === undefined ? {} : { comfortable });
          for (const one of steps) take(both, one);
          both.compare();
        },
      ),
      runs(250),
    );
  });

  it('survive where numbers are held that are no sets, as values of cells are', () => {
    fc.assert(
      fc.property(
        fc.array(aTuple, { maxLength: 30, size: 'max' }),
        fc.array(fc.oneof(fc.nat(200), fc.nat(2 ** 30)), { maxLength: 20 }),
        (tuples, values) => {
          const { diagrams, sets } = tables();
          const set = plain(tuples);
          const number = make(sets, set);
          for (const one of [number, ...values]) diagrams.held.push(one);
          for (let round = 0; round < 3; round++) {
            diagrams.collect();
            expect(sorted(read(diagrams, number))).toEqual(sorted(set));
            expectSound(diagrams, [number]);
            expect(make(sets, new Set(sorted(set)))).toBe(number);
          }
        },
      ),
      runs(60),
    );
  });

  /** Which of three nodes are there after a collection: all, or not all. */
  it.each([0, 1, 2, 3, 4, 5, 6, 7])('are remembered as results while all of them are there: %d', (mask) => {
    const { diagrams, sets } = tables();
    const [a, b, result] = [sets.tuple([1]), sets.tuple([2]), sets.tuple([3])];
    const operation = diagrams.operations(1);
    diagrams.put(operation, a, b, result);
    diagrams.roots = () => [a, b, result].filter((_, i) => (mask >> i) & 1);
    diagrams.collect();
    expect(diagrams.get(operation, a, b)).toBe(mask === 7 ? result : -1);
  });
});
