/** Policies, guests and faults at a revision, wherever one can be named. */
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitIn, gitEnvironment, gitIn, repositoryWith, writeIn } from '../repository.ts';
import type { Ended } from './command.ts';
import { directoryWith, hintproof } from './command.ts';

/** Its hints are with the first so many events that find somebody. */
const policyOf = (hints: number): string => `
import { definePolicy } from 'hintproof';
import { isOver } from './lib/over.ts';
export default definePolicy({
  name: 'mine',
  claims: ['claim-1'],
  initial: { sent: 0 },
  decide: ({ memory, mappedHere }) =>
    isOver(memory.sent, ${hints}) || mappedHere.length === 0
      ? { hint: null, memory }
      : { hint: mappedHere, memory: { sent: memory.sent + 1 } },
});
`;

const over = 'export const isOver = (sent: number, most: number): boolean => sent >= most;\n';

/** A policy that is worse now than it was. */
const project = (more: Readonly<Record<string, string>> = {}): string => {
  const directory = repositoryWith({
    'policies/mine.ts': policyOf(1),
    'policies/lib/over.ts': over,
    '.gitignore': '.hintproof\n',
    ...more,
  });
  gitIn(directory, 'tag', 'v1');
  writeIn(directory, { 'policies/mine.ts': policyOf(2) });
  return directory;
};

const run = (args: readonly string[], directory: string): Promise<Ended> =>
  hintproof(args, directory, gitEnvironment);

const only = (scope: string, property: string): readonly string[] => [
  '--scope',
  scope,
  '--property',
  property,
];

describe('check', () => {
  it('checks a policy as it was, and the command that it shows does so again', async () => {
    const directory = project();
    const name = 'v1:policies/mine.ts';
    const { code, out } = await run(['check', name, ...only('2:1x1', 'first-time-hinted')], directory);
    expect(code).toBe(1);
    expect(out).toContain(`✗ first-time-hinted is violated by ${name} on 2:1x1`);
    const [, command] = /Repeat it: (.*)/.exec(out)!;
    expect(command).toBe(`hintproof check ${name} --scope 2:1x1 --property first-time-hinted`);
    const repeated = await run(command!.split(' ').slice(1), directory);
    expect([repeated.code, repeated.err]).toEqual([1, '']);
    expect(repeated.out).toContain('found again');
  });

  it('quotes what a shell would take for something else', async () => {
    const directory = project();
    const name = 'HEAD^{/a change}:./mine.ts';
    const sub = join(directory, 'policies');
    const { out } = await run(['check', name, ...only('2:1x1', 'first-time-hinted')], sub);
    expect(out).toContain(`Repeat it: hintproof check '${name}' --scope`);
  });

  it('keeps failures of a revision apart from those of the working tree', async () => {
    const directory = project();
    const asked = only('2:1x1', 'first-time-hinted');
    const sub = join(directory, 'policies');
    const record = ['--record', join(directory, '.hintproof')];
    const kept = async (name: string, from = directory): Promise<string | null> => {
      const { out } = await run(['check', name, ...asked, ...record, '--reporter', 'json'], from);
      return JSON.parse(out).runs[0].properties[0].trace.foundAgainBy;
    };
    expect(await kept('v1:policies/mine.ts')).toBeNull();
    expect(await kept('policies/mine.ts')).toBeNull();
    expect(await kept('v1:policies/mine.ts')).toMatch(/v1-policies-mine\.ts\.first-time-hinted/);
    // the same file under another name
    expect(await kept('v1:./mine.ts', sub)).toMatch(/v1-policies-mine\.ts\.first-time-hinted/);
  });

  it('takes a guest and a fault as they were', async () => {
    const directory = project({
      'guest.ts': readFileSync('docs/examples/stubborn-guest.ts', 'utf8'),
      'fault.ts': readFileSync('docs/examples/kick-when-halted-here.ts', 'utf8'),
    });
    gitIn(directory, 'rm', '--quiet', 'guest.ts', 'fault.ts');
    const flags = ['--guest', 'v1:guest.ts', '--fault', 'v1:fault.ts', ...only('2:2x1', 'no-lost-wakeup')];
    const { code, out, err } = await run(['check', 'first-time', ...flags], directory);
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('first-time, under guest v1:guest.ts');
    expect(out).toContain(`Repeat it: hintproof check first-time --scope 2:2x1 --guest v1:guest.ts`);
    expect(out).toContain('--fault v1:fault.ts');
  });

  it('says in one line what is wrong with a name', async () => {
    const { code, out, err } = await run(['check', 'v2:policies/mine.ts'], project());
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(
      "v2:policies/mine.ts: there is no revision 'v2'\n  Did you mean 'v1'? " +
        'What is before the colon is a revision of git; there is no file of the whole name.\n',
    );
  });

  it('writes over no file of the working tree of which it reads an earlier version', async () => {
    const directory = project();
    const asked = ['check', 'v1:policies/mine.ts', ...only('1:1x1', 'hint-is-true')];
    for (const file of ['policies/mine.ts', './policies/lib/over.ts']) {
      const before = readFileSync(join(directory, file), 'utf8');
      const { code, out, err } = await run([...asked, '--reporter', `json=${file}`], directory);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(`--reporter …=${file}: is a file that this command reads`);
      expect(readFileSync(join(directory, file), 'utf8')).toBe(before);
    }
  });

  it('refuses a name that no record can have, from the root of the repository too', async () => {
    const directory = project({ 'a\u200db/mine.ts': policyOf(1).replace("'./lib", "'../policies/lib") });
    const refused = (name: string) => `the name '${name}' has a character in it that nobody sees`;
    const asked = async (name: string, from: string) => (await run(['check', name], from)).err;
    expect(await asked('v1:./mine.ts', join(directory, 'a\u200db'))).toContain(
      refused('v1:a\\u{200d}b/mine.ts'),
    );
    expect(await asked('v1:a\u200db/mine.ts', directory)).toContain(refused('v1:a\\u{200d}b/mine.ts'));
  });

  it('prefers a file that is there, and takes a scope for what it is', async () => {
    const directory = project({ 'v1:mine.ts': policyOf(1).replace("'./lib", "'./policies/lib") });
    const asked = only('2:1x1', 'first-time-hinted');
    const { out } = await run(['check', 'v1:mine.ts', ...asked, '--save', 'd'], directory);
    expect(out).toContain('✗ first-time-hinted is violated by v1:mine.ts');
    const saved = JSON.parse(readFileSync(join(directory, 'd/v1-mine.ts.first-time-hinted.json'), 'utf8'));
    expect(saved.policy).toMatchObject({ name: 'v1:mine.ts', path: '../v1:mine.ts' });
    expect((await run(['check', '2:2x1'], directory)).err).toContain("there is no policy '2:2x1'");
  });
});

describe('a configuration file', () => {
  const config = (policies: readonly string[], more = ''): string => `
    import { defineConfig } from 'hintproof';
    export default defineConfig({ policies: ${JSON.stringify(policies)}, scope: '2:1x1',
      properties: ['first-time-hinted'], guest: 'v1:./guest.ts', ${more} });
  `;
  const guest = readFileSync('docs/examples/stubborn-guest.ts', 'utf8');

  it('names policies at a revision, from where it is', async () => {
    const directory = project({
      'policies/guest.ts': guest,
      'policies/hintproof.config.ts': config(['v1:./mine.ts', 'v1:policies/mine.ts']),
    });
    const policiesIn = async (from: string, ...flags: readonly string[]) => {
      const { out } = await run(['check', '--reporter', 'json', ...flags], from);
      return JSON.parse(out).runs.map((one: { policy: string; guest: string }) => [one.policy, one.guest]);
    };
    expect(await policiesIn(join(directory, 'policies'))).toEqual([
      ['v1:./mine.ts', 'v1:./guest.ts'],
      ['v1:policies/mine.ts', 'v1:./guest.ts'],
    ]);
    // what is said is true where the command runs
    expect(await policiesIn(directory, '--config', 'policies/hintproof.config.ts')).toEqual([
      ['v1:./policies/mine.ts', 'v1:./policies/guest.ts'],
      ['v1:policies/mine.ts', 'v1:./policies/guest.ts'],
    ]);
    const { out } = await run(['check', '--config', 'policies/hintproof.config.ts'], directory);
    expect(out).toContain(
      'Repeat it: hintproof check v1:./policies/mine.ts --scope 2:1x1 --property first-time-hinted --config',
    );
  });

  it('waives what a policy violates at any revision, and is judged by the one that is there', async () => {
    const waivers = ['first-time-hinted', 'first-time-only']
      .map((property) => `{ property: '${property}', policy: 'policies/mine.ts', reason: 'known' }`)
      .join();
    const directory = project({
      'hintproof.config.ts': `
        import { defineConfig } from 'hintproof';
        export default defineConfig({ policies: ['v1:policies/mine.ts'], scope: '2:1x1',
          properties: ['first-time-hinted', 'first-time-only', 'hint-is-complete', 'hint-within-vm'], waivers: [${waivers},
            { property: 'hint-is-complete', policy: 'policies/mine.ts', reason: 'not any more' }] });
      `,
    });
    const { code, out, err } = await run(['check'], directory);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Waived: first-time-hinted and first-time-only. Exit code 0.');
    const now = await run(['check', 'policies/mine.ts'], directory);
    expect(now.code).toBe(2);
    expect(now.err).toContain('waives nothing: hint-is-complete is not violated by');
  });

  it('has waivers for files, not for revisions of them', async () => {
    const waiver = "{ property: 'first-time-hinted', policy: 'v1:./mine.ts', reason: 'known' }";
    const directory = project({
      'hintproof.config.ts': config(['first-time'], `waivers: [${waiver}]`),
      'guest.ts': guest,
    });
    const { code, err } = await run(['check'], directory);
    expect(code).toBe(2);
    expect(err).toBe(
      "hintproof.config.ts: waivers[0].policy: 'v1:./mine.ts' is a policy at a revision\n" +
        '  Name the file: a waiver is for it at all revisions.\n',
    );
  });
});

describe('trace and replay', () => {
  const name = 'v1:policies/mine.ts';
  const traced = async (directory: string): Promise<void> => {
    const flags = ['--scope', '2:1x1', '--format', 'json=t.json'];
    const { code, err } = await run(['trace', 'first-time-hinted', name, ...flags], directory);
    expect([code, err]).toEqual([1, '']);
  };

  it('replay a policy as it is at the revision now, wherever in the repository that is asked', async () => {
    const directory = project();
    await traced(directory);
    const { policy } = JSON.parse(readFileSync(join(directory, 't.json'), 'utf8'));
    expect(Object.keys(policy)).toEqual(['name', 'revision', 'hash', 'code', 'map']);
    expect(policy).toMatchObject({ name, revision: name });
    for (const [file, from] of [
      ['t.json', directory],
      ['../t.json', join(directory, 'policies')],
    ] as const)
      expect(await run(['replay', file], from)).toMatchObject({ code: 1, err: '' });
    // a tag that has been moved
    commitIn(directory);
    gitIn(directory, 'tag', '--force', 'v1');
    const { err } = await run(['replay', 't.json'], directory);
    expect(err).toBe(`warning: ${name} is not what it was when the trace was made\n`);
    expect((await run(['replay', 't.json', '--as-recorded'], directory)).err).toBe('');
  });

  it('replay what is in the file where the revision is not', async () => {
    const directory = project();
    await traced(directory);
    const note = `${name} is not there: the policy is taken from the trace file\n`;
    gitIn(directory, 'tag', '--delete', 'v1');
    expect(await run(['replay', 't.json'], directory)).toMatchObject({ code: 1, err: note });
    const elsewhere = directoryWith();
    renameSync(join(directory, 't.json'), join(elsewhere, 't.json'));
    expect(await run(['replay', 't.json'], elsewhere)).toMatchObject({ code: 1, err: note });
  });

  it('replay under a policy at a revision', async () => {
    const directory = project();
    const flags = ['--scope', '2:1x1', '--format', 'json=t.json'];
    await run(['trace', 'first-time-only', 'policies/mine.ts', ...flags], directory);
    const { code } = await run(['replay', 't.json'], directory);
    expect(code).toBe(1);
    const then = await run(['replay', 't.json', '--policy', name], directory);
    expect([then.code, then.err]).toEqual([0, '']);
  });

  it('refuse a file that says two things, or nothing', async () => {
    const directory = project();
    await traced(directory);
    const file = JSON.parse(readFileSync(join(directory, 't.json'), 'utf8'));
    const refused = async (policy: object) => {
      writeIn(directory, { 't.json': JSON.stringify({ ...file, policy: { ...file.policy, ...policy } }) });
      return (await run(['replay', 't.json'], directory)).err;
    };
    expect(await refused({ path: 'policies/mine.ts' })).toContain("revision: is there, and so is 'path'");
    expect(await refused({ revision: 'mine.ts' })).toContain('t.json: policy.revision');
  });
});

describe('compare', () => {
  it('compares a policy with what it was', async () => {
    const directory = project();
    const asked = ['compare', 'v1:policies/mine.ts', 'policies/mine.ts', '--scope', '2:1x1'];
    const { code, out, err } = await run([...asked, '--reporter', 'json'], directory);
    expect([code, err]).toEqual([1, '']);
    const report = JSON.parse(out);
    expect(JSON.stringify(report)).toContain('v1:policies/mine.ts');
    // the same content, the same behaviour
    writeIn(directory, { 'policies/mine.ts': policyOf(1) });
    const same = await run(asked, directory);
    expect(same.out).toContain('Equivalent at this scope');
  });

  it.each([
    [['main', 'policies/mine.ts'], 'policy', 'main', 'main:policies/mine.ts'],
    [['v1.2', './policies/mine.ts'], 'policy', 'v1.2', 'v1.2:policies/mine.ts'],
    [['feature/x', 'policies/mine.ts'], 'policy', 'feature/x', 'feature/x:policies/mine.ts'],
    [['main', 'policies/renamed.ts'], 'policy', 'main', 'main:policies/once.ts'],
    [['policies/mine.ts', 'HEAD~0'], 'policy', 'HEAD~0', 'HEAD~0:policies/mine.ts'],
    [['main', 'first-time'], 'policy', 'main', 'main:<path>'],
  ])('takes %j for what it is: a revision without a path', async (names, place, revision, meant) => {
    const directory = project({ 'policies/once.ts': `${policyOf(3)}// as it was` });
    gitIn(directory, 'tag', 'v1.2');
    gitIn(directory, 'branch', 'feature/x');
    gitIn(directory, 'mv', 'policies/once.ts', 'policies/renamed.ts');
    const { code, out, err } = await run(['compare', ...names], directory);
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(
      `${place}: '${revision}' is a revision of git, and no policy\n  Name the policy at that revision: ${meant}\n`,
    );
  });

  it('takes no tree, and nothing out of a repository, for a revision', async () => {
    const directory = project();
    for (const [name, from] of [
      ['v1:policies', directory],
      ['main', directoryWith()],
    ] as const) {
      const { code, err } = await run(['check', name], from);
      expect(code).toBe(2);
      expect(err).toContain(`policy: there is no policy '${name}'`);
    }
  });

  it('says what a policy was called that was renamed, and that a new one has nothing to be compared with', async () => {
    const directory = project();
    gitIn(directory, 'mv', 'policies/mine.ts', 'policies/ours.ts');
    writeIn(directory, { 'policies/another-one.ts': policyOf(1) });
    const asked = async (file: string) => (await run(['compare', `v1:${file}`, file], directory)).err;
    expect(await asked('policies/ours.ts')).toContain(
      'It was renamed since: v1:policies/mine.ts is what it was.',
    );
    expect(await asked('policies/another-one.ts')).toContain(
      'It is new since v1: there is nothing to compare it with yet.',
    );
  });

  it('annotates files, not names', async () => {
    const directory = project();
    const asked = ['check', 'v1:policies/mine.ts', ...only('2:1x1', 'first-time-hinted')];
    const { out } = await run([...asked, '--reporter', 'github-actions'], directory);
    expect(out).toMatch(/^::error file=policies\/mine\.ts,line=1,title=first-time-hinted%2C v1%3Apolicies/m);
  });
});

describe('faults', () => {
  it('finds what a fault at a revision names beside it', async () => {
    const fault = readFileSync('docs/examples/kick-when-halted-here.ts', 'utf8');
    const shows = /scope: '[^']*'/.exec(fault)![0];
    const directory = project({
      'faults/fault.ts': fault.replace(shows, `${shows}, policy: '../policies/mine.ts', guest: 'any'`),
    });
    gitIn(directory, 'rm', '--quiet', 'faults/fault.ts');
    const { code, out, err } = await run(['faults', 'v1:faults/fault.ts', '--reporter', 'json'], directory);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out).faults[0]).toMatchObject({
      fault: 'v1:faults/fault.ts',
      configuration: { policy: 'v1:policies/mine.ts' },
    });
  });
});
