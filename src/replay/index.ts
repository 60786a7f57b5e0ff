/** Runs a trace again: in a worker thread, for the modules in it are somebody's. */
import { doneOrCut, withThread } from '../thread/thread.ts';
import type { ReplayReport, ReplayRequest } from './job.ts';
import { replayJob } from './job.ts';

export type { Departure, ReplayReport, ReplayRequest } from './job.ts';

/** Why a replay did not come to its end. */
export interface Cut {
  readonly cut: string;
}

/**
 * Runs the actions of a trace again, and asks about the end what was asked before.
 *
 * @throws {UserError} where the trace does not fit the configuration
 */
export const replayTrace = async (
  request: ReplayRequest,
  signal: AbortSignal = new AbortController().signal,
): Promise<ReplayReport | Cut> => {
  const watch = { signal, deadline: Date.now() + request.limits.timeMs };
  return withThread(request.limits, async (thread) => {
    const ended = doneOrCut(await thread.ask(replayJob, request, watch));
    return ended.is === 'cut' ? { cut: ended.reason } : ended.done;
  });
};
