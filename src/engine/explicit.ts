/** The explicit explorer: breadth-first, exact, with the way back from every state. */
import type { Budget } from './budget.ts';
import { CapacityEnded, MemoryBudgetEnded } from './budget.ts';
import type { Cut, ExplicitExploration, Found, Request } from './exploration.ts';
import { Groups, hub } from './groups.ts';
import { Kernel } from './kernel.ts';
import type { Model } from './model.ts';
import type { Extras } from './moves.ts';
import { Moves } from './moves.ts';
import type { PageExtras } from './pages.ts';
import { Pages } from './pages.ts';
import type { Ask } from './transition.ts';
import { Values } from './values.ts';
import { capacity, placeBits, placeMask, Visited, wordBits } from './visited.ts';

/** States between two looks at the budget, and calls of the model's functions, which may be slow: a user wrote some. */
const checkEvery = 4096;
const callsBetweenLooks = 256;

export const explore = (request: Request): ExplicitExploration => new Explorer(request).run();

class Explorer {
  readonly #model: Model;
  readonly #budget: Budget;
  readonly #untilFound: boolean;
  readonly #isOneEnough: boolean;
  #isSettledByOne = false;
  readonly #again: (() => Model) | undefined;
  readonly #values: readonly Values[];
  readonly #kernel: Kernel;
  readonly #groups: Groups;
  readonly #moves: Moves;
  readonly #visited: Visited;
  readonly #hits: ({ state: number; action: number } | null)[];
  #open: number;
  #wideStateAsks: readonly Ask[];
  #nextLook = 0;
  #transitions = 0;
  #depth = 0;

  /** The group whose states are places in a page. */
  readonly #last: number;
  readonly #pages = new Pages();
  /** How many local states there were when the keys were last made to fit. */
  #fitted = 0;

  constructor({ model, questions, budget, untilFound = false, isOneEnough = false, again }: Request) {
    this.#model = model;
    this.#again = again;
    this.#budget = budget;
    this.#untilFound = untilFound && questions.length > 0;
    this.#isOneEnough = isOneEnough;
    this.#values = model.cells.map(() => new Values());
    this.#groups = new Groups(model);
    this.#kernel = new Kernel(model, questions, this.#values, this.#groups);
    this.#moves = new Moves(model.actions, this.#kernel, this.#groups);
    this.#visited = new Visited(this.#groups.groups.length, budget.memoryBytes);
    this.#last = this.#groups.groups.length - 1;
    this.#hits = questions.map(() => null);
    this.#open = questions.length;
    this.#wideStateAsks = this.#moves.wideStateAsks;
  }

  run(): ExplicitExploration {
    const cut = this.#searchWithin();
    if (this.#again) {
      this.#kernel.recheckFirsts(this.#again);
      this.#kernel.recheck(this.#again());
      // A module that has changed its mind since tells the instance that was asked from a fresh one.
      this.#kernel.recheck(this.#model);
    }
    const settled = cut === null && this.#untilFound && (this.#open === 0 || this.#isSettledByOne);
    return {
      engine: 'explicit',
      states: this.#visited.count,
      transitions: this.#transitions,
      depth: this.#depth,
      complete: cut === null && !settled,
      cut,
      settled,
      found: this.#hits.map((hit) => hit && this.#foundAt(hit)),
      wayless: this.#hits.map(() => false),
      exercised: this.#kernel.exercised,
      bytes: this.#bytes(),
      diagram: null,
    };
  }

  #searchWithin(): Cut | null {
    try {
      return this.#search();
    } catch (error) {
      if (error instanceof CapacityEnded) return 'capacity';
      // V8 says so in these words where an array can't be had.
      const isRefused = error instanceof RangeError && /array/i.test(error.message);
      if (error instanceof MemoryBudgetEnded || isRefused) return 'memory';
      throw error;
    }
  }

  #search(): Cut | null {
    const visited = this.#visited;
    const { now } = this.#groups;
    this.#groups.enter(
      this.#model.cells.map((cell, i) => this.#values[i]!.idOf(this.#model.initial.get(cell.name))),
    );
    this.#fit();
    visited.add(visited.page(now), now[this.#last]! & placeMask, 0);
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
      if (state % checkEvery === 0 || this.#kernel.evaluations > this.#nextLook) {
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

  /** Makes room in the keys for every local state that one step may bring. */
  #fit(): void {
    const { total } = this.#groups;
    if (total === this.#fitted) return;
    this.#fitted = total;
    const room = this.#model.actions.length;
    this.#visited.fit(this.#groups.groups.map(({ states }) => states.count + room));
  }

  #expand(state: number): void {
    const visited = this.#visited;
    const page = visited.pageOf[state]!;
    const place = visited.placeOf[state]!;
    const pages = this.#pages;
    if (!pages.isOpen(page)) this.#openPage(page, state);
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
    if (extras !== undefined) this.#expandWide(state, page, extras);
  }

  /** What the last group does: it leads to another place in the page, as a rule. */
  #expandLast(state: number, page: number, place: number): void {
    const visited = this.#visited;
    const high = this.#pages.highOf.at[page]!;
    const local = (high << placeBits) | place;
    let node = this.#pages.nodesOf[page]!.get(local);
    if (node < 0) {
      visited.load(state, this.#groups.now);
      node = this.#moves.node(this.#last);
      this.#fit();
    }
    const { list, starts } = this.#moves;
    const from = starts.at[node]!;
    const to = starts.at[node + 1]!;
    for (let i = from; i < to; i += 2) {
      const effect = list.at[i]!;
      const after = list.at[i + 1]!;
      if (effect < 0 && after >>> placeBits === high) visited.add(page, after & placeMask, state);
      else this.#jump(state, page, effect, after);
    }
    this.#transitions += (to - from) >> 1;
    const extras = this.#moves.extras[node];
    if (extras !== undefined) this.#answer(state, extras);
  }

  /** A move that leaves the page: it changes the hub, or the high bits of the last group's state, or both. */
  #jump(state: number, page: number, effect: number, after: number): void {
    const visited = this.#visited;
    const staysHigh = after >>> placeBits === this.#pages.highOf.at[page];
    // An effect on the hub, a kick say, leads from one page to the same other one whatever the place.
    const leaps = effect >= 0 && staysHigh ? this.#pages.leapsOf(effect) : null;
    let target = leaps === null ? -1 : leaps.get(page);
    if (target < 0) {
      const { now } = this.#groups;
      visited.load(state, now);
      now[this.#last] = after;
      if (effect >= 0) now[hub] = this.#groups.after(hub, effect, now[hub]!);
      this.#fit();
      target = visited.page(now);
      leaps?.set(page, target);
      visited.load(state, now);
    }
    visited.add(target, after & placeMask, state);
  }

  /** Finds out where the groups other than the last lead from any state of the page. */
  #openPage(page: number, state: number): void {
    const visited = this.#visited;
    const { now, groups } = this.#groups;
    visited.load(state, now);
    const nodes = groups.map((_, group) => this.#moves.node(group));
    this.#fit();
    const pages = this.#pages;
    pages.open(page);
    const { list, starts } = this.#moves;
    for (let group = 0; group < this.#last; group++) {
      for (let i = starts.at[nodes[group]!]!; i < starts.at[nodes[group]! + 1]!; i += 2) {
        const effect = list.at[i]!;
        now[group] = list.at[i + 1]!;
        if (effect >= 0) now[hub] = this.#groups.after(hub, effect, now[hub]!);
        this.#fit();
        pages.targets.push(visited.page(now));
        visited.load(state, now);
      }
    }
    pages.lastTarget.at[page] = pages.targets.length;
    pages.highOf.at[page] = now[this.#last]! >>> placeBits;
    pages.nodesOf[page] = this.#moves.nodesSeen(this.#last);
    const extras = nodes.slice(0, -1).flatMap((node) => this.#moves.extras[node] ?? []);
    const open = this.#moves.wide();
    if (open.length + extras.length + this.#wideStateAsks.length > 0) pages.extras[page] = { open, extras };
  }

  #expandWide(state: number, page: number, { open, extras }: PageExtras): void {
    const { now, ids } = this.#groups;
    for (let i = 0; i < extras.length; i++) this.#answer(state, extras[i]!);
    this.#visited.load(state, now);
    this.#groups.showAll();
    for (let i = 0; i < open.length; i++) {
      const transition = this.#kernel.resultOf(open[i]!.memo, ids, open[i]!.from);
      if (transition === null) continue;
      this.#transitions++;
      for (const ask of this.#kernel.openAsks(transition, ids, -1)) this.#ask(ask, state);
      const { changes, effects } = transition;
      if (changes.length === 1 && changes[0] === hub) {
        this.#jump(state, page, effects[hub]!, now[this.#last]!);
        continue;
      }
      for (const group of changes) now[group] = this.#groups.after(group, effects[group]!, now[group]!);
      this.#fit();
      this.#visited.add(this.#visited.page(now), now[this.#last]! & placeMask, state);
      this.#visited.load(state, now);
    }
    for (const ask of this.#wideStateAsks) this.#ask(ask, state);
  }

  #answer(state: number, { hits, wideAsks }: Extras): void {
    for (const { question, action } of hits) this.#hit(question, action, state);
    if (wideAsks.length === 0) return;
    this.#visited.load(state, this.#groups.now);
    this.#groups.showAll();
    for (const ask of wideAsks) this.#ask(ask, state);
  }

  #ask({ question, action, memo, from }: Ask, state: number): void {
    if (this.#hits[question] !== null) return;
    if (this.#kernel.resultOf(memo, this.#groups.ids, from) === 'found') this.#hit(question, action, state);
  }

  #hit(question: number, action: number, state: number): void {
    if (this.#hits[question] !== null) return;
    this.#hits[question] = { state, action };
    this.#open--;
    this.#wideStateAsks = this.#wideStateAsks.filter((ask) => ask.question !== question);
  }

  #bytes(): number {
    return this.#visited.bytes + this.#groups.bytes + this.#moves.bytes + this.#pages.bytes;
  }

  #cut(state: number): Cut | null {
    this.#nextLook = this.#kernel.evaluations + callsBetweenLooks;
    const { count } = this.#visited;
    if (count > capacity) return 'capacity';
    return this.#budget.check({
      states: count,
      waiting: count - state,
      depth: this.#depth,
      transitions: this.#transitions,
      bytes: this.#bytes(),
    });
  }

  #foundAt({ state, action }: { readonly state: number; readonly action: number }): Found {
    const states = [state];
    for (let at = state; at !== 0; ) {
      at = this.#visited.parentOf[at]!;
      states.push(at);
    }
    const path = states.reverse().map((at) => this.#decode(at));
    const length = path.length - 1 + (action < 0 ? 0 : 1);
    return { path, action: action < 0 ? null : this.#model.actions[action]!.name, length, atLeast: length };
  }

  #decode(state: number): ReadonlyMap<string, unknown> {
    this.#visited.load(state, this.#groups.now);
    this.#groups.showAll();
    return new Map(
      this.#model.cells.map((cell, i) => [cell.name, this.#values[i]!.at(this.#groups.ids[i]!)] as const),
    );
  }
}
