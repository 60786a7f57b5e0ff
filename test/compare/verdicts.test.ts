import { describe, expect, it } from 'vitest';
import { described, divergenceOf } from '../../src/compare/divergences.ts';
import { relationOf } from '../../src/compare/relation.ts';
import type { OfBoth, Verdict } from '../../src/compare/report.ts';
import { divergences } from '../../src/compare/report.ts';
import { changeOf, countsOf } from '../../src/compare/verdicts.ts';
import type { Result } from '../../src/results/result.ts';

const results: readonly Result[] = [
  'holds',
  'holds-within-budget',
  'violated',
  'vacuous',
  'unfinished',
  'not-applicable',
];

const verdict = (result: Result, demanded = true): Verdict => ({
  result,
  demanded,
  reason: null,
  shown: null,
});

const both = (
  baseline: Result,
  candidate: Result,
  claims = { baseline: true, candidate: true },
): OfBoth<Verdict> => ({
  baseline: verdict(baseline, claims.baseline),
  candidate: verdict(candidate, claims.candidate),
});

describe('what a change does to a property', () => {
  it('is said of every two results', () => {
    const table = results.map((baseline) => results.map((candidate) => changeOf(both(baseline, candidate))));
    const idle = 'no-longer-exercised';
    expect(table).toEqual([
      ['unchanged', 'unchanged', 'broken', idle, 'open', idle],
      ['unchanged', 'unchanged', 'open', idle, 'open', idle],
      ['mended', 'open', 'unchanged', idle, 'open', idle],
      ['newly-exercised', 'newly-exercised', 'broken', 'unchanged', 'open', 'unchanged'],
      ['open', 'open', 'open', 'open', 'open', 'open'],
      ['newly-exercised', 'newly-exercised', 'broken', 'unchanged', 'open', 'unchanged'],
    ]);
  });

  it('is no longer claimed where only the baseline claims it, and it is no worse', () => {
    const givenUp = { baseline: true, candidate: false };
    expect(changeOf(both('holds', 'holds', givenUp))).toBe('no-longer-claimed');
    expect(changeOf(both('holds', 'vacuous', givenUp))).toBe('no-longer-claimed');
    expect(changeOf(both('holds', 'violated', givenUp))).toBe('broken');
    expect(changeOf(both('holds', 'unfinished', givenUp))).toBe('open');
    expect(changeOf(both('holds', 'holds', { baseline: false, candidate: true }))).toBe('unchanged');
  });

  it('counts where the candidate violates what it claims, or what the baseline claimed and kept', () => {
    const claims = (baseline: boolean, candidate: boolean) => ({ baseline, candidate });
    for (const baseline of results) {
      expect(countsOf(both(baseline, 'violated', claims(false, true)))).toBe(true);
      expect(countsOf(both(baseline, 'violated', claims(false, false)))).toBe(false);
    }
    expect(countsOf(both('holds', 'violated', claims(true, false)))).toBe(true);
    expect(countsOf(both('holds-within-budget', 'violated', claims(true, false)))).toBe(true);
    // a promise that was kept because nothing came of it is a promise all the same
    expect(countsOf(both('vacuous', 'violated', claims(true, false)))).toBe(true);
    expect(countsOf(both('violated', 'violated', claims(true, false)))).toBe(false);
    expect(countsOf(both('unfinished', 'violated', claims(true, false)))).toBe(false);
    for (const candidate of results.filter((result) => result !== 'violated'))
      expect(countsOf(both('holds', candidate))).toBe(false);
  });
});

describe('how hints relate', () => {
  it('is said of every two answers, and the other way round it is the reverse', () => {
    const hints = [null, [], ['a'], ['b'], ['a', 'b'], ['b', 'c']] as never[];
    const reverse = { more: 'less', less: 'more', other: 'other' } as const;
    for (const baseline of hints)
      for (const candidate of hints) {
        const one = divergenceOf({ baseline, candidate });
        const other = divergenceOf({ baseline: candidate, candidate: baseline });
        expect(one === null).toBe(baseline === candidate);
        if (one !== null) expect(described[other!].towards).toBe(reverse[described[one].towards]);
      }
  });

  it('is settled only where nothing is open, or both directions are known', () => {
    const cut = { is: 'cut', reason: 'the time budget ended' } as const;
    const tried = { is: 'only-tried' } as const;
    expect(relationOf([], null).relation).toBe('equivalent');
    expect(relationOf([], cut)).toEqual({ relation: 'unfinished', reason: cut.reason });
    expect(relationOf([], tried).relation).toBe('only-tried');
    expect(relationOf(['withholds-hint', 'names-fewer'], null).relation).toBe('refines');
    expect(relationOf(['withholds-hint'], cut).relation).toBe('unfinished');
    expect(relationOf(['adds-hint'], null).relation).toBe('adds');
    expect(relationOf(['adds-hint'], tried).relation).toBe('only-tried');
    expect(relationOf([], { is: 'no-event' }).relation).toBe('no-event');
    for (const open of [null, cut, tried]) {
      expect(relationOf(['adds-hint', 'withholds-hint'], open).relation).toBe('both');
      expect(relationOf(['names-others'], open).relation).toBe('both');
    }
    expect(Object.keys(described)).toEqual([...divergences]);
  });
});
