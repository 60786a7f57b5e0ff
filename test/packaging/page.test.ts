/** That the pages are in the package, or what they need, and whose work is in them. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('the page of a trace', () => {
  it('is in the package, and so is the style of reports', () => {
    const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
    const told = execFileSync('npm', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [{ files }] = JSON.parse(told) as [{ readonly files: readonly { readonly path: string }[] }];
    const paths = files.map(({ path }) => path);
    expect(paths).toContain('dist/viewer.html');
    expect(paths).toContain('dist/report.css');
  });

  it('carries the notices of what is in it', () => {
    const page = readFileSync(join(root, 'dist/viewer.html'), 'utf8');
    for (const name of ['preact', 'ts-pattern'])
      expect(page).toMatch(new RegExp(`^${name} [\\d.]+ \\(MIT\\)$`, 'm'));
  });
});

describe('a report as a page', () => {
  it.each([
    ['check', 'never'],
    ['compare', 'never', 'never'],
  ])('is made by the command line as it is built: %s', (...words) => {
    const args = [...words, '--scope', '1:1x1', '--contract', 'safe', '--reporter', 'html'];
    const page = execFileSync(process.execPath, [join(root, 'dist/cli.js'), ...args], { encoding: 'utf8' });
    const style = readFileSync(join(root, 'dist/report.css'), 'utf8').trim();
    expect(page).toContain(`<title>hintproof ${words[0]}: never`);
    expect(page).toContain(`<style>${style}</style>`);
  });
});
