/** What two policies cost on a ladder: priced one after the other, on one rung after the other. */
import type { CheckEvents, Chosen, Rung } from '../results/request.ts';
import { nameOf } from '../results/request.ts';
import { doneOrCut, withThread } from '../thread/thread.ts';
import type { AtWork } from '../thread/watching.ts';
import { watching } from '../thread/watching.ts';
import type { PricedPolicy } from './jobs.ts';
import { priceJob } from './jobs.ts';
import type { Curves, OfBoth, PricedRun } from './report.ts';
import type { CompareRequest } from './request.ts';
import { usualSimulation } from './simulate.ts';

/** The price of one policy on a rung; `null`: there is nobody left to say. */
const priceOn = async (
  { request, events, signal, thread, deadline }: AtWork<CompareRequest>,
  rung: Rung,
  policy: Chosen,
): Promise<PricedPolicy | null> => {
  const { weights, limits, random } = request;
  const simulation = { ...usualSimulation, seed: random.seed };
  const who = { policy: nameOf(policy), scope: rung.scope, deadline };
  const answer = await thread.ask(
    priceJob,
    { policy, rung, weights, simulation, limits, deadline },
    { signal, deadline, onProgress: watching(who, events.onProgress) },
  );
  const ended = doneOrCut(answer, ` (on ${rung.scope})`);
  return ended.is === 'cut' ? null : ended.done;
};

/** The curves of both, of the scenarios that were set up for both. */
const curvesOf = ({ baseline, candidate }: OfBoth<PricedPolicy>): readonly Curves[] =>
  (baseline.curves ?? []).flatMap(({ after, points }) => {
    const other = candidate.curves?.find((one) => one.after === after);
    return other === undefined ? [] : [{ after, points: { baseline: points, candidate: other.points } }];
  });

/** What is tried on random runs is too large to be priced. A rung of the ladder can show something; a scope of the user's is just there. */
const toPrice = ({ rungs, priced }: CompareRequest): readonly Rung[] => {
  const explored = rungs.filter(({ random }) => !random);
  if (priced === 'none') return [];
  return priced === 'all' ? explored : explored.filter(({ shows }, i) => shows === '' || i === 0);
};

/**
 * Prices both policies on every rung that is to be explored exhaustively, as far as the budget goes. What is beyond is
 * left out, or has extremes that are `unfinished`.
 *
 * @throws {UserError} where a module is the user's mistake
 */
export const pricedRuns = async (
  request: CompareRequest,
  events: CheckEvents,
  signal: AbortSignal,
): Promise<readonly PricedRun[]> => {
  const deadline = Date.now() + request.limits.timeMs;
  return withThread(request.limits, async (thread) => {
    const pricing = { request, events, signal, thread, deadline };
    const runs: PricedRun[] = [];
    for (const rung of toPrice(request)) {
      if (signal.aborted || Date.now() > deadline) break;
      const baseline = await priceOn(pricing, rung, request.baseline);
      const candidate = baseline && (await priceOn(pricing, rung, request.candidate));
      if (baseline === null || candidate === null) break;
      runs.push({
        guest: nameOf(rung.guest),
        scope: rung.scope,
        options: rung.options,
        prices: { baseline: baseline.price, candidate: candidate.price },
        curves: curvesOf({ baseline, candidate }),
        simulation: { ...usualSimulation, seed: request.random.seed },
      });
    }
    return runs;
  });
};
