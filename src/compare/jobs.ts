/** What a comparison has the worker do. */
import type { Exploring } from '../decide/run.ts';
import type { Chosen } from '../results/request.ts';
import type { Run } from '../results/result.ts';
import { jobNamed } from '../thread/job.ts';
import type { Divergence, DivergenceKind, Price, Weights } from './report.ts';
import type { Simulation, SimulationOptions } from './simulate.ts';

/** One configuration; `policy` is the candidate, whose hints are sent. */
export interface LockstepJob extends Exploring {
  readonly baseline: Chosen;
  /** The kinds of divergence that need not be looked for. */
  readonly settled: readonly DivergenceKind[];
}

/** What came of one configuration. */
export interface Lockstepped {
  /** Its properties are the kinds of divergence, each claimed not to occur. */
  readonly run: Run;
  readonly divergences: readonly Divergence[];
}

export const lockstepJob = jobNamed<LockstepJob, Lockstepped>('lockstep');

/** One policy in one configuration. */
export interface PriceJob extends Pick<Exploring, 'policy' | 'rung' | 'limits' | 'deadline'> {
  readonly weights: Weights;
  readonly simulation: SimulationOptions;
}

/** What one policy costs, and how local its injections become; `null` where the simulation was cut short. */
export interface PricedPolicy {
  readonly price: Price;
  readonly curves: Simulation['curves'] | null;
}

export const priceJob = jobNamed<PriceJob, PricedPolicy>('price');
