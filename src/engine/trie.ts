/** Functions of the state that are remembered, by what they read. */
import type { Read } from '../../model/action.ts';

/** A branch asks for a cell's value, by the cell's number. A leaf asks for none (`cell` is -1) and has the result. */
export interface Trie<L> {
  readonly cell: number;
  readonly kids: (Trie<L> | undefined)[];
  readonly result: L | undefined;
}

export const branch = <L>(cell: number): Trie<L> => ({ cell, kids: [], result: undefined });
export const leaf = <L>(result: L): Trie<L> => ({ cell: -1, kids: [], result });

/** A function of the state that is remembered. */
export interface Memo<L> {
  /** `ids` are the numbers of the values in the state at hand, for what else is remembered of it. */
  readonly evaluate: (read: Read, ids: Int32Array) => L;
  /** What it is, for messages. */
  readonly name: string;
  root: Trie<L> | undefined;
}
