/** Random runs against plain `fc.commands` on the plain model: the same questions, asked at every step. */
import type { Machine } from '../../model/machine.ts';
import { machineOf } from '../../model/machine.ts';
import type { FiniteProperty } from '../../properties/property.ts';
import { taste } from '../../src/decide/randomly.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { exploreRandomly, stepsMax } from '../../src/engine/random/random.ts';
import { configuration } from '../configurations.ts';
import { finiteProperties } from '../finite.ts';
import { runPlainly } from './plain.ts';

export const randomScopes: readonly string[] = ['2:2x2', '3:3x2+2x2', '4:4x2+4x2'];

interface Side {
  readonly runs: number;
  readonly steps: number;
  readonly seconds: number;
  /** The share of commands that did nothing, because their action was not enabled. */
  readonly wasted: number;
}

export interface RandomFigures {
  readonly scope: string;
  readonly random: Side;
  /** The second half of the same runs, when most of the model is known. */
  readonly warm: Side;
  readonly plain: Side;
}

const runsMade = 4_000;
const plainRuns = 1_000;
const seed = 1;

/** What no run violates or reaches: it is asked from the first step to the last. */
const askedThroughout = (machine: Machine): readonly FiniteProperty[] => {
  const meant = finiteProperties.filter((property) => property.notMeant(machine.setup.config) === null);
  const aims = meant.map((property) => property.questions(machine.setup));
  const { found } = exploreRandomly({ model: machine, aims, taste, seed, runs: 200, budget: unlimited });
  return meant.filter((_, i) => found[i] === null);
};

const secondsSince = (began: number): number => (performance.now() - began) / 1000;

const randomSides = (
  machine: Machine,
  asked: readonly FiniteProperty[],
): Pick<RandomFigures, 'random' | 'warm'> => {
  const aims = asked.map((property) => property.questions(machine.setup));
  const began = performance.now();
  let half = { runs: 0, steps: 0, seconds: 0 };
  // Commands choose among what is enabled: none is wasted, for in these machines something always is.
  const check = ({ runs = 0, transitions }: { readonly runs?: number; readonly transitions: number }) => {
    if (half.runs === 0 && runs >= runsMade / 2)
      half = { runs, steps: transitions, seconds: secondsSince(began) };
    return null;
  };
  const budget = { memoryBytes: Infinity, check };
  const { runs, steps } = exploreRandomly({ model: machine, aims, taste, seed, runs: runsMade, budget });
  const seconds = secondsSince(began);
  const warm = { runs: runs - half.runs, steps: steps - half.steps, seconds: seconds - half.seconds };
  return { random: { runs, steps, seconds, wasted: 0 }, warm: { ...warm, wasted: 0 } };
};

const plainSide = (machine: Machine, asked: readonly FiniteProperty[]): Side => {
  const began = performance.now();
  const counts = runPlainly(machine, asked, { seed, runs: plainRuns, commandsMax: stepsMax });
  if (counts.findings > 0) throw new Error('plain commands find what random runs do not');
  const { commands, steps } = counts;
  return { runs: plainRuns, steps, seconds: secondsSince(began), wasted: 1 - steps / commands };
};

/** Measures scopes one after the other. */
export const randomFigures = (
  scopes: readonly string[],
  onFigures: (figures: RandomFigures) => void,
): readonly RandomFigures[] =>
  scopes.map((scope) => {
    const machine = machineOf(configuration(scope));
    const asked = askedThroughout(machine);
    const figures = { scope, ...randomSides(machine, asked), plain: plainSide(machine, asked) };
    onFigures(figures);
    return figures;
  });

export const randomHeader =
  'scope           random: steps  seconds    steps/s  2nd half   plain: steps  seconds    steps/s  wasted   ratio';

const rate = ({ steps, seconds }: Side): number => steps / seconds;
const whole = (n: number): string => Math.round(n).toLocaleString('en');

export const randomLine = ({ scope, random, warm, plain }: RandomFigures): string =>
  [
    scope.padEnd(14),
    whole(random.steps).padStart(14),
    random.seconds.toFixed(2).padStart(8),
    whole(rate(random)).padStart(9),
    whole(rate(warm)).padStart(9),
    whole(plain.steps).padStart(13),
    plain.seconds.toFixed(2).padStart(8),
    whole(rate(plain)).padStart(9),
    `${(100 * plain.wasted).toFixed(0)} %`.padStart(7),
    `${(rate(random) / rate(plain)).toFixed(0)} ×`.padStart(7),
  ].join(' ');
