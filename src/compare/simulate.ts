/**
 * Averages that no graph can give: what a policy costs per event, and how fast it makes injections local again, under a
 * random scheduler. docs/compare.md states the scheduler and how the intervals are made.
 */

import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { Configuration } from '../../model/configuration.ts';
import { machineOf } from '../../model/machine.ts';
import type { Charge } from './charge.ts';
import { costNs, nothing } from './charge.ts';
import type { Sample } from './estimates.ts';
import { perEvent, share } from './estimates.ts';
import type { Scenario } from './locality.ts';
import { localityAfter, pointsMax, scenarios } from './locality.ts';
import type { Average, Item, Weights } from './report.ts';
import { items } from './report.ts';
import type { Walk } from './walk.ts';
import { walkOf, wander } from './walk.ts';

export interface SimulationOptions {
  /** A whole number. */
  readonly seed: number;
  /** At least 2: one alone has no interval. */
  readonly runs: number;
  /** As many are taken before them, and not counted. */
  readonly stepsPerRun: number;
}

/** On a small scope, a third of a second; its intervals are a few per cent wide. */
export const usualSimulation = { seed: 1, runs: 200, stepsPerRun: 1500 } as const satisfies SimulationOptions;

export interface Simulation {
  readonly averages: Readonly<Record<Item, Average | null>>;
  /** In nanoseconds per event. */
  readonly cost: Average | null;
  /** Those of the scenarios that could be set up in some run. */
  readonly curves: readonly { readonly after: Scenario; readonly points: readonly Average[] }[];
}

/** What one run came to. */
interface Outcome {
  readonly paid: Charge;
  /** By scenario, whether each injection was local. */
  readonly were: Readonly<Record<Scenario, readonly boolean[] | null>>;
}

const charges = Object.keys(nothing) as readonly (keyof Charge)[];

const runOnce = (walk: Walk, random: RandomGenerator, stepsPerRun: number): Outcome => {
  const { walker, anything, lastRaised } = walk;
  walker.reset();
  lastRaised.clear();
  wander(walk, anything, random, stepsPerRun);
  const paid: Record<keyof Charge, number> = { ...nothing };
  wander(walk, anything, random, stepsPerRun, (_, charge) => {
    for (let i = 0; i < charges.length; i++) paid[charges[i]!] += charge[charges[i]!];
    return false;
  });
  const end = Int32Array.from(walker.ids);
  const raisedAtEnd = [...lastRaised];
  const after = (scenario: Scenario): readonly boolean[] | null => {
    walker.resume(end);
    lastRaised.clear();
    for (const [source, action] of raisedAtEnd) lastRaised.set(source, action);
    return localityAfter(walk, random, scenario);
  };
  return { paid, were: { migration: after('migration'), 'events-move': after('events-move') } };
};

const averageOf = (outcomes: readonly Outcome[], priceOf: (paid: Charge) => number): Average | null =>
  perEvent(outcomes.map(({ paid }): Sample => ({ paid: priceOf(paid), events: paid.events })));

const curveOf = (outcomes: readonly Outcome[], scenario: Scenario): readonly Average[] => {
  const runs = outcomes.flatMap(({ were }) => (were[scenario] === null ? [] : [were[scenario]]));
  return Array.from({ length: pointsMax }, (_, n) => runs.flatMap((run) => run[n] ?? [])).flatMap(
    (injections) =>
      injections.length === 0
        ? []
        : [share(injections.filter((isLocal) => isLocal).length, injections.length)],
  );
};

/**
 * Runs a configuration again and again from the beginning; the same seed makes the same runs. `make` makes it anew, to
 * see that a user's module answers the same again. `null`: `isToStop` said so.
 */
export const simulate = (
  make: () => Configuration,
  weights: Weights,
  { seed, runs, stepsPerRun }: SimulationOptions,
  isToStop: () => boolean,
): Simulation | null => {
  const walk = walkOf(make());
  const source = xoroshiro128plus(seed);
  const outcomes: Outcome[] = [];
  for (let run = 0; run < runs; run++) {
    if (isToStop()) return null;
    // Each run has a stretch of its own of the random numbers, however many the others need.
    source.jump();
    outcomes.push(runOnce(walk, source.clone(), stepsPerRun));
  }
  walk.walker.recheck(() => machineOf(make()));
  const averages = items.map((item) => [item, averageOf(outcomes, (paid) => paid[item])] as const);
  return {
    averages: Object.fromEntries(averages) as Simulation['averages'],
    cost: averageOf(outcomes, (paid) => costNs(paid, weights)),
    curves: scenarios
      .map((after) => ({ after, points: curveOf(outcomes, after) }))
      .filter(({ points }) => points.length > 0),
  };
};
