/** What is asked of an explorer, and what it answers. */
import type { Question } from '../../properties/property.ts';
import type { Budget } from './budget.ts';
import type { Model } from './model.ts';
import type { CellOrderName } from './symbolic/order.ts';

export interface Request {
  readonly model: Model;
  readonly questions: readonly Question[];
  readonly budget: Budget;
  /** How the symbolic explorer orders the cells. */
  readonly order?: CellOrderName;
  /** Called when the symbolic explorer begins a phase, and with `null` when the last one is over. */
  readonly onPhase?: ((phase: Phase | null) => void) | undefined;
  /** Stop as soon as every question has its finding, instead of counting every state. */
  readonly untilFound?: boolean;
  /** Where states are enumerated, one question's finding is enough for `untilFound`: no other one has a shorter way. */
  readonly isOneEnough?: boolean;
  /**
   * The same model made anew. In the end, everything that was learned of the model is asked of it again, in another
   * order: an answer that depended on anything but what was read ends in `Nondeterminism`.
   */
  readonly again?: (() => Model) | undefined;
}

/** Why an exploration ended before it was complete. */
export type Cut = 'time' | 'memory' | 'interrupted' | 'capacity';

/** A finding of a question: the states on the way there, and the action that is at fault, if any. */
export interface Found {
  /** One value per cell, by the cell's name; the initial state comes first. */
  readonly path: readonly ReadonlyMap<string, unknown>[];
  /** The action whose step was found; `null` if the last state was. */
  readonly action: string | null;
  /** The number of actions, that of the step included. */
  readonly length: number;
  /** No way to any finding of the question is shorter than this: as long as this one, where that was shown. */
  readonly atLeast: number;
}

export interface Exploration {
  readonly engine: 'explicit' | 'symbolic';
  readonly states: number | bigint;
  readonly transitions: number | bigint;
  /** Breadth-first levels below the initial state; `null` where they were not counted. */
  readonly depth: number | null;
  readonly complete: boolean;
  readonly cut: Cut | null;
  /** Whether it stopped because everything was found. */
  readonly settled: boolean;
  /** By question. */
  readonly found: readonly (Found | null)[];
  /** By question: a finding can be reached, but no way there was found within the budget. */
  readonly wayless: readonly boolean[];
  /** By question: whether its premise was ever true. */
  readonly exercised: readonly boolean[];
  readonly bytes: number;
  /** What there is to say of the diagrams, if there were any. */
  readonly diagram: Diagram | null;
}

/** What a symbolic exploration does, in this order. */
export const phases = ['reach', 'verify', 'count', 'ask', 'trace'] as const;
export type Phase = (typeof phases)[number];

/** The size of what a symbolic exploration built. */
export interface Diagram {
  /** Of the set of reachable states. */
  readonly nodes: number;
  /** At a time, those included that were needed on the way. */
  readonly peakNodes: number;
  /** Nodes made in all. */
  readonly madeNodes: number;
  readonly collections: number;
  /** Calls of the model's functions. */
  readonly calls: number;
  readonly relations: number;
  /** The cells, from the top of the diagram to the bottom. */
  readonly order: readonly string[];
  /** The mean number of levels from the first cell that an action touches to the last. */
  readonly meanSpan: number;
}

export interface ExplicitExploration extends Exploration {
  readonly engine: 'explicit';
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
}
