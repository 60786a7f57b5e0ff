import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../../../src/results/request.ts';
import type { PropertyResult } from '../../../src/results/result.ts';
import { runs as numberOf } from '../../runs.ts';
import { contextOf, printed, trace } from '../reports.ts';
import { checkedOf, contextFor, hostile, resulting, rungs, runsOf, someRuns } from './made.ts';
import { casesIn, casesSeenByAnother, commandsIn, complaintsAbout, readSarif } from './readers.ts';

const mine = 'policies/mine.ts';

/** One property of each standing. */
const standings: readonly PropertyResult[] = [
  resulting('kept', 'holds'),
  resulting('tried', 'holds-within-budget'),
  resulting('broken', 'violated'),
  resulting('unclaimed', 'violated', { demanded: false, contract: 'locality' }),
  resulting('accepted', 'violated', { demanded: false, waived: 'known since "2024", issue <7>' }),
  resulting('open', 'unfinished'),
  resulting('open-unclaimed', 'unfinished', { demanded: false }),
  resulting('empty', 'vacuous'),
  resulting('empty-by-design', 'vacuous', { vacuousByDesign: true }),
  resulting('not-meant', 'not-applicable'),
];

const all = checkedOf(runsOf(mine, standings));
const report = (name: string, of: CheckReport = all, policy = mine) => printed(name, of, contextFor(policy));

describe('JUnit', () => {
  it('has a case for each property, and one for the whole', async () => {
    expect(await casesIn(report('junit'))).toEqual({
      'policies/mine.ts.safe#kept': 'passed',
      'policies/mine.ts.safe#tried': 'passed',
      'policies/mine.ts.safe#broken': 'failure',
      'policies/mine.ts.locality#unclaimed': 'skipped',
      'policies/mine.ts.safe#accepted': 'skipped',
      'policies/mine.ts.safe#open': 'error',
      'policies/mine.ts.safe#open-unclaimed': 'skipped',
      'policies/mine.ts.safe#empty': 'error',
      'policies/mine.ts.safe#empty-by-design': 'skipped',
      'policies/mine.ts.safe#not-meant': 'skipped',
      'hintproof.check#everything-decided': 'passed',
      'hintproof.check#every-waiver-needed': 'passed',
    });
  });

  it('is read by another reader in the same way', () => {
    const seen = casesSeenByAnother(report('junit'));
    const named = (status: string) =>
      Object.keys(seen)
        .filter((name) => seen[name] === status)
        .map((name) => name.split('#')[1]);
    expect(named('FAIL')).toEqual(['broken', 'open', 'empty']);
    expect(named('SKIP')).toEqual([
      'unclaimed',
      'accepted',
      'open-unclaimed',
      'empty-by-design',
      'not-meant',
    ]);
    expect(named('PASS')).toEqual(['kept', 'tried', 'everything-decided', 'every-waiver-needed']);
  });

  it('has the numbers that it says', () => {
    const xml = report('junit');
    expect(xml).toContain(
      '<testsuites name="hintproof check" tests="12" failures="1" errors="2" time="1.235">',
    );
    expect(xml).toContain('tests="10" failures="1" errors="2" time="1.235" skipped="5"');
  });

  it('tells of a violation all that one needs to look into it', () => {
    const failure = /<failure type="violated" message="([^"]*)">([\s\S]*?)<\/failure>/.exec(report('junit'));
    expect(failure?.[1]).toBe('violated in 2 steps on 2:2x1');
    for (const text of [
      'broken is violated by policies/mine.ts on 2:2x1',
      'broken is so.',
      ...trace.actions,
      'expected somebody',
      'found    nobody',
      'Repeat it: hintproof check policies/mine.ts --scope 2:2x1 --property broken',
    ])
      expect(failure?.[2]).toContain(text);
  });

  it('says why something is skipped', () => {
    const xml = report('junit');
    expect(xml).toContain('<skipped message="violated in 2 steps on 2:2x1 (not claimed)">');
    expect(xml).toContain('waived: known since &quot;2024&quot;, issue &lt;7&gt;">');
    expect(xml).toContain('<skipped message="vacuous, as declared">');
    expect(xml).toContain('<skipped message="not meant: why not-meant">');
  });

  it('has no success where nothing was done, or something was left out', async () => {
    expect(await casesIn(report('junit', checkedOf([], true)))).toEqual({
      'hintproof.check#everything-decided': 'error',
      'hintproof.check#every-waiver-needed': 'passed',
    });
    const cut = checkedOf(runsOf(mine, [resulting('kept', 'holds')]), true);
    expect((await casesIn(report('junit', cut)))['hintproof.check#everything-decided']).toBe('error');
  });

  it('is the same for the same results, whatever they cost', () => {
    const runs = runsOf(mine, standings).map((run) => ({ ...run, seconds: 99 }));
    const timeless = (xml: string): string => xml.replaceAll(/ time="[^"]*"/g, '');
    expect(timeless(report('junit', checkedOf(runs)))).toBe(timeless(report('junit')));
  });
});

describe('SARIF', () => {
  const resultsOf = (of: CheckReport, policy = mine) => readSarif(report('sarif', of, policy)).results!;

  it('has a result for what is wrong or open, and none for what is well', () => {
    const told = resultsOf(all).map(({ ruleId, kind, level, suppressions }) => [
      ruleId,
      kind,
      level,
      suppressions!.map(({ justification }) => justification).join(),
    ]);
    expect(told).toEqual([
      ['broken', 'fail', 'error', ''],
      ['unclaimed', 'fail', 'note', ''],
      ['accepted', 'fail', 'error', 'known since "2024", issue <7>'],
      ['open', 'open', 'none', ''],
      ['empty', 'open', 'none', ''],
    ]);
  });

  it('has a rule for each property, with its source', () => {
    const known = checkedOf(runsOf(mine, [resulting('hinted-on-event-cpu', 'holds')]));
    const [rule] = readSarif(report('sarif', known)).tool.driver.rules!;
    expect(rule?.id).toBe('hinted-on-event-cpu');
    expect(rule?.help?.text).toContain('Source: US9411624B2, claim 1');
  });

  it('shows the trace step by step, with what each changes', () => {
    const [flow] = resultsOf(all)[0]!.codeFlows![0]!.threadFlows;
    expect(flow?.locations.map(({ location }) => location?.message?.text)).toEqual([
      trace.actions[0],
      `${trace.actions[1]}: found nobody`,
    ]);
    expect(flow?.initialState).toEqual({ 'placement(vm0.vcpu0)': { text: 'ready on cpu0' } });
    expect(flow?.locations[0]?.state).toEqual({ 'event(vm0.dev0.e0)': { text: 'raised on cpu0' } });
  });

  it('says of a run without end where it goes on', () => {
    const loop = { from: 1, satisfies: [[]], excused: [], amiss: { steps: [], are: 'a step' } };
    const [result] = resultsOf(
      checkedOf(runsOf(mine, [resulting('p', 'violated', { trace: { ...trace, loop } })])),
    );
    const [flow] = result!.codeFlows![0]!.threadFlows;
    const closing = 'from here the run goes back to the state after step 1, for ever';
    expect(flow?.locations.at(-1)?.location?.message?.text).toBe(
      `${trace.actions[1]}: found nobody; ${closing}`,
    );
    expect(result!.message.text).toContain(`At the end: ${closing}.`);
    expect(result!.message.text).toContain('violated in 1 step, then 1 for ever');
  });

  it('knows a violation again, whatever it cost and however it came to that', () => {
    const prints = (more: Partial<PropertyResult>, seconds: number, policy = mine): string => {
      const runs = runsOf(policy, [resulting('p', 'violated', more)]).map((one) => ({ ...one, seconds }));
      return JSON.stringify(resultsOf(checkedOf(runs), policy).map((one) => one.partialFingerprints));
    };
    const once = prints({}, 1);
    expect(prints({ trace: { ...trace, length: 9, actions: [], found: 'other' } }, 9)).toBe(once);
    expect(prints({ id: 'q' }, 1)).not.toBe(once);
    expect(prints({}, 1, 'policies/other.ts')).not.toBe(once);
    // the module, however its path is written
    expect(prints({}, 1, './policies/mine.ts')).toBe(once);
  });

  it('knows a violation in another configuration for another one', () => {
    const [here, there] = [0, 1].map((i) => {
      const quiet = [resulting('p', 'holds')];
      const on = [quiet, quiet].map((one, k) => (k === i ? [resulting('p', 'violated')] : one));
      return resultsOf(checkedOf(runsOf(mine, ...on)))[0]!.partialFingerprints;
    });
    expect(here).not.toEqual(there);
  });

  it('finds a policy of ours in the configuration file, and tells two of them apart', () => {
    const policies = ['never', 'first-time'].map((name) => ({ is: 'built-in', name }) as const);
    const bad = [resulting('p', 'violated')];
    const both = checkedOf([...runsOf('never', bad), ...runsOf('first-time', bad)]);
    const { results } = readSarif(printed('sarif', both, contextOf(rungs, { policies })));
    expect(results!.map(({ locations }) => locations![0]!.physicalLocation!.artifactLocation!.uri)).toEqual([
      'hintproof.config.ts',
      'hintproof.config.ts',
    ]);
    const lines = results!.map(({ partialFingerprints }) => partialFingerprints!.primaryLocationLineHash);
    expect(new Set(lines).size).toBe(2);
  });

  it('names the exit code, and a run that was cut is no success', () => {
    const invocationOf = (of: CheckReport) => readSarif(report('sarif', of)).invocations![0]!;
    // something is open in it besides
    expect(invocationOf(all)).toMatchObject({ executionSuccessful: false, exitCode: 1 });
    const bad = invocationOf(checkedOf(runsOf(mine, [resulting('bad', 'violated')])));
    expect(bad).toMatchObject({ executionSuccessful: true, exitCode: 1 });
    const cut = invocationOf(checkedOf(runsOf(mine, [resulting('kept', 'holds')]), true));
    expect(cut).toMatchObject({ executionSuccessful: false, exitCode: 3 });
    expect(cut.toolExecutionNotifications).toHaveLength(1);
  });

  it('writes braces and brackets so that they are no placeholders and no links', () => {
    const braces = { ...trace, expected: 'a {0} [x](y)' };
    const [result] = resultsOf(checkedOf(runsOf(mine, [resulting('p', 'violated', { trace: braces })])));
    expect(result?.message.text).toContain('Expected: a {{0}} [x\\](y).');
  });
});

describe('GitHub Actions', () => {
  const commands = (of: CheckReport = all, policy = mine) => commandsIn(report('github-actions', of, policy));

  it('annotates what fails the job, and what is waived, at the policy', () => {
    expect(commands().map(({ name, properties }) => [name, properties.file, properties.title])).toEqual([
      ['error', mine, `broken, ${mine}`],
      ['error', mine, `open, ${mine}`],
      ['error', mine, `empty, ${mine}`],
      ['notice', undefined, 'hintproof check'],
      ['notice', mine, `accepted, ${mine}`],
    ]);
  });

  it('tells what is wrong, and how to see it again', () => {
    expect(commands()[0]?.message.split('\n')).toEqual([
      'Violated in 2 steps on 2:2x1.',
      'broken is so.',
      'Expected: somebody',
      'Found: nobody',
      'Repeat it: hintproof check policies/mine.ts --scope 2:2x1 --property broken',
      ...trace.actions.map((action, i) => `${i + 1}. ${action}`),
    ]);
  });

  it('tells of a run without end where it goes on', () => {
    const loop = { from: 2, satisfies: [], excused: [], amiss: { steps: [], are: 'a step' } };
    const endless = checkedOf(runsOf(mine, [resulting('p', 'violated', { trace: { ...trace, loop } })]));
    const [command] = commandsIn(report('github-actions', endless)).filter(({ name }) => name === 'error');
    expect(command!.message.split('\n').at(-1)).toBe(
      'From here nothing happens any more: nothing that has to happen is enabled.',
    );
  });

  it('says in the summary what is violated and not claimed', () =>
    expect(commands()[3]?.message).toContain(`Violated by ${mine}, which does not claim it: unclaimed.`));

  it('has the report for people in the log, in which nothing is a command', () => {
    const log = report('github-actions', checkedOf(runsOf(hostile, standings)), hostile);
    expect(log).toContain('safe: what every policy must keep');
    expect(log).toMatch(/^::error::f\.ts/m);
    for (const { name, properties } of commandsIn(log))
      expect([name, properties.title]).not.toEqual(['error', undefined]);
  });
});

describe('a waiver that waives nothing', () => {
  const waiver = {
    property: 'p',
    policy: mine,
    revisions: [],
    reason: 'why',
    place: 'hintproof.config.ts: waivers[0]',
  };
  const kept = runsOf(mine, [resulting('p', 'holds', { demanded: false, waived: 'why' })]);
  const unused: CheckReport = { ...checkedOf(kept), unusedWaivers: [waiver], exitCode: 2 };
  const mistake = `hintproof.config.ts: waivers[0] waives nothing: p is not violated by ${mine}.`;

  it('fails in every format', async () => {
    const xml = report('junit', unused);
    expect(await casesIn(xml)).toEqual({
      'policies/mine.ts.safe#p': 'passed',
      'hintproof.check#everything-decided': 'passed',
      'hintproof.check#every-waiver-needed': 'error',
    });
    expect(xml).toContain(mistake);
    const [only, ...more] = commandsIn(report('github-actions', unused));
    expect([only?.name, more]).toEqual(['error', []]);
    expect(only?.message).toContain(mistake);
    const { results, invocations } = readSarif(report('sarif', unused));
    expect([results, invocations![0]!.exitCode]).toEqual([[], 2]);
    expect(invocations![0]!.toolConfigurationNotifications).toEqual([
      { level: 'error', message: { text: mistake } },
    ]);
  });
});

describe('whatever a check comes to', () => {
  const some = fc
    .tuple(someRuns(mine), fc.boolean())
    .map(([runs, cut]) => checkedOf(runs, cut || runs.length === 0));

  it('every format fails where the command does, and only there', () => {
    fc.assert(
      fc.property(some, (of) => {
        const fails = of.exitCode !== 0;
        const [, failures, errors] =
          /^<testsuites .*failures="(\d+)" errors="(\d+)"/m.exec(report('junit', of)) ?? [];
        expect(Number(failures) + Number(errors) > 0).toBe(fails);
        expect(Number(failures) > 0).toBe(of.exitCode === 1);
        const isError = ({ name }: { readonly name: string }): boolean => name === 'error';
        expect(commandsIn(report('github-actions', of)).some(isError)).toBe(fails);
        const { results, invocations } = readSarif(report('sarif', of));
        expect(results!.some(({ level }) => level === 'error')).toBe(of.exitCode === 1);
        const told = results!.some(({ level }) => level !== 'note');
        expect(
          told || invocations![0]!.toolExecutionNotifications!.some(({ level }) => level === 'error'),
        ).toBe(fails);
      }),
      numberOf(300),
    );
  });
});

describe('of a policy whose name has everything in it', () => {
  const of = checkedOf(runsOf(hostile, standings));

  it('JUnit is read by others, and valid', async () => {
    const xml = report('junit', of, hostile);
    expect(await complaintsAbout(xml)).toEqual([]);
    const names = Object.keys(await casesIn(xml));
    expect(names).toContain(
      `p/<a>&"b',c:%0A {0} [d](e)]]>--\\u{7}\\u{1b}[31m\\u{d800}\\u{ffff}\\u{a}::error::f.ts.safe#kept`,
    );
  });

  it('SARIF names the file', () => {
    const named = 'p/a b?#%25{x}:\n.ts';
    const [result] = readSarif(report('sarif', checkedOf(runsOf(named, standings)), named)).results!;
    const { uri, uriBaseId } = result!.locations![0]!.physicalLocation!.artifactLocation!;
    expect(uriBaseId).toBe('%SRCROOT%');
    expect(decodeURIComponent(new URL(uri!, 'file:///').pathname)).toBe(`/${named}`);
  });

  it('SARIF names a file that is elsewhere by its whole URI', () => {
    const [result] = readSarif(report('sarif', checkedOf(runsOf('/p/a b.ts', standings)), '/p/a b.ts'))
      .results!;
    expect(result!.locations![0]!.physicalLocation!.artifactLocation).toEqual({ uri: 'file:///p/a%20b.ts' });
  });

  it('SARIF is valid', () => expect(readSarif(report('sarif', of, hostile)).results).toHaveLength(5));

  it('GitHub Actions gets the file', () => {
    const named = 'p/a b,c:%25{x}\n::error::.ts';
    const log = report('github-actions', checkedOf(runsOf(named, standings)), named);
    expect(commandsIn(log)[0]?.properties.file).toBe(named);
  });
});

it('Jenkins accepts JUnit of every sort', async () => {
  for (const of of [all, checkedOf([], true), checkedOf(runsOf(mine, standings, standings))])
    expect(await complaintsAbout(report('junit', of))).toEqual([]);
});

it('the schemas are not for nothing', async () => {
  expect(await complaintsAbout(report('junit').replace('</testsuites>', ''))).not.toEqual([]);
  expect(await complaintsAbout(report('junit').replace('<properties>', '<wrong>'))).not.toEqual([]);
  expect(() => readSarif(report('sarif').replace('"version": "2.1.0"', '"version": "2.0"'))).toThrow();
  expect(() => readSarif(report('sarif').replace('"level": "note"', '"level": "bad"'))).toThrow();
});
