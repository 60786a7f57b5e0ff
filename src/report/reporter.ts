/** What a reporter is: a function from what a check came to, to text. */

import type { TraceMode } from '../input/config.ts';
import type { Usual } from '../input/usual.ts';
import type { CheckReport, CheckRequest } from '../results/request.ts';
import type { Look } from './text.ts';

/** A trace that was written to a file. */
export interface SavedTrace {
  readonly policy: string;
  readonly property: string;
  readonly file: string;
}

export interface ReportContext {
  readonly version: string;
  readonly request: CheckRequest;
  /** What a command that says nothing gets: so that the one that repeats a finding says no more than it must. */
  readonly usual: Usual;
  readonly traces: TraceMode;
  readonly verbose: boolean;
  readonly saved: readonly SavedTrace[];
}

export type Reporter = (report: CheckReport, context: ReportContext, look: Look) => string;
