/** What `hintproof init` writes and says. That what it writes is worth something is in test/packaging/init.test.ts. */
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { directoryWith, hintproof } from './command.ts';

const templates = fileURLToPath(new URL('../../src/init/templates', import.meta.url));

/** The files under a directory, with what is in them. */
const filesIn = (directory: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(directory.length + 1), readFileSync(path, 'utf8')]),
  );

const packageWith = (...names: readonly string[]) => ({
  'package.json': JSON.stringify({ devDependencies: Object.fromEntries(names.map((name) => [name, '*'])) }),
});

describe('hintproof init', () => {
  it('writes a policy, a configuration and tests, and says what comes next', async () => {
    const directory = directoryWith(packageWith('hintproof', 'vitest'));
    const { code, out, err } = await hintproof(['init'], directory);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(`Written:
  policies/mine.ts       a policy to start from
  policies/mine.test.ts  a test of vitest for every property that it must keep
  hintproof.config.ts    what hintproof check does without flags

Next:
  npx hintproof check
  npx vitest run
`);
    const { 'package.json': _, ...written } = filesIn(directory);
    expect(written).toEqual(filesIn(templates));
  });

  it('makes the directory, and says how to get there', async () => {
    const directory = directoryWith(packageWith('hintproof', 'vitest'));
    const { out } = await hintproof(['init', 'my hints/first'], directory);
    expect(out).toContain('  my hints/first/hintproof.config.ts ');
    expect(out).toContain("\nGo there:\n  cd 'my hints/first'\n\nNext:\n");
    expect(filesIn(join(directory, 'my hints/first'))).toEqual(filesIn(templates));
  });

  it.each([
    [
      'there is no package.json',
      {},
      'There is no package.json yet. First:\n  npm init --yes\n  npm install --save-dev hintproof vitest\n\nThen:\n',
    ],
    [
      'vitest is missing',
      packageWith('hintproof'),
      'package.json does not name vitest yet. First:\n  npm install --save-dev vitest\n\nThen:\n',
    ],
    [
      'both are missing',
      packageWith(),
      'package.json does not name hintproof and vitest yet. First:\n  npm install --save-dev hintproof vitest\n\nThen:\n',
    ],
    [
      'they are in different fields',
      { 'package.json': '{ "dependencies": { "hintproof": "*" }, "peerDependencies": { "vitest": "*" } }' },
      '\n\nNext:\n',
    ],
  ])('says what to install where %s, and installs nothing', async (_, files, words) => {
    const directory = directoryWith(files);
    const { code, out } = await hintproof(['init'], directory);
    expect(out).toContain(words);
    expect(code).toBe(0);
    expect(readdirSync(directory).sort()).toEqual(
      [...Object.keys(files), 'hintproof.config.ts', 'policies'].sort(),
    );
  });

  it('takes the package.json that npm takes', async () => {
    const directory = directoryWith(packageWith('hintproof'));
    const { out } = await hintproof(['init', 'packages/hints'], directory);
    expect(out).toContain('\npackage.json does not name vitest yet.');
  });

  it.each([
    ['policies/mine.ts', 'policies/mine.ts: is there already'],
    ['policies/mine.test.ts', 'policies/mine.test.ts: is there already'],
    ['hintproof.config.ts', 'hintproof.config.ts: is there already'],
    // two configuration files would be a mistake
    ['hintproof.config.mjs', 'hintproof.config.mjs: is there already'],
    ['policies', "policies: can't be made: is a file, and no directory"],
    ['package.json', 'package.json:1:1: no JSON'],
  ])('writes nothing where %s is in the way', async (name, message) => {
    const directory = directoryWith({ [name]: 'mine' });
    const { code, err } = await hintproof(['init'], directory);
    expect(err).toContain(message);
    expect(code).toBe(2);
    expect(filesIn(directory)).toEqual({ [name]: 'mine' });
  });

  it('names all that is in the way', async () => {
    const directory = directoryWith({ 'policies/mine.ts': '', 'hintproof.config.ts': '' });
    const { err } = await hintproof(['init'], directory);
    expect(err).toBe(`policies/mine.ts and hintproof.config.ts: are there already
  Nothing was written. Name another directory: hintproof init <directory>\n`);
  });

  it('writes through no link', async () => {
    const directory = directoryWith({ 'policies/other.ts': '' });
    symlinkSync('elsewhere.ts', join(directory, 'hintproof.config.ts'));
    const { code, err } = await hintproof(['init'], directory);
    expect(err).toContain('hintproof.config.ts: is there already');
    expect(code).toBe(2);
    expect(Object.keys(filesIn(directory))).toEqual(['policies/other.ts']);
  });
});
