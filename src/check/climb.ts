/** How the worker is led over configurations: up a ladder, or from one to the next. */
import type { Tried } from '../record/tries.ts';
import { settledAgain } from '../record/tries.ts';
import { askedOn, demandsOf } from '../results/demands.ts';
import { plannedRuns } from '../results/planned-runs.ts';
import type { CheckEvents, CheckReport, CheckRequest, Chosen, Rung } from '../results/request.ts';
import { nameOf } from '../results/request.ts';
import type { Run } from '../results/result.ts';
import { doneOrCut, withThread } from '../thread/thread.ts';
import type { AtWork } from '../thread/watching.ts';
import { watching } from '../thread/watching.ts';
import { cutShort } from './cut-short.ts';
import { runJob } from './jobs.ts';

/** The properties of a policy that no further rung needs to look at: they are violated, or there is a witness. */
const settledBy = (runs: readonly Run[], policy: string): readonly string[] =>
  runs
    .filter((run) => run.policy === policy)
    .flatMap(({ properties: decided }) => decided.filter(({ trace }) => trace !== null))
    .map(({ id }) => id);

/** Whether there is still something to decide on a rung. Which properties those are does not depend on what a policy claims. */
const leavesSomething = (request: CheckRequest, rung: Rung, settled: readonly string[]): boolean =>
  askedOn(rung, demandsOf(request, []).chosen).some(({ id }) => !settled.includes(id));

interface Climb extends AtWork<CheckRequest> {
  /** The records of earlier failures that were tried before anything is explored. */
  readonly tried: readonly Tried[];
}

/** Has the worker decide one rung. `isLast`: the worker did not survive it, and there is nobody to ask any more. */
const runRung = async (
  { request, events, signal, thread, deadline }: AtWork<CheckRequest>,
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

/** Climbs the ladder with every policy. What is violated, or has a witness, is not asked again. */
export const climb = async (climber: Climb): Promise<Pick<CheckReport, 'runs' | 'unfinished'>> => {
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

/** What a run needs to know besides its configuration. */
export type RunRequest = Omit<CheckRequest, 'policies' | 'rungs' | 'waivers'>;

/**
 * Decides properties of some configurations, each for itself: nothing that one shows spares another anything.
 *
 * @returns a run for each, in order; those that the budget did not reach are missing
 * @throws UserError where a module, or a name, is the user's mistake
 */
export const runEach = async (
  configurations: readonly { readonly policy: Chosen; readonly rung: Rung }[],
  how: RunRequest,
  events: CheckEvents = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly Run[]> => {
  const deadline = Date.now() + how.limits.timeMs;
  const request = { ...how, policies: [], rungs: [], waivers: [] };
  return withThread(how.limits, async (thread) => {
    const runs: Run[] = [];
    for (const { policy, rung } of configurations) {
      if (signal.aborted || Date.now() > deadline) return runs;
      const { run, isLast } = await runRung({ request, events, signal, thread, deadline }, policy, rung, []);
      runs.push(run);
      if (isLast) return runs;
    }
    return runs;
  });
};
