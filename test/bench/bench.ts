/**
 * `npm run bench [-- --json] [scope…]`: the explicit explorer side by side with the naive oracle and, where `spin` is
 * installed, with SPIN on a model of the same states. No properties on either side; every time is that of a whole
 * process, start-up included and compilation not; the runs take turns, and the median counts.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { runSpin, spinAvailable } from './spin.ts';

interface Measured {
  readonly states: number;
  readonly transitions: number;
  /** Wall clock, of the whole process. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly memoryMb: number;
}
type Run = (scope: string) => Measured;
type Row = Measured & { readonly scope: string; readonly explorer: string };

const rounds = 3;
/** The naive oracle takes minutes beyond this. */
const naiveStatesMax = 20_000;
const defaultScopes = ['2:2x1', '3:3x1', '2:2x2', '2:2x1+1x1', '2:2x1+2x1'];

const inProcess =
  (file: string, explorer: string): Run =>
  (scope) => {
    const began = performance.now();
    const child = spawnSync(process.execPath, ['--max-old-space-size=4096', file, explorer, scope], {
      encoding: 'utf8',
    });
    const seconds = (performance.now() - began) / 1000;
    if (child.status !== 0) throw new Error(`${explorer} at ${scope}: ${child.stderr}`);
    return { ...(JSON.parse(child.stdout) as Omit<Measured, 'seconds'>), seconds };
  };

const median = (runs: readonly Measured[]): Measured =>
  runs.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(runs.length / 2)]!;

/** Every explorer in turn, several times over; they must agree on what there is to count. */
const measure = (scope: string, explorers: ReadonlyMap<string, Run>): readonly Row[] => {
  const runs = new Map([...explorers.keys()].map((explorer) => [explorer, [] as Measured[]]));
  for (let round = 0; round < rounds; round++)
    for (const [explorer, run] of explorers) {
      const isTooMuch = explorer === 'naive' && (runs.get('hintproof')?.[0]?.states ?? 0) > naiveStatesMax;
      if (!isTooMuch) runs.get(explorer)!.push(run(scope));
    }
  const rows = [...runs].flatMap(([explorer, all]) =>
    all.length === 0 ? [] : [{ scope, explorer, ...median(all) }],
  );
  const odd = rows.find(
    ({ states, transitions }) => states !== rows[0]!.states || transitions !== rows[0]!.transitions,
  );
  if (odd)
    throw new Error(
      `${odd.explorer} counts ${odd.states} states, ${odd.transitions} transitions at ${scope}`,
    );
  return rows;
};

const line = (row: Row, ours: Row): string =>
  [
    row.scope.padEnd(10),
    row.explorer.padEnd(10),
    row.states.toLocaleString('en').padStart(11),
    row.transitions.toLocaleString('en').padStart(12),
    row.seconds.toFixed(2).padStart(8),
    row.cpuSeconds.toFixed(2).padStart(8),
    `${(row.seconds / ours.seconds).toFixed(1)} ×`.padStart(9),
    row.memoryMb.toFixed(0).padStart(7),
  ].join('  ');

const folder = mkdtempSync(join(tmpdir(), 'hintproof-bench-'));
try {
  const file = join(folder, 'one.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'one.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['esbuild'],
  });
  const explorers = new Map<string, Run>([
    ['hintproof', inProcess(file, 'explicit')],
    ['naive', inProcess(file, 'naive')],
    ...(spinAvailable() ? [['spin', runSpin] as const] : []),
  ]);
  const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
  const asJson = process.argv.includes('--json');
  const rows: Row[] = [];
  if (!asJson) {
    console.log(`${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, Node ${process.version}`);
    console.log('scope       explorer         states   transitions   wall s    CPU s  wall ÷ ours     MiB');
  }
  for (const scope of asked.length > 0 ? asked : defaultScopes) {
    const measured = measure(scope, explorers);
    rows.push(...measured);
    if (!asJson) for (const row of measured) console.log(line(row, measured[0]!));
  }
  if (asJson) console.log(JSON.stringify(rows, null, 2));
  else if (!spinAvailable()) console.log('spin is not installed: no comparison with it');
} finally {
  rmSync(folder, { recursive: true });
}
