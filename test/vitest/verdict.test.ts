/** A test may pass only where the command line would exit with 0. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/results/exit-code.ts';
import type { CheckReport } from '../../src/results/request.ts';
import type { PropertyResult, Result } from '../../src/results/result.ts';
import type { Waiver } from '../../src/results/waivers.ts';
import { unusedWaivers, withWaivers } from '../../src/results/waivers.ts';
import type { Verdict } from '../../src/vitest/verdict.ts';
import { verdictOf } from '../../src/vitest/verdict.ts';
import { contextOf, property, run, rung, trace } from '../report/reports.ts';
import { runs } from '../runs.ts';

const rungs = [rung('1:1x1'), rung('2:2x1'), rung('3:1x1')];
const context = contextOf(rungs);

/** As a check reports it in which the properties of these ids are waived. */
const reportOf = (
  decided: readonly (readonly PropertyResult[])[],
  unfinished = false,
  waived: readonly string[] = [],
): CheckReport => {
  const found = decided.map((properties, i) => run(rungs[i]!, properties));
  const waivers = waived.map(
    (id): Waiver => ({ property: id, policy: 'never', revisions: [], reason: 'known', place: 'waivers' }),
  );
  const done = withWaivers(waivers, found);
  const unused = unfinished ? [] : unusedWaivers(waivers, done);
  const exitCode = unused.length > 0 ? 2 : exitCodeOf(done, unfinished);
  return { runs: done, unfinished, unusedWaivers: unused, exitCode };
};

const verdict = (report: CheckReport, id = 'p'): Verdict =>
  verdictOf({ id, sentence: `${id} is so.` }, report, context);

const textOf = (told: Verdict): string => {
  if (told.is !== 'failed') throw new Error(`it is ${told.is}`);
  return `${told.name}: ${told.text}`;
};

describe('a verdict', () => {
  it('passes what holds, and says on what', () => {
    expect(verdict(reportOf([[property('p')], [property('p')]]))).toEqual({
      is: 'passed',
      note: 'holds on 2 rungs, 2.4 M states',
    });
  });

  it('passes what was tried within the budget, and says that it was not proved', () => {
    const tried = property('p', { result: 'holds-within-budget' });
    expect(verdict(reportOf([[tried]]))).toEqual({
      is: 'passed',
      note: 'holds within 0 random runs on 1 rung: tried, not proved',
    });
  });

  it('shows the trace of a violation', () => {
    const text = textOf(verdict(reportOf([[property('p', { result: 'violated', trace })]])));
    expect(text).toContain('Violation: p is violated by never on 1:1x1\n  p is so.\n');
    expect(text).toContain('✗ 2  hypervisor  identify(vm0.dev0.e0)');
    expect(text).toContain('expected somebody\n  found    nobody');
    expect(text).toMatch(/Repeat it: hintproof check never --scope 1:1x1 --property p$/);
  });

  it('is not that something holds where rungs were left out', () => {
    const text = textOf(verdict(reportOf([[property('p')]], true)));
    expect(text).toContain('Unfinished: p is not decided: the check ended before the last rung');
    expect(text).toContain("'budget' (it is 30s) or 'memory' (2GiB)");
  });

  it('is unfinished where nothing was explored', () => {
    expect(textOf(verdict(reportOf([], true)))).toContain('the check ended before the last rung');
  });

  it('passes a witness that is reached, however the check ended', () => {
    const reached = property('p', { kind: 'sometimes', trace });
    expect(verdict(reportOf([[reached]], true))).toEqual({
      is: 'passed',
      note: 'reached in 2 steps on 1:1x1',
    });
  });

  it('says why a property was not put to the test, and what would do', () => {
    const empty = property('p', { result: 'vacuous', reason: 'explored completely, and never reached' });
    expect(textOf(verdict(reportOf([[empty]])))).toMatch(
      /^Vacuous: p was put to the test on no rung, .*makesVacuous: \['p'\]/,
    );
    const declared = verdict(reportOf([[{ ...empty, vacuousByDesign: true }]]));
    expect(declared).toEqual({ is: 'skipped', reason: 'vacuous, as declared' });
  });

  it('skips what is not meant, but not if nothing is', () => {
    const stranger = property('p', { result: 'not-applicable', reason: 'Nothing is reset.' });
    const skipped = { is: 'skipped', reason: 'not meant: Nothing is reset.' };
    expect(verdict(reportOf([[stranger, property('q')]]))).toEqual(skipped);
    expect(textOf(verdict(reportOf([[stranger]])))).toContain('Vacuous: p is not meant: Nothing is reset.');
  });

  it('skips what is waived, and fails where there is nothing to waive', () => {
    const violated = property('p', { result: 'violated', trace });
    const skipped = { is: 'skipped', reason: 'waived: known' };
    expect(verdict(reportOf([[violated]], false, ['p']))).toEqual(skipped);
    const open = property('p', { result: 'unfinished', reason: 'the budget ended' });
    expect(textOf(verdict(reportOf([[open]], false, ['p'])))).toContain('Unfinished: p is not decided');
    expect(textOf(verdict(reportOf([[property('p')]], false, ['p'])))).toMatch(
      /^Unused waiver: p is waived, and holds on 1 rung.*: take the waiver back\.$/,
    );
    expect(textOf(verdict(reportOf([[property('p')]], true, ['p'])))).toContain('Unfinished: p');
  });

  it('is never made up', () => {
    expect(() => verdict(reportOf([[property('q')]]))).toThrow('the check said nothing of p');
  });
});

const ids = ['p', 'q', 'r'] as const;

/** What one property comes to on the rungs, as a check would report it: a trace settles it. */
const climbed = (id: string): fc.Arbitrary<readonly PropertyResult[]> =>
  fc
    .record({ sometimes: fc.boolean(), vacuousByDesign: fc.boolean() })
    .chain(({ sometimes, vacuousByDesign }) => {
      const results: readonly Result[] = sometimes
        ? ['holds', 'vacuous', 'unfinished', 'not-applicable']
        : ['holds', 'holds-within-budget', 'violated', 'vacuous', 'unfinished', 'not-applicable'];
      return fc.array(fc.constantFrom(...results), { minLength: 3, maxLength: 3 }).map((all) =>
        all.map((result) =>
          property(id, {
            kind: sometimes ? 'sometimes' : 'always',
            vacuousByDesign,
            result,
            reason: 'so it is',
            trace: result === 'violated' || (sometimes && result === 'holds') ? trace : null,
          }),
        ),
      );
    });

const isSettled = (results: readonly PropertyResult[]): boolean => results.some((one) => one.trace !== null);

/** What a check makes of that: whoever is settled is not looked at again, and the check may end early. */
const checked = fc
  .record({
    columns: fc.tuple(...ids.map(climbed)),
    explored: fc.nat({ max: 3 }),
    waived: fc.subarray([...ids]),
  })
  .map(({ columns, explored, waived }) => {
    const seen = columns.map((column) => column.slice(0, explored));
    const decided = Array.from({ length: explored }, (_, i) =>
      seen.flatMap((column) => (isSettled(column.slice(0, i)) ? [] : [column[i]!])),
    ).filter((properties) => properties.length > 0);
    return reportOf(decided, explored < 3 && !seen.every(isSettled), waived);
  });

describe('all verdicts of a check', () => {
  it('pass or are skipped just where the exit code is 0', () => {
    fc.assert(
      fc.property(checked, (report) => {
        const failed = ids.some((id) => verdict(report, id).is === 'failed');
        expect(failed).toBe(report.exitCode !== 0);
      }),
      runs(2000),
    );
  });
});
