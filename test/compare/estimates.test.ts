import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import type { Sample } from '../../src/compare/estimates.ts';
import { perEvent, share, studentQuantile } from '../../src/compare/estimates.ts';

describe("Student's t", () => {
  it.each([
    [1, 12.7062],
    [2, 4.3027],
    [3, 3.1824],
    [4, 2.7764],
    [5, 2.5706],
    [10, 2.2281],
    [11, 2.201],
    [30, 2.0423],
    [120, 1.9799],
    [199, 1.972],
  ])('of %d degrees of freedom is as in the tables', (freedom, expected) => {
    expect(studentQuantile(freedom)).toBeCloseTo(expected, 4);
  });
});

describe('the mean per event', () => {
  it('is the ratio of the sums, with the interval that one works out by hand', () => {
    const samples = [
      { paid: 3, events: 10 },
      { paid: 6, events: 10 },
      { paid: 6, events: 20 },
    ];
    // 15 / 40; residuals -0.75, 2.25, -1.5; s² = 3.9375; s / (√3 · 40/3) = 0.08592; t(2) = 4.30265
    const { mean, low, high } = perEvent(samples)!;
    expect(mean).toBe(0.375);
    expect(low).toBeCloseTo(0.375 - 0.3697, 4);
    expect(high).toBeCloseTo(0.375 + 0.3697, 4);
  });

  it('is never below 0, and of no width where all runs agree', () => {
    expect(
      perEvent([
        { paid: 0, events: 5 },
        { paid: 1, events: 5 },
      ])!.low,
    ).toBe(0);
    expect(
      perEvent([
        { paid: 2, events: 4 },
        { paid: 3, events: 6 },
      ]),
    ).toEqual({ mean: 0.5, low: 0.5, high: 0.5 });
  });

  it('is not told of a single run, nor without events', () => {
    expect(perEvent([{ paid: 1, events: 5 }])).toBeNull();
    expect(
      perEvent([
        { paid: 0, events: 0 },
        { paid: 0, events: 0 },
      ]),
    ).toBeNull();
    expect(perEvent([])).toBeNull();
  });
});

describe('a share', () => {
  it.each([
    [0, 10, 0, 0.2775],
    [5, 10, 0.2366, 0.7634],
    [10, 10, 0.7225, 1],
    [81, 263, 0.2553, 0.3662],
  ])("of %d in %d has Wilson's interval", (hits, runs, low, high) => {
    const interval = share(hits, runs);
    expect(interval.mean).toBe(hits / runs);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('is never outside of its interval', () => {
    for (let runs = 1; runs <= 60; runs++)
      for (let hits = 0; hits <= runs; hits++) {
        const { mean, low, high } = share(hits, runs);
        expect(low >= 0 && low <= mean && mean <= high && high <= 1).toBe(true);
      }
  });
});

describe('intervals', () => {
  const random = xoroshiro128plus(7);
  const uniform = (): number => (random.next() >>> 0) / 2 ** 32;
  const count = (n: number, chance: number): number =>
    Array.from({ length: n }, uniform).filter((one) => one < chance).length;
  const tries = 2000;
  const covered = (interval: () => { low: number; high: number } | null, truth: number): number =>
    Array.from({ length: tries }, interval).filter(
      (one) => one !== null && one.low <= truth && truth <= one.high,
    ).length / tries;

  it('per event have the truth in them 95 times of 100, in a toy whose mean is known', () => {
    // A run has 5 to 24 events, and pays 1 for each of them with chance 0.3; the number of events tells nothing of it.
    const run = (): Sample => {
      const events = 5 + Math.floor(uniform() * 20);
      return { paid: count(events, 0.3), events };
    };
    const found = covered(() => perEvent(Array.from({ length: 30 }, run)), 0.3);
    expect(found).toBeGreaterThan(0.935);
    expect(found).toBeLessThan(0.965);
  });

  it('of shares have it 95 times of 100 or so, even near the end', () => {
    for (const chance of [0.5, 0.9, 0.97]) {
      const found = covered(() => share(count(100, chance), 100), chance);
      expect(found).toBeGreaterThan(0.925);
      expect(found).toBeLessThan(0.985);
    }
  });
});
