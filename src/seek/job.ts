/** What the worker is to do to find traces. */
import type { SeekAim } from '../condition/aim.ts';
import type { Exploring } from '../decide/run.ts';
import type { Run, Trace } from '../results/result.ts';
import type { Alternatives } from '../results/story.ts';
import { jobNamed } from '../thread/job.ts';

/** One configuration in which to look. */
export interface SeekJob extends Exploring {
  readonly aim: SeekAim;
  /** How many different traces are wanted. */
  readonly count: number;
  /** Whether to say of every state what could happen there, and why nothing else can. */
  readonly wantsAlternatives: boolean;
}

/** A trace, and what could have happened in each of its states, if anybody wants to know. */
export interface SoughtTrace extends Trace {
  readonly alternatives: readonly Alternatives[] | null;
}

/** What came of one configuration. */
export interface Sought {
  /** With one property: what is sought. */
  readonly run: Run;
  /** Different ones, the first found first; empty if there is none. */
  readonly traces: readonly SoughtTrace[];
  /** There are no others, or no more were wanted; `false`: the search for others was cut short. */
  readonly isComplete: boolean;
}

export const seekJob = jobNamed<SeekJob, Sought>('seek');
