/** How many random runs a check plans. */
import type { CheckRequest } from './request.ts';

/** So much of the time budget for each run. Most take a tenth of it; where everything is new, half. */
const msPerRun = 60;

type Asked = Pick<CheckRequest, 'random' | 'rungs' | 'policies' | 'limits'>;

/**
 * On each rung that has random runs: what the user says, or else as many as the rung's share of the budget has room
 * for. It does not depend on what time is left, so that the same command makes the same runs.
 */
export const plannedRuns = ({ random, rungs, policies, limits }: Asked): number =>
  random.runs ?? Math.max(1, Math.floor(limits.timeMs / (rungs.length * policies.length) / msPerRun));
