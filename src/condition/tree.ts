/** A condition over cells, taken apart. What it says of a topology is not known here: ids are texts with a place. */
import type { Json } from '../../model/state.ts';

/** An id as it is written, and where. `target`: a VCPU that a route may name, be it one that a fault made up. */
export interface Named {
  readonly is: 'cpu' | 'vcpu' | 'source' | 'target';
  readonly name: string;
  /** UTF-16 units before it in the text. */
  readonly at: number;
}

/** What is asked of a hint. */
export type HintTest =
  | { readonly is: 'none' }
  /** There is one, be it one that names nobody. */
  | { readonly is: 'some' }
  /** It names these and no other; order and repetition do not matter. */
  | { readonly is: 'exactly'; readonly vcpus: readonly Named[] }
  | { readonly is: 'names'; readonly whom: 'nobody' | 'somebody' | Named };

/** What is asked of a cell, by the kind of cell. `null` where a part was left off: whatever it is. */
export type ValueTest =
  | {
      readonly is: 'placement';
      readonly condition: 'running' | 'ready' | 'halted' | 'offline' | null;
      readonly on: Named | null;
    }
  | { readonly is: 'mapped'; readonly entry: 'no entry' | 'an entry' | Named }
  | {
      readonly is: 'event';
      readonly stage: 'idle' | 'raised' | 'identified';
      readonly on: Named | null;
      readonly hint: HintTest | null;
    }
  | { readonly is: 'route'; readonly vcpu: Named }
  | { readonly is: 'mask'; readonly state: 'open' | 'masked'; readonly owing: Owing | null }
  | {
      readonly is: 'pending';
      readonly what: 'nothing' | 'anything' | 'interrupt';
      readonly hint: HintTest | null;
    }
  | {
      readonly is: 'servicing';
      readonly what: 'nothing' | 'anything' | 'interrupt' | 'programming' | 'programmed';
      readonly hint: HintTest | null;
      readonly target: Named | null;
    }
  | { readonly is: 'memory'; readonly json: Json }
  | { readonly is: 'kept'; readonly json: Json };

/** What is asked of cells of one kind. */
export type Asked<K extends ValueTest['is']> = Extract<ValueTest, { readonly is: K }>;

/** What is asked of what a mask owes. */
export type Owing = { readonly is: 'nothing' } | { readonly is: 'interrupt'; readonly hint: HintTest | null };

/** A cell by its kind and its ids; the kind is that of the test. */
export type Test = {
  readonly is: 'test';
  readonly ids: readonly Named[];
  /** Where the cell begins in the text. */
  readonly at: number;
  readonly value: ValueTest;
};

export type Expression =
  | { readonly is: 'or' | 'and'; readonly of: readonly Expression[] }
  | { readonly is: 'not'; readonly of: Expression }
  | Test;

/** A condition as it was written, and what it says. */
export interface Condition {
  /** Where it was written, for errors: `--to`. */
  readonly place: string;
  readonly text: string;
  readonly root: Expression;
}

/** Every test, in the order of the text. */
export const testsIn = (expression: Expression): readonly Test[] => {
  if (expression.is === 'test') return [expression];
  return expression.is === 'not' ? testsIn(expression.of) : expression.of.flatMap(testsIn);
};
