/** How the exploration of one configuration is getting on, as those who watch are told. */
import type { CheckProgress } from '../results/request.ts';
import type { Gauges } from './thread.ts';

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
