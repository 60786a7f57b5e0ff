/** What a change of the policy does to every property. */
import { match, P } from 'ts-pattern';
import type { Overall } from '../check/overall.ts';
import { isDeclaredUntested, overall } from '../check/overall.ts';
import type { Result, Run } from '../check/result.ts';
import type { Change, OfBoth, PropertyChange, Verdict } from './report.ts';

/** What a result says, whether it was proved or tried: as much as two of them can be compared by. */
type Standing = 'kept' | 'violated' | 'idle' | 'open';

const standingOf = (result: Result): Standing =>
  match(result)
    .returnType<Standing>()
    .with(P.union('holds', 'holds-within-budget'), () => 'kept')
    .with('violated', () => 'violated')
    .with(P.union('vacuous', 'not-applicable'), () => 'idle')
    .with('unfinished', () => 'open')
    .exhaustive();

/** Whether the baseline promised it, and the candidate does not. */
const isGivenUp = ({ baseline, candidate }: OfBoth<Verdict>): boolean =>
  baseline.demanded && !candidate.demanded;

/** What the change does to a property, given what each of the two comes to. */
export const changeOf = (of: OfBoth<Verdict>): Change =>
  match([standingOf(of.baseline.result), standingOf(of.candidate.result)] as const)
    .returnType<Change>()
    // It may have been so before the change. It counts all the same, if the candidate claims it.
    .with(['open', 'violated'], () => 'open')
    .with([P.union('kept', 'idle'), 'violated'], () => 'broken')
    .with([P._, 'open'], ['open', P._], () => 'open')
    .with(['violated', 'kept'], () => 'mended')
    .with([P.union('kept', 'violated'), 'idle'], () =>
      isGivenUp(of) ? 'no-longer-claimed' : 'no-longer-exercised',
    )
    .with(['idle', 'kept'], () => 'newly-exercised')
    .with(['kept', 'kept'], ['violated', 'violated'], ['idle', 'idle'], () =>
      isGivenUp(of) ? 'no-longer-claimed' : 'unchanged',
    )
    .exhaustive();

/**
 * Whether a candidate's violation makes it the worse policy: it claims the property, or the baseline did and kept it. A
 * promise that is silently dropped and then broken would pass otherwise.
 */
export const countsOf = ({ baseline, candidate }: OfBoth<Verdict>): boolean =>
  candidate.result === 'violated' &&
  (candidate.demanded || (baseline.demanded && standingOf(baseline.result) === 'kept'));

/** What a policy declares never to come true did not come true on random runs either: that is no open question. */
const verdictOf = (one: Overall): Verdict => ({
  result: isDeclaredUntested(one) ? 'vacuous' : one.result,
  demanded: one.property.demanded,
  reason: one.reason,
  shown: one.shown,
});

/** Every property that was decided for both, in order. */
export const verdictsOf = (
  runs: OfBoth<readonly Run[]>,
  waiverOf: (property: string) => string | null,
): readonly PropertyChange[] => {
  const baselines = overall(runs.baseline);
  return overall(runs.candidate).flatMap((one) => {
    const { id, contract, kind, sentence } = one.property;
    const other = baselines.find(({ property }) => property.id === id);
    if (other === undefined) return [];
    const both = { baseline: verdictOf(other), candidate: verdictOf(one) };
    const isWorse = countsOf(both);
    const waived = isWorse ? waiverOf(id) : null;
    return [
      {
        id,
        contract,
        kind,
        sentence,
        ...both,
        change: changeOf(both),
        counts: isWorse && waived === null,
        waived,
      },
    ];
  });
};
