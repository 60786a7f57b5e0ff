/** The operations on sets of tuples against the same on plain sets of texts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWithin } from '../../../src/engine/symbolic/counting.ts';
import type { Diagrams } from '../../../src/engine/symbolic/diagrams.ts';
import { nothing, unit } from '../../../src/engine/symbolic/diagrams.ts';
import type { Sets } from '../../../src/engine/symbolic/sets.ts';
import { patienceMs, runs } from '../../runs.ts';
import type { Plain, Several, Tuple } from './plain-sets.ts';
import {
  common,
  make,
  plain,
  projected,
  read,
  several,
  sorted,
  tables,
  tuplesOf,
  united,
  where,
  without,
} from './plain-sets.ts';

interface Sample extends Several {
  readonly diagrams: Diagrams;
  readonly sets: Sets;
  /** The diagrams of `plains`. */
  readonly numbers: readonly number[];
}

/** Tries something on so many random sets, so many times, and on another random thing that depends on their length. */
const forAll = <T>(
  count: number,
  times: number,
  more: (several: Several) => fc.Arbitrary<T>,
  holds: (sample: Sample, more: T) => void,
): void => {
  const samples = several(count).chain((sample) => fc.tuple(fc.constant(sample), more(sample)));
  fc.assert(
    // A table with little room has a cache that forgets, too.
    fc.property(samples, fc.constantFrom(16, 4096), ([sample, another], first) => {
      const { diagrams, sets } = tables({ first });
      const numbers = sample.plains.map((set) => make(sets, set));
      holds({ ...sample, diagrams, sets, numbers }, another);
    }),
    runs(times),
  );
};

const noMore = () => fc.constant(undefined);

/** Some of the places of a tuple, ascending. */
const somePlaces = ({ length }: Several): fc.Arbitrary<readonly number[]> =>
  fc.subarray(Array.from({ length }, (_, place) => place));

/** The diagram has these tuples, and it is the only one that has. */
const expectSame = ({ diagrams, sets }: Sample, number: number, expected: Plain): void => {
  expect(sorted(read(diagrams, number))).toEqual(sorted(expected));
  expect(make(sets, new Set(sorted(expected)))).toBe(number);
};

const valuesAt = (set: Plain, place: number): readonly number[] =>
  [...new Set(tuplesOf(set).map((tuple) => tuple[place]!))].sort((a, b) => a - b);

describe('sets of tuples', { timeout: patienceMs }, () => {
  it('are the same number exactly where they have the same tuples', () => {
    forAll(3, 100, noMore, (sample) => {
      const { plains, numbers } = sample;
      numbers.forEach((number, i) => {
        expectSame(sample, number, plains[i]!);
        for (const [j, other] of numbers.entries())
          expect(number === other).toBe(sorted(plains[i]!).join(' ') === sorted(plains[j]!).join(' '));
      });
    });
  });

  it('begin with the empty one and that of the empty tuple', () => {
    const { diagrams, sets } = tables();
    expect(sets.tuple([])).toBe(unit);
    expect(sorted(read(diagrams, nothing))).toEqual([]);
    expect(sets.contains(unit, [])).toBe(true);
    expect(sets.contains(nothing, [])).toBe(false);
    expect([sets.count(nothing), sets.count(unit)]).toEqual([0n, 1n]);
    expect([sets.size(nothing), sets.size(unit)]).toEqual([0, 0]);
  });

  it('have one tuple where they are made of one', () => {
    forAll(0, 50, noMore, (sample) => {
      for (const tuple of sample.pool) {
        const number = sample.sets.tuple(tuple);
        expect([...read(sample.diagrams, number)]).toEqual([tuple.join()]);
        expect(sample.sets.tuple(Int32Array.from(tuple))).toBe(number);
      }
    });
  });

  it('have one of some values at each place where they are made of choices', () => {
    forAll(1, 100, noMore, (sample) => {
      const [set] = sample.plains;
      const choices = Array.from({ length: sample.length }, (_, place) => valuesAt(set!, place));
      const product = choices.reduce<readonly Tuple[]>(
        (tuples, values) => tuples.flatMap((tuple) => values.map((value) => [...tuple, value])),
        [[]],
      );
      expectSame(sample, sample.sets.tuples(choices), new Set(product.map((tuple) => tuple.join())));
    });
  });

  it('unite, subtract and intersect', () => {
    forAll(3, 150, noMore, (sample) => {
      const { plains, numbers, sets } = sample;
      numbers.forEach((a, i) => {
        numbers.forEach((b, j) => {
          expectSame(sample, sets.union(a, b), united(plains[i]!, plains[j]!));
          expectSame(sample, sets.minus(a, b), without(plains[i]!, plains[j]!));
          expectSame(sample, intersected(sets, a, b), common(plains[i]!, plains[j]!));
        });
      });
    });
  });

  it('have what was put in, and nothing else', () => {
    const another = ({ length }: Several) => fc.array(fc.nat(5), { minLength: length, maxLength: length });
    forAll(2, 100, another, ({ sets, pool, plains, numbers }, tuple) => {
      for (const probe of [...pool, tuple])
        numbers.forEach((number, i) => {
          expect(sets.contains(number, probe)).toBe(plains[i]!.has(probe.join()));
        });
    });
  });
});

/** What two sets have in common, by differences: the explorer never asks for it. */
const intersected = (sets: Sets, a: number, b: number): number => sets.minus(a, sets.minus(a, b));

describe('the laws of sets', { timeout: patienceMs }, () => {
  it('hold for union and intersection', () => {
    forAll(3, 150, noMore, ({ sets, numbers: [a, b, c] }) => {
      const both = [
        [(x: number, y: number) => sets.union(x, y), (x: number, y: number) => intersected(sets, x, y)],
        [(x: number, y: number) => intersected(sets, x, y), (x: number, y: number) => sets.union(x, y)],
      ] as const;
      for (const [one, other] of both) {
        expect(one(a!, a!)).toBe(a);
        expect(one(a!, b!)).toBe(one(b!, a!));
        expect(one(one(a!, b!), c!)).toBe(one(a!, one(b!, c!)));
        expect(one(a!, other(a!, b!))).toBe(a);
        expect(one(a!, other(b!, c!))).toBe(other(one(a!, b!), one(a!, c!)));
      }
      expect([sets.union(a!, nothing), intersected(sets, a!, nothing)]).toEqual([a, nothing]);
    });
  });

  it('hold for difference', () => {
    forAll(3, 150, noMore, ({ sets, numbers: [a, b, c] }) => {
      const minus = (x: number, y: number) => sets.minus(x, y);
      const union = (x: number, y: number) => sets.union(x, y);
      const intersect = (x: number, y: number) => intersected(sets, x, y);
      expect(minus(a!, union(b!, c!))).toBe(intersect(minus(a!, b!), minus(a!, c!)));
      expect(minus(a!, intersect(b!, c!))).toBe(union(minus(a!, b!), minus(a!, c!)));
      expect(minus(union(a!, b!), c!)).toBe(union(minus(a!, c!), minus(b!, c!)));
      expect(union(minus(a!, b!), intersect(a!, b!))).toBe(a);
      expect(intersect(minus(a!, b!), b!)).toBe(nothing);
      expect([minus(a!, nothing), minus(nothing, a!), minus(a!, a!)]).toEqual([a, nothing, nothing]);
    });
  });
});

describe('parts of tuples', { timeout: patienceMs }, () => {
  it('are what a projection leaves, wherever the set begins', () => {
    forAll(2, 100, somePlaces, (sample, places) => {
      const { length, plains, sets } = sample;
      for (let level = 0; level < length; level++) {
        const levels = Int32Array.from(places.filter((place) => place >= level));
        const below = Array.from({ length: length - level }, (_, i) => level + i);
        const cut = plains.map((set) => projected(set, below));
        const [a, b] = cut.map((set) => make(sets, set));
        const projection = (set: number) => sets.project(set, level, levels);
        expectSame(sample, projection(a!), projected(plains[0]!, [...levels]));
        expect(projection(sets.union(a!, b!))).toBe(sets.union(projection(a!), projection(b!)));
      }
    });
  });

  it('are told apart where one set is projected on several', () => {
    forAll(1, 40, noMore, (sample) => {
      const { length, plains, numbers, sets } = sample;
      for (let mask = 0; mask < 2 ** length; mask++) {
        const places = Array.from({ length }, (_, place) => place).filter((place) => (mask >> place) & 1);
        const levels = Int32Array.from(places);
        const projection = sets.project(numbers[0]!, 0, levels);
        expect(sets.project(numbers[0]!, 0, levels)).toBe(projection);
        expect(sorted(read(sample.diagrams, projection))).toEqual(sorted(projected(plains[0]!, places)));
      }
    });
  });

  it('select the tuples that have them', () => {
    forAll(1, 80, noMore, (sample) => {
      const { length, sets, numbers, plains } = sample;
      const [number, all] = [numbers[0]!, plains[0]!];
      for (let place = 0; place < length; place++) {
        const values = valuesAt(all, place);
        expect([...sets.valuesAt(number, place)].sort((a, b) => a - b)).toEqual(values);
        expect(sets.select(number, place, 1001)).toBe(nothing);
        // A few of very many are looked at closely.
        for (const value of values.slice(0, 8))
          expectSame(
            sample,
            sets.select(number, place, value),
            where(all, (tuple) => tuple[place] === value),
          );
        const parts = values.map((value) => sets.select(number, place, value));
        expect(parts.reduce((sum, part) => sets.union(sum, part), nothing)).toBe(number);
        expect(parts.reduce((sum, part) => sum + sets.count(part), 0n)).toBe(BigInt(all.size));
      }
    });
  });

  it('lead to a tuple that has them, if there is one', () => {
    /** Of a tuple that may be in the set, what is not to matter. */
    const wanted = ({ pool, length }: Several) =>
      fc.array(
        fc.tuple(
          fc.constantFrom<Tuple>(...pool, new Array<number>(length).fill(0)),
          fc.array(fc.boolean(), { minLength: length, maxLength: length }),
        ),
        { minLength: 1, maxLength: 10 },
      );
    forAll(1, 150, wanted, ({ sets, numbers, plains, length }, probes) => {
      for (const [level, [tuple, matters]] of probes.entries()) {
        const local = tuple.map((value, place) => (matters[place] ? value : -1));
        const isThere =
          where(plains[0]!, (one) => one.every((value, i) => local[i]! < 0 || local[i] === value)).size > 0;
        const found = new Int32Array(level + length).fill(-7);
        const above = new Array<number>(level).fill(-7);
        expect(sets.find(numbers[0]!, level, Int32Array.from([...above, ...local]), found)).toBe(isThere);
        expect([...found.slice(0, level)]).toEqual(above);
        if (!isThere) continue;
        const below = [...found.slice(level)];
        expect(plains[0]!.has(below.join())).toBe(true);
        expect(below.map((value, i) => (matters[i] ? value : -1))).toEqual(local);
      }
    });
  });
});

/** The nodes that a set takes: what is left of it after some values, and the larger ones of a level. */
const sizeOf = (set: Plain): number => {
  const seen = new Set<string>();
  const visit = (tuples: readonly Tuple[]): void => {
    const key = sorted(plain(tuples)).join(' ');
    if (key === '' || seen.has(key)) return;
    seen.add(key);
    const least = Math.min(...tuples.map(([first]) => first!));
    visit(tuples.filter(([first]) => first === least).map((tuple) => tuple.slice(1)));
    visit(tuples.filter(([first]) => first! > least));
  };
  visit(tuplesOf(set));
  return seen.size;
};

describe('numbers of tuples', { timeout: patienceMs }, () => {
  it('are counted', () => {
    forAll(2, 100, noMore, ({ sets, numbers: [a, b], plains }) => {
      expect(sets.count(a!)).toBe(BigInt(plains[0]!.size));
      expect(sets.count(sets.union(a!, b!)) + sets.count(intersected(sets, a!, b!))).toBe(
        sets.count(a!) + sets.count(b!),
      );
    });
  });

  it('are exact where they are no safe integers', () => {
    const { diagrams, sets } = tables();
    let all = unit;
    for (let level = 0; level < 7; level++) {
      let values = nothing;
      for (let value = 999; value >= 0; value--) values = diagrams.node(value, all, values);
      all = values;
    }
    const one = sets.tuple([0, 10, 200, 30, 400, 50, 999]);
    expect(sets.count(all)).toBe(10n ** 21n);
    expect(sets.count(sets.minus(all, one))).toBe(10n ** 21n - 1n);
    expect(countWithin(diagrams, all, Int32Array.of(1, 6), sets.tuple([10, 999]))).toBe(10n ** 15n);
  });

  it('are counted where a projection is one of some', () => {
    forAll(3, 150, somePlaces, ({ diagrams, sets, numbers, plains }, places) => {
      const levels = Int32Array.from(places);
      const within = projected(plains[1]!, places);
      const expected = where(plains[0]!, (tuple) => within.has(places.map((place) => tuple[place]!).join()));
      const projections = sets.project(numbers[1]!, 0, levels);
      expect(countWithin(diagrams, numbers[0]!, levels, projections)).toBe(BigInt(expected.size));
    });
  });

  it('take no more nodes than there are different rests of them', () => {
    forAll(1, 80, noMore, ({ sets, numbers, plains }) => {
      expect(sets.size(numbers[0]!)).toBe(sizeOf(plains[0]!));
    });
  });
});
