/** The mutants that no test catches, and why: docs/mutation.md shows them. */
import type { Mutant } from './report.ts';

export interface Explained extends Mutant {
  readonly why: string;
}

export const explained: readonly Explained[] = [];
