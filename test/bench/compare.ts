/** What a comparison does beyond two checks, measured against the bare search of the same machine, in one process. */
import { machineOf } from '../../model/machine.ts';
import { divergenceClaims } from '../../src/compare/divergences.ts';
import { inLockstep } from '../../src/compare/lockstep.ts';
import { priceExtremes } from '../../src/compare/price.ts';
import { simulate, usualSimulation } from '../../src/compare/simulate.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { explore } from '../../src/engine/explicit.ts';
import { reachableGraph } from '../../src/engine/extraction.ts';
import { defaultWeights } from '../../src/input/compare-request.ts';
import { configuration } from '../configurations.ts';
import { medians } from './medians.ts';

export const compareScopes: readonly string[] = ['2:1x2', '2:2x1'];

export interface CompareFigures {
  readonly scope: string;
  readonly policy: string;
  readonly states: number;
  readonly transitions: number;
  /** Of the search, without a question. The others are multiples of it. */
  readonly seconds: number;
  /** The search beside a baseline, and every kind of divergence asked about. */
  readonly lockstep: number;
  readonly graph: number;
  /** The graph, and the sixteen extremes. */
  readonly extremes: number;
  readonly simulation: number;
  readonly stepsPerSecond: number;
}

const figuresOf = (scope: string, policy: string): CompareFigures => {
  const config = configuration(scope, { policy });
  const baseline = configuration(scope, { policy: 'first-time' }).policy;
  const budget = unlimited;
  const bare = () => explore({ model: machineOf(config), questions: [], budget });
  const beside = () => {
    const both = inLockstep({ baseline, candidate: config.policy });
    const model = machineOf({ ...config, policy: both });
    const claims = divergenceClaims(both).flatMap((claim) => claim.questions(model.setup));
    return explore({ model, questions: claims, budget });
  };
  const [search, lockstep, graph, extremes, simulation] = medians([
    bare,
    beside,
    () => reachableGraph({ model: machineOf(config), markOf: () => 0, budget }),
    () => priceExtremes(config, defaultWeights, budget),
    () =>
      simulate(
        () => config,
        defaultWeights,
        usualSimulation,
        () => false,
      ),
  ]) as [number, number, number, number, number];
  const { states, transitions } = bare();
  // As many again are taken before, and some for the curves, which are not counted here.
  const steps = 2 * usualSimulation.runs * usualSimulation.stepsPerRun;
  return {
    ...{ scope, policy, states, transitions, seconds: search },
    lockstep: lockstep / search,
    graph: graph / search,
    extremes: extremes / search,
    simulation: simulation / search,
    stepsPerSecond: steps / simulation,
  };
};

export const compareHeader =
  '\nwhat a comparison does, in multiples of the bare search of the candidate\n' +
  'scope    policy        states  search  lockstep  graph  extremes  simulation  steps/s';

export const compareLine = (one: CompareFigures): string =>
  [
    one.scope.padEnd(7),
    one.policy.padEnd(11),
    one.states.toLocaleString('en').padStart(9),
    `${one.seconds.toFixed(2)} s`,
    one.lockstep.toFixed(1).padStart(8),
    one.graph.toFixed(1).padStart(6),
    one.extremes.toFixed(1).padStart(9),
    one.simulation.toFixed(1).padStart(11),
    Math.round(one.stepsPerSecond).toLocaleString('en').padStart(10),
  ].join('  ');

/** Each scope under a policy that hints once, and under one that keeps hinting. */
export const compareFigures = (
  scopes: readonly string[],
  onFigures: (figures: CompareFigures) => void,
): readonly CompareFigures[] =>
  scopes.flatMap((scope) =>
    ['first-time', 'on-miss'].map((policy) => {
      const figures = figuresOf(scope, policy);
      onFigures(figures);
      return figures;
    }),
  );
