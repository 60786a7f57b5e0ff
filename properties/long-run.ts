/** The language of promises about the long run: what every fair run comes to, sooner or later. */
import type { Touches } from '../model/action.ts';
import { viewOf } from '../model/action.ts';
import type { Setup } from '../model/configuration.ts';
import type { ActionLabel } from '../model/labels.ts';
import type { Claim, Step } from './property.ts';
import { nameOfSubject, stepOf } from './property.ts';
import type { LongRunProperty, Part, RunFinding, RunQuestion } from './question.ts';

/** What every claim about the long run has: whom it watches, and what it says of a run that breaks it. */
interface LongRunClaim<U, S extends Touches> extends Claim<U> {
  readonly observes: (subject: U, setup: Setup) => S;
  /** The transitions that it looks at. */
  readonly asks: (label: ActionLabel, subject: U) => boolean;
  /** What was expected, what the run does for ever instead, and what the steps are in which that shows. */
  readonly broken: (subject: U) => RunFinding;
}

type How = Pick<RunQuestion, 'owesAtOnce' | 'hasPremise' | 'hasWrong'>;

const longRun = <U, S extends Touches>(
  claim: LongRunClaim<U, S>,
  how: How,
  partsOf: (step: Step<S>, subject: U, setup: Setup) => readonly Part[],
): LongRunProperty => {
  const { id, contract, sentence, source, notMeant = () => null } = claim;
  const questionOf = (setup: Setup, subject: U): RunQuestion => {
    const sees = stepOf(viewOf(claim.observes(subject, setup)));
    return {
      is: 'run',
      subject: nameOfSubject(subject),
      concerns: ({ label }) => claim.asks(label, subject),
      partsOf: (sight) => partsOf(sees(sight), subject, setup),
      ...how,
      finding: claim.broken(subject),
    };
  };
  const runs = (setup: Setup) => claim.each(setup).map((subject) => questionOf(setup, subject));
  return { id, contract, kind: 'leadsTo', sentence, source, notMeant, runs };
};

interface LeadsToClaim<U, S extends Touches> extends LongRunClaim<U, S> {
  readonly whenever: (step: Step<S>, subject: U, setup: Setup) => boolean;
  readonly then: (step: Step<S>, subject: U, setup: Setup) => boolean;
}

/** Whenever one kind of step is taken, one of another kind is, later. */
export const leadsTo = <U, S extends Touches>(claim: LeadsToClaim<U, S>): LongRunProperty =>
  longRun(claim, { owesAtOnce: false, hasPremise: false, hasWrong: false }, (step, subject, setup) => [
    ...(claim.whenever(step, subject, setup) ? (['owes'] as const) : []),
    ...(claim.then(step, subject, setup) ? (['pays'] as const) : []),
  ]);

interface SettlesClaim<U, S extends Touches> extends LongRunClaim<U, S> {
  /** Steps that are no longer taken from some point on, in the runs that it is about. */
  readonly onceNoMore: (step: Step<S>, subject: U, setup: Setup) => boolean;
  /** Steps that are taken again and again, in the runs that it is about. */
  readonly whileRecurs: (step: Step<S>, subject: U, setup: Setup) => boolean;
  /** Steps that come to an end then. */
  readonly never: (step: Step<S>, subject: U, setup: Setup) => boolean;
}

/** Once some steps are no longer taken, while others are again and again, a third kind comes to an end. */
export const settles = <U, S extends Touches>(claim: SettlesClaim<U, S>): LongRunProperty =>
  longRun(claim, { owesAtOnce: true, hasPremise: true, hasWrong: true }, (step, subject, setup) => {
    if (claim.onceNoMore(step, subject, setup)) return ['pays'];
    return [
      ...(claim.whileRecurs(step, subject, setup) ? (['premise'] as const) : []),
      ...(claim.never(step, subject, setup) ? (['wrong'] as const) : []),
    ];
  });
