/** What the worker is to do with a trace that somebody brings. */
import type { SeekAim } from '../condition/aim.ts';
import type { CellValue, Loop, TraceStep } from '../path/trace.ts';
import type { Chosen, Limits, Rung } from '../results/request.ts';
import type { Alternatives, Refused, Told } from '../results/story.ts';
import { jobNamed } from '../thread/job.ts';

/** One trace to run again. */
export interface ReplayRequest {
  readonly policy: Chosen;
  readonly rung: Rung;
  readonly aim: SeekAim;
  /** Whom the property was asked about; empty for a condition. */
  readonly subject: string;
  readonly actions: readonly string[];
  /** Of a run without end, how many actions come before its loop; `null`: the trace ends. */
  readonly loop: number | null;
  /** The states as they were, if they were recorded: cells with their values, by name. */
  readonly states: readonly Readonly<Record<string, unknown>>[] | null;
  /** Whether to say of every state what could happen there, and why nothing else can. */
  readonly wantsAlternatives: boolean;
  readonly limits: Limits;
}

/** A state that is not what it was when the trace was made. */
export interface Departure {
  /** After how many actions. */
  readonly after: number;
  readonly cells: readonly { readonly cell: string; readonly recorded: unknown; readonly now: unknown }[];
}

export interface ReplayReport {
  /** Whether the run leads to a finding, at its end or before; whether a run without end breaks the promise. */
  readonly leadsThere: boolean;
  /** The initial state. */
  readonly initially: readonly CellValue[];
  /** The steps that could be taken, up to the finding if there is one. */
  readonly steps: readonly TraceStep[];
  /** The action after those steps, if it can't be taken any more, and why. */
  readonly stuck: Refused | null;
  readonly told: Told | null;
  /** Where a run without end, that leads there, goes on for ever. */
  readonly loop: Loop | null;
  /** Why a run without end that can be taken does not lead there, in a sentence without its full stop. */
  readonly because: string | null;
  /** Of the initial state, and of that after each step; `null` if nobody wanted to know. */
  readonly alternatives: readonly Alternatives[] | null;
  /** The first state that is another one than was recorded; `null` if none is, or none was recorded. */
  readonly departure: Departure | null;
}

export const replayJob = jobNamed<ReplayRequest, ReplayReport>('replay');
