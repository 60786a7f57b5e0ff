/** The line of progress in a terminal, which must not be wrapped: it could not be taken away any more. */
import { execFileSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { toolNamed } from '../tools.ts';
import { cli, directoryWith } from './command.ts';

const script = toolNamed('script');

/** What was shown as progress in a pseudo-terminal, one line after the other. */
const shownIn = (columns: number, args: string): readonly string[] => {
  const command = `stty cols ${columns}; ${process.execPath} ${cli} ${args} || true`;
  const out = execFileSync(script!, ['-qec', command, '/dev/null'], {
    cwd: directoryWith(),
    encoding: 'utf8',
  });
  return out
    .split('\r\u001b[2K')
    .slice(1, -1)
    .map(stripVTControlCharacters)
    .filter((line) => line !== '');
};

const check = 'check every-event --scope 4:3x2 --budget 1s --no-random --no-record';
const trace = 'trace no-stale-hint never --scope 4:3x2 --budget 1s --no-random --engine explicit';

describe.skipIf(script === null).each([40, 20])('in %i columns', (columns) => {
  it.each([check, trace])('the progress of %s fits', (args) => {
    const lines = shownIn(columns, args);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(new RegExp(`^[^\n]{1,${columns - 1}}$`));
  });
});
