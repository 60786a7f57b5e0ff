/** How the command line behaves towards the shell that runs it. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkout, cli, directoryWith, hintproof, interrupted, shell } from './command.ts';

const ansi = '\x1b[';
const quick = ['check', '--scope', '1:1x1', '--property', 'no-lost-wakeup'];

describe('colour', () => {
  it('is off where nobody looks, and on where it is forced', async () => {
    const dull = await hintproof(quick);
    const bright = await hintproof(quick, directoryWith(), { FORCE_COLOR: '1' });
    expect(dull.out).not.toContain(ansi);
    expect(bright.out).toContain(ansi);
  });

  it('is off in a pipe of CI, too', async () => {
    const { out } = await hintproof(quick, directoryWith(), { CI: 'true' });
    expect(out).not.toContain(ansi);
  });

  it.each([
    ['NO_COLOR', quick, { NO_COLOR: '1' }],
    ['--no-color', [...quick, '--no-color'], {}],
  ])('is off with %s', async (_, args, env) => {
    const { out } = await hintproof(args, directoryWith(), { FORCE_COLOR: '1', ...env });
    expect(out).not.toContain(ansi);
  });

  it('never gets into JSON or into a file', async () => {
    const directory = directoryWith();
    const args = [...quick, '--reporter', 'json', '--reporter', 'default=report.txt'];
    const { out } = await hintproof(args, directory, { FORCE_COLOR: '1' });
    expect(JSON.parse(out)).toMatchObject({ exitCode: 0 });
    expect(readFileSync(join(directory, 'report.txt'), 'utf8')).not.toContain(ansi);
  });
});

describe('an end before the end', () => {
  it('is unfinished after one interrupt', async () => {
    const { code, out, err } = await interrupted(
      ['check', '--scope', '6:6x3+6x3', '--property', 'no-lost-wakeup'],
      [1500],
    );
    expect(out).toMatch(/Unfinished: interrupted/);
    expect({ code, err }).toEqual({ code: 3, err: '' });
  });

  it('comes at once after two', async () => {
    const loops = `export default { name: 'l', decide: () => { for (;;); } }`;
    const args = ['check', './loops.ts', '--scope', '1:1x1', '--call-limit', '1h'];
    const { code, out } = await interrupted(args, [1500, 300], directoryWith({ 'loops.ts': loops }));
    expect({ code, out }).toEqual({ code: 130, out: '' });
  });

  it('is no error if nobody reads on', async () => {
    const { err } = await shell('hintproof check --scope 1:1x1 --contract safe | head -n 1', checkout());
    expect(err).toBe('');
  });
});

describe('a defect of ours', () => {
  it('is called that, with the stack and exit code 70', async () => {
    const directory = directoryWith();
    cpSync(dirname(cli), join(directory, 'dist'), { recursive: true });
    writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(directory, 'dist/worker.js'), "throw new Error('broken')");
    const { code, err } = await shell('node dist/cli.js check --scope 1:1x1', directory);
    expect(err).toMatch(/^This is a defect of hintproof .*\nError: broken\n\s+at /);
    expect(code).toBe(70);
  });
});

describe('what a check leaves behind', () => {
  it('is one file for each violation, demanded or not, and nothing else', async () => {
    const directory = directoryWith();
    await hintproof(['check', '--scope', '2:2x1', '--save', 'a/b'], directory);
    expect(readdirSync(join(directory, 'a/b')).sort()).toEqual([
      'first-time.hint-names-somebody.json',
      'first-time.locality-restored.json',
      'first-time.no-stale-hint.json',
    ]);
    expect(readdirSync(directory)).toEqual(['a']);
  });
});

describe('a configuration file', () => {
  const config = (body: string) =>
    `import { defineConfig } from 'hintproof'\nexport default defineConfig(${body})`;
  const run = async (files: Readonly<Record<string, string>>, args: readonly string[]) => {
    const { out } = await hintproof(['check', '--reporter', 'json', ...args], directoryWith(files));
    return JSON.parse(out).runs;
  };
  const body = `{ policies: ['never', 'lib/mine.ts'], scope: ['1:1x1'], guest: 'lowest', map: 'on-dispatch', moves: false,
    lifecycle: ['reset'], fault: 'no-kick', properties: ['map-faithful'], budget: '10s' }`;
  const mine = `export default { name: 'm', decide: ({ memory }) => ({ hint: null, memory }) }`;
  const files = { 'etc/hintproof.config.ts': config(body), 'etc/lib/mine.ts': mine };

  it('sets what the flags set; its paths are relative to it', async () => {
    const runs = await run(files, ['--config', 'etc/hintproof.config.ts']);
    expect(runs).toHaveLength(2);
    expect(runs[1]).toMatchObject({
      policy: './etc/lib/mine.ts',
      guest: 'lowest',
      scope: '1:1x1',
      options: { map: 'on-dispatch', moves: false, lifecycle: ['reset'], fault: 'no-kick' },
      properties: [{ id: 'map-faithful', demanded: true }],
    });
  });

  it('gives way to flags', async () => {
    const args = [
      '--config',
      'etc/hintproof.config.ts',
      'never',
      '--map',
      'on-move',
      '--moves',
      '--lifecycle',
      'none',
    ];
    const runs = await run(files, [...args, '--fault', 'none', '--guest', 'any', '--contract', 'claim-1']);
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({
      guest: 'any',
      options: { map: 'on-move', hinting: 'interleaved', moves: true, lifecycle: [], fault: null },
    });
    expect(runs[0].properties.map(({ contract }: { contract: string }) => contract)).toEqual(
      Array(3).fill('claim-1'),
    );
  });

  it('is found in the working directory, and the command that repeats a finding goes without what it says', async () => {
    const here = {
      'hintproof.config.mjs': `export default { map: 'on-dispatch', guest: 'lowest', scope: '2:2x1' }`,
    };
    const { out } = await hintproof(
      ['check', '--map', 'on-move', '--property', 'no-stale-hint'],
      directoryWith(here),
    );
    expect(out).toContain(
      'Repeat it: hintproof check first-time --scope 2:2x1 --map on-move --property no-stale-hint',
    );
  });

  it('may import what it likes', async () => {
    const here = {
      'hintproof.config.ts': `import { basename } from 'node:path'\nimport { scope } from './scope.ts'
        export default { scope, policies: [basename('/a/never')], properties: [import.meta.url.slice(0, 0) + 'map-faithful'] }`,
      'scope.ts': `export const scope = '1:1x1' as const`,
    };
    expect(await run(here, [])).toMatchObject([{ policy: 'never', scope: '1:1x1' }]);
  });
});

describe('a trace file', () => {
  it('is replayed from anywhere: its modules are found from where it is', async () => {
    const directory = checkout();
    await shell('hintproof check docs/examples/first-nonempty.ts --scope 2:2x1 --save out/traces', directory);
    const file = 'docs-examples-first-nonempty.ts.no-stale-hint.json';
    const { code, err } = await shell(`cd out && ../bin/hintproof replay traces/${file}`, directory);
    expect({ code, err }).toEqual({ code: 1, err: '' });
  });

  it('is replayed on a topology with names of its own', async () => {
    const topology = { hostCpus: 2, vms: [{ vcpus: 2, devices: { net0: ['rx'] } }] };
    const directory = directoryWith({ 't.json': JSON.stringify(topology) });
    const args = ['check', '--topology', 't.json', '--property', 'no-stale-hint', '--save', 'traces'];
    const { out } = await hintproof(args, directory);
    expect(out).toContain('Repeat it: hintproof check first-time --topology t.json --property no-stale-hint');
    const replayed = await hintproof(['replay', 'traces/first-time.no-stale-hint.json'], directory);
    expect(replayed.out).toContain('program(vm0.net0.rx, vm0.vcpu0, vm0.vcpu1)');
    expect(replayed.code).toBe(1);
  });
});

describe('--version', () => {
  it('does not load what it does not need', async () => {
    const { code, out } = await hintproof(['--version']);
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(code).toBe(0);
    const source = readFileSync(cli, 'utf8');
    expect(source).not.toMatch(/from ['"]esbuild|node_modules\/(io-ts|fp-ts)/);
  });
});
