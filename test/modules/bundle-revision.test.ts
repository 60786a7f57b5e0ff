/** Modules of real repositories, bundled at a revision. */
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bundleModule, bundleRevision, instantiatePolicy, whyNotAt } from '../../src/modules/index.ts';
import type { Files } from '../repository.ts';
import {
  commitIn,
  emptyDirectory,
  gitEnvironment,
  gitIn,
  initIn,
  repositoryWith,
  writeIn,
} from '../repository.ts';
import { contextWith, errorOf, eventWith } from './modules.ts';

const project = process.cwd();
const temporary = emptyDirectory();

beforeEach(() => {
  vi.stubEnv('TMPDIR', temporary);
  for (const [name, value] of Object.entries(gitEnvironment)) vi.stubEnv(name, value);
});

afterEach(() => {
  process.chdir(project);
  vi.unstubAllEnvs();
  expect(readdirSync(temporary).filter((name) => name.startsWith('hintproof-revision-'))).toEqual([]);
});

/** A policy whose memory is what a module that it imports has to say. */
const remembering = (from: string, name = 'word'): string => `
import { ${name} as word } from '${from}'
export default { name: 'p', decide: () => ({ hint: null, memory: word }) }
`;

const word = (text: string): string => `export const word = '${text}'\n`;

/** What a policy at a revision remembers, seen from a directory. */
const remembered = async (name: string, directory: string): Promise<unknown> => {
  process.chdir(directory);
  const bundle = await bundleRevision(name, 'policy');
  return instantiatePolicy(bundle, contextWith()).decide(eventWith()).memory;
};

const mistake = async (name: string, directory: string): Promise<string> => {
  process.chdir(directory);
  return (await errorOf(() => bundleRevision(name, 'policy'))).replaceAll(directory, 'HERE');
};

/** The files at first, and as they were changed since. */
const changed = (before: Files, now: Files): string => {
  const directory = repositoryWith(before);
  commitIn(directory, now);
  return directory;
};

describe('a module at a revision', () => {
  it('is what it was, with all that it imports', async () => {
    const directory = changed(
      { 'policies/mine.ts': remembering('../lib/word'), 'lib/word.ts': word('then') },
      { 'lib/word.ts': word('now') },
    );
    expect(await remembered('HEAD~1:policies/mine.ts', directory)).toBe('then');
    expect(await remembered('main:policies/mine.ts', directory)).toBe('now');
  });

  it('does not see what is only in the working tree', async () => {
    const directory = repositoryWith({ 'mine.ts': remembering('./word'), 'word/index.ts': word('then') });
    // each of these would be found before the one that was there
    writeIn(directory, { 'word.ts': word('now'), 'word.js': word('now'), 'word/index.tsx': word('now') });
    expect(await remembered('HEAD:mine.ts', directory)).toBe('then');
  });

  it('is read though it is there no more, nor its directory', async () => {
    const directory = repositoryWith({ 'a/mine.ts': remembering('./word'), 'a/word.ts': word('then') });
    rmSync(join(directory, 'a'), { recursive: true });
    commitIn(directory, { 'b.ts': '' });
    expect(await remembered('HEAD~1:a/mine.ts', directory)).toBe('then');
  });

  it.each([
    ['a branch', 'main'],
    ['a tag', 'v1.2'],
    ['a tag with a message', 'v1.3'],
    ['a revision that is counted', 'HEAD~0'],
    ['a commit that is sought', 'HEAD^{/a change}'],
    ['a tree', 'main^{tree}'],
    ['where one is', '@'],
  ])('is named by %s', async (_, revision) => {
    const directory = repositoryWith({ 'mine.ts': remembering('./word.js'), 'word.ts': word('then') });
    gitIn(directory, 'tag', 'v1.2');
    gitIn(directory, 'tag', '--annotate', '--message=m', 'v1.3');
    expect(await remembered(`${revision}:mine.ts`, directory)).toBe('then');
  });

  it('is named from the root, or with a dot from the working directory', async () => {
    const directory = repositoryWith({
      'mine.ts': remembering('./word'),
      'word.ts': word('root'),
      'sub/mine.ts': remembering('./word'),
      'sub/word.ts': word('sub'),
    });
    const sub = join(directory, 'sub');
    expect(await remembered('main:mine.ts', sub)).toBe('root');
    expect(await remembered('main:./mine.ts', sub)).toBe('sub');
    expect(await remembered('main:../mine.ts', sub)).toBe('root');
  });

  it('is a bundle like any other, under the name that the user gave it, and nothing of it can be watched', async () => {
    const directory = repositoryWith({ 'a/mine.ts': remembering('./word'), 'a/word.ts': word('then') });
    process.chdir(join(directory, 'a'));
    const bundle = await bundleRevision('main:./mine.ts', 'policy');
    expect(structuredClone(bundle)).toEqual(bundle);
    const revision = { revision: 'main', path: 'a/mine.ts', root: directory };
    expect(bundle).toMatchObject({ file: 'main:./mine.ts', kind: 'policy', revision, inputs: [] });
    const { sources } = JSON.parse(bundle.map);
    expect([...sources].sort()).toEqual(['entry', 'mine.ts', 'word.ts']);
  });

  it('says where it threw, at the revision', async () => {
    const directory = repositoryWith({
      'a/mine.ts': "import { f } from '../lib/f'\nexport default { name: 'p', decide: f }",
      'lib/f.ts': "export const f = () => {\n  throw new Error('no')\n}",
    });
    process.chdir(directory);
    const policy = instantiatePolicy(await bundleRevision('main:a/mine.ts', 'policy'), contextWith());
    expect(await errorOf(() => policy.decide(eventWith()))).toContain('threw: no (main:lib/f.ts:2:9)');
  });
});

describe('its hash', () => {
  const sameAs = async (directory: string, path: string): Promise<boolean> => {
    process.chdir(directory);
    const then = await bundleRevision(`main:${path}`, 'policy');
    const now = await bundleModule(path, 'policy');
    return then.hash === now.hash;
  };

  it('is that of the same content in the working tree, and of no other', async () => {
    const files = {
      'a/mine.ts': `class A { x = 1; static y = 2 }
        ${remembering('../lib/word')}; export const a = new A()`,
      'lib/word.ts': "import json from './word.json'\nexport const word: string = json.word",
      'lib/word.json': '{ "word": "then" }',
    };
    const directory = repositoryWith(files);
    expect(await sameAs(directory, 'a/mine.ts')).toBe(true);
    writeIn(directory, { 'lib/word.json': '{ "word": "now" }' });
    expect(await sameAs(directory, 'a/mine.ts')).toBe(false);
  });

  it('does not depend on where packages in CommonJS are', async () => {
    const directory = repositoryWith({
      '.gitignore': 'node_modules',
      'a/mine.ts': `import p from 'p'\nimport own from '../own.cjs'
        export default { name: 'p', decide: () => ({ hint: null, memory: p + own.word }) }`,
      'own.cjs': "exports.word = 'own'",
    });
    writeIn(directory, {
      'node_modules/p/package.json': '{ "name": "p", "main": "lib/main.js" }',
      'node_modules/p/lib/main.js': "module.exports = 'package'",
    });
    expect(await sameAs(directory, 'a/mine.ts')).toBe(true);
  });
});

describe('what it imports', () => {
  it('are packages as they are installed now: of a directory, of one above it, and above the repository', async () => {
    const outer = emptyDirectory();
    const directory = join(outer, 'repository');
    mkdirSync(directory);
    initIn(directory, {
      '.gitignore': 'node_modules',
      'a/mine.ts': `import { word as one } from 'one'\nimport { word as two } from '@some/two'
        import { word as three } from 'three'
        export default { name: 'p', decide: () => ({ hint: null, memory: [one, two, three] }) }`,
    });
    const installed = (path: string, text: string): Files => ({
      [`${path}/package.json`]: '{ "main": "main.js" }',
      [`${path}/main.js`]: text,
    });
    writeIn(outer, {
      ...installed('repository/a/node_modules/one', "exports.word = require('four')"),
      ...installed('repository/node_modules/one', word('not this one')),
      ...installed('repository/node_modules/four', "module.exports = 'one'"),
      ...installed('repository/node_modules/@some/two', word('two')),
      ...installed('node_modules/three', word('three')),
    });
    expect(await remembered('main:a/mine.ts', directory)).toEqual(['one', 'two', 'three']);
  });

  it('is a workspace of the same repository as it was', async () => {
    const directory = changed(
      {
        '.gitignore': 'node_modules',
        'mine.ts': remembering('@own/words'),
        'packages/words/package.json': '{ "name": "@own/words", "main": "src/main.ts" }',
        'packages/words/src/main.ts': word('then'),
      },
      { 'packages/words/src/main.ts': word('now') },
    );
    mkdirSync(join(directory, 'node_modules/@own'), { recursive: true });
    symlinkSync('../../packages/words', join(directory, 'node_modules/@own/words'));
    expect(await remembered('HEAD~1:mine.ts', directory)).toBe('then');
    expect(await remembered('HEAD:mine.ts', directory)).toBe('now');
  });

  it('is found by the tsconfig.json and package.json of the revision', async () => {
    const paths = (folder: string): string =>
      JSON.stringify({ compilerOptions: { paths: { '@words/*': [`./${folder}/*`] } } });
    const directory = changed(
      {
        'mine.ts': `import { word as one } from '@words/word'\nimport { word as two } from '#word'
          export default { name: 'p', decide: () => ({ hint: null, memory: [one, two] }) }`,
        'tsconfig.json': '{ "extends": "./base.json" }',
        'base.json': paths('then'),
        'package.json': '{ "imports": { "#word": "./then/word.ts" } }',
        'then/word.ts': word('then'),
        'now/word.ts': word('now'),
      },
      { 'base.json': paths('now'), 'package.json': '{ "imports": { "#word": "./now/word.ts" } }' },
    );
    expect(await remembered('HEAD~1:mine.ts', directory)).toEqual(['then', 'then']);
    expect(await remembered('HEAD:mine.ts', directory)).toEqual(['now', 'now']);
  });

  it('is behind symbolic links as they were', async () => {
    const directory = repositoryWith({
      'a/mine.ts': remembering('./lib/word'),
      'then/word.ts': word('then'),
    });
    symlinkSync('../then', join(directory, 'a/lib'));
    symlinkSync('a/mine.ts', join(directory, 'link.ts'));
    commitIn(directory);
    rmSync(join(directory, 'a/lib'));
    symlinkSync('../now', join(directory, 'a/lib'));
    commitIn(directory, { 'now/word.ts': word('now') });
    expect(await remembered('HEAD~1:a/mine.ts', directory)).toBe('then');
    expect(await remembered('HEAD~1:link.ts', directory)).toBe('then');
  });

  it('has strange names', async () => {
    const directory = repositoryWith({
      'ä b/mine.ts': remembering("./\\'q\\' ü"),
      "ä b/'q' ü.ts": word('then'),
    });
    rmSync(join(directory, 'ä b'), { recursive: true });
    expect(await remembered('main:ä b/mine.ts', directory)).toBe('then');
  });

  it('is never what is in the working tree', async () => {
    const directory = repositoryWith({ 'lib/word.ts': word('then'), 'lib/package.json': '{}' });
    commitIn(directory, { 'mine.ts': remembering(join(directory, 'lib/word.ts')) });
    expect(await mistake('main:mine.ts', directory)).toBe(
      'main:mine.ts: imports lib/word.ts as it is now\n' +
        '  An absolute path, or a package of the working tree, leads there.',
    );
    symlinkSync(join(directory, 'lib'), join(directory, 'link'));
    commitIn(directory, { 'mine.ts': remembering('./link/word') });
    expect(await mistake('main:mine.ts', directory)).toContain('imports lib/word.ts as it is now');
  });
});

describe('what a repository may have', () => {
  const files = { 'mine.ts': remembering('./word'), 'word.ts': word('then') };

  it('an index with changes, which stays as it is', async () => {
    const directory = repositoryWith(files);
    writeIn(directory, { 'word.ts': word('staged') });
    gitIn(directory, 'add', 'word.ts');
    writeIn(directory, { 'word.ts': word('now') });
    const before = gitIn(directory, 'status', '--porcelain');
    expect(before).toBe('MM word.ts\n');
    expect(await remembered('HEAD:mine.ts', directory)).toBe('then');
    expect(gitIn(directory, 'status', '--porcelain')).toBe(before);
  });

  it('hooks, which do not run', async () => {
    const directory = repositoryWith(files);
    for (const hook of ['post-index-change', 'post-checkout']) {
      const path = join(directory, '.git/hooks', hook);
      mkdirSync(join(directory, '.git/hooks'), { recursive: true });
      writeFileSync(path, `#!/bin/sh\ntouch '${directory}/ran'\n`);
      chmodSync(path, 0o755);
    }
    expect(await remembered('HEAD:mine.ts', directory)).toBe('then');
    expect(readdirSync(directory)).not.toContain('ran');
  });

  it('a sparse checkout, and files that no archive has', async () => {
    const directory = repositoryWith({
      'a/mine.ts': remembering('../b/word'),
      'b/word.ts': word('then'),
      '.gitattributes': 'b export-ignore\n',
    });
    gitIn(directory, 'sparse-checkout', 'set', '--cone', '--sparse-index', 'a');
    expect(readdirSync(directory)).not.toContain('b');
    expect(await remembered('main:a/mine.ts', directory)).toBe('then');
  });

  it('filters, which are applied as in a checkout', async () => {
    const directory = repositoryWith({ ...files, '.gitattributes': 'word.ts filter=loud\n' });
    gitIn(directory, 'config', 'filter.loud.smudge', 'sed s/then/THEN/');
    expect(await remembered('HEAD:mine.ts', directory)).toBe('THEN');
  });

  it('another working tree', async () => {
    const directory = repositoryWith(files);
    const other = join(emptyDirectory(), 'other');
    gitIn(directory, 'worktree', 'add', '--quiet', '-b', 'branch', other);
    commitIn(other, { 'word.ts': word('there') });
    expect(await remembered('branch:mine.ts', directory)).toBe('there');
    expect(await remembered('main:mine.ts', other)).toBe('then');
  });
});

describe('what is not at a revision', () => {
  const rule = 'A path is from the root of the repository, or begins with ./';

  it.each([
    ['main:a/gone.ts', "there is no such file at main\n  Did you mean 'main:a/one.ts'?"],
    ['main:b/far/mine.ts', "there is no such file at main\n  Did you mean 'main:a/mine.ts'?"],
    ['main:quite/another/policy.ts', `there is no such file at main\n  ${rule}.`],
    ['main:mine.ts', `there is no such file at main\n  ${rule}: main:./mine.ts is there.`],
    ['main:./root.ts', `there is no such file at main\n  ${rule}: main:root.ts is there.`],
    ['main:../../mine.ts', 'leads out of the repository'],
    ['main:/a/mine.ts', 'there is no such file at main'],
    ['main:a', 'is a directory\n  Name the module in it.'],
    [
      'main:a/ones.ts',
      'there is no such file at main\n  It is new since main: there is nothing to compare it with yet. ' +
        'The likest there is main:a/one.ts.',
    ],
    [
      'main:a/altogether-new.ts',
      'there is no such file at main\n  It is new since main: there is nothing to compare it with yet.',
    ],
  ])('%s', async (name, expected) => {
    const module = 'export default 1';
    const directory = repositoryWith({ 'a/mine.ts': module, 'a/one.ts': module, 'root.ts': module });
    writeIn(directory, { 'a/ones.ts': 'export default 2', 'a/altogether-new.ts': 'export default 3' });
    expect(await mistake(name, join(directory, 'a'))).toContain(`${name}: ${expected}`);
  });

  it.each([
    ['mian:mine.ts', "there is no revision 'mian'\n  Did you mean 'main'?"],
    // as a checkout in continuous integration has it
    ['next:mine.ts', "there is no revision 'next'\n  Did you mean 'origin/next'?"],
    ['main..main:mine.ts', "there is no revision 'main..main'"],
    ['--all:mine.ts', "there is no revision '--all'"],
    ['--output=x:mine.ts', "there is no revision '--output=x'"],
    ['main:mine.py', 'is no TypeScript or JavaScript module'],
  ])('%s', async (name, expected) => {
    const directory = repositoryWith({ 'mine.ts': 'export default 1', 'mine.py': '' });
    gitIn(directory, 'update-ref', 'refs/remotes/origin/next', 'HEAD');
    expect(await mistake(name, directory)).toContain(`${name}: ${expected}`);
    expect(readdirSync(directory).sort()).toEqual(['.git', 'mine.py', 'mine.ts']);
  });

  it.each([
    ['committed', true],
    ['staged', false],
  ])('but was there under another name: %s', async (_, isCommitted) => {
    const directory = repositoryWith({ 'a/ä.ts': remembering('./word'), 'a/word.ts': word('then') });
    gitIn(directory, 'checkout', '--quiet', '-b', 'branch');
    gitIn(directory, 'mv', 'a/ä.ts', 'a/renamed.ts');
    writeIn(directory, { 'a/renamed.ts': `${remembering('./word')}\n// more` });
    if (isCommitted) commitIn(directory);
    expect(await mistake('main:a/renamed.ts', directory)).toBe(
      'main:a/renamed.ts: there is no such file at main\n' +
        '  It was renamed since: main:a/ä.ts is what it was.',
    );
  });

  it('where there is no working tree', async () => {
    const origin = repositoryWith({ 'mine.ts': 'export default 1' });
    const bare = join(emptyDirectory(), 'bare');
    gitIn(origin, 'clone', '--quiet', '--bare', origin, bare);
    for (const directory of [bare, join(origin, '.git')])
      expect(await mistake('main:mine.ts', directory)).toBe(
        'main:mine.ts: is at a revision, and HERE is in no working tree: the repository is bare, or this is inside of it\n' +
          '  Run it in a working tree: git worktree add makes one.',
      );
  });

  it('in a shallow clone', async () => {
    const origin = changed({ 'mine.ts': 'export default 1' }, { 'mine.ts': 'export default 2' });
    const clone = join(emptyDirectory(), 'clone');
    gitIn(origin, 'clone', '--quiet', '--depth=1', `file://${origin}`, clone);
    expect(await mistake('HEAD~1:mine.ts', clone)).toContain(
      'The clone is shallow: git fetch --unshallow brings the rest; in CI, fetch-depth: 0, or GIT_DEPTH: 0.',
    );
  });

  it('where there is no repository', async () => {
    const found = await mistake('main:mine.ts', emptyDirectory());
    expect(found).toBe(
      'main:mine.ts: is at a revision, and HERE is in no repository of git\n' +
        '  Run it in one, or name a module by its path.',
    );
  });

  it('where there is no git', async () => {
    const directory = repositoryWith({ 'mine.ts': 'export default 1' });
    vi.stubEnv('PATH', emptyDirectory());
    expect(await mistake('main:mine.ts', directory)).toBe(
      'main:mine.ts: is at a revision, and git is not installed\n' +
        '  Install it, or name a module by its path.',
    );
  });

  it('where git itself refuses, in its own words', async () => {
    const directory = repositoryWith({ 'mine.ts': 'export default 1' });
    writeFileSync(join(directory, '.git/config'), '[core\n');
    expect(await mistake('main:mine.ts', directory)).toMatch(
      /^main:mine\.ts: git says: bad config line 1 in file .*config$/,
    );
  });

  it('in a submodule', async () => {
    const inner = repositoryWith({ 'mine.ts': 'export default 1' });
    const directory = repositoryWith({ 'root.ts': remembering('./sub/mine') });
    gitIn(directory, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'sub');
    commitIn(directory);
    const own = 'is in the submodule sub, a repository of its own';
    expect(await mistake('main:sub/mine.ts', directory)).toContain(`main:sub/mine.ts: ${own}`);
    expect(await mistake('main:sub', directory)).toContain(`main:sub: ${own}`);
    expect(await mistake('main:root.ts', directory)).toBe(
      'main:root.ts:2:30: Could not resolve "./sub/mine"\n' +
        '  What it imports must be in that revision, too.',
    );
  });

  it('but somewhere else, is said where', async () => {
    const directory = repositoryWith({ 'a/mine.ts': remembering('../lib/word'), 'lib/word.ts': 'let x = ;' });
    expect(await mistake('main:a/mine.ts', directory)).toBe('main:lib/word.ts:1:9: Unexpected ";"');
    commitIn(directory, { 'lib/word.ts': "export * from 'gone'" });
    expect(await mistake('main:a/mine.ts', directory)).toBe(
      'main:lib/word.ts:1:15: Could not resolve "gone"\n  Packages are those that are installed now.',
    );
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n';
    commitIn(directory, { 'lib/word.ts': pointer });
    expect(await mistake('main:a/mine.ts', directory)).toContain('It is a pointer of Git LFS');
    commitIn(directory, { 'a/mine.ts': 'export const a = 1' });
    expect(await mistake('main:a/mine.ts', directory)).toContain('main:a/mine.ts: has no default export');
  });

  it('can be asked without reading it', async () => {
    const directory = repositoryWith({ 'mine.ts': 'let x = ;' });
    process.chdir(directory);
    expect(await whyNotAt('main:mine.ts')).toBeNull();
    expect((await whyNotAt('main:other.ts'))?.found).toBe('there is no such file at main');
    renameSync(join(directory, '.git'), join(directory, 'no-git'));
    expect((await whyNotAt('main:mine.ts'))?.found).toContain('is in no repository of git');
  });
});

describe('a name in a configuration file', () => {
  it('is of the repository in which the command runs', async () => {
    const here = repositoryWith({ 'mine.ts': 'export default 1' });
    const there = repositoryWith({ 'mine.ts': 'export default 2' });
    process.chdir(here);
    expect((await errorOf(() => bundleRevision('main:mine.ts', 'policy', there))).split('\n')).toEqual([
      `main:mine.ts: is named in ${there}, which is in another repository than the working directory`,
      '  Run it in that repository.',
    ]);
  });
});
