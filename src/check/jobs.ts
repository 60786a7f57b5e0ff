/** What a check has the worker do. */
import type { Contract } from '../../model/policies/policy.ts';
import type { Exploring } from '../decide/run.ts';
import type { Run } from '../results/result.ts';
import { jobNamed } from '../thread/job.ts';

/** One configuration to decide. */
export interface RunJob extends Exploring {
  /** As in the request: what to decide, and thereby to demand; empty for all. */
  readonly contracts: readonly Contract[];
  readonly properties: readonly string[];
  /** The properties that need not be decided, by id: a rung below has shown that they are violated. */
  readonly settled: readonly string[];
}

export const runJob = jobNamed<RunJob, Run>('run');

/** What to find out by loading the modules alone. */
export type PlanJob = Pick<RunJob, 'policy' | 'rung' | 'contracts' | 'properties' | 'limits'>;

/** A property that a check will decide, and that counts. */
export interface Planned {
  readonly id: string;
  readonly sentence: string;
}

export const planJob = jobNamed<PlanJob, readonly Planned[]>('plan');
