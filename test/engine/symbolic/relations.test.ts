/** Relational products against local transitions that are taken one by one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nothing } from '../../../src/engine/symbolic/diagrams.ts';
import type { Relation } from '../../../src/engine/symbolic/relations.ts';
import { access, Relations } from '../../../src/engine/symbolic/relations.ts';
import type { LocalTransition } from '../../../src/engine/transition.ts';
import { patienceMs, runs } from '../../runs.ts';
import type { Plain, Tuple } from './plain-sets.ts';
import { make, plain, read, sorted, tables, tuplesOf, united, where } from './plain-sets.ts';

/** What is read and written: pairs of a level and a value. */
interface Local {
  readonly reads: readonly (readonly [number, number])[];
  readonly writes: readonly (readonly [number, number])[];
}

/** As much of a transition as relations look at. */
const transitionOf = ({ reads, writes }: Local): LocalTransition => {
  const touched: Pick<LocalTransition, 'reads' | 'writes'> = {
    reads: reads.map(([level]) => level),
    writes,
  };
  return touched as LocalTransition;
};

const valuesOf = ({ reads }: Local, levels: number): Int32Array => {
  const at = new Int32Array(levels).fill(-1);
  for (const [level, value] of reads) at[level] = value;
  return at;
};

const isTakenAt = ({ reads }: Local, state: Tuple): boolean =>
  reads.every(([level, value]) => state[level] === value);

const after = ({ writes }: Local, state: Tuple): Tuple => {
  const next = [...state];
  for (const [level, value] of writes) next[level] = value;
  return next;
};

const imageOf = (locals: readonly Local[], states: Plain): Plain =>
  locals
    .map((local) =>
      plain(tuplesOf(where(states, (state) => isTakenAt(local, state))).map((state) => after(local, state))),
    )
    .reduce(united, plain([]));

/** Whether some state changes by it. */
const isOfUse = ({ reads, writes }: Local): boolean =>
  writes.some(([level, value]) => !reads.some(([read, before]) => read === level && before === value));

/** The levels that are touched, and how. */
const signatureOf = ({ reads, writes }: Local): string => {
  const kinds = new Map<number, number>();
  for (const [level] of reads) kinds.set(level, access.read);
  for (const [level] of writes) kinds.set(level, kinds.get(level) === undefined ? access.write : access.both);
  return [...kinds]
    .sort(([a], [b]) => a - b)
    .map((pair) => pair.join(':'))
    .join();
};

const signature = ({ levels, kinds }: Relation): string =>
  [...levels].map((level, i) => `${level}:${kinds[i]}`).join();

const firstLevel = (local: Local): number =>
  Math.min(...[...local.reads, ...local.writes].map(([level]) => level));

/** By level: few values, so that transitions meet states; at some levels the second one is far away. */
type Alphabet = readonly (readonly number[])[];
const alphabet: fc.Arbitrary<Alphabet> = fc.array(
  fc.constantFrom([0, 1], [0, 1, 2], [0, 1, 2], [0, 1000, 1001], [3]),
  { minLength: 1, maxLength: 5 },
);

const states = (values: Alphabet): fc.Arbitrary<Plain> =>
  fc
    .array(fc.tuple(...values.map((some) => fc.constantFrom(...some))), { maxLength: 50, size: 'max' })
    .map(plain);

/** Transitions that touch the same levels, each with values of its own; the levels in any order. */
const family = (values: Alphabet): fc.Arbitrary<readonly Local[]> => {
  const levels = values.map((_, level) => level);
  const some = fc.shuffledSubarray(levels);
  const pairs = (at: readonly number[]) =>
    fc.tuple(
      ...at.map((level) => fc.constantFrom(...values[level]!).map((value) => [level, value] as const)),
    );
  return fc
    .tuple(some, some)
    .chain(([reads, writes]) =>
      fc.array(fc.record({ reads: pairs(reads), writes: pairs(writes) }), { minLength: 1, maxLength: 6 }),
    );
};

interface Case {
  readonly levels: number;
  /** Families in turn, so that relations grow after they were used. */
  readonly locals: readonly Local[];
  readonly sets: readonly Plain[];
}

const cases: fc.Arbitrary<Case> = alphabet.chain((values) =>
  fc.record({
    levels: fc.constant(values.length),
    locals: fc
      .array(family(values), { minLength: 1, maxLength: 4 })
      .chain((families) => fc.shuffledSubarray(families.flat(), { minLength: families.flat().length })),
    sets: fc.array(states(values), { minLength: 2, maxLength: 2 }),
  }),
);

/** Relations, and the transitions that were added. */
class Both {
  readonly #tables = tables();
  readonly relations: Relations;
  readonly #levels: number;
  readonly #added: Local[] = [];

  constructor(levels: number) {
    this.#levels = levels;
    const { diagrams, sets } = this.#tables;
    this.relations = new Relations(diagrams, sets, levels);
    diagrams.roots = () => this.relations.all.map(({ tuples }) => tuples);
  }

  add(local: Local): void {
    this.relations.add(transitionOf(local), valuesOf(local, this.#levels));
    this.#added.push(local);
  }

  collect(): void {
    this.#tables.diagrams.collect();
  }

  /** There is a relation for each way to touch levels, and it leads where its transitions do. */
  expectImages(states: Plain): void {
    const { diagrams, sets } = this.#tables;
    const useful = this.#added.filter(isOfUse);
    expect(this.relations.all.map(signature).sort()).toEqual([...new Set(useful.map(signatureOf))].sort());
    const from = make(sets, states);
    for (const relation of this.relations.all) {
      const own = useful.filter((local) => signatureOf(local) === signature(relation));
      const image = this.relations.image(from, relation);
      expect(sorted(read(diagrams, image))).toEqual(sorted(imageOf(own, states)));
      expect(make(sets, imageOf(own, states))).toBe(image);
      expect(this.relations.byLevel[relation.levels[0]!]).toContain(relation);
      expect(sets.count(relation.tuples)).toBe(BigInt(new Set(own.map(normal)).size));
    }
  }

  expectImageOfUnion(a: Plain, b: Plain): void {
    const { sets } = this.#tables;
    const [one, other] = [make(sets, a), make(sets, b)];
    for (const relation of this.relations.all) {
      const image = (set: number) => this.relations.image(set, relation);
      expect(image(sets.union(one, other))).toBe(sets.union(image(one), image(other)));
      expect(image(nothing)).toBe(nothing);
    }
  }
}

/** The same text for the same reads and writes, in whatever order. */
const normal = ({ reads, writes }: Local): string =>
  JSON.stringify([reads, writes].map((pairs) => [...pairs].sort(([a], [b]) => a - b)));

describe('relations', { timeout: patienceMs }, () => {
  it('lead where their transitions do, while they grow', () => {
    fc.assert(
      fc.property(cases, fc.boolean(), ({ levels, locals, sets }, isCollected) => {
        const both = new Both(levels);
        const half = Math.ceil(locals.length / 2);
        for (const some of [locals.slice(0, half), locals.slice(half), locals]) {
          for (const local of some) both.add(local);
          if (isCollected) both.collect();
          for (const set of sets) both.expectImages(set);
          both.expectImageOfUnion(sets[0]!, sets[1]!);
        }
      }),
      runs(250),
    );
  });

  it('tell which levels have to be looked at again: those from which a new transition can be seen', () => {
    fc.assert(
      fc.property(cases, ({ levels, locals }) => {
        const both = new Both(levels);
        const { relations } = both;
        const seen = new Set<string>();
        for (const local of [...locals, ...locals]) {
          const before = { versions: [...relations.versions], grown: relations.grown };
          both.add(local);
          const isNew = isOfUse(local) && !seen.has(normal(local));
          seen.add(normal(local));
          expect(relations.grown).toBe(before.grown + (isNew ? 1 : 0));
          expect([...relations.versions]).toEqual(
            before.versions.map((version, level) =>
              isNew && level <= firstLevel(local) ? version + 1 : version,
            ),
          );
        }
      }),
      runs(100),
    );
  });
});

describe('the relational product', () => {
  /** From every value of the levels at once, where only the written one is forgotten. */
  it('writes a level that was not read, whatever was there', () => {
    const both = new Both(3);
    both.add({ reads: [[0, 1]], writes: [[1, 7]] });
    both.add({ reads: [[0, 1]], writes: [[1, 1000]] });
    both.expectImages(
      plain([0, 1].flatMap((a) => Array.from({ length: 300 }, (_, b) => [a, b, (a + b) % 3]))),
    );
  });

  it('leads through a level of many values, each to another', () => {
    const both = new Both(2);
    const count = 300;
    for (let value = 0; value < count; value++)
      both.add({ reads: [[1, value]], writes: [[1, (value * 7 + 1) % count]] });
    both.expectImages(plain(Array.from({ length: count }, (_, value) => [value % 5, value])));
  });

  /** The value that one relation finds at the last level is the one that the other writes there. */
  it.each([
    ['read, written', true],
    ['written, read', false],
  ])('is not mistaken for that of another relation with the same values: %s', (_, isReadFirst) => {
    const both = new Both(2);
    const locals: readonly Local[] = [
      { reads: [[1, 1]], writes: [[0, 1]] },
      { reads: [], writes: [[1, 1]] },
    ];
    for (const local of isReadFirst ? locals : [...locals].reverse()) both.add(local);
    both.expectImages(
      plain([
        [0, 0],
        [0, 2],
        [1, 2],
      ]),
    );
  });

  it('leads nowhere by a transition that changes nothing', () => {
    const both = new Both(2);
    both.add({
      reads: [
        [0, 1],
        [1, 2],
      ],
      writes: [[1, 2]],
    });
    both.add({ reads: [[0, 1]], writes: [] });
    expect(both.relations.all).toEqual([]);
    expect(both.relations.grown).toBe(0);
  });
});
