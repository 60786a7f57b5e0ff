/** How the behaviour of two policies differs on a ladder: they are run in lockstep on one rung after the other. */
import { plannedRuns } from '../results/planned-runs.ts';
import type { CheckEvents, Rung } from '../results/request.ts';
import { nameOf } from '../results/request.ts';
import type { Run } from '../results/result.ts';
import { isUntested } from '../results/untested.ts';
import { doneOrCut, withThread } from '../thread/thread.ts';
import type { AtWork } from '../thread/watching.ts';
import { watching } from '../thread/watching.ts';
import type { Lockstepped } from './jobs.ts';
import { lockstepJob } from './jobs.ts';
import type { Open } from './relation.ts';
import { relationOf } from './relation.ts';
import type { Behaviour, Divergence } from './report.ts';
import { divergences as kinds } from './report.ts';
import type { CompareRequest } from './request.ts';

/** Runs the two in lockstep on one rung, or says why that was not to be. */
const lockstepOn = async (
  { request, events, signal, thread, deadline }: AtWork<CompareRequest>,
  rung: Rung,
  settled: readonly Divergence[],
): Promise<Lockstepped | string> => {
  const { baseline, candidate, engine, order, random, limits } = request;
  if (signal.aborted) return 'interrupted';
  if (Date.now() > deadline) return 'the time budget ended';
  const who = { policy: `${nameOf(candidate)} beside ${nameOf(baseline)}`, scope: rung.scope, deadline };
  const answer = await thread.ask(
    lockstepJob,
    {
      ...{ policy: candidate, baseline, rung, engine, order, limits, deadline },
      ...{ seed: random.seed, runs: plannedRuns({ ...request, policies: [candidate] }) },
      settled: settled.map(({ kind }) => kind),
    },
    { signal, deadline, onProgress: watching(who, events.onProgress) },
  );
  const where = ` (on ${rung.scope}, beside the candidate, which may lead where it never is alone)`;
  const ended = doneOrCut(answer, where);
  return ended.is === 'cut' ? ended.reason : ended.done;
};

const isRandom = ({ exploration }: Run): boolean => exploration?.random != null;

/** Whether there may be kinds of divergence that were not found. */
const openAfter = (runs: readonly Run[], cut: string | null): Open | null => {
  if (cut !== null) return { is: 'cut', reason: cut };
  const unfinished = runs.flatMap((run) =>
    run.properties.filter((one) => one.result === 'unfinished' && !isUntested(run, one)),
  )[0];
  if (unfinished !== undefined) return { is: 'cut', reason: unfinished.reason ?? 'a budget ended' };
  // A claim that nothing was put to says nothing: there has to be an event, and somebody who answers it.
  const isAsked = (run: Run): boolean =>
    run.properties.some(({ result }) => result !== 'vacuous' && result !== 'unfinished');
  if (runs.some((run) => !isRandom(run) && isAsked(run))) return null;
  return { is: runs.some(isAsked) ? 'only-tried' : 'no-event' };
};

/**
 * Looks for every kind of divergence on every rung, until it is found.
 *
 * @throws {UserError} where a module is the user's mistake
 */
export const behaviourOf = async (
  request: CompareRequest,
  events: CheckEvents,
  signal: AbortSignal,
): Promise<Behaviour> => {
  const deadline = Date.now() + request.limits.timeMs;
  const runs: Run[] = [];
  const found: Divergence[] = [];
  const cut = await withThread(request.limits, async (thread) => {
    for (const rung of request.rungs) {
      if (found.length === kinds.length) break;
      const lockstepped = await lockstepOn({ request, events, signal, thread, deadline }, rung, found);
      if (typeof lockstepped === 'string') return lockstepped;
      runs.push(lockstepped.run);
      found.push(...lockstepped.divergences);
    }
    return null;
  });
  return {
    ...relationOf(
      found.map(({ kind }) => kind),
      openAfter(runs, cut),
    ),
    runs: runs.map(({ guest, scope, options, exploration }) => ({
      ...{ guest, scope, options },
      exploration: exploration!,
    })),
    divergences: found.toSorted((a, b) => a.trace.length - b.trace.length),
  };
};
