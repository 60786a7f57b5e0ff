/** What the worker is to do with a recorded failure: it tries it again. */
import type { Contract } from '../../model/policies/policy.ts';
import type { CheckRequest, Chosen, Rung } from '../results/request.ts';
import type { PropertyResult } from '../results/result.ts';
import { jobNamed } from '../thread/job.ts';

/** All of a record that is believed. What it says of its length and of what it found is asked again. */
export interface Way {
  readonly property: string;
  readonly subject: string;
  readonly actions: readonly string[];
  /** Of a run without end, how many actions come before its loop; `null`: the trace ends. */
  readonly loop: number | null;
}

/** What came of a record. */
export type Retrial =
  /** The policy still breaks the property on that way. */
  | { readonly is: 'fails'; readonly claims: readonly Contract[]; readonly property: PropertyResult }
  /** That way no longer leads to a violation, or is none any more. Others may. */
  | { readonly is: 'mended' }
  /** Nothing was learned: the property is no longer demanded, or the user's module made a mistake on the way. */
  | { readonly is: 'open' };

/** One record of a failure to try again. */
export interface RetryJob extends Pick<CheckRequest, 'contracts' | 'properties' | 'limits'> {
  readonly policy: Chosen;
  readonly rung: Rung;
  readonly way: Way;
}

export const retryJob = jobNamed<RetryJob, Retrial>('retry');
