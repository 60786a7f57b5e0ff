import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CycleExtreme, Cycles, Which } from '../../src/engine/cycle-ratio.ts';
import { cyclesOf, extremeRatio } from '../../src/engine/cycle-ratio.ts';
import { withStem } from '../../src/engine/cycles/stem.ts';
import { runs } from '../runs.ts';
import type { Edge, Weighted } from './cycles/graphs.ts';
import { simpleCycles, sourcesOf, weighted } from './cycles/graphs.ts';

const cyclesIn = ({ graph }: Weighted): Cycles => {
  const cycles = cyclesOf(graph);
  if (cycles.is === 'cut') throw new Error('it was not to be cut');
  return cycles;
};

const extremeOf = ({ graph, weights }: Weighted, which: Which): CycleExtreme => {
  const extreme = extremeRatio(cyclesIn({ graph, weights }), weights, which);
  if (extreme.is === 'cut') throw new Error('it was not to be cut');
  return extreme;
};

const sums = ({ graph, weights }: Weighted, cycle: readonly number[]) => {
  const sum = (by: Int32Array) => cycle.reduce((all, edge) => all + by[graph.label[edge]!]!, 0);
  return { cost: sum(weights.cost), time: sum(weights.time) };
};

/** What the definition says, and the least number of edges of a simple cycle that shows it. */
const naive = (one: Weighted, which: Which): { is: string; value?: number; length?: number } => {
  const cycles = simpleCycles(one.graph).map((cycle) => ({ ...sums(one, cycle), length: cycle.length }));
  const shortest = (some: typeof cycles) => Math.min(...some.map(({ length }) => length));
  const unbounded = cycles.filter(({ cost, time }) => time === 0 && cost > 0);
  if (which === 'max' && unbounded.length > 0) return { is: 'unbounded', length: shortest(unbounded) };
  const timed = cycles.filter(({ time }) => time > 0);
  if (timed.length === 0) return { is: 'none' };
  const value = Math[which](...timed.map(({ cost, time }) => cost / time));
  return { is: 'ratio', value, length: shortest(timed.filter(({ cost, time }) => cost / time === value)) };
};

const confirm = (one: Weighted, which: Which): void => {
  const extreme = extremeOf(one, which);
  const expected = naive(one, which);
  expect(extreme.is).toBe(expected.is);
  if (extreme.is === 'none') return;
  const { graph } = one;
  const sources = sourcesOf(graph);
  const { cycle } = extreme;
  cycle.forEach((edge, i) => {
    expect(graph.target[edge]).toBe(sources[cycle[(i + 1) % cycle.length]!]);
  });
  // In a small graph there is time enough to find a shortest one.
  expect(cycle).toHaveLength(expected.length!);
  const { cost, time } = sums(one, cycle);
  if (extreme.is === 'unbounded') {
    expect(time).toBe(0);
    expect(cost).toBeGreaterThan(0);
    return;
  }
  const { numerator, denominator } = extreme;
  expect(numerator / denominator).toBe(expected.value);
  expect(cost * denominator).toBe(numerator * time);
  for (let divisor = 2; divisor <= denominator; divisor++)
    expect(numerator % divisor === 0 && denominator % divisor === 0).toBe(false);
};

/** Few states and many edges: many cycles, loops of one edge, edges side by side, several components. */
const anyWeighted = (costMax: number, timeMax: number) =>
  fc.integer({ min: 1, max: 7 }).chain((states) => {
    const state = fc.nat(states - 1);
    const edge = fc.tuple(state, state, fc.nat(costMax), fc.nat(timeMax));
    return fc.array(edge, { maxLength: 16 }).map((edges) => weighted(states, edges));
  });

describe('the extreme ratio over all cycles', () => {
  it.each(['min', 'max'] as const)('is what all simple cycles say: %s', (which) => {
    const cases = fc.oneof(anyWeighted(1, 1), anyWeighted(3, 2), anyWeighted(9, 9), anyWeighted(100_000, 2));
    fc.assert(
      fc.property(cases, (one) => confirm(one, which)),
      runs(3000),
    );
  });

  it('is the least of the ratios where all cycles cost something', () => {
    // Two rings that share a state: 8 in 3, and 5 in 2.
    const edges: readonly Edge[] = [
      [0, 1, 2, 1],
      [1, 2, 2, 1],
      [2, 0, 4, 1],
      [0, 3, 5, 1],
      [3, 0, 0, 1],
    ];
    expect(extremeOf(weighted(4, edges), 'min')).toEqual({
      is: 'ratio',
      numerator: 5,
      denominator: 2,
      cycle: [1, 4],
    });
    expect(extremeOf(weighted(4, edges), 'max')).toMatchObject({ numerator: 8, denominator: 3 });
  });

  it("is the cycle mean of Karp's theorem, where each edge takes one step", () => {
    // Karp (1978): a ring of n states with one short cut.
    const ring = Array.from({ length: 10 }, (_, i): Edge => [i, (i + 1) % 10, i, 1]);
    expect(extremeOf(weighted(10, ring), 'max')).toMatchObject({ numerator: 9, denominator: 2 });
    const shortcut: Edge = [4, 0, 1, 1];
    expect(extremeOf(weighted(10, [...ring, shortcut]), 'min')).toMatchObject({
      numerator: 7,
      denominator: 5,
    });
    expect(extremeOf(weighted(10, [...ring, shortcut]), 'max')).toMatchObject({
      numerator: 9,
      denominator: 2,
    });
  });

  it('knows no cycle in a tree, nor one that takes time where none does', () => {
    expect(
      extremeOf(
        weighted(3, [
          [0, 1, 1, 1],
          [0, 2, 1, 1],
        ]),
        'max',
      ),
    ).toEqual({ is: 'none' });
    expect(
      extremeOf(
        weighted(2, [
          [0, 1, 0, 0],
          [1, 0, 0, 0],
        ]),
        'max',
      ),
    ).toEqual({ is: 'none' });
    expect(
      extremeOf(
        weighted(2, [
          [0, 1, 3, 0],
          [1, 0, 0, 0],
        ]),
        'min',
      ),
    ).toEqual({ is: 'none' });
  });

  it('is unbounded at most, and not at least, where a cycle costs something and takes no time', () => {
    const edges: readonly Edge[] = [
      [0, 0, 7, 2],
      [0, 1, 1, 1],
      [1, 1, 1, 0],
      [1, 0, 1, 1],
    ];
    expect(extremeOf(weighted(2, edges), 'max')).toEqual({ is: 'unbounded', cycle: [2] });
    expect(extremeOf(weighted(2, edges), 'min')).toEqual({
      is: 'ratio',
      numerator: 1,
      denominator: 1,
      cycle: [1, 3],
    });
  });

  it('is the best of all components, and not of those that lead nowhere back', () => {
    const edges: readonly Edge[] = [
      [0, 0, 1, 1],
      [0, 1, 9, 1],
      [1, 1, 2, 1],
      [1, 2, 9, 1],
      [2, 2, 1, 2],
      [2, 3, 9, 1],
    ];
    expect(extremeOf(weighted(4, edges), 'max')).toMatchObject({ numerator: 2, denominator: 1 });
    expect(extremeOf(weighted(4, edges), 'min')).toMatchObject({ numerator: 1, denominator: 2 });
  });

  it('is shown by a short cycle, though longer ones do as well', () => {
    const ring = Array.from({ length: 100 }, (_, i): Edge => [i, (i + 1) % 100, 1, 1]);
    const { graph, weights } = weighted(100, [...ring, [60, 58, 1, 1]]);
    const extreme = extremeOf({ graph, weights }, 'max');
    expect(extreme).toMatchObject({ numerator: 1, denominator: 1 });
    expect((extreme as { cycle: readonly number[] }).cycle).toHaveLength(3);
  });

  it('is shown by a cycle that is near, of those that are equally short', () => {
    const way = Array.from({ length: 50 }, (_, i): Edge => [i, i + 1, 0, 0]);
    const back: Edge = [50, 0, 0, 0];
    const loops = [40, 3, 20].map((state): Edge => [state, state, 5, 2]);
    const extreme = extremeOf(weighted(51, [...way, back, ...loops]), 'max');
    // The edges of states 0 to 2 come before, and the way from 3 to 4.
    expect(extreme).toEqual({ is: 'ratio', numerator: 5, denominator: 2, cycle: [4] });
  });

  it('is found in a large graph as it was put there', () => {
    const states = 50_000;
    let word = 1;
    const random = (below: number): number => {
      word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((word / 2 ** 32) * below);
    };
    // Every edge costs 2 to 9 a unit of time, but for one ring at 1 and another one at 10.
    const any = Array.from({ length: 6 * states }, (): Edge => {
      const time = random(3);
      return [random(states), random(states), time * (2 + random(8)), time];
    });
    const ring = (from: number, cost: number) =>
      Array.from({ length: 7 }, (_, i): Edge => [from + i, from + ((i + 1) % 7), cost, 1]);
    const one = weighted(states, [...any, ...ring(100, 1), ...ring(30_000, 10)]);
    expect(extremeOf(one, 'min')).toMatchObject({ numerator: 1, denominator: 1 });
    expect(extremeOf(one, 'max')).toMatchObject({ numerator: 10, denominator: 1 });
  });

  it('ends where numbers are too large to be exact', () => {
    const large = 2 ** 31 - 1;
    const edges: readonly Edge[] = [
      [0, 0, large, large - 1],
      [0, 0, large - 1, large],
    ];
    const one = weighted(1, edges);
    expect(extremeRatio(cyclesIn(one), one.weights, 'max')).toEqual({ is: 'cut', cut: 'capacity' });
  });

  it('ends where it is told to', () => {
    const one = weighted(2, [
      [0, 1, 1, 1],
      [1, 0, 1, 2],
    ]);
    const cut = { is: 'cut', cut: 'time' };
    expect(extremeRatio(cyclesIn(one), one.weights, 'max', () => 'time')).toEqual(cut);
    const states = 1_000_000;
    const edgeless = { ...one.graph, states, edges: 0, first: new Uint32Array(states + 1) };
    expect(cyclesOf(edgeless, () => 'time')).toEqual(cut);
  });
});

describe('the stem of a cycle', () => {
  const { graph } = weighted(5, [
    [0, 1, 0, 0],
    [1, 2, 0, 0],
    [2, 3, 0, 0],
    [3, 4, 0, 0],
    [4, 2, 0, 0],
    [1, 4, 0, 0],
    [0, 0, 0, 0],
  ]);
  const ends = (edges: readonly number[]) => edges.map((edge) => graph.target[edge]);

  it('is a shortest way there, and the cycle begins where it ends', () => {
    const ring = [2, 3, 4].map((from) => graph.first[from]!);
    const { stem, cycle } = withStem(graph, ring);
    expect(ends(stem)).toEqual([1, 2]);
    expect(ends(cycle)).toEqual([3, 4, 2]);
    const turned = withStem(graph, [...ring.slice(1), ring[0]!]);
    expect(turned).toEqual({ stem, cycle });
  });

  it('is empty for a cycle through the first state', () => {
    const [loop = -1] = sourcesOf(graph).flatMap((from, edge) =>
      from === 0 && graph.target[edge] === 0 ? [edge] : [],
    );
    expect(withStem(graph, [loop])).toEqual({ stem: [], cycle: [loop] });
  });
});
