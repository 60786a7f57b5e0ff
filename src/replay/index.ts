/** Runs a trace again: in a worker thread, for the modules in it are somebody's. */
import { refuse, startThread } from '../thread/thread.ts';
import type { ReplayReport, ReplayRequest } from './rerun.ts';

export type { Departure, ReplayReport, ReplayRequest } from './rerun.ts';

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
  const thread = startThread(request.limits);
  try {
    const deadline = Date.now() + request.limits.timeMs;
    const answer = await thread.ask({ is: 'replay', ...request }, { signal, deadline });
    if (answer.is === 'killed') return { cut: answer.reason };
    if (answer.is === 'out-of-memory') return { cut: 'the memory budget ended' };
    return answer.is === 'replay' ? answer.report : refuse(answer);
  } finally {
    await thread.close();
  }
};
