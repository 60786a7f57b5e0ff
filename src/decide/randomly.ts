/** Tries properties of one configuration on random runs. What is found is shown; what is not found is never proved. */
import type { Configuration } from '../../model/configuration.ts';
import type { ActionKind } from '../../model/labels.ts';
import type { Machine } from '../../model/machine.ts';
import { machineOf } from '../../model/machine.ts';
import type { FiniteProperty } from '../../properties/property.ts';
import { isLongRun } from '../../properties/property.ts';
import type { Budget } from '../engine/budget.ts';
import type { Taste } from '../engine/random/enabled.ts';
import type { RandomExploration } from '../engine/random/random.ts';
import { exploreRandomly } from '../engine/random/random.ts';
import type { ExplorationResult, Trace } from '../results/result.ts';
import type { Demands } from './decide.ts';
import type { Conclusion, Decided } from './described.ts';
import { cutWords, describe } from './described.ts';
import { shortened } from './shorten.ts';
import { lifted } from './simpler.ts';

/**
 * How often a kind of action is chosen where others are enabled too. What undoes the work of many steps is rarer, or
 * few runs get as far as programming a route and delivering by it: docs/random.md has the figures.
 */
const weights: Partial<Record<ActionKind, number>> = { reset: 1, preempt: 2, halt: 2, migrate: 2, unplug: 3 };
const usual = 8;

/** Kinds of action by weight, then any of that kind. */
export const taste: Taste = {
  kindOf: ({ label }) => label.is,
  weightOf: (kind) => weights[kind as ActionKind] ?? usual,
};

export interface RandomDemands extends Omit<Demands, 'engine' | 'order'> {
  readonly seed: number;
  /** How many runs are planned. */
  readonly runs: number;
}

/** The trace of a run that the explorer found: the pure model takes it, and one of the property's questions agrees. */
const traceOf = (
  config: Configuration,
  { setup }: Machine,
  property: FiniteProperty,
  names: readonly string[],
): Trace => {
  for (const question of property.questions(setup)) {
    const trace = lifted(config, question, names);
    if (trace !== null) return trace;
  }
  throw new Error(`the random run to a finding of ${property.id} leads elsewhere`);
};

const runsInWords = (runs: number): string => (runs === 1 ? '1 random run' : `${runs} random runs`);

/** What to say of a property for which nothing was found. */
const openVerdict = (
  { kind }: FiniteProperty,
  exercised: boolean,
  { cut, runs, plannedRuns, steps }: RandomExploration,
): Conclusion => {
  const open = (reason: string): Conclusion => ({ result: 'unfinished', reason, trace: null });
  if (cut !== null) return open(`${cutWords[cut]} after ${runs} of ${runsInWords(plannedRuns)}`);
  if (kind === 'sometimes') return open(`never reached in ${runsInWords(runs)}`);
  if (!exercised) return open(`its premise was never true in ${runsInWords(runs)}`);
  const reason = `not violated in ${runsInWords(runs)} of ${steps} steps in all`;
  return { result: 'holds-within-budget', reason, trace: null };
};

const conclusionOf = (
  property: FiniteProperty,
  exercised: boolean,
  trace: Trace | undefined,
  exploration: RandomExploration,
): Conclusion => {
  if (trace === undefined) return openVerdict(property, exercised, exploration);
  return { result: property.kind === 'sometimes' ? 'holds' : 'violated', reason: null, trace };
};

const explorationResult = (
  exploration: RandomExploration,
  seed: number,
  neverTrue: readonly string[],
  seconds: number,
): ExplorationResult => {
  const { engine, states, steps, plannedRuns, runs, statesAtLeast, settled, neverRan, bytes } = exploration;
  return {
    engine,
    states: String(states),
    transitions: String(steps),
    depth: null,
    complete: false,
    settled,
    seconds,
    bytes,
    diagram: null,
    random: { seed, plannedRuns, runs, steps, statesAtLeast, neverRan, neverTrue },
  };
};

/** Random runs end. */
const beyondRandom: Conclusion = {
  result: 'unfinished',
  reason: 'random runs end, and only a run without end breaks a promise about the long run',
  trace: null,
};

/** Tries properties of a configuration on random runs, within a budget. All are asked on every run. */
export const decideRandomly = (config: Configuration, demands: RandomDemands, budget: Budget): Decided => {
  const { properties, isDemanded, onPhase, again, seed, runs } = demands;
  const began = performance.now();
  const machine = machineOf(config);
  const meant = properties.filter(
    (property): property is FiniteProperty => property.notMeant(config) === null && !isLongRun(property),
  );
  const aims = meant.map((property) => property.questions(machine.setup));
  onPhase?.('random runs');
  const exploration = exploreRandomly({ model: machine, aims, taste, seed, runs, budget, again });
  const found = meant.flatMap((property, i) => {
    const names = exploration.found[i] ?? null;
    return names === null ? [] : [[property, traceOf(config, machine, property, names)] as const];
  });
  onPhase?.('shorter traces');
  const traces = shortened({ config, machine, budget }, new Map(found));
  const neverTrue = meant.filter(
    (property, i) => !traces.has(property) && (property.kind === 'sometimes' || !exploration.exercised[i]),
  );
  const seconds = (performance.now() - began) / 1000;
  return {
    exploration: explorationResult(
      exploration,
      seed,
      neverTrue.map(({ id }) => id),
      seconds,
    ),
    histories: [],
    longRun: null,
    properties: properties.map((property) => {
      const described = describe(machine, property, isDemanded(property));
      const reason = property.notMeant(config);
      if (reason !== null) return { ...described, result: 'not-applicable', reason, trace: null };
      if (isLongRun(property)) return { ...described, ...beyondRandom };
      const exercised = exploration.exercised[meant.indexOf(property)]!;
      return { ...described, ...conclusionOf(property, exercised, traces.get(property), exploration) };
    }),
  };
};
