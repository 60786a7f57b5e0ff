/**
 * hintproof as a library: definitions of policies, guests and configurations, and the check itself.
 * Everything that it returns is data.
 */

import type { CompareReport } from './compare/report.ts';
import type { Config } from './input/config.ts';
import { wishesOf } from './input/config.ts';
import type { CheckEvents, CheckReport } from './results/request.ts';

export { disabled } from '../model/action.ts';
export type {
  Cells,
  Fault,
  FaultDefinition,
  FaultyStep,
  Outcome,
  Replaceable,
  Showing,
  Writes,
} from '../model/faults/fault.ts';
export { defineFault } from '../model/faults/fault.ts';
export type { Guest, GuestDefinition, GuestDevice } from '../model/guests/guest.ts';
export { defineGuest } from '../model/guests/guest.ts';
export type {
  Contract,
  Decision,
  Identification,
  Move,
  Policy,
  PolicyDefinition,
} from '../model/policies/policy.ts';
export { definePolicy } from '../model/policies/policy.ts';
export type {
  Condition,
  DeviceEvent,
  Handler,
  Hint,
  Interrupt,
  Json,
  Mask,
  Placement,
} from '../model/state.ts';
export type { HostCpuId, SourceId, Topology, VcpuId, VmId } from '../model/topology.ts';
export type {
  Average,
  Behaviour,
  Change,
  CompareReport,
  Curves,
  Divergence,
  Extreme,
  Price,
  PricedRun,
  PropertyChange,
} from './compare/report.ts';
export { UserError } from './errors.ts';
export type { Config } from './input/config.ts';
export { defineConfig } from './input/config.ts';
export type { CheckEvents, CheckProgress, CheckReport, ExitCode, Rung } from './results/request.ts';
export type {
  ExplorationResult,
  Fair,
  LongRunResult,
  Loop,
  PropertyResult,
  Result,
  Run,
  RunOptions,
  Trace,
  TraceStep,
} from './results/result.ts';

/** What of a configuration concerns a check, and not how it is reported. */
export type CheckOptions = Omit<
  Config,
  'reporters' | 'save' | 'record' | 'traces' | 'color' | 'weights' | 'price'
>;

/**
 * Decides the properties of policies: what `hintproof check` does, less the printing. A worker thread explores, so
 * that `signal` can stop it. Paths in the options are relative to the working directory.
 *
 * @param options what the flags of `hintproof check` set; empty: `first-time` on the whole ladder, within 30 s
 * @param events called as it goes on; several times a second
 * @param signal when aborted, what is not decided by then is `unfinished`
 * @returns what it came to; a violation is a result, no exception
 * @throws {UserError} if an option, or a module that it names, is wrong
 */
export const check = async (
  options: CheckOptions = {},
  events: CheckEvents = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<CheckReport> => {
  const [{ requestFrom }, checking] = await Promise.all([
    import('./input/request.ts'),
    import('./check/index.ts'),
  ]);
  const request = await requestFrom(wishesOf(options, process.cwd(), (field) => field));
  return judged(await checking.check(request, events, signal));
};

/** What of a configuration concerns a comparison, and not how it is reported. */
export type CompareOptions = Omit<CheckOptions, 'policies' | 'fault'> & Pick<Config, 'weights' | 'price'>;

/**
 * Compares two policies: what `hintproof compare` does, less the printing. As `check` otherwise.
 *
 * @param baseline the policy as it was: a built-in's name, or the path of a module
 * @param candidate the policy as the change makes it
 * @param options what the flags of `hintproof compare` set; empty: on the whole ladder, within 30 s
 * @returns verdicts, behaviour and price of both; a candidate that is worse is a result, no exception
 * @throws {UserError} if an option, or a module that it names, is wrong
 */
export const compare = async (
  baseline: string,
  candidate: string,
  options: CompareOptions = {},
  events: CheckEvents = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<CompareReport> => {
  const [{ compareRequestFrom }, comparing] = await Promise.all([
    import('./input/compare-request.ts'),
    import('./compare/index.ts'),
  ]);
  const wishes = wishesOf({ ...options, policies: [baseline, candidate] }, process.cwd(), (field) => field);
  return judged(await comparing.compare(await compareRequestFrom(wishes), events, signal));
};

/** A waiver that waives nothing is a mistake. */
const judged = <R extends Pick<CheckReport, 'unusedWaivers' | 'exitCode'>>(report: R): R =>
  report.unusedWaivers.length === 0 ? report : { ...report, exitCode: 2 };
