/**
 * A trace as it is told: what every output format is made from, wherever the trace comes from. Plain data, so that it
 * can be sent between threads, and put into a page.
 */
import type { Cell } from '../../model/action.ts';
import type { Contract } from '../../model/policies/policy.ts';
import type { Topology } from '../../model/topology.ts';
import type { Kind } from '../../properties/property.ts';
import type { CellValue, Loop, RunOptions, TraceStep } from './result.ts';

/** What a trace is to show: a violation or a witness of a property, or a state in which a condition is true. */
export type Aim =
  | {
      readonly is: 'property';
      readonly id: string;
      readonly contract: Contract;
      /** A `sometimes` is reached; all others are violated. */
      readonly kind: Kind;
      readonly sentence: string;
    }
  | { readonly is: 'condition'; readonly text: string };

/** What was expected and found at the end; where something was to be reached, what was hoped for and reached. */
export interface Told {
  readonly expected: string;
  readonly found: string;
  /** The cells that the answer depends on, by name: those that were looked at, before or after the last step. */
  readonly involved: readonly string[];
}

/** An action that can't be taken, and which parts of its guard are false, each in a few words. */
export interface Refused {
  readonly action: string;
  readonly because: readonly string[];
}

/** What could happen in a state: the actions that are enabled there, and why the others are not. */
export interface Alternatives {
  readonly enabled: readonly string[];
  readonly refused: readonly Refused[];
}

export interface Story {
  readonly aim: Aim;
  /** Whether the last step violates the property, or reaches what was looked for; `nothing`: it does neither. */
  readonly outcome: 'violated' | 'reached' | 'nothing';
  /** Names, as they are reported: a module's is its path. */
  readonly policy: string;
  readonly guest: string;
  /** The scope in short form, or the topology's file. */
  readonly scope: string;
  readonly topology: Topology;
  /** With the name of the fault in the machine, if there is one. */
  readonly options: RunOptions;
  /** It is known that there is no shorter one. */
  readonly shortest: boolean;
  /** What the property was asked about: a VCPU, a source, …; empty for a condition. */
  readonly subject: string;
  /** `null` where the outcome is `nothing`. */
  readonly told: Told | null;
  /** The initial state, in the order of the model; `busy` and what observers remember are among what is never shown. */
  readonly initially: readonly CellValue[];
  readonly steps: readonly TraceStep[];
  /** Where a run without end goes on for ever; `null` in a trace that ends. */
  readonly loop: Loop | null;
  /** In a trace that was run again: the step after the last one, which can't be taken any more. */
  readonly stuck: Refused | null;
  /** By state, the initial one first: one more than there are steps. `null` where nobody asked. */
  readonly alternatives: readonly Alternatives[] | null;
  /** The commands that find the trace once more, and that replay it; `null` where there is none. */
  readonly repeat: string | null;
  readonly replay: string | null;
}

/** The value of every cell, by the cell's name, in the order of the model. */
export type TraceState = ReadonlyMap<string, unknown>;

/** The value of a cell in a state. */
export const valueIn = <T>(state: TraceState, { name }: Cell<T>): T => state.get(name) as T;

/** Every state on the way: the initial one, and that after each step. */
export const statesOf = ({ initially, steps }: Pick<Story, 'initially' | 'steps'>): readonly TraceState[] => {
  const states: TraceState[] = [new Map(initially.map(({ cell, value }) => [cell, value]))];
  for (const { changes } of steps)
    states.push(new Map([...states.at(-1)!, ...changes.map(({ cell, to }) => [cell, to] as const)]));
  return states;
};
