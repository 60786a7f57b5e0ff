/** A story as the page reads it: every state, by cell, with the types of the model. */
import type { Cell } from '../../model/action.ts';
import type { Layout } from '../../model/topology.ts';
import { layoutOf } from '../../model/topology.ts';
import type { Story, TraceState } from '../results/story.ts';
import { statesOf } from '../results/story.ts';

export interface Reading {
  readonly story: Story;
  readonly layout: Layout;
  readonly states: readonly TraceState[];
  /** The number of the last state, and of the last step. */
  readonly last: number;
  /** What a cell holds after a step; after none of them for 0. */
  readonly at: <T>(cell: Cell<T>, step: number) => T;
  /** What a cell holds in every state, the initial one first. */
  readonly all: <T>(cell: Cell<T>) => readonly T[];
}

export const readingOf = (story: Story): Reading => {
  const states = statesOf(story);
  const at = <T>(cell: Cell<T>, step: number): T => states[step]!.get(cell.name) as T;
  return {
    story,
    layout: layoutOf(story.topology),
    states,
    last: story.steps.length,
    at,
    all: (cell) => states.map((_, step) => at(cell, step)),
  };
};

/** `migrate(vm0.vcpu0, cpu1)`, taken apart. */
export interface Act {
  readonly kind: string;
  readonly parameters: readonly string[];
}

/** An action or a cell, by its name. */
export const actOf = (name: string): Act => {
  const open = name.indexOf('(');
  return { kind: name.slice(0, open), parameters: name.slice(open + 1, -1).split(', ') };
};

/** States, one after the other, in which something is the same. */
export interface Span<T> {
  readonly from: number;
  readonly to: number;
  readonly value: T;
}

/** What is the same from state to state, as long as it is; a state that did not change a cell holds the same object. */
export const spansOf = <T>(values: readonly T[]): readonly Span<T>[] => {
  const spans: Span<T>[] = [];
  for (const [i, value] of values.entries()) {
    const open = spans.at(-1);
    if (open !== undefined && open.value === value) spans[spans.length - 1] = { ...open, to: i };
    else spans.push({ from: i, to: i, value });
  }
  return spans;
};
