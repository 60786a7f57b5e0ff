/** What the worker does with one configuration: it decides properties of it, exhaustively or at random. */
import type { Configuration } from '../../model/configuration.ts';
import { isReplaced } from '../../model/faults/replace.ts';
import { machineOf } from '../../model/machine.ts';
import type { Budget } from '../engine/budget.ts';
import type { EngineName } from '../engine/engines.ts';
import type { CellOrderName } from '../engine/symbolic/order.ts';
import { UserError } from '../errors.ts';
import type { CallBoardWriter } from '../modules/index.ts';
import type { Chosen, Limits, Rung } from '../results/request.ts';
import { nameOf } from '../results/request.ts';
import type { Run } from '../results/result.ts';
import type { Demands } from './decide.ts';
import { decide } from './decide.ts';
import type { Decided } from './described.ts';
import { configurationOf } from './setup.ts';

/** What to decide of a configuration. */
type Wanted = Pick<Demands, 'properties' | 'isDemanded' | 'isSought'>;

/** Where a job is done. */
export interface Workplace {
  readonly board: CallBoardWriter;
  readonly budget: Budget;
  readonly onPhase: (phase: string) => void;
}

/** A configuration to explore, and how. */
export interface Exploring {
  readonly policy: Chosen;
  readonly rung: Rung;
  readonly engine: EngineName;
  readonly order: CellOrderName;
  /** For a rung that is tried on random runs. */
  readonly seed: number;
  readonly runs: number;
  readonly limits: Limits;
  /** When the time budget ends, in milliseconds since the epoch. */
  readonly deadline: number;
}

/** A fault that replaces nothing of a configuration that the user has chosen would look as if it had been kept in check. */
const refuseIdleFault = (config: Configuration, { shows, scope }: Rung): void => {
  const { fault } = config;
  if (fault === null || shows !== '') return;
  if (machineOf(config).actions.some((action) => isReplaced(fault, action))) return;
  const replaced = Object.keys(fault.next).join(', ');
  throw new UserError(
    fault.name,
    `replaces ${replaced}, and nobody does that on ${scope} with these options`,
    'Choose options under which somebody does: --lifecycle hotplug, reset or masking, or --moves.',
  );
};

/** Random testing brings fast-check along, which is loaded by those who need it. */
const decideAsAsked = async (
  { rung, engine, order, seed, runs }: Exploring,
  config: Configuration,
  demands: Demands,
  budget: Budget,
): Promise<Decided> => {
  if (!rung.random) return decide(config, { ...demands, engine, order }, budget);
  const { decideRandomly } = await import('./randomly.ts');
  return decideRandomly(config, { ...demands, seed, runs }, budget);
};

/** How a configuration is made anew, and whether modules of the user's have a part in it. */
interface Making<C extends Configuration> {
  readonly make: () => C;
  readonly hasModules: boolean;
}

export const isModule = (party: Chosen | null): boolean => party?.is === 'module';

/** Decides what is wanted of a configuration that somebody else makes; the job's policy is the one that is reported. */
export const runMade = async <C extends Configuration>(
  { budget, onPhase }: Workplace,
  job: Exploring,
  { make, hasModules }: Making<C>,
  wantedOf: (config: C) => Wanted,
): Promise<{ readonly config: C; readonly run: Run }> => {
  const began = performance.now();
  const { policy, rung } = job;
  const config = make();
  refuseIdleFault(config, rung);
  const demands: Demands = {
    ...wantedOf(config),
    onPhase,
    ...(hasModules ? { again: () => machineOf(make()) } : {}),
  };
  const decided = await decideAsAsked(job, config, demands, budget);
  const run: Run = {
    policy: nameOf(policy),
    claims: config.policy.claims,
    guest: nameOf(rung.guest),
    scope: rung.scope,
    topology: rung.topology,
    options: rung.options,
    exploration: decided.exploration,
    histories: decided.histories,
    longRun: decided.longRun,
    seconds: (performance.now() - began) / 1000,
    properties: decided.properties,
  };
  return { config, run };
};

/** Decides what is wanted of a configuration, which may depend on what the policy claims. */
export const runIn = (
  at: Workplace,
  job: Exploring,
  wantedOf: (config: Configuration) => Wanted,
): Promise<{ readonly config: Configuration; readonly run: Run }> => {
  const { policy, rung, limits } = job;
  const make = () => configurationOf(policy, rung, limits, at.board);
  const hasModules = [policy, rung.guest, rung.fault].some(isModule);
  return runMade(at, job, { make, hasModules }, wantedOf);
};
