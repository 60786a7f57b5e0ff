/** Modules at a revision where hooks and signals get in the way. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bundleRevision, instantiatePolicy } from '../../src/modules/index.ts';
import { cli } from '../cli/command.ts';
import { commitIn, emptyDirectory, gitEnvironment, gitIn, repositoryWith } from '../repository.ts';
import { contextWith, errorOf, eventWith } from './modules.ts';

const project = process.cwd();

beforeEach(() => {
  for (const [name, value] of Object.entries(gitEnvironment)) vi.stubEnv(name, value);
});

afterEach(() => {
  process.chdir(project);
  vi.unstubAllEnvs();
});

const saying = (word: string): string =>
  `export default { name: 'p', decide: () => ({ hint: null, memory: '${word}' }) }\n`;

/** A file at the root, and one of the same name below it. */
const twoOfAName = (where = ''): string =>
  repositoryWith({ 'mine.ts': saying(`${where}root`), 'a/mine.ts': saying(`${where}a`) });

const said = async (name: string): Promise<unknown> => {
  const bundle = await bundleRevision(name, 'policy');
  return instantiatePolicy(bundle, contextWith()).decide(eventWith()).memory;
};

const mistake = (name: string): Promise<string> => errorOf(() => bundleRevision(name, 'policy'));

describe('where a hook of git has named a repository', () => {
  it.each([
    ['the working tree', (directory: string) => directory],
    [
      'one beside it',
      (directory: string) => {
        const other = join(emptyDirectory(), 'other');
        gitIn(directory, 'worktree', 'add', '--quiet', '-b', 'branch', other);
        return other;
      },
    ],
  ])('a path is from the directory in which it runs, in %s', async (_, treeIn) => {
    const tree = treeIn(twoOfAName());
    const gitDirectory = gitIn(tree, 'rev-parse', '--absolute-git-dir').trim();
    process.chdir(join(tree, 'a'));
    vi.stubEnv('GIT_DIR', gitDirectory);
    expect(await said('main:./mine.ts')).toBe('a');
    expect(await said('main:mine.ts')).toBe('root');
  });

  it('an index that is locked meanwhile is left alone, by a real hook too', async () => {
    const directory = twoOfAName();
    const hook = join(directory, '.git/hooks/pre-commit');
    const check = `'${process.execPath}' '${cli}' check main:./mine.ts --scope 2:1x1 --contract safe`;
    writeFileSync(hook, `#!/bin/sh\ncd a && ${check} --save ../saved > ../said; echo $? >> ../said\n`);
    chmodSync(hook, 0o755);
    writeFileSync(join(directory, 'mine.ts'), saying('changed'));
    gitIn(directory, 'commit', '--quiet', '--all', '--message=a change');
    expect(gitIn(directory, 'status', '--porcelain')).toBe('?? said\n');
    const report = readFileSync(join(directory, 'said'), 'utf8');
    expect(report).toMatch(/^main:\.\/mine\.ts, under guest any\n/);
    // it never hints, and so nothing of hints is put to the test
    expect(report).toMatch(/\n4\n$/);
    expect(gitIn(directory, 'show', 'main:mine.ts')).toBe(saying('changed'));
  });

  it.each(['elsewhere', '.git'])('and is somewhere else, it refuses: GIT_DIR is %s', async (named) => {
    const gitDirectory = named === '.git' ? named : join(twoOfAName('other '), '.git');
    const directory = twoOfAName();
    process.chdir(join(directory, 'a'));
    vi.stubEnv('GIT_DIR', gitDirectory);
    expect(await mistake('main:mine.ts')).toBe(
      `main:mine.ts: is at a revision, and GIT_DIR is '${gitDirectory}', which is not the repository that ${directory}/a is in\n` +
        '  Unset it, as a hook of git must before it goes elsewhere, or set GIT_WORK_TREE, too.',
    );
  });
});

describe('where a user has named a repository', () => {
  it('it is that one, and paths are from its working tree', async () => {
    const other = twoOfAName('other ');
    process.chdir(join(other, 'a'));
    vi.stubEnv('GIT_DIR', '../.git');
    vi.stubEnv('GIT_WORK_TREE', '..');
    expect(await said('main:./mine.ts')).toBe('other a');
    expect(await said('main:mine.ts')).toBe('other root');
  });

  it('that is kept apart from its files, it is found', async () => {
    const directory = twoOfAName();
    const kept = join(emptyDirectory(), 'kept');
    gitIn(directory, 'clone', '--quiet', '--bare', '.', kept);
    const plain = emptyDirectory();
    process.chdir(plain);
    vi.stubEnv('GIT_DIR', kept);
    vi.stubEnv('GIT_WORK_TREE', plain);
    expect(await said('main:a/mine.ts')).toBe('a');
  });

  it('it refuses to guess what a path is from, outside of the working tree', async () => {
    const directory = twoOfAName();
    const outside = emptyDirectory();
    process.chdir(outside);
    vi.stubEnv('GIT_DIR', join(directory, '.git'));
    vi.stubEnv('GIT_WORK_TREE', directory);
    expect(await mistake('main:./mine.ts')).toContain(
      `${outside} is not in ${directory}, the working tree that GIT_WORK_TREE names`,
    );
  });
});

describe('what is excluded', () => {
  it('is no revision', async () => {
    process.chdir(twoOfAName());
    expect(await mistake('^main:mine.ts')).toContain("there is no revision '^main'\n  Did you mean 'main'?");
  });
});

describe('what is written for a while', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('is gone after %s', async (signal) => {
    const directory = twoOfAName();
    const temporary = emptyDirectory();
    commitIn(directory, { '.gitattributes': 'mine.ts filter=slow\n' });
    // a checkout that takes long enough to be in the middle of it
    gitIn(directory, 'config', 'filter.slow.smudge', `touch '${temporary}/begun'; sleep 30; cat`);
    const child = spawn(process.execPath, [cli, 'check', 'main:a/mine.ts'], {
      cwd: directory,
      env: { ...process.env, TMPDIR: temporary },
      detached: true,
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.on('exit', (_, by) => resolve(by)));
    const left = () => readdirSync(temporary).filter((name) => name.startsWith('hintproof-revision-'));
    await vi.waitFor(() => expect(existsSync(join(temporary, 'begun'))).toBe(true), { timeout: 30_000 });
    expect(left()).toHaveLength(1);
    // as a terminal does: to all that it has started
    process.kill(-child.pid!, signal);
    expect(await ended).toBe(signal);
    expect(left()).toEqual([]);
  });
});
