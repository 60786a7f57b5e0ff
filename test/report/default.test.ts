import { describe, expect, it } from 'vitest';
import type { PropertyResult } from '../../src/results/result.ts';
import { contextOf, printed, property, reportOf, run, rung, trace } from './reports.ts';

const two = [rung('2:2x1'), rung('1:1x1', { moves: false })];
const [first, second] = two as [(typeof two)[0], (typeof two)[0]];

/** The report on two rungs. */
const report = (
  on: readonly [readonly PropertyResult[], readonly PropertyResult[]],
  exitCode: 0 | 1 | 3 | 4 = 0,
  ...more: [Parameters<typeof contextOf>[1]?, Parameters<typeof contextOf>[2]?]
): string =>
  printed('default', reportOf([run(first, on[0]), run(second, on[1])], exitCode), contextOf(two, ...more));

const twice = (one: PropertyResult) => [[one], [one]] as const;
const violated = { result: 'violated', trace } as const;

describe('over the whole ladder, a property', () => {
  it('holds with the states of all rungs', () =>
    expect(report(twice(property('p')))).toContain('✓ p  holds on 2 rungs, 2.4 M states'));

  it('is as bad as on its worst rung', () => {
    const text = report([[property('p')], [property('p', { result: 'unfinished', reason: 'no time' })]], 3);
    expect(text).toContain('? p  unfinished on 1 rung: no time; holds on 1 rung');
    expect(text).toContain('Unfinished: no time, with 1 demanded property undecided on some rung.');
  });

  it('holds although it was not put to the test everywhere', () => {
    const text = report([[property('p')], [property('p', { result: 'vacuous', reason: 'never' })]]);
    expect(text).toContain('✓ p  holds on 1 rung, 1.2 M states; never put to the test on 1 rung');
  });

  it('is vacuous by design, or not', () => {
    const vacuous = { result: 'vacuous', reason: 'why' } as const;
    expect(report(twice(property('p', { ...vacuous, vacuousByDesign: true })))).toContain(
      '∅ p  vacuous, as declared',
    );
    const text = report(twice(property('p', vacuous)), 4);
    expect(text).toContain('∅ p  vacuous: why');
    expect(text.replaceAll('\n', ' ')).toMatch(
      /Vacuous: p was put to the test on no rung.* makesVacuous: \['p'\]/,
    );
  });

  it('was tried and not proved', () =>
    expect(report(twice(property('p', { result: 'holds-within-budget' })))).toContain('tried, not proved'));

  it('is folded away where it is not meant', () => {
    const text = report(twice(property('p', { result: 'not-applicable', reason: 'why' })), 4);
    expect(text).toContain('Not meant for any of these configurations: p\n');
    expect(text).toContain('Nothing was decided');
  });

  it('that can be reached says how soon, where it was first', () => {
    const text = report(twice(property('p', { kind: 'sometimes', trace })));
    expect(text).toContain('✓ p  reached in 2 steps on 2:2x1\n');
    expect(text).not.toContain('identify(');
  });
});

describe('a violation', () => {
  const bad = property('p', violated);

  it('comes with its trace, the expected and the found, and the command', () => {
    const text = report([[bad], []], 1);
    expect(text).toContain('✗ p  violated in 2 steps on 2:2x1\n');
    expect(text).toMatch(/✗ 2 {2}hypervisor {2}identify\(vm0\.dev0\.e0\)/);
    expect(text).toContain('expected somebody\n  found    nobody\n');
    expect(text).toContain('Repeat it: hintproof check never --scope 2:2x1 --property p\n');
    expect(text).toMatch(/Violated: p, of 1 demanded property\. Exit code 1\.\n$/);
  });

  it('names the file that it was saved to', () => {
    const saved = [{ policy: 'never', property: 'p', file: 'a b.json' }];
    expect(report([[bad], []], 1, {}, { saved })).toContain("Replay it: hintproof replay 'a b.json'\n");
  });

  it('that is not claimed is told in short, unless all traces are wanted', () => {
    const unclaimed = { ...bad, demanded: false, contract: 'locality' } as const;
    const text = report([[unclaimed], []]);
    expect(text).toContain('○ p  violated in 2 steps on 2:2x1 (not claimed)\n');
    expect(text).toContain('    hintproof check never --scope 2:2x1 --property p\n');
    expect(text).not.toContain('identify(');
    expect(report([[unclaimed], []], 0, {}, { traces: 'all' })).toContain('identify(');
  });

  it('may be in the initial state', () => {
    const empty = { ...trace, length: 0, actions: [], steps: [] };
    expect(report([[{ ...bad, trace: empty }], []], 1)).toContain('it is so in the initial state');
  });
});

describe('a violation that a record found again', () => {
  const again = property('map-faithful', {
    ...violated,
    trace: { ...trace, shortest: false, foundAgainBy: 'd/x.json' },
  });
  const unexplored = { ...run(first, [again]), exploration: null };
  const named = contextOf(two, { properties: ['map-faithful'] }, { verbose: true });

  it('comes with the record, and with what is not known', () => {
    const text = printed('default', reportOf([unexplored], 1), named);
    expect(text).toContain('violated in 2 steps on 2:2x1, found again by d/x.json; not explored for\n');
    expect(text).toContain(
      '  A trace: 2 steps, about vm0.dev0.e0.\n  Found again by d/x.json; nothing was explored',
    );
    expect(text).toContain('  2:2x1: nothing was explored\n');
  });

  it('does not look as if anything had been explored or cut', () => {
    const text = printed('default', reportOf([unexplored], 1), named);
    expect(text).toMatch(/✗ 2:2x1 +– +– +– {2}nothing was explored\n/);
    expect(text).toContain('· 1:1x1 --no-moves  not needed\n');
    expect(text).not.toMatch(/unfinished|not reached|states,/);
  });

  it('does not make a rung look needless whose other properties were not reached', () => {
    const text = printed('default', reportOf([unexplored], 1), contextOf(two));
    expect(text).toContain('· 1:1x1 --no-moves  not reached\n');
  });

  it('may be on a rung above those that were explored, and on one that was', () => {
    const higher = { ...run(second, [again]), exploration: null };
    const text = printed('default', reportOf([higher], 1), contextOf(two));
    expect(text).toContain('· 2:2x1             not reached\n');
    expect(text).toMatch(/✗ 1:1x1 --no-moves +– +–/);
    const explored = printed('default', reportOf([run(first, [property('p'), again])], 1), contextOf(two));
    expect(explored).toMatch(/✗ 2:2x1 +1,234,567 +7 +1\.23 s\n/);
    expect(explored).toContain('p             holds on 1 rung, 1.2 M states');
  });
});

describe('the witness of a property that was named', () => {
  it('is shown', () => {
    const text = report(twice(property('p', { kind: 'sometimes', trace })), 0, { properties: ['p'] });
    expect(text).toContain('✓ p is reached by never on 2:2x1\n');
    expect(text).toContain('reached  nobody\n');
    expect(text).toContain('Demanded: p, and nothing else.');
  });
});

it('tells which rungs were not reached, and what was not finished', () => {
  const one = run(first, [property('p')], { complete: false, depth: null });
  const text = printed('default', reportOf([one], 3), contextOf(two));
  expect(text).toMatch(/\? 2:2x1 +1,234,567 +– +1\.23 s {2}unfinished\n/);
  expect(text).toContain('· 1:1x1 --no-moves  not reached\n');
  expect(text).toContain('Unfinished: it ended before the last rung');
});

it('has nothing to say of a check that was ended before it began', () => {
  const text = printed('default', reportOf([], 3), contextOf(two));
  expect(text).toMatch(/^Unfinished: .* nothing explored/);
});

it('stays within the width', () => {
  for (const line of report(twice(property('p', { sentence: 'word '.repeat(100) }))).split('\n'))
    expect(line.length).toBeLessThanOrEqual(110);
});
