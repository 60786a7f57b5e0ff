/** What is asked about the fair runs of a model, and what is answered. */
import type { Family, RunQuestion } from '../../../properties/property.ts';
import type { Budget } from '../budget.ts';
import type { Cut } from '../exploration.ts';
import type { Model } from '../model.ts';

export interface LongRunRequest {
  readonly model: Model;
  readonly fairness: readonly Family[];
  readonly questions: readonly RunQuestion[];
  readonly budget: Budget;
  /** As for an exploration: the same model made anew, which is asked again everything that was learned. */
  readonly again?: (() => Model) | undefined;
}

/** An infinite run: the stem once, then the cycle for ever. Actions by name. */
export interface Lasso {
  readonly stem: readonly string[];
  /** Empty: nothing happens any more, and nothing has to. */
  readonly cycle: readonly string[];
  /** No lasso that breaks the promise has fewer actions in all. */
  readonly shortest: boolean;
}

/** What came of one question. */
export type LongRunAnswer =
  /** A fair run breaks the promise; `null` where no such run was found within the budget, though there is one. */
  | { readonly is: 'broken'; readonly lasso: Lasso | null }
  /** Every fair run keeps it, and it is about some of them. */
  | { readonly is: 'kept' }
  /** It is about no fair run. */
  | { readonly is: 'vacuous' }
  /** A budget ended the search. */
  | { readonly is: 'open'; readonly cut: Cut };

export interface LongRun {
  readonly engine: 'explicit' | 'symbolic';
  /** Of the whole machine; zero where a budget ended before they were known. */
  readonly states: number | bigint;
  readonly transitions: number | bigint;
  readonly bytes: number;
  /** By question. */
  readonly answers: readonly LongRunAnswer[];
}
