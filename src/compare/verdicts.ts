/** What a change of the policy does to every property. */
import { match, P } from 'ts-pattern';
import type { Overall } from '../results/overall.ts';
import { isDeclaredUntested, overall } from '../results/overall.ts';
import type { CheckReport } from '../results/request.ts';
import type { Result } from '../results/result.ts';
import type { Change, OfBoth, PropertyChange, Side, Verdict } from './report.ts';

/** What a result says: as much as two of them can be compared by. */
type Standing = 'kept' | 'tried' | 'violated' | 'idle' | 'open';

const standingOf = (result: Result): Standing =>
  match(result)
    .returnType<Standing>()
    .with('holds', () => 'kept')
    .with('holds-within-budget', () => 'tried')
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
    // What random runs did not show may be so all the same, and have been so before. It counts, if it is claimed.
    .with([P.union('open', 'tried'), 'violated'], ['violated', 'tried'], () => 'open')
    .with([P._, 'open'], ['open', P._], () => 'open')
    .with([P.union('kept', 'idle'), 'violated'], () => 'broken')
    .with(['violated', 'kept'], () => 'mended')
    .with([P.union('kept', 'tried', 'violated'), 'idle'], () =>
      isGivenUp(of) ? 'no-longer-claimed' : 'no-longer-exercised',
    )
    .with(['idle', P.union('kept', 'tried')], () => 'newly-exercised')
    .with(
      [P.union('kept', 'tried'), P.union('kept', 'tried')],
      ['violated', 'violated'],
      ['idle', 'idle'],
      () => (isGivenUp(of) ? 'no-longer-claimed' : 'unchanged'),
    )
    .exhaustive();

/**
 * Whether a candidate's violation makes it the worse policy: it claims the property, or the baseline did, and was not seen
 * to violate it. A promise that is silently dropped and then broken would pass otherwise.
 */
export const countsOf = (of: OfBoth<Verdict>): boolean =>
  of.candidate.result === 'violated' &&
  (of.candidate.demanded ||
    (of.baseline.demanded && !['violated', 'unfinished'].includes(of.baseline.result)));

/** Whether it is not known what becomes of a promise. What was planned to be tried only is no open question. */
export const isOpen = ({ baseline, candidate }: PropertyChange): boolean =>
  (baseline.demanded || candidate.demanded) &&
  (baseline.result === 'unfinished' || candidate.result === 'unfinished');

/** What is known of a property of which no rung has said anything. */
const nothing: Verdict = {
  result: 'unfinished',
  demanded: false,
  reason: 'it ended before the first rung',
  shown: null,
};

/** What a check of one of the two came to. */
type Checked = Pick<CheckReport, 'runs' | 'unfinished'>;

/**
 * The verdict on a property. If the ladder was cut, a trace is all that is sure: a rung that is missing might have shown
 * a violation, or what no other rung put to the test.
 */
const verdictOf = (one: Overall | undefined, { unfinished }: Checked): Verdict => {
  if (one === undefined) return nothing;
  // What a policy declares never to come true did not come true on random runs either: that is no open question.
  const result = isDeclaredUntested(one) ? 'vacuous' : one.result;
  const { shown, property } = one;
  const { demanded } = property;
  if (unfinished && shown === null && result !== 'unfinished')
    return { result: 'unfinished', demanded, reason: 'it ended before the last rung', shown };
  return { result, demanded, reason: one.reason, shown };
};

/** Every property that was decided for one of them, in order. */
export const verdictsOf = (
  checked: OfBoth<Checked>,
  waiverOf: (property: string) => string | null,
): readonly PropertyChange[] => {
  const all = { baseline: overall(checked.baseline.runs), candidate: overall(checked.candidate.runs) };
  const those = new Map(
    [...all.candidate, ...all.baseline].map(({ property }) => [property.id, property] as const),
  );
  return [...those.values()].map(({ id, contract, kind, sentence }) => {
    const of = (side: Side) => all[side].find(({ property }) => property.id === id);
    const both = {
      baseline: verdictOf(of('baseline'), checked.baseline),
      candidate: verdictOf(of('candidate'), checked.candidate),
    };
    const isWorse = countsOf(both);
    const waived = isWorse ? waiverOf(id) : null;
    const change = changeOf(both);
    return { id, contract, kind, sentence, ...both, change, counts: isWorse && waived === null, waived };
  });
};
