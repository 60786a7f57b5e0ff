/** hintproof as it is packed, in a directory far from this one. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The tarball that `npm pack` makes, less its build: the JavaScript in dist/ is in use by other tests. */
export const pack = (directory: string): string => {
  const declare = "import { writeDeclarations } from './scripts/build.mjs'; writeDeclarations();";
  execFileSync(process.execPath, ['--input-type=module', '-e', declare], { cwd: root });
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', directory], {
    cwd: root,
    stdio: 'pipe',
  });
  return join(directory, readdirSync(directory).find((name) => name.endsWith('.tgz'))!);
};

/**
 * What `npm install` does, less the registry: the tarball is unpacked, and what it and the tests of a project depend on
 * is linked. (.ci/run installs with npm.)
 */
export const install = (tarball: string, directory: string): void => {
  const modules = join(directory, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  mkdirSync(join(modules, 'hintproof'));
  execFileSync('tar', ['-xzf', tarball, '-C', join(modules, 'hintproof'), '--strip-components', '1']);
  const others = readdirSync(join(root, 'node_modules')).filter((name) => !name.startsWith('.'));
  for (const name of others) symlinkSync(join(root, 'node_modules', name), join(modules, name));
  for (const name of ['vitest', 'tsc'])
    symlinkSync(join(root, 'node_modules/.bin', name), join(modules, '.bin', name));
  symlinkSync('../hintproof/dist/cli.js', join(modules, '.bin/hintproof'));
};
