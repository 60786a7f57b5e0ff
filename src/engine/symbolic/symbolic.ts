/**
 * The symbolic explorer: the set of reachable states as a decision diagram. It sees state spaces that can't be
 * enumerated. docs/decisions/0006-decision-diagrams.md explains it, with a picture.
 */
import type { Action } from '../../../model/action.ts';
import type { Sight } from '../../../properties/property.ts';
import type { Budget } from '../budget.ts';
import type { Diagram, Exploration, Found, Request } from '../exploration.ts';
import { Kernel } from '../kernel.ts';
import type { Model } from '../model.ts';
import type { Ask, LocalTransition } from '../transition.ts';
import { Values } from '../values.ts';
import { Asking } from './asking.ts';
import { countWithin } from './counting.ts';
import { CutShort, Settled, within } from './cuts.ts';
import { Diagrams, nothing } from './diagrams.ts';
import { layoutOf } from './layout.ts';
import type { Next } from './learning.ts';
import { Learner, Learning } from './learning.ts';
import type { Local, Taken } from './locals.ts';
import { cellOrders, defaultOrder, meanSpan } from './order.ts';
import { Relations } from './relations.ts';
import type { Tools } from './saturation.ts';
import { Saturation } from './saturation.ts';
import { Sets } from './sets.ts';
import { stepsWhere } from './telling.ts';
import type { Tuning } from './tuning.ts';
import { usual } from './tuning.ts';
import type { Grounds, Way, Ways } from './ways.ts';
import { waysTo } from './ways.ts';

/** Calls of the model's functions between two looks at the budget: they may be slow, a user wrote some. */
const callsBetweenLooks = 256;

/** The set of reachable states, and what there is to go on with. */
export interface Reach extends Tools {
  readonly reached: number;
  readonly initial: number;
  /** Every local transition that is taken in some reachable state. */
  readonly taken: readonly Taken[];
  readonly levels: number;
  readonly actions: readonly Action[];
  /** The steps of an action, wherever it is taken, of which something is true. */
  readonly stepsWhere: (
    action: number,
    name: string,
    isChosen: (sight: Sight) => boolean,
  ) => readonly Local[];
  /** Names the sets that must survive from now on. */
  readonly keep: (roots: () => Iterable<number>) => void;
}

/** What is to be done with the set of reachable states, before any question is asked; within the same budget. */
export type Beyond = (reach: Reach) => void;

/** `tuning` is for tests, which have small tables and little patience. */
export const exploreSymbolically = (
  request: Request,
  tuning: Partial<Tuning> = {},
  beyond: Beyond | null = null,
): Exploration => new SymbolicExplorer(request, { ...usual, ...tuning }, beyond).run();

/** An action as a function to be learned, and the projections on which it was seen to be enabled. */
interface LearnedAction {
  readonly learner: Learner;
  enabled: number;
}

class SymbolicExplorer {
  readonly #model: Model;
  readonly #request: Request;
  readonly #tuning: Tuning;
  readonly #budget: Budget;
  readonly #values: readonly Values[];
  readonly #kernel: Kernel;
  readonly #diagrams: Diagrams;
  readonly #sets: Sets;
  readonly #relations: Relations;
  readonly #learning: Learning;
  readonly #asking: Asking;
  readonly #saturation: Saturation;
  readonly #actions: readonly LearnedAction[];
  readonly #learners: Learner[] = [];
  readonly #taken: Taken[] = [];
  readonly #found = new Map<number, Ask>();
  readonly #initial: number;
  #reached = nothing;
  readonly #beyond: Beyond | null;
  #kept: () => Iterable<number> = () => [];
  #ways: Ways | null = null;
  #nextLook = 0;
  #states = 0n;
  #transitions = 0n;

  constructor(request: Request, tuning: Tuning, beyond: Beyond | null) {
    this.#tuning = tuning;
    this.#beyond = beyond;
    const order = cellOrders[request.order ?? defaultOrder](request.model);
    const model = { ...request.model, cells: order };
    const levels = order.length;
    this.#request = request;
    this.#model = model;
    this.#budget = request.budget;
    this.#values = order.map(() => new Values());
    this.#kernel = new Kernel(model, request.questions, this.#values, layoutOf(order));
    this.#diagrams = new Diagrams(this.#budget, () => this.#look(), tuning);
    this.#sets = new Sets(this.#diagrams);
    this.#relations = new Relations(this.#diagrams, this.#sets, levels);
    this.#learning = new Learning(this.#kernel, this.#sets, levels, () => this.#lookAfterCall());
    this.#asking = new Asking(this.#kernel);
    this.#saturation = new Saturation(this.#tools, levels);
    this.#actions = model.actions.map((_, i) => this.#learnedAction(i));
    this.#initial = this.#sets.tuple(
      order.map((cell, i) => this.#values[i]!.idOf(model.initial.get(cell.name))),
    );
    this.#diagrams.roots = () => this.#roots();
  }

  get #tools() {
    return {
      diagrams: this.#diagrams,
      sets: this.#sets,
      relations: this.#relations,
      learning: this.#learning,
    };
  }

  run(): Exploration {
    const { again, questions } = this.#request;
    const { onPhase } = this.#request;
    const cut = within(() => this.#search());
    onPhase?.('trace');
    const ways = this.#waysToFindings();
    onPhase?.(null);
    if (again) {
      this.#kernel.recheckFirsts(again);
      this.#kernel.recheck(again());
      // A module that has changed its mind since tells the instance that was asked from a fresh one.
      this.#kernel.recheck(this.#model);
    }
    const found = questions.map((_, i) => {
      const way = ways.find(({ ask }) => ask.question === i);
      return way === undefined ? null : this.#foundBy(way);
    });
    const settled = cut === 'settled';
    if (cut !== null) this.#states = this.#sets.count(this.#reached);
    return {
      engine: 'symbolic',
      states: this.#states,
      transitions: this.#transitions,
      depth: null,
      complete: cut === null,
      cut: settled ? null : cut,
      settled,
      found,
      wayless: questions.map((_, i) => this.#found.has(i) && found[i] === null),
      exercised: this.#kernel.exercised,
      bytes: this.#diagrams.bytes,
      diagram: this.#diagram(),
    };
  }

  #search(): void {
    const { onPhase } = this.#request;
    onPhase?.('reach');
    this.#reach();
    onPhase?.('verify');
    this.#verify();
    onPhase?.('count');
    this.#count();
    this.#goBeyond();
    onPhase?.('ask');
    this.#ask();
  }

  // --- the set of reachable states ------------------------------------------------------------------------------

  #reach(): void {
    this.#reached = this.#initial;
    for (const { learner } of this.#actions) this.#learning.learn(learner, this.#initial, 0);
    for (const { learner } of this.#actions) this.#saturation.watch(learner);
    if (this.#stopsEarly) this.#watchQuestions();
    // Saturation learns on the way; what it could not know in time shows in the end, and it goes on from there.
    for (let grown = -1; grown !== this.#relations.grown; ) {
      this.#reached = this.#saturation.saturate(this.#reached, 0);
      grown = this.#relations.grown;
      for (const { learner } of this.#actions) this.#learning.learn(learner, this.#reached, 0);
    }
  }

  /**
   * Nothing that was remembered on the way is believed: the set has the initial state, every function is known
   * wherever it leads, and no relation leads out of it. So every reachable state is in it.
   */
  #verify(): void {
    const { all } = this.#relations;
    const calls = this.#kernel.evaluations;
    for (const { learner } of this.#actions) {
      const anew = new Learner(learner.first);
      anew.levels = learner.levels;
      this.#learning.learn(anew, this.#reached, 0);
    }
    const isClosed = all.every(
      (relation) =>
        this.#sets.minus(this.#relations.image(this.#reached, relation), this.#reached) === nothing,
    );
    const hasInitial = this.#sets.minus(this.#initial, this.#reached) === nothing;
    if (!isClosed || !hasInitial || this.#kernel.evaluations !== calls)
      throw new Error('the set of reachable states is not closed');
  }

  #count(): void {
    this.#states = this.#sets.count(this.#reached);
    for (const { learner, enabled } of this.#actions)
      this.#transitions += countWithin(this.#diagrams, this.#reached, learner.levels, enabled);
  }

  #goBeyond(): void {
    this.#beyond?.({
      ...this.#tools,
      reached: this.#reached,
      initial: this.#initial,
      taken: this.#taken,
      levels: this.#model.cells.length,
      actions: this.#model.actions,
      stepsWhere: (action, name, isChosen) => {
        const { levels } = this.#actions[action]!.learner;
        const asked = { action, levels, name, isChosen };
        return stepsWhere(this.#kernel, this.#learning, this.#reached, asked);
      },
      keep: (roots) => {
        this.#kept = roots;
      },
    });
  }

  #learnedAction(number: number): LearnedAction {
    const memo = this.#kernel.actions[number]!;
    const seen = new Set<LocalTransition>();
    const first: Next = {
      memo,
      from: () => memo.root,
      atLeaf: (transition: LocalTransition | null, at, rest) => {
        if (transition === null) return null;
        action.enabled = this.#sets.union(action.enabled, rest);
        if (seen.has(transition)) return null;
        this.#relations.add(transition, at);
        this.#taken.push({ transition, values: transition.reads.map((cell) => at[cell]!) });
        this.#asking.consider(transition, this.#learning.state(rest));
        // Last of all: the budget may end in the midst of it, and then it is not done.
        seen.add(transition);
        return null;
      },
    };
    const action: LearnedAction = {
      enabled: nothing,
      learner: new Learner(first, () => {
        action.enabled = nothing;
      }),
    };
    return action;
  }

  // --- the questions --------------------------------------------------------------------------------------------

  get #stopsEarly(): boolean {
    return (this.#request.untilFound ?? false) && this.#request.questions.length > 0;
  }

  #ask(): void {
    for (const ask of this.#asking.asks)
      if (!this.#found.has(ask.question)) this.#learning.learn(this.#questioner(ask), this.#reached, 0);
  }

  #questioner(ask: Ask): Learner {
    return this.#asking.learner(ask, ({ question }) => {
      if (this.#found.has(question)) return;
      this.#found.set(question, ask);
      if (this.#stopsEarly && this.#found.size === this.#request.questions.length) throw new Settled();
    });
  }

  /** Has the questions asked while states are still being found. */
  #watchQuestions(): void {
    const watch = (ask: Ask): Learner => {
      const learner = this.#questioner(ask);
      this.#learners.push(learner);
      return learner;
    };
    for (const ask of this.#asking.asks) {
      const learner = watch(ask);
      this.#learning.learn(learner, this.#initial, 0);
      this.#saturation.watch(learner);
    }
    this.#asking.onOpen = (ask) => {
      const learner = watch(ask);
      learner.levels = this.#actions[ask.action]!.learner.levels;
      this.#saturation.watch(learner);
    };
  }

  // --- ways -----------------------------------------------------------------------------------------------------

  #waysToFindings(): readonly Way[] {
    if (this.#found.size === 0) return [];
    // Whatever was at work when the exploration ended is not any more.
    this.#diagrams.held.release(0);
    const grounds: Grounds = {
      ...this.#tools,
      asking: this.#asking,
      actions: this.#actions.map(({ learner }) => learner),
      taken: this.#taken,
      initial: this.#initial,
      levels: this.#model.cells.length,
    };
    const asks = this.#asking.asks.filter(({ question }) => this.#found.has(question));
    return waysTo(grounds, asks, this.#tuning, (ways) => {
      this.#ways = ways;
    });
  }

  #foundBy({ ask, states, atLeast }: Way): Found {
    const isStep = ask.action >= 0;
    const length = states.length - 1 + (isStep ? 1 : 0);
    return {
      path: states.map((state) => this.#decode(state)),
      action: isStep ? this.#model.actions[ask.action]!.name : null,
      length,
      atLeast: Math.min(length, atLeast + (isStep ? 1 : 0)),
    };
  }

  #decode(state: Int32Array): ReadonlyMap<string, unknown> {
    const numbers = new Map(this.#model.cells.map(({ name }, level) => [name, level]));
    // In the model's own order, which readers know.
    return new Map(
      this.#request.model.cells.map(({ name }) => {
        const level = numbers.get(name)!;
        return [name, this.#values[level]!.at(state[level]!)] as const;
      }),
    );
  }

  // --- budget and report ----------------------------------------------------------------------------------------

  #roots(): number[] {
    const learners = [
      ...this.#actions.map(({ learner }) => learner),
      ...this.#learners,
      ...(this.#ways?.learners ?? []),
    ];
    return [
      this.#initial,
      this.#reached,
      ...this.#actions.map(({ enabled }) => enabled),
      ...learners.map(({ known }) => known),
      ...this.#relations.all.map(({ tuples }) => tuples),
      ...(this.#ways?.sets ?? []),
      ...this.#kept(),
    ];
  }

  #lookAfterCall(): void {
    if (this.#kernel.evaluations < this.#nextLook) return;
    this.#nextLook = this.#kernel.evaluations + callsBetweenLooks;
    this.#look();
  }

  #look(): void {
    const cut = this.#budget.check({
      states: 0,
      waiting: 0,
      depth: 0,
      transitions: 0,
      nodes: this.#diagrams.nodes,
      bytes: this.#diagrams.bytes,
    });
    if (cut !== null) throw new CutShort(cut);
  }

  #diagram(): Diagram {
    return {
      nodes: this.#sets.size(this.#reached),
      peakNodes: Math.max(this.#diagrams.peak, this.#diagrams.nodes),
      madeNodes: this.#diagrams.made,
      collections: this.#diagrams.collections,
      calls: this.#kernel.evaluations,
      relations: this.#relations.all.length,
      order: this.#model.cells.map(({ name }) => name),
      meanSpan: meanSpan(this.#model.cells, this.#model),
    };
  }
}
