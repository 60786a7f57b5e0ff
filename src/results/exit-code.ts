/** What a check comes to in one number: 0 all is well, 1 violated, 3 unfinished, 4 vacuous. */
import type { ExitCode } from './request.ts';
import type { PropertyResult, Run } from './result.ts';
import { isUntested } from './untested.ts';

/** Whether a demanded property was meant somewhere, and nowhere exercised, though the policy does not declare that. */
const leftVacuous = (results: readonly PropertyResult[]): boolean => {
  const meant = results.filter(({ result }) => result !== 'not-applicable');
  return (
    meant.length > 0 && meant.every(({ result, vacuousByDesign }) => result === 'vacuous' && !vacuousByDesign)
  );
};

/** What the policy declares never to come true did not come true on random runs either: that is no open question. */
const asDeclared = (run: Run, property: PropertyResult): PropertyResult =>
  property.vacuousByDesign && isUntested(run, property) ? { ...property, result: 'vacuous' } : property;

/** 1 before 3 before 4 before 0; only demanded properties count. */
export const exitCodeOf = (runs: readonly Run[], unfinished: boolean): ExitCode => {
  const byProperty = new Map<string, PropertyResult[]>();
  for (const run of runs)
    for (const one of run.properties.filter(({ demanded }) => demanded)) {
      const key = JSON.stringify([run.policy, one.id]);
      byProperty.set(key, [...(byProperty.get(key) ?? []), asDeclared(run, one)]);
    }
  const demanded = [...byProperty.values()];
  const some = (result: PropertyResult['result']) => demanded.flat().some((one) => one.result === result);
  if (some('violated')) return 1;
  if (unfinished || some('unfinished')) return 3;
  // What was asked for is meant for none of these configurations: nothing is wrong, and nothing was shown.
  const isNothingDecided =
    demanded.length > 0 && demanded.flat().every(({ result }) => result === 'not-applicable');
  return isNothingDecided || demanded.some(leftVacuous) ? 4 : 0;
};
