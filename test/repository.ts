/** Repositories of git that are made for a test. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

/** Nothing that is configured on this machine, and no repository but the one that a test is in. */
export const gitEnvironment: NodeJS.ProcessEnv = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_CEILING_DIRECTORIES: realpathSync(tmpdir()),
};

const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];

const { GIT_DIR: _, GIT_INDEX_FILE: __, GIT_WORK_TREE: ___, GIT_PREFIX: ____, ...outer } = process.env;

/** Runs git; what it prints. */
export const gitIn = (directory: string, ...args: readonly string[]): string =>
  execFileSync('git', [...identity, ...args], {
    cwd: directory,
    env: { ...outer, ...gitEnvironment },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

export type Files = Readonly<Record<string, string>>;

export const writeIn = (directory: string, files: Files): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
};

/** Puts everything that is there into a commit. */
export const commitIn = (directory: string, files: Files = {}): void => {
  writeIn(directory, files);
  gitIn(directory, 'add', '--all');
  gitIn(directory, 'commit', '--quiet', '--allow-empty', '--message=a change');
};

const directories: string[] = [];

afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

/** A directory that is there until the tests of the file are done, and is in no repository. */
export const emptyDirectory = (): string => {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'hintproof-git-')));
  directories.push(directory);
  return directory;
};

/** Makes a repository of a directory, whose branch `main` has what is there, and these files. */
export const initIn = (directory: string, files: Files = {}): string => {
  gitIn(directory, 'init', '--quiet', '--initial-branch=main');
  commitIn(directory, files);
  return directory;
};

export const repositoryWith = (files: Files): string => initIn(emptyDirectory(), files);
