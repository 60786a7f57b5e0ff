/** What a reporter of comparisons is: a function from what a comparison came to, to text. */
import type { CompareReport } from '../../compare/report.ts';
import type { CompareRequest } from '../../compare/request.ts';
import type { Usual } from '../../input/usual.ts';
import type { Look } from '../text.ts';

export interface CompareContext {
  readonly version: string;
  readonly request: CompareRequest;
  /** What a command that says nothing gets. */
  readonly usual: Usual;
  readonly verbose: boolean;
}

export type CompareReporter = (report: CompareReport, context: CompareContext, look: Look) => string;
