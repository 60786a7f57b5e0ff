/** Work that goes on: who is at it, and how those who watch are told. */
import type { CheckEvents, CheckProgress } from '../results/request.ts';
import type { Gauges, Thread } from './thread.ts';

/** What is asked, and who is at work. */
export interface AtWork<Request> {
  readonly request: Request;
  readonly events: CheckEvents;
  readonly signal: AbortSignal;
  readonly thread: Thread;
  /** When the time budget ends, in milliseconds since the epoch. */
  readonly deadline: number;
}

interface Watched {
  readonly policy: string;
  readonly scope: string;
  /** When the time budget ends, in milliseconds since the epoch. */
  readonly deadline: number;
}

/** From now on: what the worker's gauges say, with the rates and the time that is left. */
export const watching = (
  { policy, scope, deadline }: Watched,
  tell: ((progress: CheckProgress) => void) | undefined,
): ((gauges: Gauges) => void) => {
  const began = Date.now();
  return (gauges) =>
    tell?.({
      ...gauges,
      policy,
      scope,
      statesPerSecond: (1000 * gauges.states) / Math.max(Date.now() - began, 1),
      msLeft: Math.max(deadline - Date.now(), 0),
    });
};
