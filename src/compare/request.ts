/** What is asked of a comparison, as data. */
import type { CheckRequest, Chosen } from '../results/request.ts';
import type { OfBoth, Weights } from './report.ts';

export const pricedChoices = ['default', 'all', 'none'] as const;
export type PricedChoice = (typeof pricedChoices)[number];

/** As for a check of both, on the same ladder; the budget is for all of it. */
export interface CompareRequest extends Omit<CheckRequest, 'policies'>, OfBoth<Chosen> {
  readonly weights: Weights;
  /** Which rungs are priced: by default, the first of the ladder, and all that the user names. */
  readonly priced: PricedChoice;
}

/** What can be said to cost something. */
export const weightNames = [
  'exit',
  'ipi',
  'wakeUp',
  'reprogramming',
] as const satisfies readonly (keyof Weights)[];
