/** `check` as a function: it has the worker explore, watches it, and gathers what it finds. */
import type { RecordFile } from '../record/files.ts';
import { withFoundAgain } from '../record/runs.ts';
import type { Tried } from '../record/tries.ts';
import { tryRecords } from '../record/tries.ts';
import { exitCodeOf } from '../results/exit-code.ts';
import type { CheckEvents, CheckReport, CheckRequest } from '../results/request.ts';
import { withoutUntested } from '../results/untested.ts';
import { unusedWaivers, withWaivers } from '../results/waivers.ts';
import { doneBy, withThread } from '../thread/thread.ts';
import { climb } from './climb.ts';
import type { Planned } from './jobs.ts';
import { planJob } from './jobs.ts';

export { ladderFor, rungFor } from '../results/ladder.ts';
export type * from '../results/request.ts';
export { nameOf } from '../results/request.ts';
export type * from '../results/result.ts';
export type { RunRequest } from './climb.ts';
export { runEach } from './climb.ts';
export type { Planned } from './jobs.ts';

/**
 * Decides properties of policies on a ladder of configurations.
 *
 * @throws UserError where a module, or a name, is the user's mistake
 */
export const check = async (
  request: CheckRequest,
  events: CheckEvents = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<CheckReport> => (await checkAfter([], request, events, signal)).report;

/** The same, after records of earlier failures: what one of them settles is not looked for. What came of them, too. */
export const checkAfter = async (
  records: readonly RecordFile[],
  request: CheckRequest,
  events: CheckEvents,
  signal: AbortSignal,
): Promise<{ readonly report: CheckReport; readonly tried: readonly Tried[] }> => {
  const deadline = Date.now() + request.limits.timeMs;
  const { waivers, limits } = request;
  const tried = await tryRecords({ request, records, signal, deadline });
  const { runs: climbed, unfinished } = await withThread(limits, (thread) =>
    climb({ request, events, signal, thread, deadline, tried }),
  );
  const runs = withWaivers(waivers, withoutUntested(withFoundAgain(request, climbed, tried)));
  const unused = unfinished ? [] : unusedWaivers(waivers, runs);
  return {
    report: { runs, unfinished, unusedWaivers: unused, exitCode: exitCodeOf(runs, unfinished) },
    tried,
  };
};

/**
 * What `check` will decide of the first policy and demand of it, in order: that depends on what its module claims.
 * Modules are loaded, and nothing is explored. A module that does not return when it is loaded ends at the call
 * limit; the time budget is for the check.
 *
 * @throws UserError where a module, or a name, is the user's mistake
 */
export const planOf = async (
  {
    policies,
    rungs,
    contracts,
    properties: named,
    limits,
  }: Pick<CheckRequest, 'policies' | 'rungs' | 'contracts' | 'properties' | 'limits'>,
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly Planned[]> => {
  const told = { policy: policies[0]!, rung: rungs[0]!, contracts, properties: named, limits };
  const watch = { signal, deadline: Infinity };
  return withThread(limits, async (thread) => doneBy(await thread.ask(planJob, told, watch)));
};
