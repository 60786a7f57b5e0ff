/** What `npm run bench` is told wrongly ends in one clear error, and in no measurement. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

const bench = (...args: readonly string[]): Promise<{ readonly code: number | null; readonly err: string }> =>
  new Promise((resolve) => {
    const all = ['--import', 'tsx', 'test/bench/bench.ts', ...args];
    const child = execFile(process.execPath, all, { cwd: root }, (_, __, err) =>
      resolve({ code: child.exitCode, err }),
    );
  });

it.each([
  [['9:zz'], /^scope: '9:zz' is no scope\n {2}Write P:VxS/],
  [['2:2x1', '99:1x1'], /^scope: has 99 host CPUs in all\n/],
  [['--frob'], /^bench: Unknown option '--frob'/],
  [['--part', 'explorer'], /^--part: there is no part 'explorer'\n {2}Did you mean 'explorers'\?/],
  [['--json=yes'], /^bench: Option '--json' does not take an argument/],
])('bench %j', async (args, message) => {
  const { code, err } = await bench(...args);
  expect(err).toMatch(message);
  expect(err).not.toMatch(/^ +at /m);
  expect(code).toBe(2);
});
