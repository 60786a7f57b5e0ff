import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { same } from '../../model/same.ts';
import { canonical, Values } from '../../src/engine/values.ts';
import { runs } from '../runs.ts';

/** The same data with the keys of every object in another order. */
const turned = (value: unknown): unknown => {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(turned);
  const entries = Object.entries(value).map(([key, inner]) => [key, turned(inner)] as const);
  return Object.fromEntries(entries.reverse());
};

const json = fc.jsonValue({ maxDepth: 3 });

describe('canonical', () => {
  it('is the same for the same data, whatever the order of keys', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonical(turned(value))).toBe(canonical(value));
      }),
      runs(300),
    );
  });

  it('is JSON that says the same', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      runs(300),
    );
  });

  it('tells data apart exactly where `same` does', () => {
    const few = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 2 },
        fc.constantFrom(null, 0, 1, '', '1', 'null', true, []),
        fc.array(tie('value'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom('a', 'b'), tie('value'), { maxKeys: 2, noNullPrototype: true }),
      ),
    })).value;
    fc.assert(
      fc.property(few, few, (a, b) => {
        expect(canonical(a) === canonical(b)).toBe(same(a, b));
      }),
      runs(1000),
    );
  });
});

describe('Values', () => {
  it('gives every value a number, the same data the same one, and gives the data back', () => {
    fc.assert(
      fc.property(fc.array(json), (all) => {
        const values = new Values();
        const ids = all.map((value) => values.idOf(value));
        ids.forEach((id, i) => {
          expect(same(values.at(id), JSON.parse(JSON.stringify(all[i])))).toBe(true);
          expect(values.idOf(turned(all[i]))).toBe(id);
        });
        expect(Math.max(-1, ...ids)).toBe(new Set(all.map(canonical)).size - 1);
      }),
      runs(100),
    );
  });
});
