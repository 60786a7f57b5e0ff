/** What becomes of each property over the whole ladder. */
import type { PropertyResult, Result, Run, Trace } from './result.ts';
import { isUntested } from './untested.ts';

/** One property of one policy, and what every rung said about it. */
export interface Overall {
  readonly property: PropertyResult;
  readonly result: Result;
  /** The rungs with that result. */
  readonly runs: readonly Run[];
  /** The rungs on which random runs did not violate it, and nothing more is known. */
  readonly tried: readonly Run[];
  /** How many rungs have which result. */
  readonly counts: Readonly<Partial<Record<Result, number>>>;
  /** The trace that is shown, to the violation or to a witness, and its rung: the first one that has one. */
  readonly shown: { readonly run: Run; readonly trace: Trace } | null;
  readonly reason: string | null;
}

/**
 * Worst first. Vacuous comes after holding: a premise need not come true on every rung. What was proved on some rungs
 * and tried on others is told as both.
 */
const ranking: readonly Result[] = [
  'violated',
  'unfinished',
  'holds',
  'holds-within-budget',
  'vacuous',
  'not-applicable',
];

const overallOf = (seen: readonly { readonly run: Run; readonly property: PropertyResult }[]): Overall => {
  const result = ranking.find((one) => seen.some(({ property }) => property.result === one))!;
  const those = seen.filter(({ property }) => property.result === result);
  const counts: Partial<Record<Result, number>> = {};
  for (const { property } of seen) counts[property.result] = (counts[property.result] ?? 0) + 1;
  const shown = seen.flatMap(({ run, property }) =>
    property.trace === null ? [] : [{ run, trace: property.trace }],
  )[0];
  const { property } = those[0]!;
  return {
    property,
    result,
    runs: those.map(({ run }) => run),
    tried: seen.filter(({ property }) => property.result === 'holds-within-budget').map(({ run }) => run),
    counts,
    shown: shown ?? null,
    reason: property.reason,
  };
};

/** What the policy declares never to come true, and random runs did not put to the test either. */
export const isDeclaredUntested = ({ property, runs }: Pick<Overall, 'property' | 'runs'>): boolean =>
  property.vacuousByDesign && runs.every((run) => isUntested(run, property));

/** Every property that was decided on some rung, in order. */
export const overall = (runs: readonly Run[]): readonly Overall[] => {
  const ids = [...new Set(runs.flatMap(({ properties }) => properties.map(({ id }) => id)))];
  return ids.map((id) =>
    overallOf(
      runs.flatMap((run) =>
        run.properties.filter((one) => one.id === id).map((property) => ({ run, property })),
      ),
    ),
  );
};

/** Runs of one policy under one guest belong together. */
export const byPolicy = (runs: readonly Run[]): readonly (readonly Run[])[] =>
  [...new Set(runs.map(({ policy }) => policy))].map((policy) => runs.filter((run) => run.policy === policy));

/** Random runs on some rungs. */
export const randomRunsOf = (runs: readonly Run[]): number =>
  runs.reduce((sum, { exploration }) => sum + (exploration?.random?.runs ?? 0), 0);

export const statesOf = (runs: readonly Run[]): bigint =>
  runs.reduce((sum, { exploration }) => sum + BigInt(exploration?.states ?? '0'), 0n);
