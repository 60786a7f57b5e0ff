/** What goes between the main thread and the worker. */
import type { Fault } from '../../model/faults/fault.ts';
import type { Contract } from '../../model/policies/policy.ts';
import type { LockstepJob, Lockstepped } from '../compare/lockstep-run.ts';
import type { PricedPolicy, PriceJob } from '../compare/price-run.ts';
import type { EngineName } from '../engine/engines.ts';
import type { CellOrderName } from '../engine/symbolic/order.ts';
import type { Bundle } from '../modules/index.ts';
import type { Outcome, Way } from '../record/retry.ts';
import type { ReplayJob, ReplayReport } from '../replay/rerun.ts';
import type { Chosen, Limits, Rung } from '../results/request.ts';
import type { Run } from '../results/result.ts';
import type { SeekJob, Sought } from '../seek/sought.ts';

/** One configuration for the worker to decide. */
export interface RunJob {
  readonly is: 'run';
  readonly policy: Chosen;
  readonly rung: Rung;
  /** As in the request: what to decide, and thereby to demand; empty for all. */
  readonly contracts: readonly Contract[];
  readonly properties: readonly string[];
  /** The properties that need not be decided, by id: a rung below has shown that they are violated. */
  readonly settled: readonly string[];
  readonly engine: EngineName;
  readonly order: CellOrderName;
  /** For a rung that is tried on random runs. */
  readonly seed: number;
  readonly runs: number;
  readonly limits: Limits;
  /** When the time budget ends, in milliseconds since the epoch. */
  readonly deadline: number;
}

/** What to find out by loading the modules alone. */
export interface PlanJob extends Pick<RunJob, 'policy' | 'rung' | 'contracts' | 'properties' | 'limits'> {
  readonly is: 'plan';
}

/** A property that a check will decide, and that counts. */
export interface Planned {
  readonly id: string;
  readonly sentence: string;
}

/** A module of the user's that is to say what it is. */
export interface AboutJob {
  readonly is: 'about';
  readonly fault: Bundle;
}

/** What a fault says of itself. */
export type AboutFault = Pick<Fault, 'name' | 'summary' | 'source' | 'caughtBy' | 'shows'>;

/** One record of a failure to try again. */
export interface RetryJob extends Pick<RunJob, 'policy' | 'rung' | 'contracts' | 'properties' | 'limits'> {
  readonly is: 'retry';
  readonly way: Way;
}

export type Job = RunJob | PlanJob | SeekJob | ReplayJob | RetryJob | AboutJob | LockstepJob | PriceJob;

export type Answer =
  | { readonly is: 'run'; readonly run: Run }
  | { readonly is: 'plan'; readonly plan: readonly Planned[] }
  | { readonly is: 'replay'; readonly report: ReplayReport }
  | { readonly is: 'seek'; readonly sought: Sought }
  | { readonly is: 'about'; readonly about: AboutFault }
  | { readonly is: 'lockstep'; readonly lockstepped: Lockstepped }
  | { readonly is: 'price'; readonly priced: PricedPolicy }
  | { readonly is: 'retry'; readonly outcome: Outcome }
  | { readonly is: 'phase'; readonly phase: string }
  | { readonly is: 'mistake'; readonly place: string; readonly found: string; readonly remedy: string }
  | { readonly is: 'defect'; readonly message: string; readonly stack: string };

/** What the worker has when it starts. */
export interface WorkerData {
  readonly board: SharedArrayBuffer;
  readonly gauges: SharedArrayBuffer;
}

/** Numbers that the worker keeps up to date, and one that the main thread sets to make it stop. */
export const gauge = { stop: 0, states: 1, waiting: 2, depth: 3, bytes: 4, nodes: 5, runs: 6 } as const;
export const createGauges = (): SharedArrayBuffer =>
  new SharedArrayBuffer(Object.keys(gauge).length * Float64Array.BYTES_PER_ELEMENT);
