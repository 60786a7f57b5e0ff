/**
 * What properties come to, whatever their kind: questions about a state, about a step, or about the long run. The
 * explorers know only those.
 */
import type { Action, Cell, Change, Read } from '../model/action.ts';
import type { Configuration, Setup } from '../model/configuration.ts';
import type { Contract } from '../model/policies/policy.ts';

/** What was expected and what was found instead; for a `sometimes`, what was hoped for and what was reached. */
export interface Finding {
  readonly expected: string;
  readonly found: string;
}

/** What is said of a run that breaks a promise about the long run. */
export interface RunFinding extends Finding {
  /** What the steps are in which that shows: wrong ones that recur, or the one from which on the run owes and never pays. */
  readonly amiss: string;
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

/** What a step is to a question about the long run. */
export type Part =
  /** From here on, the run owes something. */
  | 'owes'
  /** The debt is paid. A step that does both pays first, and owes anew. */
  | 'pays'
  /** Without such steps, again and again, the question is not about the run. */
  | 'premise'
  /** Such steps, again and again, are what must not be. */
  | 'wrong';

/**
 * A question about every fair run. A run is found fault with if, from some point on, it owes and never pays, if steps of
 * the premise recur in it for ever, where there are any, and wrong ones do, where there are any.
 */
export interface RunQuestion {
  readonly is: 'run';
  readonly subject: string;
  readonly concerns: (action: Action) => boolean;
  /** What a step is to it; often nothing. */
  readonly partsOf: (sight: Sight) => readonly Part[];
  /** Every run owes from the start: no step has to begin it. */
  readonly owesAtOnce: boolean;
  /** The parts that must recur for the question to be about a run, and to find fault with it. */
  readonly hasPremise: boolean;
  readonly hasWrong: boolean;
  /** What is said of a run that it finds fault with. */
  readonly finding: RunFinding;
}

/**
 * Steps that a fair run must take now and then. `weak`: if one of them is enabled in every state from some point on, one
 * is taken. `strong`: if one of them is enabled again and again, one is taken again and again.
 */
export interface Family {
  readonly name: string;
  readonly is: 'weak' | 'strong';
  /** The actions whose steps may belong to it. A step may belong to several families. */
  readonly concerns: (action: Action) => boolean;
  readonly has: (sight: Sight) => boolean;
}

export type Question = StateQuestion | StepQuestion;
export type Kind = 'always' | 'step' | 'history' | 'sometimes' | 'isolation' | 'leadsTo';

interface Promised {
  readonly id: string;
  readonly contract: Contract;
  /** What it says, in a sentence that a KVM engineer would sign. */
  readonly sentence: string;
  /** Claim of US9411624B2, kernel commit, section of a specification, or "ours". */
  readonly source: string;
  /** Why the claim is not meant for a configuration; `null` where it is. */
  readonly notMeant: (config: Configuration) => string | null;
}

/** A promise that a finite run breaks, or a hope that one fulfils. */
export interface FiniteProperty extends Promised {
  readonly kind: Exclude<Kind, 'leadsTo'>;
  readonly questions: (setup: Setup) => readonly Question[];
}

/** A promise about the long run: only an infinite run breaks it, and a fair one. */
export interface LongRunProperty extends Promised {
  readonly kind: 'leadsTo';
  readonly runs: (setup: Setup) => readonly RunQuestion[];
}

export type Property = FiniteProperty | LongRunProperty;

export const isLongRun = (property: Property): property is LongRunProperty => property.kind === 'leadsTo';
