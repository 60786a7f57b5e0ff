/** Runs the built command line in a directory of its own. */
import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, onTestFinished, vi } from 'vitest';
import { initIn } from '../repository.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const cli = join(root, 'dist/cli.js');

const directories: string[] = [];

afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

/** An empty directory, less the files, that is there until the tests of the file are done. */
export const directoryWith = (files: Readonly<Record<string, string>> = {}): string => {
  const directory = mkdtempSync(join(tmpdir(), 'hintproof-cli-'));
  directories.push(directory);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  return directory;
};

/** A repository with the examples of the documentation, and a `bin` in which `hintproof` is. */
export const checkout = (): string => {
  const directory = directoryWith();
  cpSync(join(root, 'docs/examples'), join(directory, 'docs/examples'), { recursive: true });
  mkdirSync(join(directory, 'bin'));
  symlinkSync(cli, join(directory, 'bin/hintproof'));
  return initIn(directory);
};

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const environment = (directory: string, more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  return { ...env, PATH: `${join(directory, 'bin')}${delimiter}${env.PATH}`, ...more };
};

const ended = (file: string, args: readonly string[], cwd: string, more: NodeJS.ProcessEnv): Promise<Ended> =>
  new Promise((resolve) => {
    const options = { cwd, env: environment(cwd, more), maxBuffer: 64 * 2 ** 20 };
    const child = execFile(file, args, options, (_, out, err) => resolve({ code: child.exitCode, out, err }));
  });

/** Runs a line as a shell does. */
export const shell = (line: string, cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> =>
  ended('sh', ['-c', line], cwd, env);

/** Runs `hintproof` with these arguments. */
export const hintproof = (
  args: readonly string[],
  cwd: string = directoryWith(),
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> => ended(process.execPath, [cli, ...args], cwd, env);

/** Starts `hintproof` and sends it interrupts, each so many milliseconds after the one before. */
export const interrupted = (
  args: readonly string[],
  afterMs: readonly number[],
  cwd: string = directoryWith(),
): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, ...args], { cwd });
    let [out, err] = ['', ''];
    child.stdout.on('data', (data) => (out += data));
    child.stderr.on('data', (data) => (err += data));
    child.on('close', (code) => resolve({ code, out, err }));
    let at = 0;
    for (const ms of afterMs) {
      at += ms;
      setTimeout(() => child.kill('SIGINT'), at);
    }
  });

/** A `hintproof` that goes on until it is interrupted, or the test ends. */
export interface Started {
  /** Waits until the words have been told, after those that were waited for before. */
  readonly telling: (words: string) => Promise<void>;
  readonly interrupt: () => void;
  readonly ended: Promise<Ended>;
}

/** Starts `hintproof`, and does not wait for its end. */
export const started = (args: readonly string[], cwd: string): Started => {
  const child = spawn(process.execPath, [cli, ...args], { cwd, env: environment(cwd, {}) });
  let [out, err, told, waitedFor] = ['', '', '', 0];
  const tell = (data: Buffer): string => {
    told += data;
    return String(data);
  };
  child.stdout.on('data', (data) => (out += tell(data)));
  child.stderr.on('data', (data) => (err += tell(data)));
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    telling: async (words) => {
      await vi.waitFor(() => expect(told.slice(waitedFor)).toContain(words), {
        timeout: 50_000,
        interval: 50,
      });
      waitedFor = told.indexOf(words, waitedFor) + words.length;
    },
    interrupt: () => void child.kill('SIGINT'),
    ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err }))),
  };
};
