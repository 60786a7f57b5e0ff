/**
 * The kernel: runs each of the model's functions once for each combination of the values that it looks at.
 *
 * A function of the state is remembered as a trie: at each branch the cell that it read next, at each leaf its
 * result. What it did not read is not in the key. This is the local transition caching of LTSmin's PINS, with
 * the dependencies recorded instead of declared.
 */
import type { Action, Cell, Read } from '../../model/action.ts';
import type { Answer, Question, Sight, StateQuestion, StepQuestion } from '../../properties/property.ts';
import type { Model } from './model.ts';
import { readAfter, tracked } from './model.ts';
import { Nondeterminism, recheck, recheckFirsts } from './recheck.ts';
import type { Ask, LocalTransition, Verdict } from './transition.ts';
import type { Memo, Trie } from './trie.ts';
import { branch, leaf } from './trie.ts';
import type { Values } from './values.ts';

const verdictOf = (answer: Answer): Verdict =>
  answer === undefined ? 'premise-false' : answer === true ? 'holds' : 'found';

/** How an explorer arranges the cells. */
export interface Layout {
  readonly numberOf: (cell: Cell<unknown>) => number;
  readonly numbersOf: (cells: readonly Cell<unknown>[]) => readonly number[];
  /** By group of cells: the number of the effect that some writes have there, -1 for none. */
  readonly effectsOf: (writes: LocalTransition['writes']) => Int32Array;
  /** The only group that a question about some cells looks at besides the hub; -1 if there are several. */
  readonly homeOfQuestion: (cells: readonly number[]) => number;
}

export class Kernel {
  readonly #values: readonly Values[];
  readonly #questions: readonly Question[];
  readonly #model: Model;
  readonly #layout: Layout;
  readonly #stepAsks = new Map<number, Ask>();
  readonly #concerned: readonly (readonly number[])[];
  /** Whether a question's premise was ever true in a state that was reached. */
  readonly exercised: boolean[];
  readonly actions: readonly Memo<LocalTransition | null>[];
  /** The questions about states. */
  readonly stateAsks: readonly Ask[];
  evaluations = 0;

  constructor(model: Model, questions: readonly Question[], values: readonly Values[], layout: Layout) {
    this.#model = model;
    this.#layout = layout;
    this.#questions = questions;
    this.#values = values;
    this.#concerned = model.actions.map((action) => this.#stepQuestionsOf(action));
    this.exercised = questions.map(() => false);
    this.actions = model.actions.map((_, i) => ({
      evaluate: (read) => this.#transition(i, read),
      name: model.actions[i]!.name,
      root: undefined,
    }));
    this.stateAsks = questions.flatMap((question, i) =>
      question.is === 'state' ? [this.#askOfState(question, i)] : [],
    );
  }

  /**
   * The result of a remembered function in the state at hand, which is given by the number of each cell's value.
   * `from` is where in the trie to start: the values on the way there must fit.
   */
  resultOf<L>(memo: Memo<L>, ids: Int32Array, from: Trie<L> | undefined = memo.root): L {
    let trie = from;
    while (trie !== undefined) {
      if (trie.cell < 0) return trie.result as L;
      trie = trie.kids[ids[trie.cell]!];
    }
    return this.#learn(memo, ids);
  }

  #learn<L>(memo: Memo<L>, ids: Int32Array): L {
    this.evaluations++;
    const { read, reads } = tracked(<T>(cell: Cell<T>): T => {
      const number = this.#layout.numberOf(cell);
      return this.#values[number]!.at(ids[number]!) as T;
    });
    const result = memo.evaluate(read, ids);
    // Walk down the path of what was read, and add what is missing of it.
    let put = (trie: Trie<L>): void => {
      memo.root = trie;
    };
    let trie = memo.root;
    for (const cell of this.#layout.numbersOf(reads)) {
      if (trie === undefined) {
        trie = branch(cell);
        put(trie);
      }
      if (trie.cell !== cell)
        throw new Nondeterminism(
          `${memo.name}, given the same as before, now looks at ${this.#model.cells[cell]!.name}`,
        );
      const { kids } = trie;
      const id = ids[cell]!;
      put = (kid) => {
        kids[id] = kid;
      };
      trie = kids[id];
    }
    if (trie !== undefined)
      throw new Nondeterminism(`${memo.name}, given the same as before, now looks at less of it`);
    put(leaf(result));
    return result;
  }

  /** An ask as far as some cells, whose values stay what they are, decide it; `null` if they settle it. */
  advanced(ask: Ask, ids: Int32Array, stays: (cell: number) => boolean): Ask | null {
    this.resultOf(ask.memo, ids);
    let from = ask.memo.root!;
    while (from.cell >= 0 && stays(from.cell)) from = from.kids[ids[from.cell]!]!;
    return from.cell < 0 && from.result !== 'found' ? null : { ...ask, from };
  }

  /** The questions that a transition leaves open. Those at home elsewhere than in `group` can't be told yet. */
  openAsks(transition: LocalTransition, ids: Int32Array, group: number): readonly Ask[] {
    transition.open ??= transition.asks.flatMap((ask) =>
      group >= 0 && ask.home !== group
        ? [ask]
        : (this.advanced(ask, ids, (cell) => transition.reads.includes(cell)) ?? []),
    );
    return transition.open;
  }

  /**
   * Asks a model that was made anew everything that this one was asked of its actions.
   *
   * @throws Nondeterminism where an answer is another one
   */
  recheck(again: Model): void {
    recheck(this.actions, { first: this.#model, again, values: this.#values });
  }

  /** Asks many models, each made anew, for one of their first answers. Throws like `recheck`. */
  recheckFirsts(make: () => Model): void {
    recheckFirsts(this.actions, { first: this.#model, values: this.#values, make });
  }

  /** What is to be told of each transition of an action, remembered by what it depends on. */
  ofSteps<L>(number: number, name: string, tell: (sight: Sight) => L): Memo<L> {
    const action = this.#model.actions[number]!;
    const evaluate = (before: Read, ids: Int32Array): L => {
      const transition = this.resultOf(this.actions[number]!, ids);
      if (transition === null) throw new Error(`${action.name} is asked about where it is disabled`);
      const reads = transition.reads.map((cell) => this.#model.cells[cell]!);
      // Its reads come first, so that the answer is kept apart from that about any other transition.
      for (const cell of reads) before(cell);
      const { change } = transition;
      return tell({ action, change, before, after: readAfter(before, change), reads });
    };
    return { evaluate, root: undefined, name };
  }

  #transition(number: number, read: Read): LocalTransition | null {
    const action = this.#model.actions[number]!;
    const { read: step, reads } = tracked(read);
    const change = action.step(step);
    if (typeof change === 'symbol') return null;
    const writes = change.writes.map(([cell, value]) => {
      const at = this.#layout.numberOf(cell);
      return [at, this.#values[at]!.idOf(value)] as const;
    });
    const asks = this.#concerned[number]!.filter((q) => {
      const question = this.#questions[q] as StepQuestion;
      return (
        !question.writersOnly ||
        question.touches.some((cell) => writes.some(([written]) => written === this.#layout.numberOf(cell)))
      );
    }).map((q) => this.#stepAsk(number, q));
    const effects = this.#layout.effectsOf(writes);
    const changes = [...effects].flatMap((effect, group) => (effect < 0 ? [] : [group]));
    return {
      action: number,
      change,
      writes,
      effects,
      changes,
      reads: this.#layout.numbersOf(reads),
      asks,
      open: undefined,
    };
  }

  #stepQuestionsOf(action: Action): readonly number[] {
    return this.#questions.flatMap((question, i) =>
      question.is === 'step' && question.concerns(action) ? [i] : [],
    );
  }

  #askOfState(question: StateQuestion, i: number): Ask {
    const evaluate = (read: Read) => this.#noted(i, question.ask(read));
    const home = this.#layout.homeOfQuestion(this.#layout.numbersOf(question.touches));
    return {
      question: i,
      action: -1,
      home,
      memo: { evaluate, root: undefined, name: question.subject },
      from: undefined,
    };
  }

  /** One memory for all transitions of the action: what the action read is part of the key anyway. */
  #stepAsk(number: number, q: number): Ask {
    const key = number * this.#questions.length + q;
    const ask = this.#stepAsks.get(key) ?? this.#askOfStep(number, q);
    this.#stepAsks.set(key, ask);
    return ask;
  }

  #askOfStep(number: number, q: number): Ask {
    const action = this.#model.actions[number]!;
    const question = this.#questions[q] as StepQuestion;
    const home = this.#layout.homeOfQuestion(
      this.#layout.numbersOf([...action.touches, ...question.touches]),
    );
    return {
      question: q,
      action: number,
      home,
      memo: this.ofSteps(number, question.subject, (sight) => this.#noted(q, question.ask(sight))),
      from: undefined,
    };
  }

  #noted(question: number, answer: Answer): Verdict {
    if (answer !== undefined) this.exercised[question] = true;
    return verdictOf(answer);
  }
}
