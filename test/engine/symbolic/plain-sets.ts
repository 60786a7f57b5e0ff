/** Sets of tuples as plain JavaScript has them, for decision diagrams to be compared with. */
import fc from 'fast-check';
import type { Budget } from '../../../src/engine/budget.ts';
import { unlimited } from '../../../src/engine/budget.ts';
import { Diagrams, nothing, unit } from '../../../src/engine/symbolic/diagrams.ts';
import { Sets } from '../../../src/engine/symbolic/sets.ts';
import type { Tuning } from '../../../src/engine/symbolic/tuning.ts';
import { usual } from '../../../src/engine/symbolic/tuning.ts';

export type Tuple = readonly number[];
/** Tuples as text. */
export type Plain = ReadonlySet<string>;

export const plain = (tuples: readonly Tuple[]): Plain => new Set(tuples.map((tuple) => tuple.join()));

export const tuplesOf = (set: Plain): readonly Tuple[] =>
  [...set].map((text) => (text === '' ? [] : text.split(',').map(Number)));

export const united = (a: Plain, b: Plain): Plain => new Set([...a, ...b]);
export const without = (a: Plain, b: Plain): Plain => new Set([...a].filter((text) => !b.has(text)));
export const common = (a: Plain, b: Plain): Plain => new Set([...a].filter((text) => b.has(text)));

export const where = (set: Plain, isWanted: (tuple: Tuple) => boolean): Plain =>
  plain(tuplesOf(set).filter(isWanted));

/** What a set looks like at some places only. */
export const projected = (set: Plain, places: readonly number[]): Plain =>
  plain(tuplesOf(set).map((tuple) => places.map((place) => tuple[place]!)));

/** In the same order for the same set. */
export const sorted = (set: Plain): readonly string[] => [...set].sort();

/** A node table that has to grow soon, and the operations on it. */
export const tables = (
  { first = 16, comfortable = usual.comfortable }: Partial<Tuning> = {},
  budget: Budget = unlimited,
  onWork: () => void = () => {},
) => {
  const diagrams = new Diagrams(budget, onWork, { first, comfortable });
  return { diagrams, sets: new Sets(diagrams) };
};

/** Puts one tuple after the other into a set. */
export const make = (sets: Sets, set: Plain): number =>
  tuplesOf(set).reduce((number, tuple) => sets.union(number, sets.tuple(tuple)), nothing);

/** The tuples of a diagram, by nothing but its nodes. */
export const read = (diagrams: Diagrams, set: number): Plain => {
  const found: Tuple[] = [];
  const visit = (from: number, before: Tuple): void => {
    if (from === unit) found.push(before);
    let least = -1;
    for (let at = from; at > unit; at = diagrams.right(at)) {
      // Else a broken table could lead round in circles.
      if (diagrams.value(at) <= least) throw new Error('the values of a level do not ascend');
      least = diagrams.value(at);
      visit(diagrams.down(at), [...before, least]);
    }
  };
  visit(set, []);
  return plain(found);
};

/** The nodes of which some diagrams consist. */
export const nodesOf = (diagrams: Diagrams, numbers: readonly number[]): ReadonlySet<number> => {
  const seen = new Set<number>();
  const waiting = [...numbers];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node <= unit || seen.has(node)) continue;
    seen.add(node);
    waiting.push(diagrams.down(node), diagrams.right(node));
  }
  return seen;
};

/** Tuples that lie close together at some levels, so that sets meet, and far apart at others. */
const scattered = (length: number): fc.Arbitrary<readonly Tuple[]> =>
  fc
    .array(fc.constantFrom(1, 2, 5, 5, 1000), { minLength: length, maxLength: length })
    .chain((largest) =>
      fc.array(fc.tuple(...largest.map((most) => fc.nat(most))), { maxLength: 40, size: 'max' }),
    );

/** A level of three hundred values among narrow ones. */
const wide = (length: number): fc.Arbitrary<readonly Tuple[]> =>
  fc
    .tuple(fc.nat(length - 1), fc.integer({ min: 1, max: 7 }))
    .map(([widest, modulus]) =>
      Array.from({ length: 300 }, (_, i) =>
        Array.from({ length }, (_, place) => (place === widest ? i : (i * (place + 1)) % modulus)),
      ),
    );

export interface Several {
  readonly length: number;
  /** What the tuples of all the sets are taken from. */
  readonly pool: readonly Tuple[];
  readonly plains: readonly Plain[];
}

/** So many sets of tuples of the same length. Any of them may be empty, and they have tuples in common. */
export const several = (count: number): fc.Arbitrary<Several> =>
  fc
    .integer({ min: 1, max: 6 })
    .chain((length) =>
      fc.tuple(
        fc.constant(length),
        fc.oneof({ weight: 12, arbitrary: scattered(length) }, { weight: 1, arbitrary: wide(length) }),
      ),
    )
    .chain(([length, pool]) =>
      fc.record({
        length: fc.constant(length),
        pool: fc.constant(pool),
        plains: fc.array(fc.shuffledSubarray([...pool]).map(plain), {
          minLength: count,
          maxLength: count,
        }),
      }),
    );
