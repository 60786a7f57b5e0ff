/** Properties that random runs did not put to the test. */
import type { PropertyResult, RandomResult, Run } from './result.ts';

/** Whether no random run is missing of those that were planned. */
export const madeAllRuns = (random: RandomResult): boolean => random.runs === random.plannedRuns;

/** Whether all planned runs were made, and the property's premise was true in none of them, or it was never reached. */
export const isUntested = ({ exploration }: Run, { id, result }: PropertyResult): boolean => {
  const random = exploration?.random ?? null;
  return result === 'unfinished' && random !== null && madeAllRuns(random) && random.neverTrue.includes(id);
};

/** Whether some rung of the policy has more to say of the property. */
const isDecidedElsewhere = (runs: readonly Run[], { policy }: Run, { id }: PropertyResult): boolean =>
  runs.some(
    (run) =>
      run.policy === policy &&
      run.properties.some((one) => one.id === id && one.result !== 'not-applicable' && !isUntested(run, one)),
  );

/**
 * The same runs, less what is untested on a rung and decided on another one: whether a premise comes true by chance
 * does not matter where it is known what becomes of it. What was not tested is still listed as such.
 */
export const withoutUntested = (runs: readonly Run[]): readonly Run[] =>
  runs.map((run) => ({
    ...run,
    properties: run.properties.filter((one) => !isUntested(run, one) || !isDecidedElsewhere(runs, run, one)),
  }));
