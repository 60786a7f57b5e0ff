/** How well walks put properties to the test, by how often they choose which kind of action. */
import { lifecycles } from '../../model/configuration.ts';
import { machineOf } from '../../model/machine.ts';
import { taste } from '../../src/decide/randomly.ts';
import { unlimited } from '../../src/engine/budget.ts';
import type { Taste } from '../../src/engine/random/enabled.ts';
import { exploreRandomly } from '../../src/engine/random/random.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';
import { finiteProperties } from '../finite.ts';

const configurations: readonly (readonly [scope: string, axes: Short])[] = [
  ['4:4x2+4x2+2x1', { lifecycle: [...lifecycles] }],
  ['8:4x3+4x3', { map: 'on-dispatch' }],
  ['3:3x2+2x2', {}],
  ['4:4x2+4x2', { policy: 'on-miss', lifecycle: [...lifecycles] }],
  ['3:3x2+2x2', { policy: 'every-event', hinting: 'atomic' }],
  ['2:2x1', {}],
  ['4:3x2', { policy: 'on-move', lifecycle: ['hotplug'] }],
  ['3:2x2+2x1', { policy: 'running-only', map: 'on-dispatch' }],
];
const seeds = [1, 2, 3, 4];
const runs = 30;

const { kindOf } = taste;
const tastes: Readonly<Record<string, Taste>> = {
  'all kinds alike': { kindOf, weightOf: () => 1 },
  'as chosen': taste,
};

export interface WeightFigures {
  readonly weights: string;
  /** Properties, each once for each configuration in which it is meant and each seed. */
  readonly asked: number;
  /** Those whose premise was never true, or that were never reached. */
  readonly missed: number;
  readonly missedMost: readonly (readonly [id: string, times: number])[];
}

const missedIn = ([scope, axes]: readonly [string, Short], chosen: Taste, seed: number) => {
  const config = configuration(scope, axes);
  const model = machineOf(config);
  const meant = finiteProperties.filter((property) => property.notMeant(config) === null);
  const aims = meant.map((property) => property.questions(model.setup));
  const walked = exploreRandomly({ model, aims, taste: chosen, seed, runs, budget: unlimited });
  const missed = meant.filter(({ kind }, i) =>
    kind === 'sometimes' ? walked.found[i] === null : !walked.exercised[i],
  );
  return { asked: meant.length, missed: missed.map(({ id }) => id) };
};

export const weightFigures = (): readonly WeightFigures[] =>
  Object.entries(tastes).map(([weights, chosen]) => {
    const all = configurations.flatMap((one) => seeds.map((seed) => missedIn(one, chosen, seed)));
    const missed = all.flatMap((one) => one.missed);
    const times = new Map<string, number>();
    for (const id of missed) times.set(id, (times.get(id) ?? 0) + 1);
    return {
      weights,
      asked: all.reduce((sum, { asked }) => sum + asked, 0),
      missed: missed.length,
      missedMost: [...times].toSorted((a, b) => b[1] - a[1]),
    };
  });

export const weightLine = ({ weights, asked, missed, missedMost }: WeightFigures): string =>
  `weights: ${weights}: ${missed} of ${asked} not put to the test in ${runs} runs ` +
  `(${missedMost.map(([id, times]) => `${id} ${times}`).join(', ')})`;
