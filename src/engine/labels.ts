/** The labels of transitions: which action it is, and the mark that somebody gives it. */
import type { Sight } from '../../properties/property.ts';
import { CapacityEnded } from './budget.ts';
import type { Label } from './graph.ts';
import type { Groups } from './groups.ts';
import { hub } from './groups.ts';
import type { Kernel } from './kernel.ts';
import type { Memo } from './trie.ts';

/** A small whole number for a transition. Asked once for each combination of the values that it looks at. */
export type MarkOf = (sight: Sight) => number;

/** Labels are kept in sixteen bits. */
const labelsMax = 2 ** 16;

export class Labels {
  readonly list: Label[] = [];
  readonly #kernel: Kernel;
  readonly #groups: Groups;
  readonly #numbers = new Map<string, number>();
  readonly #memos: readonly Memo<number>[];

  constructor(kernel: Kernel, groups: Groups, markOf: MarkOf) {
    this.#kernel = kernel;
    this.#groups = groups;
    this.#memos = kernel.actions.map(({ name }, action) =>
      kernel.ofSteps(action, `the mark of ${name}`, (sight) => this.#numberOf(action, markOf(sight))),
    );
  }

  /** The label of the action's transition in the state at hand, all groups of which are shown. */
  at(action: number): number {
    return this.#kernel.resultOf(this.#memos[action]!, this.#groups.ids);
  }

  /**
   * The label of the action's transition wherever the group is in the node that it is in now; `-1 - action` where that
   * depends on more than the node. The node is that of the state at hand, all groups of which are shown.
   */
  inNode(action: number, group: number): number {
    const label = this.at(action);
    const { ids } = this.#groups;
    // What was read on the way to the answer is all that it depends on.
    const read = group === hub ? [] : [this.#groups.groups[group]!.cells[0]!];
    let trie = this.#memos[action]!.root!;
    for (; trie.cell >= 0; trie = trie.kids[ids[trie.cell]!]!) read.push(trie.cell);
    return this.#groups.homeOfQuestion(read) === group ? label : -1 - action;
  }

  #numberOf(action: number, mark: number): number {
    const key = `${action} ${mark}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    if (this.list.length === labelsMax) throw new CapacityEnded();
    this.#numbers.set(key, this.list.length);
    return this.list.push({ action, mark }) - 1;
  }
}
