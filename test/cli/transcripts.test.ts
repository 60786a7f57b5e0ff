/**
 * Every command of the README, of the documentation, and of the transcripts beside this file does what is written.
 * `UPDATE_TRANSCRIPTS=1` writes down what it does instead.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { checkout, shell } from './command.ts';
import type { Entry } from './transcript.ts';
import { entriesIn, matches, outputOf } from './transcript.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const markdownIn = (directory: string): readonly string[] =>
  existsSync(join(root, directory))
    ? readdirSync(join(root, directory), { recursive: true })
        .filter((name) => String(name).endsWith('.md'))
        .map((name) => join(directory, String(name)))
    : [];

const documents = ['README.md', ...markdownIn('docs'), ...markdownIn('test/cli/transcripts')]
  .filter((path) => existsSync(join(root, path)))
  .map((path) => ({ path, entries: entriesIn(readFileSync(join(root, path), 'utf8')) }))
  .filter(({ entries }) => entries.length > 0);

const rewrite = (path: string, changed: ReadonlyMap<Entry, readonly string[]>): void => {
  const lines = readFileSync(join(root, path), 'utf8').split('\n');
  for (const [{ line, output }, actual] of [...changed].reverse())
    lines.splice(line, output.length, ...actual);
  writeFileSync(join(root, path), lines.join('\n'));
};

describe.each(documents)('$path', ({ path, entries }) => {
  const directory = checkout();
  const changed = new Map<Entry, readonly string[]>();

  // in one directory, one after the other: a command may use what the one before has written
  it.each(entries)('$line: $command', async (entry) => {
    // but a block does not depend on the failures of those above it
    if (entry.isFirst) rmSync(join(directory, '.hintproof'), { recursive: true, force: true });
    const actual = outputOf(await shell(entry.command, directory));
    if (matches(entry.output, actual)) return;
    if (process.env.UPDATE_TRANSCRIPTS === undefined) expect(actual.join('\n')).toBe(entry.output.join('\n'));
    changed.set(entry, actual);
  });

  afterAll(() => rewrite(path, changed));
});
