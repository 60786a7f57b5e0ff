import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { List, Table, Tuples } from '../../src/engine/tuples.ts';
import { runs } from '../runs.ts';

describe('Tuples', () => {
  it('numbers tuples in the order of arrival, equal ones alike', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4 }).chain((width) =>
          fc.tuple(
            fc.constant(width),
            fc.array(fc.array(fc.nat(3), { minLength: width, maxLength: width }), {
              maxLength: 400,
              size: 'max',
            }),
          ),
        ),
        ([width, arriving]) => {
          const tuples = new Tuples(width);
          const known = new Map<string, number>();
          for (const tuple of arriving) {
            const key = tuple.join();
            if (!known.has(key)) known.set(key, known.size);
            expect(tuples.idOf(Int32Array.from(tuple))).toBe(known.get(key));
          }
          expect(tuples.count).toBe(known.size);
          const stored = [...known].map((_, id) =>
            [...tuples.data.slice(id * width, (id + 1) * width)].join(),
          );
          expect(stored).toEqual([...known.keys()]);
        },
      ),
      runs(50),
    );
  });

  it('tells tuples apart whose numbers are large or negative', () => {
    const tuples = new Tuples(2);
    const numbers = [0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 0x9e3779b1 | 0];
    const pairs = numbers.flatMap((a) => numbers.map((b) => Int32Array.of(a, b)));
    expect(pairs.map((pair) => tuples.idOf(pair))).toEqual(pairs.map((_, i) => i));
    expect(pairs.map((pair) => tuples.idOf(pair))).toEqual(pairs.map((_, i) => i));
  });

  it('keeps what it has while it grows', () => {
    const tuples = new Tuples(3);
    const count = 20_000;
    const nth = (i: number) => Int32Array.of(i % 97, i, i % 13);
    for (let i = 0; i < count; i++) expect(tuples.idOf(nth(i))).toBe(i);
    for (let i = count - 1; i >= 0; i--) expect(tuples.idOf(nth(i))).toBe(i);
    expect(tuples.bytes).toBeGreaterThanOrEqual(count * 3 * Int32Array.BYTES_PER_ELEMENT);
  });
});

describe('Table', () => {
  it('is -1 where nothing was set, and what was set last elsewhere', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(300), fc.nat(9)), { size: 'max', maxLength: 60 }), (entries) => {
        const table = new Table();
        const known = new Map<number, number>();
        for (const [index, value] of entries) {
          table.set(index, value);
          known.set(index, value);
        }
        for (let index = 0; index <= 1200; index++) expect(table.get(index)).toBe(known.get(index) ?? -1);
      }),
      runs(30),
    );
  });
});

describe('List', () => {
  it('has everything that was pushed, in order', () => {
    const list = new List();
    const pushed = Array.from({ length: 10_000 }, (_, i) => (i * 7919) | 0);
    for (const value of pushed) list.push(value);
    expect([...list.at.subarray(0, list.length)]).toEqual(pushed);
  });
});
