/** `compare` as a function: what a change of the policy breaks, mends, adds and withholds, and what it costs. */

import { check } from '../check/index.ts';
import { plannedRuns } from '../results/planned-runs.ts';
import type { CheckEvents, CheckReport } from '../results/request.ts';
import { nameOf } from '../results/request.ts';
import { unusedWaivers, waiverFor, withWaivers } from '../results/waivers.ts';
import { behaviourOf } from './behaviour.ts';
import { exitCodeOf } from './exit-code.ts';
import { pricedRuns } from './priced.ts';
import type { CompareReport, OfBoth, Side } from './report.ts';
import type { CompareRequest } from './request.ts';
import { verdictsOf } from './verdicts.ts';

export type * from './report.ts';
export type { CompareRequest } from './request.ts';

/**
 * What part of the time budget each stage may take, besides what those before it left. How many random runs
 * there are depends on these alone, so that the same command makes the same ones.
 */
const shares = { check: 0.3, lockstep: 0.2, price: 0.2 };

/** Hands out time: a stage gets its share, and what those before it left. */
const timekeeper = (timeMs: number) => {
  const began = Date.now();
  let due = 0;
  return (share: number): number => {
    due += share * timeMs;
    return Math.max(began + due - Date.now(), 0);
  };
};

/** A request for one stage: its budget, and as many random runs as that would have room for with nothing left over. */
const stage = (request: CompareRequest, share: number, timeMs: number): CompareRequest => {
  const { rungs, random, limits } = request;
  const planned = { ...limits, timeMs: limits.timeMs * share };
  const runs = plannedRuns({ random, rungs, policies: [request.candidate], limits: planned });
  return { ...request, random: { ...random, runs }, limits: { ...limits, timeMs } };
};

/**
 * Compares two policies on a ladder of configurations.
 *
 * @throws {UserError} where a module, or a name, is the user's mistake
 */
export const compare = async (
  request: CompareRequest,
  events: CheckEvents = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<CompareReport> => {
  const timeFor = timekeeper(request.limits.timeMs);
  const next = (share: number) => stage(request, share, timeFor(share));
  const checked = async (side: Side): Promise<CheckReport> =>
    check({ ...next(shares.check), policies: [request[side]], waivers: [] }, events, signal);
  const reports: OfBoth<CheckReport> = {
    baseline: await checked('baseline'),
    candidate: await checked('candidate'),
  };
  const behaviour = await behaviourOf(next(shares.lockstep), events, signal);
  const priced = await pricedRuns(next(shares.price), events, signal);
  const waiverOf = (property: string) => waiverFor(request.waivers, nameOf(request.candidate), property);
  const verdicts = verdictsOf(reports, (property) => waiverOf(property)?.reason ?? null);
  const unfinished = reports.baseline.unfinished || reports.candidate.unfinished;
  const compared = (side: Side) => ({
    policy: nameOf(request[side]),
    claims: reports[side].runs[0]?.claims ?? [],
    runs: reports[side].runs,
  });
  return {
    baseline: compared('baseline'),
    candidate: compared('candidate'),
    verdicts,
    behaviour,
    price: { weights: request.weights, runs: priced },
    unfinished,
    unusedWaivers: unfinished ? [] : unusedWaivers(request.waivers, reports.candidate.runs),
    exitCode: exitCodeOf(
      verdicts,
      behaviour,
      withWaivers(request.waivers, reports.candidate.runs),
      unfinished,
    ),
  };
};
