/** What a replay writes, and what it says where nothing is found any more. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printTraceFile } from '../../src/trace/file.ts';
import { asleepFile, remoteFile, staleHintFile } from '../trace/stories.ts';
import { directoryWith, hintproof } from './command.ts';

const stale = staleHintFile();

const directoryOf = (changes: object = {}): string =>
  directoryWith({ 't.json': printTraceFile({ ...stale, ...changes }) });

describe('the command that replays it again', () => {
  it.each(['text', 'md', 'itf', 'vcd', 'html'])('has the flags of this replay, in %s', async (format) => {
    const directory = directoryOf();
    const flags = ['--policy', 'every-event', '--as-recorded', '--call-limit', '7s'];
    await hintproof(['replay', 't.json', ...flags, '--format', `${format}=out`], directory);
    expect(readFileSync(join(directory, 'out'), 'utf8')).toContain(
      'hintproof replay t.json --policy every-event --as-recorded --call-limit 7s',
    );
  });

  it('has none where there were none', async () => {
    const { out } = await hintproof(['replay', 't.json', '--format', 'md'], directoryOf());
    expect(out).toContain('\nhintproof replay t.json\n');
  });
});

describe('a run that leads to no finding', () => {
  const never = ['replay', 't.json', '--policy', 'never', '--format'];

  it.each([[], ['--states']])('is no trace file, and nothing is written, with %j', async (...flags) => {
    const directory = directoryOf();
    const args = [...never, 'json=new.json', '--format', 'md=new.md', ...flags];
    const { code, out, err } = await hintproof(args, directory);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(
      /^--format json: there is no finding to write\. It is no longer possible: step 7, program\(.*\), is not enabled because .*\n {2}A trace file is of a finding\./,
    );
    expect(readdirSync(directory)).toEqual(['t.json']);
  });

  it.each(['text', 'md', 'html', 'mermaid', 'itf', 'vcd'])(
    'is told with the step that is not possible, and why, in %s',
    async (format) => {
      const directory = directoryOf();
      const { code } = await hintproof([...never, `${format}=out`], directory);
      expect(code).toBe(0);
      const words = readFileSync(join(directory, 'out'), 'utf8').replaceAll(/<br\/>|\s+/g, ' ');
      expect(words).toContain('program(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu1), is not enabled because guest any');
      expect(words.replaceAll('\\', '')).toMatch(/step 7, program\(vm0/);
    },
  );

  it('is told so by lanes, too', async () => {
    const { out } = await hintproof(['replay', 't.json', '--policy', 'never', '--lanes'], directoryOf());
    expect(out).toMatch(/Not possible: step 7, program\(vm0\.dev0\.e0, vm0\.vcpu0, vm0\.vcpu1\)/);
  });
});

it('becomes a file with the states that it has under the other policy', async () => {
  const directory = directoryOf();
  const args = ['replay', 't.json', '--policy', 'every-event', '--format', 'json=new.json', '--states'];
  expect((await hintproof(args, directory)).code).toBe(1);
  const file = JSON.parse(readFileSync(join(directory, 'new.json'), 'utf8'));
  expect(file.states).toHaveLength(stale.actions.length + 1);
});

describe('a run without end', () => {
  const remote = remoteFile();
  const replayed = async (changes: object, ...flags: readonly string[]) => {
    const directory = directoryWith({ 't.json': printTraceFile({ ...remote, ...changes }) });
    const { code, out, err } = await hintproof(['replay', 't.json', ...flags], directory);
    return { code, said: (out + err).replaceAll(/\s+/g, ' '), directory };
  };
  const why = (because: string) =>
    `all of its ${remote.length} steps can be taken, but ${because}. Exit code 0.`;

  it('still breaks the promise, and is a file again', async () => {
    const { code, said, directory } = await replayed({}, '--format', 'json=new.json', '--format', 'text');
    expect(code).toBe(1);
    expect(said).toContain('└ from here the run goes back to the state after step 1, for ever');
    expect(said).toContain('It still violates locality-restored. Exit code 1.');
    const file = JSON.parse(readFileSync(join(directory, 'new.json'), 'utf8'));
    expect(file).toEqual({ ...remote, shortest: false, tool: file.tool });
  });

  it('no longer does where it does not lead back', async () => {
    const { code, said } = await replayed({ loop: 2 });
    expect(code).toBe(0);
    expect(said).toContain(why('it does not lead back to the state after step 2'));
    expect(said).not.toContain('└');
  });

  it('no longer does where it is not fair', async () => {
    const raised = { ...asleepFile(), actions: ['raise(vm0.dev0.e0, cpu0)'], length: 1, loop: 1 };
    expect((await replayed(raised)).said).toContain(
      'but it is not fair: identify(vm0.dev0.e0) would have its turn in the loop',
    );
  });

  it('no longer does where it keeps the promise', async () => {
    const about = { property: 'event-is-served', contract: 'live', subject: 'vm0.dev0.e0' };
    expect((await replayed(about)).said).toContain(why('what was expected happens again and again'));
  });

  it('is no longer possible where a step is not enabled', async () => {
    const { code, said } = await replayed({}, '--policy', 'every-event');
    expect(code).toBe(0);
    expect(said).toMatch(
      /It is no longer possible: step 6, finish\(.*\), is not enabled because guest any must/,
    );
  });

  it('is asked about somebody whom the promise is about', async () => {
    const { code, said } = await replayed({ subject: 'vm0.dev0.e0' });
    expect(code).toBe(2);
    expect(said).toContain("t.json: subject: 'locality-restored' is not asked about 'vm0.dev0.e0' here");
  });

  it('ends where nothing happens any more, and no longer does where somebody kicks', async () => {
    const asleep = asleepFile();
    expect((await replayed(asleep)).said).toContain('It still violates event-is-served. Exit code 1.');
    const kicked = { ...asleep, options: { ...asleep.options, fault: null } };
    expect((await replayed(kicked)).said).toContain(
      'but it is not fair: dispatch(vm0.vcpu0) while it has work would have its turn in the loop',
    );
  });
});

describe('a condition in a file', () => {
  const errorOf = async (condition: string, subject = ''): Promise<string> => {
    const { property: _, contract: __, ...rest } = { ...stale, condition, subject };
    const { code, err } = await hintproof(
      ['replay', 't.json'],
      directoryWith({ 't.json': JSON.stringify(rest) }),
    );
    expect(code).toBe(2);
    return err;
  };

  it('has the column of what is not there', async () => {
    expect(await errorOf('route(vm0.dev0.e0) is vm0.vcpu9')).toBe(`\
t.json: condition:23: there is no VCPU 'vm0.vcpu9' on 2:2x1
  route(vm0.dev0.e0) is vm0.vcpu9
                        ^
  Did you mean 'vm0.vcpu0'? There are vm0.vcpu0, vm0.vcpu1.
`);
    expect(await errorOf('kept(vm0.dev0.e0) is 1')).toMatch(/^t\.json: condition:1: nothing is kept: /);
  });

  it('is asked about nobody', async () =>
    expect(await errorOf('mask(vm0.dev0.e0) is open', 'vm0.vcpu0')).toBe(
      "t.json: subject: found 'vm0.vcpu0'\n  A condition is asked about nobody: it is empty.\n",
    ));
});

it('is asked why of an action with any blanks', async () => {
  const { out } = await hintproof(
    ['replay', 't.json', '--why', 'migrate( vm0.vcpu1,cpu0 )', '--at', '4'],
    directoryOf(),
  );
  expect(out).toContain('\nmigrate(vm0.vcpu1, cpu0) is not enabled after step 4:');
});

it.each([['--format', 'json'], ['--lanes'], ['--why', 'halt(vm0.vcpu0)']])(
  'refuses %s beside --step',
  async (...flags) => {
    const { code, err } = await hintproof(['replay', 't.json', '--step', ...flags], directoryOf());
    expect({ code, err }).toEqual({
      code: 2,
      err: `${flags[0]}: changes nothing here\n  With --step every step is shown, and w asks why.\n`,
    });
  },
);
