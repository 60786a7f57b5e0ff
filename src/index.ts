/**
 * hintproof as a library: definitions of policies, guests and configurations, and the check itself.
 * Everything that it returns is data.
 */
import type { CheckEvents, CheckReport } from './check/request.ts';
import type { Config } from './input/config.ts';
import { wishesOf } from './input/config.ts';

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
export type { CheckEvents, CheckProgress, CheckReport, ExitCode, Rung } from './check/request.ts';
export type {
  ExplorationResult,
  PropertyResult,
  Result,
  Run,
  RunOptions,
  Trace,
  TraceStep,
} from './check/result.ts';
export { UserError } from './errors.ts';
export type { Config } from './input/config.ts';
export { defineConfig } from './input/config.ts';

/** What of a configuration concerns a check, and not how it is reported. */
export type CheckOptions = Omit<Config, 'reporters' | 'save' | 'record' | 'traces' | 'color'>;

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
  return checking.check(
    await requestFrom(wishesOf(options, process.cwd(), (field) => field)),
    events,
    signal,
  );
};
