/**
 * The random explorer: walks from the initial state, each step one of those that are enabled. It finds what is likely;
 * it never shows that there is nothing to be found.
 */
import type { Budget } from '../budget.ts';
import type { Cut } from '../exploration.ts';
import type { Model } from '../model.ts';
import { mix } from '../tuples.ts';
import type { Course } from './commands.ts';
import { interrupted, reached, runnerOf } from './commands.ts';
import type { Taste } from './enabled.ts';
import { Enabled } from './enabled.ts';
import { Seen } from './seen.ts';
import type { Aim } from './walker.ts';
import { Walker } from './walker.ts';

/** A run has from none to so many steps. */
export const stepsMax = 500;
/** Steps between two looks at the budget, and calls of the model's functions, which may be slow: a user wrote some. */
const stepsBetweenLooks = 2048;
const callsBetweenLooks = 256;
/** What the table of states that were seen may take, whatever the budget. */
const seenBytesMax = 256 * 2 ** 20;

export interface RandomRequest {
  readonly model: Model;
  /** One finding of each is looked for; one that has a finding is no longer asked about. */
  readonly aims: readonly Aim[];
  readonly taste: Taste;
  /** A whole number; the same seed makes the same runs. */
  readonly seed: number;
  /** How many runs are planned. */
  readonly runs: number;
  readonly budget: Budget;
  /** The same model made anew: in the end, what was learned of the model is asked of it again, in another order. */
  readonly again?: (() => Model) | undefined;
}

export interface RandomExploration {
  readonly engine: 'random';
  readonly plannedRuns: number;
  /** Those that were completed; the last one of all may end where nothing is left to be found. */
  readonly runs: number;
  /** Of all runs, each counted once, however often it was made again, or in shorter versions. */
  readonly steps: number;
  /** Different states of the model that runs were in. */
  readonly states: number;
  /** There was no memory to tell more states apart: there may have been more. */
  readonly statesAtLeast: boolean;
  /** Why not all planned runs were made. */
  readonly cut: Cut | null;
  /** Whether everything that was looked for is found: then no more runs are made. */
  readonly settled: boolean;
  /** By aim: the actions of a run that ends in a finding, by name. */
  readonly found: readonly (readonly string[] | null)[];
  /** By aim: whether the premise of one of its questions was ever true. */
  readonly exercised: readonly boolean[];
  /** The actions that no run took, by name. */
  readonly neverRan: readonly string[];
  readonly bytes: number;
}

export const exploreRandomly = (request: RandomRequest): RandomExploration =>
  new RandomExplorer(request).run();

class RandomExplorer {
  readonly #request: RandomRequest;
  readonly #walker: Walker;
  readonly #enabled: Enabled;
  readonly #seen: Seen;
  readonly #found: (readonly string[] | null)[];
  readonly #ran: Uint8Array;
  #runs = 0;
  #steps = 0;
  #stepsOfRun = 0;
  #cut: Cut | null = null;
  /** The aim that a run has reached, and the actions of the shortest version of that run so far. */
  #reached: { readonly aim: number; readonly actions: readonly number[] } | null = null;
  #stepsSinceLook = stepsBetweenLooks;
  #callsAtNextLook = 0;

  constructor(request: RandomRequest) {
    const { model, aims, taste, budget } = request;
    this.#request = request;
    this.#walker = new Walker(model, aims);
    this.#enabled = new Enabled(this.#walker, taste);
    const bytesMax = Math.min(seenBytesMax, budget.memoryBytes / 4);
    this.#seen = new Seen(this.#walker.ids, model.cells.length, bytesMax);
    this.#found = aims.map(() => null);
    this.#ran = new Uint8Array(model.actions.length);
  }

  run(): RandomExploration {
    const { seed, runs, again, model } = this.#request;
    const makeRun = runnerOf(stepsMax, () =>
      this.#reached === null ? this.#beginRun() : this.#beginVersion(this.#reached.aim),
    );
    const isOpen = () => this.#found.length === 0 || this.#found.includes(null);
    while (this.#runs < runs && this.#cut === null && isOpen()) {
      // Each run has a seed of its own, so that it does not depend on what the runs before it have reached.
      makeRun(mix(mix(0, seed), this.#runs));
      // A run that has reached something is made again without asking for that: it may lead to more.
      const isToRepeat = this.#record() && isOpen();
      if (isToRepeat) continue;
      this.#steps += this.#stepsOfRun;
      if (this.#cut === null) this.#runs++;
    }
    if (again) this.#walker.recheck(again);
    return {
      engine: 'random',
      plannedRuns: runs,
      runs: this.#runs,
      steps: this.#steps,
      states: this.#seen.count,
      statesAtLeast: this.#seen.isFull,
      cut: this.#cut,
      settled: !isOpen(),
      found: this.#found,
      exercised: this.#walker.exercised(),
      neverRan: model.actions.filter((_, i) => this.#ran[i] === 0).map(({ name }) => name),
      bytes: this.#seen.bytes,
    };
  }

  #beginRun(): Course {
    const walker = this.#walker;
    this.#stepsOfRun = 0;
    this.#look();
    const aim = walker.reset();
    this.#seen.addWhole();
    if (aim >= 0) this.#reach(aim);
    this.#enabled.refresh();
    return this.#run;
  }

  /** One of the planned runs. */
  readonly #run: Course = {
    choose: (number) => this.#enabled.chosen(number),
    isEnabled: (action) => this.#walker.isEnabled(action),
    take: (action) => {
      this.#look();
      const aim = this.#walker.take(action);
      const { changed, changedCount } = this.#walker;
      this.#ran[action] = 1;
      this.#stepsOfRun++;
      this.#seen.add(changed, changedCount);
      if (aim >= 0) this.#reach(aim);
      this.#enabled.update();
    },
  };

  #beginVersion(aim: number): Course {
    this.#look();
    if (this.#walker.reset() >= 0) this.#reach(aim);
    return this.#version;
  }

  /** A shorter version of a run. Its commands know what they stand for, so it need not be known what is enabled. */
  readonly #version: Course = {
    choose: () => -1,
    isEnabled: (action) => this.#walker.isEnabled(action),
    take: (action) => {
      this.#look();
      const aim = this.#walker.take(action);
      if (aim >= 0) this.#reach(aim);
    },
  };

  #reach(aim: number): never {
    // fast-check makes shorter and shorter versions from here on, and looks for this aim alone.
    if (this.#reached === null) this.#walker.ask((one) => one === aim);
    this.#reached = { aim, actions: [...this.#walker.taken] };
    throw reached;
  }

  /** Writes down what a run has reached, if anything: that need not be looked for any more. */
  #record(): boolean {
    if (this.#reached === null) return false;
    const { aim, actions } = this.#reached;
    this.#found[aim] = actions.map((action) => this.#request.model.actions[action]!.name);
    this.#reached = null;
    this.#walker.ask((one) => this.#found[one] === null);
    return true;
  }

  #look(): void {
    const { evaluations } = this.#walker;
    if (++this.#stepsSinceLook < stepsBetweenLooks && evaluations < this.#callsAtNextLook) return;
    this.#stepsSinceLook = 0;
    this.#callsAtNextLook = evaluations + callsBetweenLooks;
    this.#cut = this.#request.budget.check({
      states: this.#seen.count,
      waiting: 0,
      depth: 0,
      transitions: this.#steps + this.#stepsOfRun,
      runs: this.#runs,
      bytes: this.#seen.bytes,
    });
    if (this.#cut !== null) throw interrupted;
  }
}
