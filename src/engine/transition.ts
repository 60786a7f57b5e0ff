/** What the kernel learns of the model, in numbers. */
import type { Change } from '../../model/action.ts';
import type { Memo, Trie } from './trie.ts';

/** What an enabled action does, in numbers, and the questions that are asked of such a transition. */
export interface LocalTransition {
  readonly action: number;
  /** What the action answered: whoever asks about this transition asks about this answer, and not for another. */
  readonly change: Change;
  /** Pairs: a cell's number, and the number of its new value. */
  readonly writes: readonly (readonly [number, number])[];
  /** By group of cells: the number of the effect that it has there, -1 for none. */
  readonly effects: Int32Array;
  /** The groups that it changes. */
  readonly changes: readonly number[];
  /** The cells that were read: their values are the same wherever this transition is taken. */
  readonly reads: readonly number[];
  readonly asks: readonly Ask[];
  /** Those of `asks` that its reads leave open, once that is known. */
  open: readonly Ask[] | undefined;
}

/** One question that remains to be asked, of a state or of a local transition. */
export interface Ask {
  readonly question: number;
  readonly action: number;
  /** The only group that it looks at besides the hub; -1 if there are several. */
  readonly home: number;
  readonly memo: Memo<Verdict>;
  /** Where in the memo to go on; from the root if undefined. */
  readonly from: Trie<Verdict> | undefined;
}

export type Verdict = 'premise-false' | 'holds' | 'found';
