/** That the page of a trace is in the package, and whose work is in the page. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('the page of a trace', () => {
  it('is in the package', () => {
    const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
    const told = execFileSync('npm', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [{ files }] = JSON.parse(told) as [{ readonly files: readonly { readonly path: string }[] }];
    expect(files.map(({ path }) => path)).toContain('dist/viewer.html');
  });

  it('carries the notices of what is in it', () => {
    const page = readFileSync(join(root, 'dist/viewer.html'), 'utf8');
    for (const name of ['preact', 'ts-pattern'])
      expect(page).toMatch(new RegExp(`^${name} [\\d.]+ \\(MIT\\)$`, 'm'));
  });
});
