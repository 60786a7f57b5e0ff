/** What `hintproof init` writes, in a project in which hintproof is installed as it is packed: all of it works as printed. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { directoryWith, shell } from '../cli/command.ts';
import { install, pack } from './packed.ts';

const plain = { NO_COLOR: '1' };
/** Two whole ladders, on a machine that may have other things to do. */
const ladderMs = 400_000;

let directory: string;
let printed: string;

beforeAll(async () => {
  const devDependencies = { hintproof: '*', vitest: '*' };
  directory = directoryWith({ 'package.json': JSON.stringify({ type: 'module', devDependencies }) });
  install(pack(directoryWith()), directory);
  printed = (await shell('npx hintproof init', directory, plain)).out;
}, 120_000);

/** The commands that were printed under `Next:`. */
const next = (): readonly string[] =>
  (printed.split('\nNext:\n')[1] ?? '').split('\n').flatMap((line) => line.trim() || []);

describe('what hintproof init writes', () => {
  it('says what comes next', () => {
    expect(next()).toEqual(['npx hintproof check', 'npx vitest run']);
  });

  it('is checked, and all is well', { timeout: ladderMs }, async () => {
    const { code, out } = await shell(next()[0]!, directory, plain);
    expect(out).toMatch(/^policies\/mine\.ts, under guest any\n/);
    expect(out).toContain('All is well: ');
    expect(code).toBe(0);
  });

  it('passes its tests', { timeout: ladderMs }, async () => {
    const { code, out } = await shell(`${next()[1]} --reporter verbose`, directory, plain);
    expect(out).toMatch(/✓ .* > .\/policies\/mine\.ts > no-lost-interrupt/);
    expect(out).toMatch(
      /✓ .* > .\/policies\/mine\.ts, scope 2:2x1, moves false, contracts locality > no-stale-hint/,
    );
    expect(out).not.toMatch(/^ ×/m);
    expect(code).toBe(0);
  });

  it.each(['nodenext', 'esnext --moduleResolution bundler', 'preserve'])(
    'has types with --module %s',
    async (how) => {
      const flags = `--noEmit --strict --target es2022 --lib es2023,dom --noUnusedLocals --module ${how}`;
      const files = 'hintproof.config.ts policies/mine.ts policies/mine.test.ts';
      expect(await shell(`npx tsc ${flags} --skipLibCheck ${files}`, directory)).toMatchObject({
        code: 0,
        out: '',
      });
    },
  );

  it('has fields in its configuration that may be taken in as they are', async () => {
    const config = readFileSync(join(directory, 'hintproof.config.ts'), 'utf8');
    const fields = [...config.matchAll(/^ {2}\/\/ (\w+): .*,$/gm)].map(([, field]) => field);
    expect(fields).toEqual(['scope', 'guest', 'contracts', 'reporters', 'waivers']);
    const elsewhere = join(directory, 'all');
    mkdirSync(join(elsewhere, 'policies'), { recursive: true });
    writeFileSync(join(elsewhere, 'hintproof.config.ts'), config.replace(/^ {2}\/\/ (?=\w+: .*,$)/gm, '  '));
    writeFileSync(join(elsewhere, 'policies/mine.ts'), readFileSync(join(directory, 'policies/mine.ts')));
    const { code, out } = await shell('npx hintproof check', elsewhere, plain);
    expect(out).toContain('(waived: VCPUs move at any time)');
    expect(code).toBe(0);
    const flags = '--noEmit --strict --target es2022 --module nodenext --skipLibCheck';
    expect(await shell(`npx tsc ${flags} all/hintproof.config.ts`, directory)).toMatchObject({ code: 0 });
  });
});
