/** Files that are written: whole or not at all, and nothing that is no file is replaced by one. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareFile, writeWhole } from '../../src/reading/files.ts';

let directory = '';
const at = (name: string): string => join(directory, name);
const isWindows = process.platform === 'win32';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hintproof-files-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('a file that is written', () => {
  it('is there whole, with the directories above it, and nothing else is', async () => {
    await writeWhole(at('a/b/c.txt'), 'hello');
    expect(readFileSync(at('a/b/c.txt'), 'utf8')).toBe('hello');
    expect(readdirSync(at('a/b'))).toEqual(['c.txt']);
  });

  it.skipIf(isWindows)('keeps its permissions', async () => {
    writeFileSync(at('secret'), 'before');
    chmodSync(at('secret'), 0o600);
    await writeWhole(at('secret'), 'after');
    expect(readFileSync(at('secret'), 'utf8')).toBe('after');
    expect(statSync(at('secret')).mode & 0o777).toBe(0o600);
  });

  it.skipIf(isWindows)('is the one that a link leads to, and the link stays', async () => {
    writeFileSync(at('real'), 'before');
    symlinkSync('real', at('link'));
    await writeWhole(at('link'), 'after');
    expect([readlinkSync(at('link')), readFileSync(at('real'), 'utf8')]).toEqual(['real', 'after']);
    symlinkSync('new', at('dangling'));
    await writeWhole(at('dangling'), 'there');
    expect([readlinkSync(at('dangling')), readFileSync(at('new'), 'utf8')]).toEqual(['new', 'there']);
  });

  it.skipIf(isWindows)('is written into, if it is a pipe', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    const read = readFile(at('pipe'), 'utf8');
    await writeWhole(at('pipe'), 'through');
    expect(await read).toBe('through');
    expect(lstatSync(at('pipe')).isFIFO()).toBe(true);
  });

  it('is no directory, and that is known before anything takes long', async () => {
    mkdirSync(at('d'));
    await expect(writeWhole(at('d'), '')).rejects.toThrow("can't be written: is a directory");
    await expect(prepareFile(at('d'))).rejects.toThrow("can't be written: is a directory");
    expect(readdirSync(directory)).toEqual(['d']);
  });

  it.skipIf(isWindows || process.getuid?.() === 0)('must be where one may write', async () => {
    mkdirSync(at('shut'), { mode: 0o500 });
    await expect(prepareFile(at('shut/f'))).rejects.toThrow("can't be written: permission denied");
    await expect(writeWhole(at('shut/f'), '')).rejects.toThrow("can't be written: permission denied");
  });

  it('is prepared without being made', async () => {
    await prepareFile(at('x/y'));
    expect(readdirSync(at('x'))).toEqual([]);
  });
});
