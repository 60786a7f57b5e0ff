/** What vitest makes of `describePolicy`: the fixtures are run by a vitest of their own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { directoryWith, shell } from '../cli/command.ts';

const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url));
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));

interface Assertion {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

interface Report {
  readonly success: boolean;
  readonly testResults: readonly { readonly name: string; readonly assertionResults: readonly Assertion[] }[];
}

/** Runs vitest in a directory; what it prints for people, and what for machines. */
const runOf = async (directory: string, filter = '') => {
  const report = join(directoryWith(), 'report.json');
  const config = join(fixtures, 'vitest.config.ts');
  const command = `node ${vitest} run ${filter} --root ${directory} --config ${config}`;
  const reporters = `--reporter verbose --reporter json --outputFile ${report}`;
  const { code, out, err } = await shell(`${command} ${reporters}`, directory, { NO_COLOR: '1' });
  return { code, text: out + err, json: JSON.parse(readFileSync(report, 'utf8')) as Report };
};

const assertionsOf = ({ testResults }: Report): readonly Assertion[] =>
  testResults.flatMap(({ assertionResults }) => assertionResults);

/** The tests of one `describePolicy`, by its title, with what became of them. */
const statusesIn = (json: Report, title: string) =>
  Object.fromEntries(
    assertionsOf(json)
      .filter(({ ancestorTitles }) => ancestorTitles.at(-1) === title)
      .map((one) => [one.title, one.status]),
  );

const messageOf = (json: Report, title: string, test: string): string => {
  const found = assertionsOf(json).find(
    (one) => one.ancestorTitles.at(-1) === title && one.title === test && one.status === 'failed',
  );
  return found?.failureMessages.join('\n') ?? `${title} > ${test} did not fail`;
};

describe('a policy that keeps what it must', () => {
  let run: Awaited<ReturnType<typeof runOf>>;
  beforeAll(async () => {
    run = await runOf(fixtures, 'kept');
  });

  it('passes', () => {
    expect(run).toMatchObject({ code: 0, json: { success: true } });
  });

  it('has a test for every property of the contracts', () => {
    const statuses = statusesIn(run.json, 'first-nonempty, scope 2:2x1, contracts safe');
    expect(Object.keys(statuses)).toHaveLength(18);
    expect(statuses).toMatchObject({ 'hinted-on-event-cpu': 'passed', 'no-stuck-handler': 'passed' });
  });

  it('has tests that are skipped, with the reason', () => {
    expect(run.text).toMatch(
      /↓ .* > reset-forgets.*\[not meant: Nothing is reset without the option `reset`\.\]/,
    );
    expect(run.text).toMatch(/↓ .* > hint-sent.*\[vacuous, as declared\]/);
  });

  it('is not checked at all where it is skipped', () => {
    const statuses = statusesIn(run.json, 'first-time, scope 2:2x1, contracts locality');
    expect(Object.keys(statuses)).toContain('no-stale-hint');
    expect(new Set(Object.values(statuses))).toEqual(new Set(['skipped']));
  });

  it('says how much a pass rests on', () => {
    expect(run.text).toMatch(/map-faithful.*\n(.*\n){0,2}.*↳ holds on 1 rung, [\d,]+ states/);
  });

  it('is named as it was asked for, less what it may cost', () => {
    const properties = 'properties reset-forgets,hint-sent,no-lost-interrupt';
    const guest = 'guest ../../../docs/examples/stubborn-guest.ts';
    const title = `./quiet.ts, ${guest}, scope 1:1x1,2:2x1, moves false, lifecycle reset, ${properties}`;
    expect(statusesIn(run.json, title)).toEqual({
      'reset-forgets': 'passed',
      'hint-sent': 'skipped',
      'no-lost-interrupt': 'passed',
    });
    expect(statusesIn(run.json, './quiet.ts, scope 1:1x1, properties no-lost-interrupt')).toEqual({
      'no-lost-interrupt': 'passed',
    });
  });
});

describe('a policy that does not', () => {
  let run: Awaited<ReturnType<typeof runOf>>;
  beforeAll(async () => {
    run = await runOf(fixtures, 'broken');
  });

  const title = 'first-time, scope 2:2x1, contracts locality';

  it('fails in the tests of the properties that it violates', () => {
    expect(run).toMatchObject({ code: 1, json: { success: false } });
    expect(statusesIn(run.json, title)).toEqual({
      'hint-names-somebody': 'failed',
      'hint-is-true': 'passed',
      'no-stale-hint': 'failed',
      'local-after-programming': 'passed',
      'locality-restored': 'failed',
      'hint-is-used': 'passed',
    });
  });

  it('shows the trace, and the one command that repeats it where there is a configuration file', () => {
    const message = messageOf(run.json, title, 'hint-names-somebody');
    const [, told, place] = /^([\s\S]*)\n {4}at (.*)$/.exec(message) ?? [];
    expect(told).toBe(
      `Violation: hint-names-somebody is violated by first-time on 2:2x1
  No hint is empty.
  A shortest trace: 3 steps, about vm0.dev0.e0.

  at first vm0.vcpu0 ready on cpu0, vm0.vcpu1 ready on cpu1

    #  who         action                    what changes
    1  host        migrate(vm0.vcpu0, cpu1)  placement(vm0.vcpu0): ready on cpu0 → ready on cpu1
                                             mapped(vm0.vcpu0): cpu0 → cpu1
    2  device      raise(vm0.dev0.e0, cpu0)  event(vm0.dev0.e0): idle → raised on cpu0
  ✗ 3  hypervisor  identify(vm0.dev0.e0)     memory(vm0.dev0.e0): {"seen":false} → {"seen":true}
                                             event(vm0.dev0.e0): raised on cpu0
                                               → identified on cpu0, a hint that names nobody

  expected a hint that names somebody, or no hint
  found    an empty hint with the event of vm0.dev0.e0 from cpu0
  seen in  event(vm0.dev0.e0): raised on cpu0 → identified on cpu0, a hint that names nobody
           memory(vm0.dev0.e0): {"seen":false} → {"seen":true}

  Repeat it: hintproof check first-time --scope 2:2x1 --moves --property hint-names-somebody`,
    );
    expect(place).toMatch(/broken\.fixture\.ts:3:1/);
    expect(run.text).toContain(`FAIL  broken.fixture.ts > ${title} > hint-names-somebody`);
  });

  it('fails where a contract that it claims is violated, or a property was never put to the test', () => {
    const quiet = './quiet.ts, scope 1:1x1';
    expect(statusesIn(run.json, quiet)).toMatchObject({
      'hint-sent': 'skipped',
      'first-time-hinted': 'failed',
      'hint-within-vm': 'failed',
      'map-faithful': 'passed',
    });
    expect(messageOf(run.json, quiet, 'first-time-hinted')).toMatch(/^Violation: first-time-hinted is/);
    expect(messageOf(run.json, quiet, 'hint-within-vm')).toContain(
      'Vacuous: hint-within-vm was put to the test on no rung, so nothing was shown about it. A larger scope may ' +
        "do. If the policy means it so, it declares that: makesVacuous: ['hint-within-vm'] in its definition.",
    );
  });

  it('fails where nothing that is demanded is meant', () => {
    const alone = 'first-time, scope 1:1x1, properties reset-forgets';
    expect(messageOf(run.json, alone, 'reset-forgets')).toContain(
      'Vacuous: reset-forgets is not meant: Nothing is reset without the option `reset`.\n  Nothing was decided:',
    );
  });

  it('fails where the budget ended, and says what would do', () => {
    const small = 'periodic:3, engine explicit, properties map-faithful,hint-sent';
    const message = messageOf(run.json, small, 'map-faithful');
    expect(message).toMatch(/^Unfinished: map-faithful is not decided: /);
    expect(message).toContain("Give it more with 'budget' (it is 100ms) or 'memory' (2GiB)");
  });
});

describe('a mistake', () => {
  let run: Awaited<ReturnType<typeof runOf>>;
  beforeAll(async () => {
    run = await runOf(fixtures, 'mistakes');
  });

  it.each([
    ['./missing.ts', './missing.ts: there is no such file'],
    ['frist-time', "describePolicy: policy: there is no policy 'frist-time'\n  Did you mean 'first-time'?"],
    ['first-time, scope 0:2x1', "describePolicy: scope: '0:2x1' has 0 host CPUs"],
    [
      'first-time, scop 2:2x1',
      "describePolicy: scop: there is no such field\n  Did you mean 'scope'? Expected one of the fields guest, scope,",
    ],
    ['./mistaken/no-policy.ts', "./mistaken/no-policy.ts: default export, field 'decide': found nothing"],
    ['./mistaken/endless.ts', './mistaken/endless.ts: while loading: has not returned for 0.3 s'],
  ])('in %s is one failure, with what would do and where it was asked for', (title, message) => {
    expect(Object.entries(statusesIn(run.json, title))).toEqual([['can be checked', 'failed']]);
    const found = messageOf(run.json, title, 'can be checked');
    expect(found).toContain(`Mistake: ${message}`);
    expect(found.match(/^ {4}at .*/gm)).toEqual([expect.stringContaining('mistakes.fixture.ts')]);
  });

  it('that shows when it is asked is one failure, too, and no test passes', () => {
    const title = './mistaken/forgetful.ts, scope 1:1x1';
    expect(new Set(Object.values(statusesIn(run.json, title)))).toEqual(new Set(['skipped']));
    expect(run.text).toContain(
      `FAIL  mistakes.fixture.ts > ${title}\nMistake: ./mistaken/forgetful.ts: decide({ }) returned nothing`,
    );
    expect(run.text.match(/Mistake: .*forgetful/g)).toHaveLength(1);
  });

  it('spoils no other check of the file', () => {
    expect(statusesIn(run.json, 'first-time, scope 1:1x1, properties map-faithful')).toEqual({
      'map-faithful': 'passed',
    });
    expect(run).toMatchObject({ code: 1, json: { success: false } });
  });
});

describe('a configuration file with a mistake', () => {
  it.each(["guset: 'any'", "budget: 'soon'"])('(%s) is none of its business', async (mistake) => {
    const directory = directoryWith({
      'hintproof.config.ts': `export default { ${mistake} }`,
      'own.fixture.ts': `import { describePolicy } from 'hintproof/vitest';
describePolicy('first-time', { scope: '2:2x1', properties: ['hint-names-somebody'] });`,
    });
    const { json } = await runOf(directory);
    expect(
      messageOf(json, 'first-time, scope 2:2x1, properties hint-names-somebody', 'hint-names-somebody'),
    ).toContain('Repeat it: hintproof check first-time --scope 2:2x1 --property hint-names-somebody');
  });
});
