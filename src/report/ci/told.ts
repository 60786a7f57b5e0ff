/** What a tool of continuous integration is told, whichever format it reads: of a check and of a comparison alike. */
import type { Contract } from '../../../model/policies/policy.ts';
import type { Kind } from '../../../properties/property.ts';
import type { ExitCode } from '../../results/request.ts';
import type { Run } from '../../results/result.ts';
import type { Story } from '../../results/story.ts';

/**
 * What a property comes to, as far as it matters to whoever waits for a verdict. `violated`, `unfinished` and `vacuous`
 * are for what counts: each alone makes the exit code another one than 0. `unclaimed`: violated, and nobody promised it.
 * `idle`: nothing is said of it, and that is right.
 */
export type Standing = 'kept' | 'violated' | 'unclaimed' | 'waived' | 'unfinished' | 'vacuous' | 'idle';

/** Those that fail a job. */
export const failing: readonly Standing[] = ['violated', 'unfinished', 'vacuous'];

/** One property of one policy. */
export interface Entry {
  readonly id: string;
  readonly contract: Contract;
  readonly kind: Kind;
  readonly sentence: string;
  readonly standing: Standing;
  /** What came of it, in one line, without the names of the property and the policy. */
  readonly outcome: string;
  /** The reason for which a violation is accepted. */
  readonly waived: string | null;
  /** The configuration in which that was seen first. */
  readonly where: Pick<Run, 'guest' | 'scope' | 'options'>;
  /** Of a violation: how it comes to that. */
  readonly story: Story | null;
  /** The command that does it again; `null` where there is nothing to see. */
  readonly repeat: string | null;
}

/** A label and a text, for whoever looks closer. */
export type Fact = readonly [label: string, text: string];

/** One policy. */
export interface Suite {
  readonly policy: string;
  /** The module that it is from; `null` for one of ours. */
  readonly file: string | null;
  readonly seconds: number;
  readonly facts: readonly Fact[];
  readonly entries: readonly Entry[];
}

export interface Told {
  readonly command: 'check' | 'compare';
  readonly version: string;
  readonly suites: readonly Suite[];
  /** Whether it was interrupted, or a budget ended it before the last rung. */
  readonly isCut: boolean;
  /** Whether nothing was left undecided, or out, that counts. */
  readonly isDecided: boolean;
  /** What it all comes to, in a sentence or two. */
  readonly summary: string;
  /** What else is to be known of it: each in a sentence. */
  readonly remarks: readonly string[];
  /** What is wrong with the configuration, each in a sentence. */
  readonly mistakes: readonly string[];
  readonly exitCode: ExitCode;
  /** The configuration file, where one was named. */
  readonly config: string | null;
}

/**
 * All that counts was decided: a rung that was left out, a budget that ended, or an empty promise is no success. A mistake in
 * the configuration, which is exit code 2, is told beside that.
 */
export const isDecided = (exitCode: ExitCode, unfinished: boolean): boolean => !unfinished && exitCode <= 2;
