/** `check` and `replay` as functions: they have the worker explore, watch it, and gather what it finds. */
import { policyNamed } from '../../model/policies/index.ts';
import type { properties } from '../../properties/index.ts';
import { UserError } from '../errors.ts';
import { demandsOf, refuseUndecidable } from './demands.ts';
import { exitCodeOf } from './exit-code.ts';
import type { Answer, ReplayReport } from './job.ts';
import { plannedRuns } from './planned-runs.ts';
import type { CheckEvents, CheckReport, CheckRequest, Chosen, ReplayRequest, Rung } from './request.ts';
import { nameOf } from './request.ts';
import type { PropertyResult, RandomResult, Run } from './result.ts';
import type { Ending, Gauges, Thread } from './thread.ts';
import { startThread } from './thread.ts';
import { withoutUntested } from './untested.ts';

export type { ReplayReport } from './job.ts';
export { ladderFor, rungFor } from './ladder.ts';
export type * from './request.ts';
export type * from './result.ts';

/** Says what an answer means that is not the one that was hoped for. */
const refuse = (answer: Answer | Ending, where = ''): never => {
  if (answer.is === 'mistake') throw new UserError(answer.place, answer.found + where, answer.remedy);
  if (answer.is === 'defect') {
    const error = new Error(answer.message);
    error.stack = answer.stack;
    throw error;
  }
  throw new Error(`the worker answered '${answer.is}'`);
};

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
  const { chosen, isDemanded } = demandsOf(request, nameOf(policy), claims);
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
    seconds: 0,
    properties: chosen.filter(({ id }) => !settled.includes(id)).map(result),
  };
};

/** The properties of a policy that no further rung needs to look at: they are violated, or there is a witness. */
const settledBy = (runs: readonly Run[], policy: string): readonly string[] =>
  runs
    .filter((run) => run.policy === policy)
    .flatMap(({ properties: decided }) => decided.filter(({ trace }) => trace !== null))
    .map(({ id }) => id);

/** Whether there is still something to decide. Which properties those are does not depend on what a policy claims. */
const leavesSomething = (request: CheckRequest, settled: readonly string[]): boolean =>
  demandsOf(request, '', []).chosen.some(({ id }) => !settled.includes(id));

interface Climb {
  readonly request: CheckRequest;
  readonly events: CheckEvents;
  readonly signal: AbortSignal;
  readonly thread: Thread;
  /** When the time budget ends, in milliseconds since the epoch. */
  readonly deadline: number;
}

/** Has the worker decide one rung. `isLast`: the worker did not survive it, and there is nobody to ask any more. */
const runRung = async (
  { request, events, signal, thread, deadline }: Climb,
  policy: Chosen,
  rung: Rung,
  settled: readonly string[],
): Promise<{ readonly run: Run; readonly isLast: boolean }> => {
  const { contracts, properties: named, engine, order, random, limits } = request;
  const began = Date.now();
  const onProgress = (gauges: Gauges): void =>
    events.onProgress?.({
      ...gauges,
      policy: nameOf(policy),
      scope: rung.scope,
      statesPerSecond: (1000 * gauges.states) / Math.max(Date.now() - began, 1),
      msLeft: Math.max(deadline - Date.now(), 0),
    });
  const answer = await thread.ask(
    {
      ...{ is: 'run', policy, rung, contracts, properties: named, settled, engine, order },
      ...{ seed: random.seed, runs: plannedRuns(request), limits, deadline },
    },
    { signal, deadline, onProgress },
  );
  if (answer.is === 'run') return { run: answer.run, isLast: false };
  if (answer.is !== 'out-of-memory' && answer.is !== 'killed') return refuse(answer, ` (on ${rung.scope})`);
  const reason = answer.is === 'killed' ? answer.reason : 'the memory budget ended';
  return { run: cutShort(request, policy, rung, settled, reason), isLast: true };
};

const climb = async (climber: Climb): Promise<Pick<CheckReport, 'runs' | 'unfinished'>> => {
  const { request, events, signal, deadline } = climber;
  const runs: Run[] = [];
  for (const policy of request.policies)
    for (const rung of request.rungs) {
      const settled = settledBy(runs, nameOf(policy));
      if (!leavesSomething(request, settled)) break;
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
): Promise<CheckReport> => {
  refuseUndecidable('--contract', request.contracts);
  const thread = startThread(request.limits);
  const deadline = Date.now() + request.limits.timeMs;
  try {
    const { runs: all, unfinished } = await climb({ request, events, signal, thread, deadline });
    const runs = withoutUntested(all);
    return { runs, unfinished, exitCode: exitCodeOf(runs, unfinished) };
  } finally {
    await thread.close();
  }
};

/**
 * Runs the actions of a trace again, and asks its property about the end.
 *
 * @throws UserError where the trace does not fit the configuration
 */
export const replayTrace = async (
  request: ReplayRequest,
  signal: AbortSignal = new AbortController().signal,
): Promise<ReplayReport> => {
  const thread = startThread(request.limits);
  try {
    const deadline = Date.now() + request.limits.timeMs;
    const answer = await thread.ask({ is: 'replay', ...request }, { signal, deadline });
    return answer.is === 'replay' ? answer.report : refuse(answer);
  } finally {
    await thread.close();
  }
};
