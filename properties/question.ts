/**
 * What properties come to, whatever their kind: questions about a state, or about a step. The explorers know only those.
 */
import type { Action, Cell, Change, Read } from '../model/action.ts';
import type { Configuration, Setup } from '../model/configuration.ts';
import type { Contract } from '../model/policies/policy.ts';

/** What was expected and what was found instead; for a `sometimes`, what was hoped for and what was reached. */
export interface Finding {
  readonly expected: string;
  readonly found: string;
}

/** `undefined`: the premise is false. `true`: the claim holds here. */
export type Answer = undefined | true | Finding;

/** One transition, as a question sees it. */
export interface Sight {
  readonly action: Action;
  readonly change: Change;
  readonly before: Read;
  readonly after: Read;
  /** The cells that the action read, and its observers, if it has any. */
  readonly reads: readonly Cell<unknown>[];
}

/** A question about every reachable state. */
export interface StateQuestion {
  readonly is: 'state';
  readonly subject: string;
  readonly touches: readonly Cell<unknown>[];
  readonly ask: (read: Read) => Answer;
}

/** A question about every transition that it concerns. */
export interface StepQuestion {
  readonly is: 'step';
  readonly subject: string;
  readonly touches: readonly Cell<unknown>[];
  readonly concerns: (action: Action) => boolean;
  /** Asked only where the transition writes one of the observed cells: no other can change them. */
  readonly writersOnly: boolean;
  readonly ask: (sight: Sight) => Answer;
  /** What must be remembered of the run so far, in cells of their own. */
  readonly observer: Observer | null;
}

/** A small automaton that rides along, in cells of its own. */
export interface Observer {
  readonly name: string;
  readonly cells: readonly Cell<unknown>[];
  /** What its cells hold at first, by their names. */
  readonly initial: ReadonlyMap<string, unknown>;
  readonly touches: readonly Cell<unknown>[];
  readonly concerns: (action: Action) => boolean;
  /** What a transition that it concerns writes into its cells. `before` of the sight knows them, too. */
  readonly advance: (sight: Sight) => Change['writes'];
  /** It is expected to be a function of the state, so that it is cheap to ride along with others. */
  readonly addsNoState: boolean;
}

export type Question = StateQuestion | StepQuestion;
export type Kind = 'always' | 'step' | 'history' | 'sometimes' | 'isolation';

export interface Property {
  readonly id: string;
  readonly contract: Contract;
  readonly kind: Kind;
  /** What it says, in a sentence that a KVM engineer would sign. */
  readonly sentence: string;
  /** Claim of US9411624B2, kernel commit, section of a specification, or "ours". */
  readonly source: string;
  /** Why the claim is not meant for a configuration; `null` where it is. */
  readonly notMeant: (config: Configuration) => string | null;
  readonly questions: (setup: Setup) => readonly Question[];
}
