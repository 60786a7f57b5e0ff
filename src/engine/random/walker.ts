/**
 * A walk through a model: a state, and the steps that are taken from it, with all questions asked on the way. What an
 * observer remembers is a part of the state beside the model's own; observers do not multiply anything on a walk.
 */
import type { Cell } from '../../../model/action.ts';
import type { Observer, Question, Sight } from '../../../properties/property.ts';
import type { Layout } from '../kernel.ts';
import { Kernel } from '../kernel.ts';
import type { Model } from '../model.ts';
import { observed } from '../observe.ts';
import { Nondeterminism } from '../recheck.ts';
import type { Ask, LocalTransition } from '../transition.ts';
import { Values } from '../values.ts';

/** Questions of which one finding is enough. */
export type Aim = readonly Question[];

/** A kernel for the questions that share an observer, or for all that have none. */
interface Rider {
  readonly kernel: Kernel;
  /** By question of the kernel: the aim that it belongs to. */
  readonly aims: readonly number[];
  /** The observer's cells are those from here on. */
  readonly firstCell: number;
  /** By action: whether a step of it concerns the observer, or one of the questions. */
  readonly concerns: readonly boolean[];
}

/** A question about a state, with the aim that it belongs to. */
interface StateAsk {
  readonly ask: Ask;
  readonly aim: number;
}

const none = -1;

const observerOf = (question: Question): Observer | null =>
  question.is === 'step' ? question.observer : null;

/** Every cell by itself. Only the cells from `first` on, `count` of them, are groups that a step has an effect on. */
const flatLayout = (numbers: ReadonlyMap<string, number>, first: number, count: number): Layout => {
  const numberOf = ({ name }: Cell<unknown>): number => {
    const number = numbers.get(name);
    if (number === undefined) throw new Error(`the model has no cell ${name}`);
    return number;
  };
  return {
    numberOf,
    numbersOf: (cells) => cells.map(numberOf),
    effectsOf: (writes) => {
      const effects = new Int32Array(count).fill(none);
      for (const [cell, value] of writes) if (cell >= first) effects[cell - first] = value;
      return effects;
    },
    homeOfQuestion: () => none,
  };
};

/** For each cell, the indices of those that touch it. */
const touchersOf = (
  numbers: ReadonlyMap<string, number>,
  touching: readonly { readonly touches: readonly Cell<unknown>[] }[],
): readonly Int32Array[] => {
  const lists = Array.from(numbers, (): number[] => []);
  touching.forEach(({ touches }, i) => {
    for (const number of new Set(touches.map(({ name }) => numbers.get(name)!))) lists[number]!.push(i);
  });
  return lists.map((list) => Int32Array.from(list));
};

export class Walker {
  readonly model: Model;
  /** The number of each cell's value in the state at hand: the model's cells first, then the observers'. */
  readonly ids: Int32Array;
  /** The actions that were taken since the beginning, by number. */
  readonly taken: number[] = [];
  /** The cells of the model that the last step changed: the first `changedCount` of them. */
  readonly changed: Int32Array;
  changedCount = 0;
  /** By cell of the model: the actions that touch it. */
  readonly actionsAt: readonly Int32Array[];
  readonly #values: readonly Values[];
  readonly #initial: Int32Array;
  readonly #plain: Rider;
  readonly #riders: readonly Rider[];
  readonly #stateAsks: readonly StateAsk[];
  readonly #stateAsksAt: readonly Int32Array[];
  /** By aim: whether its questions are asked. */
  #isAsked: boolean[];
  /** By action: the riders that are needed for what is asked. */
  #along: readonly (readonly Rider[])[] = [];
  readonly #steps: LocalTransition[] = [];
  readonly #askedAt: Int32Array;
  #now = 0;

  constructor(model: Model, aims: readonly Aim[]) {
    this.model = model;
    const cases = aims.flatMap((aim, number) => aim.map((question) => ({ question, aim: number })));
    const observers = new Map(
      cases.flatMap(({ question }) => {
        const observer = observerOf(question);
        return observer === null ? [] : [[observer.name, observer] as const];
      }),
    );
    const all = [...observers.values()];
    const cells = [...model.cells, ...all.flatMap((observer) => observer.cells)];
    const initial = new Map([...model.initial, ...all.flatMap((observer) => [...observer.initial])]);
    const numbers = new Map(cells.map(({ name }, i) => [name, i]));
    this.#values = cells.map(() => new Values());
    this.#initial = Int32Array.from(cells, ({ name }, i) => this.#values[i]!.idOf(initial.get(name)));
    this.ids = Int32Array.from(this.#initial);
    this.changed = new Int32Array(model.cells.length);
    this.actionsAt = touchersOf(numbers, model.actions);

    let firstCell = model.cells.length;
    const rider = (observer: Observer | null): Rider => {
      const own = cases.filter(({ question }) => observerOf(question)?.name === observer?.name);
      const actions = observer === null ? model.actions : observed(model, observer).actions;
      const count = observer?.cells.length ?? 0;
      const first = firstCell;
      firstCell += count;
      const layout = flatLayout(numbers, first, count);
      const questions = own.map(({ question }) => question);
      return {
        kernel: new Kernel({ cells, initial, actions }, questions, this.#values, layout),
        aims: own.map(({ aim }) => aim),
        firstCell: first,
        concerns: model.actions.map(
          (action) =>
            observer?.concerns(action) ||
            questions.some((question) => question.is === 'step' && question.concerns(action)),
        ),
      };
    };
    this.#plain = rider(null);
    this.#riders = all.map(rider);
    this.#isAsked = aims.map(() => true);
    const { stateAsks } = this.#plain.kernel;
    this.#stateAsks = stateAsks.map((ask) => ({ ask, aim: this.#plain.aims[ask.question]! }));
    const asked = cases.filter(({ question }) => observerOf(question) === null && question.is === 'state');
    this.#stateAsksAt = touchersOf(
      numbers,
      asked.map(({ question }) => question),
    );
    this.#askedAt = new Int32Array(asked.length);
    this.ask(() => true);
  }

  /** From now on only the questions of some aims are asked, and only what they need is remembered. */
  ask(isAsked: (aim: number) => boolean): void {
    this.#isAsked = this.#isAsked.map((_, aim) => isAsked(aim));
    const needed = this.#riders.filter(({ aims }) => aims.some((aim) => this.#isAsked[aim]));
    this.#along = this.model.actions.map((_, action) => needed.filter(({ concerns }) => concerns[action]));
  }

  /** Goes back to the initial state; an aim that is reached there already, or -1. */
  reset(): number {
    this.ids.set(this.#initial);
    this.taken.length = 0;
    for (const { ask, aim } of this.#stateAsks)
      if (this.#isAsked[aim] && this.#plain.kernel.resultOf(ask.memo, this.ids) === 'found') return aim;
    return none;
  }

  /** Goes on from a state that this walk was in: `ids` as they were then. No question is asked of it. */
  resume(ids: Int32Array): void {
    this.ids.set(ids);
    this.taken.length = 0;
  }

  /** What is told of the step that an enabled action would take now; told once for all that it looks at. */
  teller<L>(name: string, tell: (sight: Sight) => L): (action: number) => L {
    const { kernel } = this.#plain;
    const memos = this.model.actions.map((action, i) => kernel.ofSteps(i, `${name} of ${action.name}`, tell));
    return (action) => kernel.resultOf(memos[action]!, this.ids);
  }

  isEnabled(action: number): boolean {
    const { kernel } = this.#plain;
    return kernel.resultOf(kernel.actions[action]!, this.ids) !== null;
  }

  /** Takes an action that is enabled; an aim that is reached with it, or -1. */
  take(action: number): number {
    const { ids } = this;
    const { kernel } = this.#plain;
    const transition = kernel.resultOf(kernel.actions[action]!, ids);
    if (transition === null) throw new Error(`${this.model.actions[action]!.name} is not enabled`);
    this.taken.push(action);
    let reached = this.#ask(this.#plain, transition);
    const along = this.#along[action]!;
    // All of them see the state before the step: nothing is written until everybody has looked.
    for (let i = 0; i < along.length; i++) {
      const rider = along[i]!;
      const step = rider.kernel.resultOf(rider.kernel.actions[action]!, ids);
      if (step === null)
        throw new Nondeterminism(`${this.model.actions[action]!.name} is enabled, and then it is not`);
      this.#steps[i] = step;
      const aim = this.#ask(rider, step);
      if (reached === none) reached = aim;
    }
    this.#write(transition, along);
    const aim = this.#askOfState();
    return reached === none ? aim : reached;
  }

  #ask(rider: Rider, transition: LocalTransition): number {
    const { ids } = this;
    const asks = rider.kernel.openAsks(transition, ids, none);
    for (let i = 0; i < asks.length; i++) {
      const { question, memo, from } = asks[i]!;
      const aim = rider.aims[question]!;
      if (this.#isAsked[aim] && rider.kernel.resultOf(memo, ids, from) === 'found') return aim;
    }
    return none;
  }

  #write({ writes }: LocalTransition, along: readonly Rider[]): void {
    const { ids, changed } = this;
    let count = 0;
    for (let i = 0; i < writes.length; i++) {
      const cell = writes[i]![0];
      const value = writes[i]![1];
      if (ids[cell] === value) continue;
      ids[cell] = value;
      changed[count++] = cell;
    }
    this.changedCount = count;
    for (let i = 0; i < along.length; i++) {
      const { effects } = this.#steps[i]!;
      const first = along[i]!.firstCell;
      for (let k = 0; k < effects.length; k++) if (effects[k]! !== none) ids[first + k] = effects[k]!;
    }
  }

  /** What was said of a state remains true until a cell changes that the question looks at. */
  #askOfState(): number {
    const { ids, changed, changedCount } = this;
    const { kernel } = this.#plain;
    this.#now++;
    for (let i = 0; i < changedCount; i++) {
      const asks = this.#stateAsksAt[changed[i]!]!;
      for (let k = 0; k < asks.length; k++) {
        const number = asks[k]!;
        const { ask, aim } = this.#stateAsks[number]!;
        if (!this.#isAsked[aim] || this.#askedAt[number] === this.#now) continue;
        this.#askedAt[number] = this.#now;
        if (kernel.resultOf(ask.memo, ids) === 'found') return aim;
      }
    }
    return none;
  }

  /** By aim: whether the premise of one of its questions was ever true. */
  exercised(): readonly boolean[] {
    const exercised = this.#isAsked.map(() => false);
    for (const { kernel, aims } of [this.#plain, ...this.#riders])
      kernel.exercised.forEach((was, question) => {
        if (was) exercised[aims[question]!] = true;
      });
    return exercised;
  }

  /** How often one of the model's functions was called. */
  get evaluations(): number {
    let evaluations = this.#plain.kernel.evaluations;
    for (const { kernel } of this.#riders) evaluations += kernel.evaluations;
    return evaluations;
  }

  /**
   * Asks the model once more, and models that are made anew, for everything that was remembered of its actions.
   *
   * @throws Nondeterminism where an answer is another one
   */
  recheck(again: () => Model): void {
    const { kernel } = this.#plain;
    kernel.recheckFirsts(again);
    kernel.recheck(again());
    // A module that has changed its mind since tells the instance that was asked from a fresh one.
    kernel.recheck(this.model);
  }

  /** What a cell holds in the state at hand, by the cell's number. */
  valueAt(cell: number): unknown {
    return this.#values[cell]!.at(this.ids[cell]!);
  }
}
