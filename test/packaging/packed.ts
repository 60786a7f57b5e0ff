/** hintproof as it is packed, in a directory far from this one. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The tarball that `npm pack` makes, of a copy: dist/ is in use by other tests, and has no declarations. */
export const pack = (directory: string): string => {
  const copy = join(directory, 'package');
  const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly files: readonly string[];
  };
  for (const name of ['package.json', ...files])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  const declare =
    "import { writeDeclarations } from './scripts/build.mjs'; writeDeclarations(process.argv[1]);";
  execFileSync(process.execPath, ['--input-type=module', '-e', declare, join(copy, 'dist/types')], {
    cwd: root,
  });
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', directory], {
    cwd: copy,
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
