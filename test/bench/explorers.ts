/** Both explorers side by side, the naive oracle and SPIN: how long each takes for one scope. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { runSpin, spinAvailable } from './spin.ts';

interface Measured {
  /** Decimal: they outgrow doubles. */
  readonly states: string;
  readonly transitions: string;
  /** Wall clock, of the whole process. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly memoryMb: number;
  /** Where the time of the symbolic explorer went, in seconds. */
  readonly phases: Readonly<Record<string, number>> | null;
}
type Run = (scope: string) => Measured;
export type Row = Measured & { readonly scope: string; readonly explorer: string };

const rounds = 3;
/** Beyond these, the naive oracle takes minutes, and enumeration all the memory. Diagrams are built of every scope. */
const statesMax: Readonly<Record<string, number>> = {
  naive: 20_000,
  explicit: 150_000_000,
  'explicit, asked': 150_000_000,
  spin: 20_000_000,
};
const first = 'symbolic';
export const defaultScopes = [
  ...['2:2x1', '3:3x1', '2:2x2', '2:2x1+1x1', '2:2x1+2x1', '3:2x1+2x1'],
  ...['2:2x2+2x2', '2:2x2+2x2+2x2', '3:3x2+3x2', '4:3x2+3x2', '4:4x2+4x2+4x2'],
];

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

const spin: Run = (scope) => {
  const { states, transitions, ...costs } = runSpin(scope);
  return { states: String(states), transitions: String(transitions), ...costs, phases: null };
};

const median = (runs: readonly Measured[]): Measured =>
  runs.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(runs.length / 2)]!;

/** Every explorer in turn, several times over; they must agree on what there is to count. */
const measure = (scope: string, explorers: ReadonlyMap<string, Run>): readonly Row[] => {
  const runs = new Map([...explorers.keys()].map((explorer) => [explorer, [] as Measured[]]));
  for (let round = 0; round < rounds; round++)
    for (const [explorer, run] of explorers) {
      const known = Number(runs.get(first)?.[0]?.states ?? 0);
      if (known <= (statesMax[explorer] ?? Infinity)) runs.get(explorer)!.push(run(scope));
    }
  const rows = [...runs].flatMap(([explorer, all]) =>
    all.length === 0 ? [] : [{ scope, explorer, ...median(all) }],
  );
  // SPIN rounds what has more than eight digits.
  const odd = rows.find(
    ({ states, transitions }) =>
      states !== rows[0]!.states || Math.abs(Number(transitions) / Number(rows[0]!.transitions) - 1) > 1e-6,
  );
  if (odd)
    throw new Error(
      `${odd.explorer} counts ${odd.states} states, ${odd.transitions} transitions at ${scope}`,
    );
  return rows;
};

/** `2861886264041700` → `2.862e+15` */
const short = (digits: string): string =>
  digits.length <= 11 ? Number(digits).toLocaleString('en') : Number(digits).toExponential(3);

const phasesInWords = (phases: Row['phases']): string =>
  Object.entries(phases ?? {})
    .filter(([, seconds]) => seconds >= 0.005)
    .map(([phase, seconds]) => `${phase} ${seconds.toFixed(2)}`)
    .join(', ');

export const header =
  'scope           explorer                 states     transitions    wall s     CPU s   states/s    MiB  of which';

export const line = (row: Row): string =>
  [
    row.scope.padEnd(14),
    row.explorer.padEnd(16),
    short(row.states).padStart(14),
    short(row.transitions).padStart(14),
    row.seconds.toFixed(2).padStart(8),
    row.cpuSeconds.toFixed(2).padStart(8),
    (Number(row.states) / row.seconds).toExponential(1).padStart(9),
    row.memoryMb.toFixed(0).padStart(5),
    phasesInWords(row.phases),
  ]
    .join('  ')
    .trimEnd();

/** Measures scopes one after the other; `onRows` has what was measured of each. */
export const measureAll = async (
  scopes: readonly string[],
  onRows: (rows: readonly Row[]) => void,
): Promise<readonly Row[]> => {
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
    const own = ['symbolic', 'symbolic, asked', 'explicit', 'explicit, asked', 'naive'];
    const explorers = new Map<string, Run>([
      ...own.map((explorer) => [explorer, inProcess(file, explorer)] as const),
      ...(spinAvailable() ? [['spin', spin] as const] : []),
    ]);
    return scopes.flatMap((scope) => {
      const rows = measure(scope, explorers);
      onRows(rows);
      return rows;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
};
