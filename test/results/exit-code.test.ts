import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/results/exit-code.ts';
import type { PropertyResult, RandomResult, Result, Run } from '../../src/results/result.ts';
import { withoutUntested } from '../../src/results/untested.ts';

type Told = Partial<Pick<PropertyResult, 'id' | 'demanded' | 'vacuousByDesign'>> & {
  readonly result: Result;
};

const runOf = (policy: string, ...told: readonly Told[]): Run => ({
  policy,
  claims: [],
  guest: 'any',
  scope: '1:1x1',
  topology: { hostCpus: 1, vms: [{ vcpus: 1, devices: { dev0: ['e0'] } }] },
  options: { map: 'on-move', hinting: 'interleaved', moves: true, lifecycle: [], fault: null },
  exploration: {
    engine: 'explicit',
    states: '54',
    transitions: '126',
    depth: 13,
    complete: true,
    settled: false,
    seconds: 0,
    bytes: 0,
    diagram: null,
    random: null,
  },
  histories: [],
  longRun: null,
  seconds: 0,
  properties: told.map((one) => ({
    id: 'map-faithful',
    contract: 'safe',
    kind: 'always',
    sentence: '',
    demanded: true,
    reason: null,
    vacuousByDesign: false,
    waived: null,
    trace: null,
    ...one,
  })),
});

const random: RandomResult = {
  seed: 1,
  plannedRuns: 20,
  runs: 20,
  steps: 5_000,
  statesAtLeast: false,
  neverRan: [],
  neverTrue: ['map-faithful'],
};

/** A rung that was tried on random runs. */
const triedOf = (changes: Partial<RandomResult>, ...told: readonly Told[]): Run => {
  const run = runOf('first-time', ...told);
  return {
    ...run,
    exploration: {
      ...run.exploration!,
      engine: 'random',
      complete: false,
      random: { ...random, ...changes },
    },
  };
};

/** What a check of one policy comes to, given what each of its properties did on each rung. */
const exitCode = (...rungs: readonly (readonly Told[])[]) =>
  exitCodeOf(
    rungs.map((told) => runOf('first-time', ...told)),
    false,
  );

describe('the exit code', () => {
  it.each<[string, readonly (readonly Told[])[], number]>([
    ['0 where nothing was asked', [[]], 0],
    ['0 where everything holds', [[{ result: 'holds' }, { id: 'b', result: 'holds' }]], 0],
    ['0 where random testing found nothing', [[{ result: 'holds-within-budget' }]], 0],
    ['1 where something is violated', [[{ result: 'holds' }, { id: 'b', result: 'violated' }]], 1],
    ['1 where it is violated on one rung only', [[{ result: 'holds' }], [{ result: 'violated' }]], 1],
    ['0 where what is violated is not demanded', [[{ result: 'violated', demanded: false }]], 0],
    ['3 where something is unfinished', [[{ result: 'holds' }, { id: 'b', result: 'unfinished' }]], 3],
    ['0 where what is unfinished is not demanded', [[{ result: 'unfinished', demanded: false }]], 0],
    ['1 rather than 3', [[{ result: 'unfinished' }, { id: 'b', result: 'violated' }]], 1],
    ['3 rather than 4', [[{ result: 'unfinished' }, { id: 'b', result: 'vacuous' }]], 3],
    [
      '4 where something is vacuous wherever it is meant',
      [[{ result: 'vacuous' }], [{ result: 'not-applicable' }]],
      4,
    ],
    ['0 where it was exercised on another rung', [[{ result: 'vacuous' }], [{ result: 'holds' }]], 0],
    ['0 where it is vacuous by design', [[{ result: 'vacuous', vacuousByDesign: true }]], 0],
    ['0 where what is vacuous is not demanded', [[{ result: 'vacuous', demanded: false }]], 0],
    ['4 where nothing is meant', [[{ result: 'not-applicable' }], [{ result: 'not-applicable' }]], 4],
  ])('is %s', (_, rungs, expected) => {
    expect(exitCode(...rungs)).toBe(expected);
  });

  it('is 3 where the check was interrupted, and 1 if something was violated by then', () => {
    expect(exitCodeOf([], true)).toBe(3);
    expect(exitCodeOf([runOf('never', { result: 'holds' })], true)).toBe(3);
    expect(exitCodeOf([runOf('never', { result: 'vacuous' })], true)).toBe(3);
    expect(exitCodeOf([runOf('never', { result: 'violated' })], true)).toBe(1);
  });

  it('is 4 where a property is vacuous under one policy, though exercised under another', () => {
    const runs = [runOf('never', { result: 'vacuous' }), runOf('first-time', { result: 'holds' })];
    expect(exitCodeOf(runs, false)).toBe(4);
  });
});

describe('what random runs did not put to the test', () => {
  const open = { result: 'unfinished' } as const;
  const other = { id: 'other', result: 'unfinished' } as const;
  const idsIn = (runs: readonly Run[]) =>
    withoutUntested(runs).map(({ properties }) => properties.map(({ id }) => id));

  it('is unfinished, unless the policy declares it', () => {
    expect(exitCodeOf([triedOf({}, open)], false)).toBe(3);
    expect(exitCodeOf([triedOf({}, { ...open, vacuousByDesign: true })], false)).toBe(0);
  });

  it('is unfinished whatever the policy declares, if not all planned runs were made', () => {
    expect(exitCodeOf([triedOf({ runs: 19 }, { ...open, vacuousByDesign: true })], false)).toBe(3);
  });

  it('is unfinished for another reason than that', () => {
    expect(exitCodeOf([triedOf({ neverTrue: [] }, { ...open, vacuousByDesign: true })], false)).toBe(3);
    expect(exitCodeOf([runOf('first-time', { ...open, vacuousByDesign: true })], false)).toBe(3);
  });

  it.each(['holds', 'vacuous', 'holds-within-budget', 'unfinished', 'violated'] as const)(
    'is left out where another rung says that it is %s',
    (result) => {
      expect(idsIn([runOf('first-time', { result }), triedOf({}, open, other)])).toEqual([
        ['map-faithful'],
        ['other'],
      ]);
      expect(idsIn([triedOf({}, open, other), runOf('first-time', { result })])).toEqual([
        ['other'],
        ['map-faithful'],
      ]);
    },
  );

  it('is not left out where no other rung has more to say', () => {
    const one = [['map-faithful'], ['map-faithful']];
    expect(idsIn([runOf('first-time', { result: 'not-applicable' }), triedOf({}, open)])).toEqual(one);
    expect(idsIn([runOf('never', { result: 'holds' }), triedOf({}, open)])).toEqual(one);
    expect(idsIn([triedOf({}, open), triedOf({}, open)])).toEqual(one);
  });

  it('is not left out where not all planned runs were made, or where something else is unfinished', () => {
    const holds = runOf('first-time', { result: 'holds' });
    expect(idsIn([holds, triedOf({ runs: 3 }, open)])[1]).toEqual(['map-faithful']);
    expect(idsIn([holds, triedOf({ neverTrue: [] }, open)])[1]).toEqual(['map-faithful']);
  });

  it('may be what is violated: that is never left out', () => {
    const holds = runOf('first-time', { result: 'holds' });
    const runs = [holds, triedOf({ neverTrue: [] }, { result: 'violated' })];
    expect(withoutUntested(runs)).toEqual(runs);
    expect(exitCodeOf(runs, false)).toBe(1);
  });
});
