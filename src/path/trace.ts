/** What is known of a way through the states, as data: it can be sent between threads, and written as JSON. */
import type { Family } from '../../properties/property.ts';

export interface CellValue {
  readonly cell: string;
  readonly value: unknown;
}

/** One action of a run, and the cells that it changed: only those whose value is another one now. */
export interface TraceStep {
  readonly action: string;
  readonly changes: readonly { readonly cell: string; readonly from: unknown; readonly to: unknown }[];
}

/** What fairness makes of one family in a loop. */
export interface Fair {
  readonly is: Family['is'];
  readonly family: string;
}

/** Where a run without end goes on for ever. */
export interface Loop {
  /** The number of actions before it. As many as there are: nothing happens any more. */
  readonly from: number;
  /** By step of the loop: the families that get their due by it; none: fairness asks for no such step. */
  readonly satisfies: readonly (readonly Fair[])[];
  /** The families of which a step is enabled in the loop and none is taken: weak ones that are not enabled all along. */
  readonly excused: readonly Fair[];
  /** Where it shows that the promise is broken, and what these steps are. The first step is number 1. */
  readonly amiss: { readonly steps: readonly number[]; readonly are: string };
}

export interface Trace {
  /** The number of actions, the violating one included. */
  readonly length: number;
  readonly shortest: boolean;
  readonly actions: readonly string[];
  /** The initial state. */
  readonly initially: readonly CellValue[];
  readonly steps: readonly TraceStep[];
  /** What the property was asked about there: a VCPU, a source, … */
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
  /** The cells that the answer depends on, by name, but for those of observers. */
  readonly involved: readonly string[];
  /** Where a run without end goes on for ever; `null` in a trace that ends. */
  readonly loop: Loop | null;
  /** The file of the record that led there again; it was not explored for. */
  readonly foundAgainBy?: string;
}
