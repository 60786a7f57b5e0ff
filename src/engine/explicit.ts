/** The explicit explorer: breadth-first, exact, with the way back from every state. */
import type { Budget } from './budget.ts';
import { CapacityEnded, MemoryBudgetEnded } from './budget.ts';
import type { Cut, ExplicitExploration, Found, Request } from './exploration.ts';
import type { Model } from './model.ts';
import type { Extras } from './moves.ts';
import type { PageExtras } from './pages.ts';
import { Space } from './space.ts';
import type { Ask } from './transition.ts';
import { capacity, placeMask, wordBits } from './visited.ts';

/** States between two looks at the budget, and calls of the model's functions, which may be slow: a user wrote some. */
const checkEvery = 4096;
const callsBetweenLooks = 256;

/** `space` is empty at first, and holds everything that was explored in the end. */
export const explore = (
  request: Request,
  space = new Space(request.model, request.questions, request.budget.memoryBytes),
): ExplicitExploration => new Explorer(request, space).run();

/** Does something that fills tables, or answers why they can't grow. */
export const withinTables = <T>(fill: () => T, cutBy: (cut: Cut) => T): T => {
  try {
    return fill();
  } catch (error) {
    if (error instanceof CapacityEnded) return cutBy('capacity');
    // V8 says so in these words where an array can't be had.
    const isRefused = error instanceof RangeError && /array/i.test(error.message);
    if (error instanceof MemoryBudgetEnded || isRefused) return cutBy('memory');
    throw error;
  }
};

class Explorer {
  readonly #model: Model;
  readonly #budget: Budget;
  readonly #untilFound: boolean;
  readonly #isOneEnough: boolean;
  #isSettledByOne = false;
  readonly #again: (() => Model) | undefined;
  readonly #space: Space;
  readonly #hits: ({ state: number; action: number } | null)[];
  #open: number;
  #wideStateAsks: readonly Ask[];
  #nextLook = 0;
  #transitions = 0;
  #depth = 0;

  constructor(
    { model, questions, budget, untilFound = false, isOneEnough = false, again }: Request,
    space: Space,
  ) {
    this.#model = model;
    this.#again = again;
    this.#budget = budget;
    this.#untilFound = untilFound && questions.length > 0;
    this.#isOneEnough = isOneEnough;
    this.#space = space;
    this.#hits = questions.map(() => null);
    this.#open = questions.length;
    this.#wideStateAsks = space.moves.wideStateAsks;
  }

  run(): ExplicitExploration {
    const cut = withinTables<Cut | null>(
      () => this.#search(),
      (cut) => cut,
    );
    const { kernel, visited } = this.#space;
    if (this.#again) {
      kernel.recheckFirsts(this.#again);
      kernel.recheck(this.#again());
      // A module that has changed its mind since tells the instance that was asked from a fresh one.
      kernel.recheck(this.#model);
    }
    const settled = cut === null && this.#untilFound && (this.#open === 0 || this.#isSettledByOne);
    return {
      engine: 'explicit',
      states: visited.count,
      transitions: this.#transitions,
      depth: this.#depth,
      complete: cut === null && !settled,
      cut,
      settled,
      found: this.#hits.map((hit) => hit && this.#foundAt(hit)),
      wayless: this.#hits.map(() => false),
      exercised: kernel.exercised,
      bytes: this.#space.bytes,
      diagram: null,
    };
  }

  #search(): Cut | null {
    this.#space.begin();
    const { visited, kernel } = this.#space;
    let levelEnd = 1;
    for (let state = 0; state < visited.count; state++) {
      if (state === levelEnd) {
        this.#depth++;
        levelEnd = visited.count;
        if (this.#hasEnough()) {
          this.#isSettledByOne = true;
          return null;
        }
      }
      if (state % checkEvery === 0 || kernel.evaluations > this.#nextLook) {
        const cut = this.#cut(state);
        if (cut !== null) return cut;
      }
      this.#expand(state);
      if (this.#untilFound && this.#open === 0) return null;
    }
    return null;
  }

  /** Asked at the end of a level: what is found later is longer. */
  #hasEnough(): boolean {
    return this.#untilFound && this.#isOneEnough && this.#hits.some((hit) => hit !== null);
  }

  #expand(state: number): void {
    const { visited, pages } = this.#space;
    const page = visited.pageOf[state]!;
    const place = visited.placeOf[state]!;
    if (!pages.isOpen(page)) this.#space.openPage(page, place, this.#wideStateAsks.length > 0);
    // What the other groups do is the same for every state of the page: it leads to the same place in other pages.
    const { bits } = visited;
    const targets = pages.targets.at;
    const end = pages.lastTarget.at[page]!;
    const word = place >>> 5;
    const bit = 1 << (place & 31);
    const first = pages.firstTarget.at[page]!;
    for (let i = first; i < end; i++) {
      const target = targets[i]!;
      const at = (target << wordBits) + word;
      const old = bits[at]!;
      if ((old & bit) === 0) {
        bits[at] = old | bit;
        visited.push(target, place, state);
      }
    }
    this.#transitions += end - first;
    this.#expandLast(state, page, place);
    const extras = pages.extras[page];
    if (extras !== undefined) this.#expandWide(state, page, place, extras);
  }

  /** What the last group does: it leads to another place in the page, as a rule. */
  #expandLast(state: number, page: number, place: number): void {
    const { visited, moves } = this.#space;
    const node = this.#space.lastNode(page, place);
    const { list, starts } = moves;
    const from = starts.at[node]!;
    const to = starts.at[node + 1]!;
    for (let i = from; i < to; i += 2) {
      const effect = list.at[i]!;
      const after = list.at[i + 1]!;
      const target = this.#space.pageAfter(page, place, effect, after);
      visited.add(target, after & placeMask, state);
    }
    this.#transitions += (to - from) >> 1;
    const extras = moves.extras[node];
    if (extras !== undefined) this.#answer(state, extras);
  }

  #expandWide(state: number, page: number, place: number, { open, extras }: PageExtras): void {
    const { visited, groups, kernel, last } = this.#space;
    const { now, ids } = groups;
    for (let i = 0; i < extras.length; i++) this.#answer(state, extras[i]!);
    visited.loadAt(page, place, now);
    groups.showAll();
    for (let i = 0; i < open.length; i++) {
      const transition = kernel.resultOf(open[i]!.memo, ids, open[i]!.from);
      if (transition === null) continue;
      this.#transitions++;
      for (const ask of kernel.openAsks(transition, ids, -1)) this.#ask(ask, state);
      const target = this.#space.pageAfterWide(page, place, transition);
      visited.add(target, now[last]! & placeMask, state);
      visited.loadAt(page, place, now);
    }
    for (const ask of this.#wideStateAsks) this.#ask(ask, state);
  }

  #answer(state: number, { hits, wideAsks }: Extras): void {
    for (const { question, action } of hits) this.#hit(question, action, state);
    if (wideAsks.length === 0) return;
    this.#space.visited.load(state, this.#space.groups.now);
    this.#space.groups.showAll();
    for (const ask of wideAsks) this.#ask(ask, state);
  }

  #ask({ question, action, memo, from }: Ask, state: number): void {
    if (this.#hits[question] !== null) return;
    const { kernel, groups } = this.#space;
    if (kernel.resultOf(memo, groups.ids, from) === 'found') this.#hit(question, action, state);
  }

  #hit(question: number, action: number, state: number): void {
    if (this.#hits[question] !== null) return;
    this.#hits[question] = { state, action };
    this.#open--;
    this.#wideStateAsks = this.#wideStateAsks.filter((ask) => ask.question !== question);
  }

  #cut(state: number): Cut | null {
    this.#nextLook = this.#space.kernel.evaluations + callsBetweenLooks;
    const { count } = this.#space.visited;
    if (count > capacity) return 'capacity';
    return this.#budget.check({
      states: count,
      waiting: count - state,
      depth: this.#depth,
      transitions: this.#transitions,
      bytes: this.#space.bytes,
    });
  }

  #foundAt({ state, action }: { readonly state: number; readonly action: number }): Found {
    const { visited } = this.#space;
    const states = [state];
    for (let at = state; at !== 0; ) {
      at = visited.parentOf[at]!;
      states.push(at);
    }
    const path = states.reverse().map((at) => this.#space.decode(visited.pageOf[at]!, visited.placeOf[at]!));
    const length = path.length - 1 + (action < 0 ? 0 : 1);
    return { path, action: action < 0 ? null : this.#model.actions[action]!.name, length, atLeast: length };
  }
}
