/** Violations that are known and accepted: they are shown as what they are, and do not count. */
import { resolve } from 'node:path';
import { overall } from './overall.ts';
import type { PropertyResult, Run } from './result.ts';

export interface Waiver {
  readonly property: string;
  /** A built-in's name, or the path of a module as seen from the working directory. */
  readonly policy: string;
  /** The names of the same file at revisions: what is accepted of it now is accepted of it as it was. */
  readonly revisions: readonly string[];
  /** Why it is accepted, in words. */
  readonly reason: string;
  /** Where it was written: `hintproof.config.ts: waivers[0]` */
  readonly place: string;
}

/** Paths may be written in two ways. */
const isFor = (policy: string, waiver: Waiver): boolean =>
  waiver.policy === policy || resolve(waiver.policy) === resolve(policy);

/** The waiver of a property of a policy, if there is one. */
export const waiverFor = (waivers: readonly Waiver[], policy: string, property: string): Waiver | undefined =>
  waivers.find(
    (waiver) => waiver.property === property && (isFor(policy, waiver) || waiver.revisions.includes(policy)),
  );

/**
 * The same runs; what is waived in them is demanded no more. A waiver accepts a violation, not that nobody knows: what
 * was left open, and is violated on no rung, stays demanded.
 */
export const withWaivers = (waivers: readonly Waiver[], runs: readonly Run[]): readonly Run[] => {
  const isOpen = (policy: string, id: string): boolean =>
    overall(runs.filter((run) => run.policy === policy)).find(({ property }) => property.id === id)
      ?.result === 'unfinished';
  const waived = (run: Run, property: PropertyResult): PropertyResult => {
    const waiver = waiverFor(waivers, run.policy, property.id);
    return waiver === undefined || isOpen(run.policy, property.id)
      ? property
      : { ...property, demanded: false, waived: waiver.reason };
  };
  return runs.map((run) => ({ ...run, properties: run.properties.map((one) => waived(run, one)) }));
};

/**
 * The waivers that waive nothing: the property was decided for the policy, on all that was to be explored, and is not
 * violated. What is open, or was tried on random runs and proved
 * nowhere, is no reason to take a waiver back; nor is how the policy was once.
 */
export const unusedWaivers = (waivers: readonly Waiver[], runs: readonly Run[]): readonly Waiver[] =>
  waivers.filter((waiver) => {
    const own = runs.filter(({ policy }) => isFor(policy, waiver));
    const result = overall(own).find(({ property }) => property.id === waiver.property)?.result;
    return result === 'holds' || result === 'vacuous' || result === 'not-applicable';
  });
