/**
 * Asks the model's actions once more what was remembered of them, in another order and of a model that was made anew.
 * A memory freezes the first answer; had that depended on anything but what was read, a wrong `holds` could follow.
 */
import type { Action, Cell } from '../../model/action.ts';
import type { Model } from './model.ts';
import type { LocalTransition } from './transition.ts';
import type { Memo, Trie } from './trie.ts';
import type { Values } from './values.ts';
import { canonical } from './values.ts';

/** One of the model's functions gave two answers for the same values. */
export class Nondeterminism extends Error {}

interface Models {
  readonly first: Model;
  readonly again: Model;
  readonly values: readonly Values[];
}

/** @throws Nondeterminism where an answer is another one */
export const recheck = (memos: readonly Memo<LocalTransition | null>[], models: Models): void => {
  // Last things first: whatever a module keeps in mind, it will now have in mind at other times.
  for (let number = memos.length - 1; number >= 0; number--) {
    const action = models.again.actions[number]!;
    const known = new Map<number, number>();
    const visit = (trie: Trie<LocalTransition | null>): void => {
      if (trie.cell < 0) recheckLeaf(action, known, trie.result ?? null, models);
      for (let id = trie.kids.length - 1; id >= 0; id--) {
        const kid = trie.kids[id];
        if (kid === undefined) continue;
        known.set(trie.cell, id);
        visit(kid);
      }
      known.delete(trie.cell);
    };
    const { root } = memos[number]!;
    if (root !== undefined) visit(root);
  }
};

/** Fresh models for those questions that are asked first of all: making one takes milliseconds. */
const firstsMax = 32;

/**
 * Asks a fresh model for one thing only, again and again: an answer that is kept from the first call on is the same
 * in any order of the others.
 *
 * @throws Nondeterminism where an answer is another one
 */
export const recheckFirsts = (
  memos: readonly Memo<LocalTransition | null>[],
  models: Omit<Models, 'again'> & { readonly make: () => Model },
): void => {
  const leaves: { number: number; known: ReadonlyMap<number, number>; before: LocalTransition }[] = [];
  memos.forEach(({ root }, number) => {
    const known = new Map<number, number>();
    const visit = (trie: Trie<LocalTransition | null>): void => {
      const { result } = trie;
      // What is announced was decided: these are the calls that matter most.
      if (trie.cell < 0 && result && result.change.announces !== undefined)
        leaves.push({ number, known: new Map(known), before: result });
      trie.kids.forEach((kid, id) => {
        known.set(trie.cell, id);
        if (kid !== undefined) visit(kid);
      });
      known.delete(trie.cell);
    };
    if (root !== undefined) visit(root);
  });
  const stride = Math.max(1, Math.ceil(leaves.length / firstsMax));
  for (let i = 0; i < leaves.length; i += stride) {
    const { number, known, before } = leaves[i]!;
    const again = models.make();
    recheckLeaf(again.actions[number]!, known, before, { ...models, again });
  }
};

const recheckLeaf = (
  action: Action,
  known: ReadonlyMap<number, number>,
  before: LocalTransition | null,
  { first, values }: Models,
): void => {
  const nameOf = (cell: number) => first.cells[cell]!.name;
  const given = new Map([...known].map(([cell, id]) => [nameOf(cell), values[cell]!.at(id)]));
  const where = (): string => {
    const read = [...given].map(([name, value]) => `${name} = ${canonical(value)}`);
    return `${action.name}, given ${read.join(', ')}`;
  };
  const change = action.step(<T>(cell: Cell<T>): T => {
    if (!given.has(cell.name)) throw new Nondeterminism(`${where()}, now reads ${cell.name} too`);
    return given.get(cell.name) as T;
  });
  const now =
    typeof change === 'symbol' ? null : change.writes.map(([cell, value]) => [cell.name, value] as const);
  const then =
    before === null ? null : before.writes.map(([cell, id]) => [nameOf(cell), values[cell]!.at(id)] as const);
  if (canonical(now) !== canonical(then))
    throw new Nondeterminism(`${where()}: at first ${canonical(then)}, then ${canonical(now)}`);
};
