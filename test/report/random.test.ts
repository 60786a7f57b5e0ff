/** How random runs are told: never as less than they are, and never as more. */
import { describe, expect, it } from 'vitest';
import { lookOf, progressLine } from '../../src/report/index.ts';
import type { PropertyResult, RandomResult, Run } from '../../src/results/result.ts';
import { contextOf, plain, printed, property, reportOf, run, rung } from './reports.ts';

const small = rung('2:2x1');
const large = { ...rung('4:4x2'), random: true, shows: 'much at once' };

const random: RandomResult = {
  seed: 7,
  plannedRuns: 1_500,
  runs: 1_500,
  steps: 345_678,
  statesAtLeast: false,
  neverRan: ['reset(vm0)'],
  neverTrue: ['q'],
};

const tried = (properties: readonly PropertyResult[], changes: Partial<RandomResult> = {}): Run =>
  run(large, properties, {
    engine: 'random',
    states: '98765',
    transitions: '345678',
    depth: null,
    complete: false,
    random: { ...random, ...changes },
  });

const within = property('p', { result: 'holds-within-budget', reason: 'not violated' });
const untested = property('q', { result: 'unfinished', reason: 'never reached in 1500 random runs' });

const text = (runs: readonly Run[], exitCode: 0 | 3 = 0, more: Parameters<typeof contextOf>[2] = {}) =>
  printed(
    'default',
    reportOf(runs, exitCode),
    contextOf(runs.length > 1 ? [small, large] : [large], {}, more),
  );
const inOneLine = (report: string) => report.replaceAll(/\n */g, ' ');

describe('a rung with random runs', () => {
  it('says how many there were, of how many steps, in how many states', () => {
    expect(inOneLine(text([run(small, []), tried([within])]))).toMatch(
      / ~ 4:4x2 +98,765 +– +1\.23 s {2}1,500 random runs, 345,678 steps: much at once/,
    );
  });

  it('is unfinished if some were not made', () => {
    const report = text([tried([within], { runs: 3 })], 3);
    expect(inOneLine(report)).toMatch(
      / \? 4:4x2 .* 3 random runs, 345,678 steps: much at once {2}unfinished/,
    );
  });

  it('that leaves open what only runs without end show says how to have that decided', () => {
    const endless = property('p', {
      kind: 'leadsTo',
      result: 'unfinished',
      reason: 'random runs end',
    });
    expect(inOneLine(text([tried([endless])], 3))).toContain(
      'undecided on some rung. Leave out --random, or ask for less with --property. Exit code 3.',
    );
    expect(inOneLine(text([run(small, [endless])], 3))).toContain('Give it more with --budget');
  });

  it('is finished if they were not made because everything was found', () => {
    const { exploration, ...rest } = tried([within], { runs: 3 });
    const report = text([{ ...rest, exploration: { ...exploration!, settled: true } }]);
    expect(inOneLine(report)).toMatch(/ ~ 4:4x2 .* 3 random runs, 345,678 steps: much at once/);
  });

  it('says more with --verbose', () => {
    const verbose = (changes: Partial<RandomResult>) =>
      inOneLine(text([tried([within], changes)], 0, { verbose: true }));
    expect(verbose({})).toContain(
      '1,500 of 1,500 planned runs from seed 7: 345,678 steps, in 98,765 different states',
    );
    expect(verbose({})).toContain('1 action that never ran: reset(vm0)');
    expect(verbose({})).toContain('never put to the test there: q');
    expect(verbose({ statesAtLeast: true })).toContain('in at least 98,765 different states');
    const neverRan = Array.from({ length: 20 }, (_, i) => `a${i}`);
    expect(verbose({ neverRan, neverTrue: [] })).toContain('20 actions that never ran: a0, ');
    expect(verbose({ neverRan, neverTrue: [] })).toContain('a11 and 8 more');
    expect(verbose({ neverRan: [], neverTrue: [] })).not.toMatch(/never (ran|put)/);
  });
});

describe('a property', () => {
  it('that was proved on one rung and tried on another is told as both', () => {
    const report = text([run(small, [property('p')]), tried([within])]);
    expect(report).toContain('✓ p  holds on 1 rung, 1.2 M states; in 1,500 random runs on 1 more\n');
    expect(report).toContain(
      'All is well: 1 demanded property holds, on 1 rung; nothing was violated in 1,500 random runs on 1 more.',
    );
  });

  it('that was only tried is never said to hold without a word on that', () => {
    const report = text([tried([within])]);
    expect(report).toContain('~ p  holds within 1,500 random runs on 1 rung: tried, not proved\n');
    expect(inOneLine(report)).toContain(
      'Nothing was violated: 1 demanded property holds within 1,500 random runs on 1 rung. That is tried, not proved.',
    );
    expect(report).not.toContain('All is well');
  });

  it('that was only tried, where others were proved, is named', () => {
    const report = text([run(small, [property('o')]), tried([within])]);
    expect(inOneLine(report)).toContain(
      'All is well: 1 demanded property holds, on 1 rung; nothing was violated in 1,500 random runs on 1 more, where alone p could be tried.',
    );
  });

  it('that was not put to the test is unfinished, and more runs may help', () => {
    const report = text([tried([within, untested])], 3);
    expect(report).toContain('? q  unfinished on 1 rung: never reached in 1500 random runs\n');
    expect(inOneLine(report)).toContain('Make more runs with --runs');
    expect(report).not.toContain('--budget');
  });

  it('that was not put to the test, as the policy declares, is no open question', () => {
    const report = text([tried([within, { ...untested, vacuousByDesign: true }])]);
    expect(report).toContain('∅ q  never reached in 1500 random runs, as declared\n');
    expect(inOneLine(report)).toContain(
      '1 demanded property holds within 1,500 random runs on 1 rung, and 1 vacuous as declared.',
    );
    expect(report).not.toContain('unfinished');
  });
});

it('JSON has what the runs did', () => {
  const report = JSON.parse(printed('json', reportOf([tried([within])]), contextOf([large])));
  expect(report.runs[0].exploration).toEqual({
    engine: 'random',
    states: '98765',
    transitions: '345678',
    depth: null,
    complete: false,
    seconds: 1.235,
    random,
  });
  expect(report.runs[0].properties[0]).toMatchObject({
    result: 'holds-within-budget',
    reason: 'not violated',
  });
});

it('the progress line has the runs', () => {
  const progress = {
    ...{ policy: 'never', scope: '4:4x2', phase: 'random runs', states: 98_765, statesPerSecond: 1_000 },
    ...{ waiting: 0, depth: 0, nodes: 0, runs: 1_234, bytes: 3 * 2 ** 28, msLeft: 4_200 },
  };
  expect(progressLine(progress, 0, plain)).toBe(
    'never on 4:4x2 · 1,234 random runs · 98,765 states · 768 MiB · 5 s left',
  );
  expect(progressLine(progress, 0, lookOf(false, 64))).toBe('never on 4:4x2 · 1,234 random runs · 5 s left');
});
