/** How the node table comes by room for more: it grows, it collects, or it says that there is none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryBudgetEnded, unlimited } from '../../../src/engine/budget.ts';
import type { Diagrams } from '../../../src/engine/symbolic/diagrams.ts';
import { nothing, unit } from '../../../src/engine/symbolic/diagrams.ts';
import { Held } from '../../../src/engine/symbolic/held.ts';
import type { Sets } from '../../../src/engine/symbolic/sets.ts';
import { patienceMs, runs } from '../../runs.ts';
import { make, nodesOf, plain, read, sorted, tables } from './plain-sets.ts';

const within = (memoryBytes: number) => ({ ...unlimited, memoryBytes });
const kept = plain([
  [1, 2, 3],
  [1, 4, 3],
  [900, 2, 3],
]);

/** Nodes that nobody needs: all of them different, none of them a part of another. */
const waste = (diagrams: Diagrams, count: number, first = 1000): void => {
  for (let i = 0; i < count; i++) diagrams.node(first + i, unit, nothing);
};

/** Adds tuples to a set until there is no room, holding every sum. What the last one that was made has. */
const fill = (diagrams: Diagrams, sets: Sets): { readonly number: number; readonly count: number } => {
  const place = diagrams.held.push(nothing);
  for (let count = 0; count < 5000; count++) {
    try {
      const tuple = sets.tuple([count % 7, (count * 31) % 11, count]);
      diagrams.held.put(place, sets.union(diagrams.held.at(place), tuple));
    } catch (error) {
      expect(error).toBeInstanceOf(MemoryBudgetEnded);
      return { number: diagrams.held.at(place), count };
    }
  }
  expect.fail('memory does not end');
};

describe('a node table', () => {
  it('reuses the nodes that nobody needs', () => {
    const { diagrams, sets } = tables();
    const number = make(sets, kept);
    diagrams.roots = () => [number];
    waste(diagrams, 1000);
    const { bytes } = diagrams;
    for (let round = 1; round <= 5; round++) {
      diagrams.collect();
      expect(diagrams.nodes).toBe(nodesOf(diagrams, [number]).size);
      waste(diagrams, 1000, round * 1e6);
      expect(diagrams.nodes).toBe(nodesOf(diagrams, [number]).size + 1000);
      expect(diagrams.bytes).toBe(bytes);
      expect(sorted(read(diagrams, number))).toEqual(sorted(kept));
    }
  });

  it('makes the same node once, before and after it has grown', () => {
    const { diagrams } = tables();
    const nodes = Array.from({ length: 2000 }, (_, i) => diagrams.node(i, unit, nothing));
    expect(new Set(nodes).size).toBe(2000);
    expect(diagrams.nodes).toBe(2000);
    expect(nodes.map((_, i) => diagrams.node(i, unit, nothing))).toEqual(nodes);
    expect(diagrams.made).toBe(2000);
    expect(diagrams.node(1, nothing, nodes[5]!)).toBe(nodes[5]);
  });

  it('has others look around every few thousand results, those included that make no node', () => {
    let looks = 0;
    const { diagrams } = tables({}, unlimited, () => looks++);
    const operation = diagrams.operations(1);
    const results = 2 ** 17;
    for (let i = 0; i < results; i++) diagrams.put(operation, unit, unit, unit);
    expect(looks).toBeGreaterThanOrEqual(results / 2 ** 15);
    expect(looks).toBeLessThanOrEqual(results / 2 ** 10);
  });
});

describe('a breath', () => {
  it('leaves a table alone that has room', () => {
    const { diagrams } = tables({ first: 1024 });
    waste(diagrams, 500);
    const { bytes } = diagrams;
    diagrams.breathe();
    expect([diagrams.collections, diagrams.nodes, diagrams.bytes]).toEqual([0, 500, bytes]);
  });

  it('lets a table grow as long as that is comfortable, and collects from then on', () => {
    const { diagrams, sets } = tables({ comfortable: 256 });
    const number = make(sets, kept);
    diagrams.roots = () => [number];
    let most = 0;
    for (let i = 0; i < 1000 && diagrams.collections === 0; i++) {
      waste(diagrams, 1, 1000 + i);
      most = diagrams.nodes;
      diagrams.breathe();
    }
    expect(diagrams.collections).toBe(1);
    expect(most).toBeGreaterThan(128);
    expect(most).toBeLessThanOrEqual(256);
    expect(diagrams.peak).toBe(most);
    expect(diagrams.nodes).toBe(nodesOf(diagrams, [number]).size);
    expect(sorted(read(diagrams, number))).toEqual(sorted(kept));
  });

  it.each([2 ** 13, 2 ** 15, 2 ** 17])('finds room again and again within %d bytes', (memoryBytes) => {
    const { diagrams, sets } = tables({ first: 64 }, within(memoryBytes));
    const number = make(sets, kept);
    diagrams.roots = () => [number];
    for (let i = 0; i < 20_000; i++) {
      waste(diagrams, 1, 1000 + i);
      diagrams.breathe();
    }
    expect(diagrams.collections).toBeGreaterThan(1);
    expect(diagrams.bytes).toBeLessThanOrEqual(memoryBytes);
    expect(sorted(read(diagrams, number))).toEqual(sorted(kept));
    expect(make(sets, kept)).toBe(number);
  });
});

describe('the end of memory', () => {
  it.each([2 ** 13, 2 ** 15, 2 ** 17, 2 ** 19])(
    'comes within %d bytes, and nothing is lost',
    (memoryBytes) => {
      const { diagrams, sets } = tables({}, within(memoryBytes));
      const before = make(sets, plain([[7]]));
      diagrams.held.push(before);
      const { number, count } = fill(diagrams, sets);
      expect(diagrams.bytes).toBeLessThanOrEqual(memoryBytes);
      // Tables double, and the old ones are there meanwhile.
      expect(diagrams.bytes).toBeGreaterThan(memoryBytes / 3);
      const expected = plain(Array.from({ length: count }, (_, i) => [i % 7, (i * 31) % 11, i]));
      expect(sorted(read(diagrams, number))).toEqual(sorted(expected));
      diagrams.collect();
      expect(diagrams.nodes).toBe(nodesOf(diagrams, [before, number]).size);
      expect(sorted(read(diagrams, number))).toEqual(sorted(expected));
      expect(sets.contains(before, [7])).toBe(true);
    },
  );

  it('is not the end where something is let go', () => {
    const memoryBytes = 2 ** 15;
    const { diagrams, sets } = tables({}, within(memoryBytes));
    const first = fill(diagrams, sets);
    diagrams.held.release(0);
    diagrams.collect();
    expect(diagrams.nodes).toBe(0);
    const second = fill(diagrams, sets);
    expect(second.count).toBe(first.count);
    expect(sets.count(second.number)).toBe(BigInt(second.count));
    expect(diagrams.bytes).toBeLessThanOrEqual(memoryBytes);
  });

  it('comes after as many nodes as before where none of them is needed', () => {
    const { diagrams } = tables({}, within(2 ** 13));
    const room = (round: number): number => {
      const made = new Set<number>();
      expect(() => {
        for (let i = 0; i < 1000; i++) made.add(diagrams.node(1000 * round + i, unit, nothing));
      }).toThrow(MemoryBudgetEnded);
      return made.size;
    };
    const before = room(0);
    for (let round = 1; round <= 3; round++) {
      diagrams.collect();
      expect(room(round)).toBe(before);
    }
  });
});

describe('remembered results', { timeout: patienceMs }, () => {
  it('are those that were put last, or are forgotten', () => {
    const entry = fc.tuple(fc.nat(3), fc.nat(9), fc.nat(9), fc.nat(99));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 100, size: 'max' }), (entries) => {
        const { diagrams } = tables();
        const first = diagrams.operations(4);
        const known = new Map<string, number>();
        for (const [operation, a, b, result] of entries) {
          expect(diagrams.put(first + operation, a, b, result)).toBe(result);
          expect(diagrams.get(first + operation, a, b)).toBe(result);
          known.set([operation, a, b].join(), result);
          waste(diagrams, 1, result);
        }
        for (let operation = 0; operation < 4; operation++)
          for (let at = 0; at < 100; at++) {
            const [a, b] = [at % 10, Math.floor(at / 10)];
            const expected = known.get([operation, a, b].join()) ?? -1;
            expect([expected, -1]).toContain(diagrams.get(first + operation, a, b));
          }
      }),
      runs(50),
    );
  });

  /** Puts results until there are so many or the table grows, and says how many are remembered then. */
  const put = (diagrams: Diagrams, results: number, untilGrown = false): number => {
    const operation = diagrams.operations(1);
    const { bytes } = diagrams;
    let count = 0;
    for (; count < results && !(untilGrown && diagrams.bytes > bytes); count++)
      diagrams.put(operation, count, 7, count + 1);
    const got = Array.from({ length: count }, (_, i) => diagrams.get(operation, i, 7));
    expect(got.filter((result, i) => result !== -1 && result !== i + 1)).toEqual([]);
    expect(got.at(-1)).toBe(count);
    return got.filter((result) => result !== -1).length;
  };

  it('have more room where there are more of them, and move there', () => {
    const { diagrams } = tables({ first: 2 ** 14 });
    expect(put(diagrams, 2 ** 18, true)).toBeGreaterThan(2 ** 13);
    // Without more room, no more than 2^14 would be remembered.
    expect(put(diagrams, 2 ** 18)).toBeGreaterThan(2 ** 16);
  });

  it('have no more room than they need', () => {
    const { diagrams } = tables({ first: 2 ** 18 });
    const { bytes } = diagrams;
    put(diagrams, 2 ** 16);
    expect(diagrams.bytes).toBe(bytes);
  });

  it.each([2 ** 14, 2 ** 16])('have no more than %d bytes allow', (memoryBytes) => {
    const { diagrams } = tables({}, within(memoryBytes));
    put(diagrams, 2 ** 18);
    expect(diagrams.bytes).toBeLessThanOrEqual(memoryBytes);
  });

  it('are of operations that have numbers of their own', () => {
    const { diagrams } = tables();
    const rows = [1, 3, 2, 1].map((count) => ({ first: diagrams.operations(count), count }));
    const all = rows.flatMap(({ first, count }) => Array.from({ length: count }, (_, i) => first + i));
    expect(new Set(all).size).toBe(7);
  });
});

describe('what is held', { timeout: patienceMs }, () => {
  it('is what was pushed and not released', () => {
    const move = fc.tuple(fc.constantFrom('push', 'put', 'release'), fc.nat(1500), fc.nat(2 ** 30));
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20, size: 'max' }), (moves) => {
        const held = new Held();
        const expected: number[] = [];
        for (const [is, count, value] of moves)
          if (is === 'push')
            for (let i = 0; i < count; i++) {
              expected.push(value + i);
              if (held.push(value + i) !== expected.length - 1) expect.fail('it is held elsewhere');
            }
          else if (is === 'put' && count < expected.length) {
            expected[count] = value;
            held.put(count, value);
          } else {
            expected.length = Math.max(0, expected.length - count);
            held.release(expected.length);
          }
        expect(held.count).toBe(expected.length);
        expect(expected.filter((value, place) => held.at(place) !== value)).toEqual([]);
      }),
      runs(30),
    );
  });
});
