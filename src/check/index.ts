/** `check` as a function: it has the worker explore, watches it, and gathers what it finds. */
import { policyNamed } from '../../model/policies/index.ts';
import type { properties } from '../../properties/index.ts';
import type { RecordFile } from '../record/files.ts';
import { withFoundAgain } from '../record/runs.ts';
import type { Tried } from '../record/tries.ts';
import { settledAgain, tryRecords } from '../record/tries.ts';
import { askedOn, demandsOf } from '../results/demands.ts';
import { exitCodeOf } from '../results/exit-code.ts';
import { plannedRuns } from '../results/planned-runs.ts';
import type { CheckEvents, CheckReport, CheckRequest, Chosen, Rung } from '../results/request.ts';
import { nameOf } from '../results/request.ts';
import type { PropertyResult, RandomResult, Run } from '../results/result.ts';
import { withoutUntested } from '../results/untested.ts';
import { unusedWaivers, withWaivers } from '../results/waivers.ts';
import type { Thread } from '../thread/thread.ts';
import { doneBy, doneOrCut, startThread } from '../thread/thread.ts';
import { watching } from '../thread/watching.ts';
import type { Planned } from './jobs.ts';
import { planJob, runJob } from './jobs.ts';

export { ladderFor, rungFor } from '../results/ladder.ts';
export type * from '../results/request.ts';
export { nameOf } from '../results/request.ts';
export type * from '../results/result.ts';
export type { Planned } from './jobs.ts';

const noRuns = (request: CheckRequest): RandomResult => ({
  seed: request.random.seed,
  plannedRuns: plannedRuns(request),
  runs: 0,
  steps: 0,
  statesAtLeast: true,
  neverRan: [],
  neverTrue: [],
});

/** A run that the worker did not live to report: nothing is known of it, and so nothing holds. */
const cutShort = (
  request: CheckRequest,
  policy: Chosen,
  rung: Rung,
  settled: readonly string[],
  reason: string,
): Run => {
  const claims = policy.is === 'built-in' ? (policyNamed(policy.name)?.claims ?? []) : [];
  const { chosen, isDemanded } = demandsOf(request, claims);
  const result = (property: (typeof properties)[number]): PropertyResult => {
    const { id, contract, kind, sentence } = property;
    const demanded = isDemanded(property);
    return {
      id,
      contract,
      kind,
      sentence,
      demanded,
      result: 'unfinished',
      reason,
      vacuousByDesign: false,
      waived: null,
      trace: null,
    };
  };
  return {
    policy: nameOf(policy),
    claims,
    guest: nameOf(rung.guest),
    scope: rung.scope,
    topology: rung.topology,
    options: rung.options,
    exploration: {
      engine: rung.random ? 'random' : request.engine === 'symbolic' ? 'symbolic' : 'explicit',
      states: '0',
      transitions: '0',
      depth: null,
      complete: false,
      settled: false,
      seconds: 0,
      bytes: 0,
      diagram: null,
      random: rung.random ? noRuns(request) : null,
    },
    histories: [],
    longRun: null,
    seconds: 0,
    properties: askedOn(rung, chosen)
      .filter(({ id }) => !settled.includes(id))
      .map(result),
  };
};

/** The properties of a policy that no further rung needs to look at: they are violated, or there is a witness. */
const settledBy = (runs: readonly Run[], policy: string): readonly string[] =>
  runs
    .filter((run) => run.policy === policy)
    .flatMap(({ properties: decided }) => decided.filter(({ trace }) => trace !== null))
    .map(({ id }) => id);

/** Whether there is still something to decide on a rung. Which properties those are does not depend on what a policy claims. */
const leavesSomething = (request: CheckRequest, rung: Rung, settled: readonly string[]): boolean =>
  askedOn(rung, demandsOf(request, []).chosen).some(({ id }) => !settled.includes(id));

interface Climb {
  readonly request: CheckRequest;
  readonly events: CheckEvents;
  readonly signal: AbortSignal;
  readonly thread: Thread;
  /** When the time budget ends, in milliseconds since the epoch. */
  readonly deadline: number;
  /** The records of earlier failures that were tried before anything is explored. */
  readonly tried: readonly Tried[];
}

/** Has the worker decide one rung. `isLast`: the worker did not survive it, and there is nobody to ask any more. */
const runRung = async (
  { request, events, signal, thread, deadline }: Climb,
  policy: Chosen,
  rung: Rung,
  settled: readonly string[],
): Promise<{ readonly run: Run; readonly isLast: boolean }> => {
  const { contracts, properties: named, engine, order, random, limits } = request;
  const onProgress = watching({ policy: nameOf(policy), scope: rung.scope, deadline }, events.onProgress);
  const answer = await thread.ask(
    runJob,
    {
      ...{ policy, rung, contracts, properties: named, settled, engine, order },
      ...{ seed: random.seed, runs: plannedRuns(request), limits, deadline },
    },
    { signal, deadline, onProgress },
  );
  const ended = doneOrCut(answer, ` (on ${rung.scope})`);
  return ended.is === 'done'
    ? { run: ended.done, isLast: false }
    : { run: cutShort(request, policy, rung, settled, ended.reason), isLast: true };
};

const climb = async (climber: Climb): Promise<Pick<CheckReport, 'runs' | 'unfinished'>> => {
  const { request, events, signal, deadline, tried } = climber;
  const runs: Run[] = [];
  for (const policy of request.policies)
    for (const rung of request.rungs) {
      const settled = [...settledBy(runs, nameOf(policy)), ...settledAgain(tried, nameOf(policy))];
      if (!leavesSomething(request, rung, settled)) continue;
      if (signal.aborted || Date.now() > deadline) return { runs, unfinished: true };
      events.onRunStart?.(nameOf(policy), rung);
      const { run, isLast } = await runRung(climber, policy, rung, settled);
      runs.push(run);
      events.onRun?.(run, rung);
      if (isLast) return { runs, unfinished: true };
    }
  return { runs, unfinished: false };
};

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
  const start = () => startThread(request.limits);
  const tried = await tryRecords({ request, records, start, signal, deadline });
  const thread = start();
  try {
    const climbed = await climb({ request, events, signal, thread, deadline, tried });
    const { waivers } = request;
    const runs = withWaivers(waivers, withoutUntested(withFoundAgain(request, climbed.runs, tried)));
    const { unfinished } = climbed;
    const exitCode = exitCodeOf(runs, unfinished);
    return {
      report: { runs, unfinished, unusedWaivers: unfinished ? [] : unusedWaivers(waivers, runs), exitCode },
      tried,
    };
  } finally {
    await thread.close();
  }
};

/** What a run needs to know besides its configuration. */
export type How = Omit<CheckRequest, 'policies' | 'rungs' | 'waivers'>;

/**
 * Decides properties of some configurations, each for itself: nothing that one shows spares another anything.
 *
 * @returns a run for each, in order; those that the budget did not reach are missing
 * @throws UserError where a module, or a name, is the user's mistake
 */
export const runEach = async (
  configurations: readonly { readonly policy: Chosen; readonly rung: Rung }[],
  how: How,
  events: CheckEvents = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly Run[]> => {
  const thread = startThread(how.limits);
  const deadline = Date.now() + how.limits.timeMs;
  const climber = {
    request: { ...how, policies: [], rungs: [], waivers: [] },
    events,
    signal,
    thread,
    deadline,
    tried: [],
  };
  const runs: Run[] = [];
  try {
    for (const { policy, rung } of configurations) {
      if (signal.aborted || Date.now() > deadline) return runs;
      const { run, isLast } = await runRung(climber, policy, rung, []);
      runs.push(run);
      if (isLast) return runs;
    }
    return runs;
  } finally {
    await thread.close();
  }
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
  const thread = startThread(limits);
  try {
    const told = { policy: policies[0]!, rung: rungs[0]!, contracts, properties: named, limits };
    return doneBy(await thread.ask(planJob, told, { signal, deadline: Infinity }));
  } finally {
    await thread.close();
  }
};
