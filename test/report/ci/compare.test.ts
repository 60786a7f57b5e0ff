import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompareReport } from '../../../src/compare/report.ts';
import { compareReporters } from '../../../src/report/compare/index.ts';
import { runs as numberOf } from '../../runs.ts';
import { plain, trace } from '../reports.ts';
import { compareContextFor, comparedOf, hostile, resulting, runsOf, someRuns } from './made.ts';
import { casesIn, commandsIn, complaintsAbout, readSarif } from './readers.ts';

const mine = 'policies/mine.ts';
const printed = (name: string, report: CompareReport, candidate = mine): string =>
  compareReporters[name]!(report, compareContextFor(candidate), plain);

const asItWas = runsOf('first-time', [
  resulting('same', 'holds'),
  resulting('broken', 'holds'),
  resulting('known', 'holds'),
  resulting('mended', 'violated'),
  resulting('dropped', 'holds'),
  resulting('harmless', 'holds', { demanded: false }),
  resulting('open', 'holds'),
  resulting('empty', 'holds'),
  resulting('tried', 'violated'),
]);

const asChanged = (policy: string) =>
  runsOf(policy, [
    resulting('same', 'holds'),
    resulting('broken', 'violated'),
    resulting('known', 'violated'),
    resulting('mended', 'holds'),
    resulting('dropped', 'holds', { demanded: false }),
    resulting('harmless', 'violated', { demanded: false }),
    resulting('open', 'unfinished'),
    resulting('empty', 'vacuous'),
    resulting('tried', 'holds-within-budget'),
  ]);

const behaviour: CompareReport['behaviour'] = {
  relation: 'adds',
  reason: null,
  runs: [],
  divergences: [
    {
      kind: 'adds-hint',
      sentence: 'The candidate sends a hint that names somebody where the baseline sends none.',
      guest: 'any',
      scope: '2:2x1',
      options: asItWas[0]!.options,
      trace,
      hints: { baseline: null, candidate: ['vm0.vcpu0' as never] },
    },
  ],
};

const of = (policy = mine): CompareReport =>
  comparedOf(asItWas, asChanged(policy), { behaviour }, { known: 'until June' });

describe('a comparison', () => {
  it('is about the candidate, as JUnit', async () => {
    const xml = printed('junit', of());
    expect(await complaintsAbout(xml)).toEqual([]);
    expect(await casesIn(xml)).toEqual({
      'policies/mine.ts.safe#same': 'passed',
      'policies/mine.ts.safe#broken': 'failure',
      'policies/mine.ts.safe#known': 'skipped',
      'policies/mine.ts.safe#mended': 'passed',
      'policies/mine.ts.safe#dropped': 'passed',
      'policies/mine.ts.safe#harmless': 'skipped',
      'policies/mine.ts.safe#open': 'error',
      'policies/mine.ts.safe#empty': 'error',
      'policies/mine.ts.safe#tried': 'passed',
      'hintproof.compare#everything-decided': 'passed',
      'hintproof.compare#every-waiver-needed': 'passed',
    });
    expect(xml).toContain('<property name="baseline" value="first-time"/>');
    expect(xml).toMatch(/<property name="behaviour" value="The candidate only adds:/);
    expect(xml).toContain(
      'message="broken by the change: violated in 2 steps on 2:2x1; with first-time: holds on 1 rung, 1.2 M states"',
    );
    expect(xml).toContain('waived: until June"');
  });

  it('has results for what is worse, as SARIF, and is another analysis than a check', () => {
    const { results, automationDetails } = readSarif(printed('sarif', of()));
    expect(automationDetails?.id).toBe('hintproof compare/');
    const told = results!.map(({ ruleId, kind, level, suppressions }) => [
      ruleId,
      kind,
      level,
      suppressions!.length,
    ]);
    expect(told).toEqual([
      ['broken', 'fail', 'error', 0],
      ['known', 'fail', 'error', 1],
      ['harmless', 'fail', 'note', 0],
      ['open', 'open', 'none', 0],
      ['empty', 'open', 'none', 0],
    ]);
  });

  it('annotates the candidate, and says what a reviewer should know', () => {
    const log = printed('github-actions', of());
    const commands = commandsIn(log);
    expect(commands.map(({ name, properties }) => [name, properties.title])).toEqual([
      ['error', `broken, ${mine}`],
      ['error', `open, ${mine}`],
      ['error', `empty, ${mine}`],
      ['notice', 'hintproof compare'],
      ['notice', `known, ${mine}`],
    ]);
    expect(commands[0]?.message).toContain(
      'Repeat it: hintproof check policies/mine.ts --scope 2:2x1 --property broken',
    );
    expect(commands[3]?.message.split('\n')).toEqual([
      'Broken by the change: broken. Broken, and claimed by neither: harmless. The change mends mended. Exit code 1.',
      'Broken, though the candidate does not claim it: harmless.',
      'No longer claimed: dropped.',
      'No longer put to the test, or reached: empty.',
      expect.stringContaining('The candidate only adds'),
      'The candidate sends a hint that names somebody where the baseline sends none.',
    ]);
    expect(log).toContain('first-time → policies/mine.ts, under guest any');
  });

  it('knows a violation again whatever it is compared with', () => {
    const prints = (report: CompareReport) =>
      readSarif(printed('sarif', report)).results!.map((one) => one.partialFingerprints);
    const renamed = asItWas.map((run) => ({ ...run, policy: 'main:policies/mine.ts', seconds: 9 }));
    expect(prints(comparedOf(renamed, asChanged(mine), { behaviour }, { known: 'later' }))).toEqual(
      prints(of()),
    );
  });

  it('is no success where the behaviour is open', async () => {
    const kept = [resulting('p', 'holds')];
    const open = comparedOf(runsOf('first-time', kept), runsOf(mine, kept), {
      behaviour: { relation: 'unfinished', reason: 'the time budget ended', runs: [], divergences: [] },
      exitCode: 3,
    });
    const cases = await casesIn(printed('junit', open));
    expect(cases['hintproof.compare#everything-decided']).toBe('error');
    expect(commandsIn(printed('github-actions', open)).map(({ name }) => name)).toEqual(['error']);
    expect(readSarif(printed('sarif', open)).invocations![0]).toMatchObject({
      executionSuccessful: false,
      exitCode: 3,
    });
  });

  it('is valid whatever the name of the candidate', async () => {
    const report = comparedOf(asItWas, asChanged(hostile), { behaviour });
    expect(await complaintsAbout(printed('junit', report, hostile))).toEqual([]);
    readSarif(printed('sarif', report, hostile));
    for (const { properties } of commandsIn(printed('github-actions', report, hostile)))
      expect(properties.title).toBeDefined();
  });

  it('has a failure where the command fails for the candidate, and an error where it is not 0 otherwise', () => {
    const some = fc
      .tuple(someRuns('first-time'), someRuns(mine))
      .map(([baseline, candidate]) => comparedOf(baseline, candidate));
    fc.assert(
      fc.property(some, (report) => {
        const { exitCode } = report;
        const xml = printed('junit', report);
        expect(/<failure /.test(xml)).toBe(exitCode === 1);
        expect(/<(failure|error) /.test(xml)).toBe(exitCode !== 0);
        const { results } = readSarif(printed('sarif', report));
        expect(results!.some(({ level }) => level === 'error')).toBe(exitCode === 1);
        const said = commandsIn(printed('github-actions', report)).map(({ name }) => name);
        expect(said.includes('error')).toBe(exitCode !== 0);
      }),
      numberOf(300),
    );
  });
});
