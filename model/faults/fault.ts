/** The language in which a fault is written: the rule that a small, plausible programming error breaks. */
import type { Rules } from '../rules.ts';

export interface Fault {
  readonly name: string;
  /** What goes wrong, in one sentence. */
  readonly summary: string;
  /** Where it was seen in the wild: a commit or a thread; `ours` if nowhere yet. */
  readonly source: string;
  /** The properties, by id, that catch it: named beforehand. */
  readonly caughtBy: readonly string[];
  readonly breaks: Partial<Rules>;
}
