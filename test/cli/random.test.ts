/** `check --random`, from the command line. */
import { describe, expect, it } from 'vitest';
import { checkout, directoryWith, hintproof, shell } from './command.ts';

const json = async (...args: readonly string[]) => {
  const { code, out } = await hintproof(['check', ...args, '--reporter', 'json']);
  return { code, report: JSON.parse(out) };
};

/** What does not depend on the clock. */
const timeless = ({ report }: Awaited<ReturnType<typeof json>>): string =>
  JSON.stringify(report).replaceAll(/"seconds":[\d.]+/g, '');

describe('check --random', () => {
  it('is a function of its input: the seed makes the runs', async () => {
    const args = ['--random', '--runs', '20', '--scope', '3:3x2', '--traces', 'all'];
    const [once, again, other] = [
      await json(...args),
      await json(...args),
      await json(...args, '--seed', '2'),
    ];
    expect(timeless(again)).toBe(timeless(once));
    const { random } = once.report.runs[0].exploration;
    expect(random).toMatchObject({ seed: 1, plannedRuns: 20, runs: 20 });
    expect(other.report.runs[0].exploration.random).toMatchObject({ seed: 2, plannedRuns: 20 });
    expect(other.report.runs[0].exploration.random.steps).not.toBe(random.steps);
  });

  it('finds again what it has found, with the command that it says repeats it', async () => {
    const args = 'on-miss --random --runs 40 --scope 4:4x2+4x2 --contract safe,locality,possible';
    const { out, code } = await shell(`hintproof check ${args} --seed 3`, checkout());
    expect(code).toBe(1);
    const [, command] = /Repeat it: (hintproof check .*--property no-stale-hint.*)/.exec(out)!;
    expect(command).toContain('--random --seed 3 --runs 40');
    // where nothing is kept of the first time
    const repeated = await shell(command!, checkout());
    expect(repeated.code).toBe(1);
    expect(repeated.out).toContain('no-stale-hint is violated by on-miss on 4:4x2+4x2');
  });

  it('never says that a claim holds, and says so within a budget that is too small', async () => {
    const { code, report } = await json(
      '--random',
      '--runs',
      '1000000',
      '--budget',
      '2s',
      '--scope',
      '4:4x2',
    );
    expect(code).toBe(3);
    const [run] = report.runs;
    expect(run.exploration.random.runs).toBeLessThan(1_000_000);
    const claims = run.properties.filter(({ contract }: { contract: string }) => contract !== 'possible');
    for (const { result } of claims) expect(['unfinished', 'violated', 'not-applicable']).toContain(result);
  });

  it('tries every rung of the ladder', async () => {
    const { report } = await json('--random', '--runs', '2', '--contract', 'safe');
    expect(report.runs.length).toBeGreaterThan(15);
    for (const { exploration } of report.runs) expect(exploration).toMatchObject({ engine: 'random' });
  });

  it('can be had from a configuration file, and undone by a flag', async () => {
    const directory = directoryWith({
      'hintproof.config.mjs':
        "export default { random: true, runs: 5, seed: 9, scope: '2:2x1', properties: ['map-faithful'] }",
    });
    const tried = await hintproof(['check'], directory);
    expect(tried.out).toContain('~ map-faithful  holds within 5 random runs on 1 rung: tried, not proved');
    expect(tried.code).toBe(0);
    const explored = await hintproof(['check', '--no-random'], directory);
    expect(explored.out).toContain('✓ map-faithful  holds on 1 rung, 3,654 states');
  });

  it('tells of a module that is no function of its arguments', async () => {
    const moody = `import { definePolicy } from 'hintproof'
      let calls = 0;
      export default definePolicy({ name: 'moody', decide: ({ memory }) => ({ hint: null, memory: ++calls > 4 ? 1 : 0 }) })`;
    const directory = directoryWith({ 'moody.ts': moody });
    const { code, err } = await hintproof(['check', './moody.ts', '--random', '--scope', '3:3x2'], directory);
    expect(code).toBe(2);
    expect(err).toMatch(/moody\.ts.*(answers differently|different)/s);
  });
});
