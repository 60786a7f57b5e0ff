import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/results/exit-code.ts';
import type { Result, Run } from '../../src/results/result.ts';
import type { Waiver } from '../../src/results/waivers.ts';
import { unusedWaivers, waiverFor, withWaivers } from '../../src/results/waivers.ts';
import { property, run, rung, trace } from '../report/reports.ts';

const waiver = (id: string, policy = './policies/mine.ts'): Waiver => ({
  property: id,
  policy,
  revisions: ['main:policies/mine.ts'],
  reason: 'known',
  place: 'hintproof.config.ts: waivers[0]',
});

const told = (id: string, result: Result) =>
  property(id, { result, demanded: true, trace: result === 'violated' ? trace : null });

const runsOf = (...results: readonly Result[]): readonly Run[] =>
  results.map((result, i) => run(rung(`${i + 1}:1x1`), [told('a', result), told('b', 'holds')]));

describe('a waiver', () => {
  it('is for one property of one policy, however its path is written', () => {
    const waivers = [waiver('a')];
    expect(waiverFor(waivers, 'policies/mine.ts', 'a')).toBe(waivers[0]);
    expect(waiverFor(waivers, 'policies/../policies/mine.ts', 'a')).toBe(waivers[0]);
    expect(waiverFor(waivers, 'policies/mine.ts', 'b')).toBeUndefined();
    expect(waiverFor(waivers, 'mine.ts', 'a')).toBeUndefined();
  });

  it('is for the same file at a revision, where it is never unused', () => {
    const own = waiver('a');
    expect(waiverFor([own], 'main:policies/mine.ts', 'a')).toBe(own);
    expect(waiverFor([own], 'other:policies/mine.ts', 'a')).toBeUndefined();
    const was = runsOf('holds').map((one) => ({ ...one, policy: 'main:policies/mine.ts' }));
    expect(unusedWaivers([own], was)).toEqual([]);
  });

  it('makes a violation one that does not count, and changes nothing else', () => {
    const runs = runsOf('holds', 'violated');
    const { policy } = runs[0]!;
    expect(exitCodeOf(runs, false)).toBe(1);
    const waived = withWaivers([waiver('a', policy)], runs);
    expect(exitCodeOf(waived, false)).toBe(0);
    expect(waived[1]!.properties[0]).toEqual({
      ...runs[1]!.properties[0]!,
      demanded: false,
      waived: 'known',
    });
    expect(waived[1]!.properties[1]).toEqual(runs[1]!.properties[1]);
    expect(exitCodeOf(withWaivers([waiver('a', 'another')], runs), false)).toBe(1);
  });

  it.each<[readonly Result[], number]>([
    [['unfinished'], 3],
    [['holds', 'unfinished'], 3],
    [['violated', 'unfinished'], 0],
    [['unfinished', 'violated'], 0],
    [['holds-within-budget'], 0],
  ])('accepts a violation, and not that nobody knows: %j comes to %i', (results, code) => {
    const runs = runsOf(...results);
    const waived = withWaivers([waiver('a', runs[0]!.policy)], runs);
    expect(exitCodeOf(waived, false)).toBe(code);
    const isWaived = waived.flatMap(({ properties: [one] }) => one!.waived !== null);
    expect(new Set(isWaived)).toEqual(new Set([code === 0]));
  });

  it.each([
    [['holds'], true],
    [['holds', 'vacuous'], true],
    [['not-applicable'], true],
    [['vacuous'], true],
    [['violated'], false],
    [['holds', 'violated'], false],
    [['holds', 'unfinished'], false],
    [['holds-within-budget'], false],
  ] as const)('of what is %j is unused: %s', (results, isUnused) => {
    const runs = runsOf(...results);
    const { policy } = runs[0]!;
    const own = waiver('a', policy);
    expect(unusedWaivers([own], runs)).toEqual(isUnused ? [own] : []);
    // what was not checked can't be judged
    expect(unusedWaivers([waiver('a', 'another'), waiver('c', policy)], runs)).toEqual([]);
  });
});
