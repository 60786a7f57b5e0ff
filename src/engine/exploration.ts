/** What is asked of an explorer, and what it answers. */
import type { Question } from '../../properties/property.ts';
import type { Budget } from './budget.ts';
import type { Model } from './model.ts';

export interface Request {
  readonly model: Model;
  readonly questions: readonly Question[];
  readonly budget: Budget;
  /** Stop as soon as every question has its finding, instead of counting every state. */
  readonly untilFound?: boolean;
  /**
   * The same model made anew. In the end, everything that was learned of the model is asked of it again, in another
   * order: an answer that depended on anything but what was read ends in `Nondeterminism`.
   */
  readonly again?: (() => Model) | undefined;
}

/** Why an exploration ended before it was complete. */
export type Cut = 'time' | 'memory' | 'interrupted' | 'capacity';

/** The first finding of a question: the states on a shortest way there, and the action that is at fault, if any. */
export interface Found {
  /** One value per cell, by the cell's name; the initial state comes first. */
  readonly path: readonly ReadonlyMap<string, unknown>[];
  /** The action whose step was found; `null` if the last state was. */
  readonly action: string | null;
  /** The number of actions, that of the step included. */
  readonly length: number;
}

export interface Exploration {
  readonly states: number;
  readonly transitions: number;
  /** Breadth-first levels below the initial state. */
  readonly depth: number;
  readonly complete: boolean;
  readonly cut: Cut | null;
  /** Whether it stopped because everything was found. */
  readonly settled: boolean;
  /** By question. */
  readonly found: readonly (Found | null)[];
  /** By question: whether its premise was ever true. */
  readonly exercised: readonly boolean[];
  readonly bytes: number;
}
