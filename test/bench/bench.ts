/**
 * `npm run bench [-- [--json] [--part explorers|random|weights|faults|compare|long-run] [scope…]]`
 *
 * `explorers`: both explorers side by side, with the questions of all properties that remember nothing and without any;
 * and the naive oracle and, where `spin` is installed, SPIN on a model of the same states, as far as they get. Every
 * time is that of a whole process, start-up included and compilation not; the runs take turns, and the median counts.
 *
 * `random`: random runs against plain `fc.commands` on the plain model, in one process.
 *
 * `weights`: how many properties random runs do not put to the test, by how often they choose which kind of action.
 *
 * `faults`: how long it takes to find each fault, exhaustively and by random runs.
 *
 * `compare`: what a comparison does beyond two checks: the lockstep, the graph, its extremes, the simulation.
 *
 * `long-run`: what promises about the long run cost, by enumeration and with decision diagrams.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { UserError } from '../../src/errors.ts';
import { known } from '../../src/reading/names.ts';
import { topologyOf } from '../../src/scope.ts';
import { compareFigures, compareHeader, compareLine, compareScopes } from './compare.ts';
import { defaultScopes, header, line, measureAll } from './explorers.ts';
import { faultFigures, faultHeader, faultLine } from './faults.ts';
import { longRunFigures, longRunHeader, longRunLine, longRunScopes } from './long-run.ts';
import { randomFigures, randomHeader, randomLine, randomScopes } from './random.ts';
import { spinAvailable } from './spin.ts';
import { weightFigures, weightLine } from './weights.ts';

const parts = ['explorers', 'random', 'weights', 'faults', 'compare', 'long-run'] as const;
type Part = (typeof parts)[number];

interface Asked {
  readonly json: boolean;
  readonly parts: readonly Part[];
  /** Empty: those that are usual. */
  readonly scopes: readonly string[];
}

/** @throws {UserError} where it is not what is written above */
const askedFor = (args: readonly string[]): Asked => {
  const options = { json: { type: 'boolean' }, part: { type: 'string', multiple: true } } as const;
  const parsed = () => {
    try {
      return parseArgs({ args: [...args], options, allowPositionals: true });
    } catch (error) {
      const [what] = (error as Error).message.split('. ');
      throw new UserError('bench', what!, 'It takes --json, --part, and scopes.');
    }
  };
  const { values, positionals } = parsed();
  for (const scope of positionals) topologyOf(scope, 'scope');
  const chosen = (values.part ?? parts).map((part) => known('--part', 'part', part, parts));
  return { json: values.json ?? false, parts: chosen, scopes: positionals };
};

const bench = async ({ json, parts: chosen, scopes }: Asked): Promise<void> => {
  const machine = `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, Node ${process.version}`;
  const print = (text: string): void => {
    if (!json) console.log(text);
  };
  const or = (usual: readonly string[]) => (scopes.length > 0 ? scopes : usual);
  const result: Record<string, unknown> = { machine };
  print(machine);
  if (chosen.includes('explorers')) {
    print(header);
    result.rows = await measureAll(or(defaultScopes), (rows) => print(rows.map(line).join('\n')));
    if (!spinAvailable()) print('spin is not installed: no comparison with it');
  }
  if (chosen.includes('random')) {
    print(randomHeader);
    result.random = randomFigures(or(randomScopes), (figures) => print(randomLine(figures)));
  }
  if (chosen.includes('weights')) {
    const figures = weightFigures();
    result.weights = figures;
    print(figures.map(weightLine).join('\n'));
  }
  if (chosen.includes('faults')) {
    print(faultHeader);
    result.faults = faultFigures((figures) => print(faultLine(figures)));
  }
  if (chosen.includes('compare')) {
    print(compareHeader);
    result.compare = compareFigures(or(compareScopes), (figures) => print(compareLine(figures)));
  }
  if (chosen.includes('long-run')) {
    print(longRunHeader);
    result.longRun = longRunFigures(or(longRunScopes), (figures) => print(longRunLine(figures)));
  }
  if (json) console.log(JSON.stringify(result, null, 2));
};

try {
  await bench(askedFor(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
