/** Walking through a trace with keys. By lines, test/cli/transcripts/replay.md does. */
import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { typed } from '../../src/cli/commands.ts';
import { stepCommand } from '../../src/report/trace/step.ts';
import { printTraceFile } from '../../src/trace/file.ts';
import { toolNamed } from '../tools.ts';
import { staleHintFile } from '../trace/stories.ts';
import { cli, directoryWith } from './command.ts';

const script = toolNamed('script');
const pauseMs = 200;

/** What is shown for keys in a pseudo-terminal, and the exit code. */
const walked = (keys: readonly string[]): Promise<{ readonly code: number | null; readonly out: string }> =>
  new Promise((resolve) => {
    const cwd = directoryWith({ 't.json': printTraceFile(staleHintFile()) });
    const command = `${process.execPath} ${cli} replay t.json --step --no-color`;
    const child = spawn(script!, ['-qec', command, '/dev/null'], { cwd });
    let out = '';
    let sent = 0;
    let answered: NodeJS.Timeout | undefined;
    child.stdout.on('data', (data) => {
      out += data;
      // A key for each answer, when there has been nothing more of it for a while.
      clearTimeout(answered);
      answered = setTimeout(() => sent < keys.length && child.stdin.write(keys[sent++]!), pauseMs);
    });
    child.on('close', (code) => resolve({ code, out: out.replaceAll('\r', '') }));
  });

describe('a key', () => {
  const lineOf = (...keys: readonly { name?: string; sequence?: string }[]) =>
    keys.reduce<{ line: string | null; commands: readonly string[] }>(
      ({ line, commands }, key) => {
        const after = typed(line, key);
        return {
          line: after.line,
          commands: after.command === undefined ? commands : [...commands, after.command],
        };
      },
      { line: null, commands: [] },
    );
  const letters = (text: string) => [...text].map((sequence) => ({ sequence }));
  const enter = { name: 'return', sequence: '\r' };

  it('is a command by its name, or by its letter', () =>
    expect(
      lineOf({ name: 'right', sequence: '\u001b[C' }, { name: 'g', sequence: 'G' }, ...letters('ne?')),
    ).toEqual({
      line: null,
      commands: ['right', 'G', 'n', 'e', '?'],
    }));

  it('begins a line, which Enter ends', () =>
    expect(lineOf(...letters('12'), enter, ...letters('whalt(vm0.vcpu0)'), enter).commands).toEqual([
      '12',
      'w halt(vm0.vcpu0)',
    ]));

  it('takes back what was typed, to the whole line', () => {
    const back = { name: 'backspace', sequence: '\u007f' };
    expect(lineOf(...letters('12'), back, ...letters('3'), enter).commands).toEqual(['13']);
    expect(lineOf(...letters('1'), back, ...letters('n'))).toEqual({ line: null, commands: ['n'] });
    expect(
      lineOf(...letters('wabc'), { name: 'escape', sequence: '\u001b' }, ...letters('n')).commands,
    ).toEqual(['n']);
  });

  it('that is no text is none in a line', () =>
    expect(lineOf(...letters('1'), { name: 'right', sequence: '\u001b[C' }, enter).commands).toEqual(['1']));
});

describe('a command', () => {
  const to = (text: string, position: number, afterLast = 7): number | string => {
    const command = stepCommand(text);
    return command.is === 'go' ? command.to(position, { last: 7, afterLast }) : command.is;
  };

  it.each([
    ['n', 3, 4],
    ['', 7, 7],
    ['right', 0, 1],
    ['p', 3, 2],
    ['left', 0, 0],
    ['g', 3, 0],
    ['home', 3, 0],
    ['G', 3, 7],
    ['end', 3, 7],
    ['5', 3, 5],
    ['99', 3, 7],
    ['e', 3, 'enabled'],
    ['w x', 3, 'why'],
    ['w', 3, 'unknown'],
    ['-1', 3, 'unknown'],
    ['?', 3, 'help'],
    ['q', 3, 'quit'],
  ])('%j at step %i', (text, position, expected) => expect(to(text, position)).toBe(expected));

  it('goes round the loop of a run without end, and stays where nothing happens any more', () => {
    expect([4, 5, 6, 7].map((position) => to('n', position, 4))).toEqual([5, 6, 7, 4]);
    expect(to('n', 7, 7)).toBe(7);
  });
});

it('asks why of an action with any blanks', () =>
  expect(stepCommand('w  migrate( vm0.vcpu1,cpu0 ) ')).toEqual({
    is: 'why',
    action: 'migrate(vm0.vcpu1, cpu0)',
  }));

describe.skipIf(script === null)('in a terminal', () => {
  it('walks forwards and backwards, and says why not', async () => {
    const { code, out } = await walked([
      '\u001b[C',
      '\u001b[C',
      '\u001b[D',
      '4\r',
      'wtake(vm0.dev0.e0, vm0.vcpu0)\r',
      'q',
    ]);
    const shown = out.split('\n').filter((line) => /^(✗ )?step|^the initial|not enabled/.test(line));
    expect(shown.map((line) => line.replace(/ of 7.*/, ''))).toEqual([
      'the initial state, before 7 steps',
      'step 1',
      'step 2',
      'step 1',
      'step 4',
      '  take(vm0.dev0.e0, vm0.vcpu0) is not enabled here:',
    ]);
    expect(code).toBe(1);
  });

  it('ends with Ctrl-C', async () => expect((await walked(['n', '\u0003'])).code).toBe(1));
});
