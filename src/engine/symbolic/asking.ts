/**
 * The questions, as functions that are learned like the actions: of states on the projections of a set of states, of
 * steps on the part of the set where the action is enabled.
 */
import type { Kernel } from '../kernel.ts';
import type { Ask, LocalTransition, Verdict } from '../transition.ts';
import type { Trie } from '../trie.ts';
import type { Next } from './learning.ts';
import { Learner } from './learning.ts';

/** Called where a question is answered with a finding; `rest` is the projections on which it is. */
type OnFound = (ask: Ask, rest: number) => void;

/** One question about the steps of one action: those of its local transitions that leave it open, and where. */
interface OpenSteps {
  readonly ask: Ask;
  readonly open: Map<LocalTransition, Trie<Verdict>>;
}

export class Asking {
  readonly #kernel: Kernel;
  readonly #steps = new Map<number, OpenSteps>();
  /** Called with each question that some transition leaves open, the first time. */
  onOpen: (ask: Ask) => void = () => {};

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Asks about a local transition that was found, in a state where it is taken: what it settles is done with. */
  consider(transition: LocalTransition, state: Int32Array): void {
    for (const ask of transition.asks) {
      const left = this.#kernel.advanced(ask, state, (cell) => transition.reads.includes(cell));
      if (left === null) continue;
      const key = this.#keyOf(ask);
      const known = this.#steps.get(key);
      const steps = known ?? { ask, open: new Map() };
      steps.open.set(transition, left.from!);
      this.#steps.set(key, steps);
      if (known === undefined) this.onOpen(ask);
    }
  }

  #keyOf({ action, question }: Ask): number {
    return action + this.#kernel.actions.length * question;
  }

  /** Everything that has to be asked of states: the questions about them, and the open ones about steps. */
  get asks(): readonly Ask[] {
    return [...this.#kernel.stateAsks, ...[...this.#steps.values()].map(({ ask }) => ask)];
  }

  /** A question as a function to be learned; `levels` are those that it reads for certain. */
  learner(ask: Ask, onFound: OnFound): Learner {
    const verdict = (memo: Ask['memo'], from: () => Trie<Verdict> | undefined): Next => ({
      memo,
      from,
      atLeaf: (result: Verdict, _, rest) => {
        if (result === 'found') onFound(ask, rest);
        return null;
      },
    });
    if (ask.action < 0) return new Learner(verdict(ask.memo, () => ask.memo.root));
    const memo = this.#kernel.actions[ask.action]!;
    const { open } = this.#steps.get(this.#keyOf(ask))!;
    return new Learner({
      memo,
      from: () => memo.root,
      atLeaf: (transition: LocalTransition | null) => {
        const from = transition === null ? undefined : open.get(transition);
        return from === undefined ? null : verdict(ask.memo, () => from);
      },
    });
  }
}
