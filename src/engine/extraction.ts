/**
 * The reachable graph of a model, out of the tables of its exploration.
 *
 * The search knows where the moves of a page or of a node lead, and forgets which states they link. Once all states are
 * known, they are numbered by page and place, and a second pass over them writes down every edge. Numbered so, the edges
 * of neighbours lead to neighbours.
 */
import type { Budget, Progress } from './budget.ts';
import { CapacityEnded, MemoryBudgetEnded } from './budget.ts';
import { explore, withinTables } from './explicit.ts';
import type { Cut } from './exploration.ts';
import type { Graph } from './graph.ts';
import type { MarkOf } from './labels.ts';
import type { Model } from './model.ts';
import { bitsIn, Ranks } from './ranks.ts';
import { Space } from './space.ts';
import { placeMask, wordBits } from './visited.ts';

export interface GraphRequest {
  readonly model: Model;
  readonly markOf: MarkOf;
  readonly budget: Budget;
  /** As for an exploration: the same model made anew, which is asked again everything that was learned. */
  readonly again?: (() => Model) | undefined;
}

/** A graph is whole, or there is none. */
export type Reached =
  | {
      readonly is: 'graph';
      readonly graph: Graph;
      /** The value of each cell in a state, by the cell's name. */
      readonly valuesOf: (state: number) => ReadonlyMap<string, unknown>;
      /** What to tell the budget, for whoever goes on with the graph. */
      readonly progress: Progress;
    }
  | { readonly is: 'cut'; readonly cut: Cut };

/** Edges are numbered by 32 bits. */
const edgesMax = 2 ** 32 - 1;

/** States between two looks at the budget. */
const checkEvery = 1 << 15;

/**
 * The reachable graph of a model: all of it, or why it could not be had. Four bytes for each state and six for each edge,
 * on top of what an exploration takes.
 */
export const reachableGraph = ({ model, markOf, budget, again }: GraphRequest): Reached => {
  const space = new Space(model, [], budget.memoryBytes, markOf);
  const { cut, depth, transitions } = explore({ model, questions: [], budget, again }, space);
  if (cut !== null) return { is: 'cut', cut };
  space.visited.forgetOrder();
  return withinTables<Reached>(
    () => new Extraction(space, transitions, budget, depth).run(),
    (cut) => ({ is: 'cut', cut }),
  );
};

class Extraction {
  readonly #space: Space;
  readonly #budget: Budget;
  readonly #depth: number;
  readonly #ranks: Ranks;
  readonly #first: Uint32Array;
  readonly #target: Uint32Array;
  readonly #label: Uint16Array;
  #states = 0;
  #edges = 0;
  #nextLook = 0;
  /** The labels of the moves that all states of the page have. */
  #shared: number[] = [];

  constructor(space: Space, transitions: number, budget: Budget, depth: number) {
    if (transitions > edgesMax) throw new CapacityEnded();
    const { count, pages } = space.visited;
    const own = Ranks.bytesFor(pages) + 4 * (count + 1) + 6 * transitions;
    if (space.bytes + own > budget.memoryBytes) throw new MemoryBudgetEnded();
    this.#space = space;
    this.#budget = budget;
    this.#depth = depth;
    this.#ranks = new Ranks(space.visited.bits, pages);
    this.#first = new Uint32Array(count + 1);
    this.#target = new Uint32Array(transitions);
    this.#label = new Uint16Array(transitions);
  }

  run(): Reached {
    const { visited } = this.#space;
    for (let page = 0; page < visited.pages; page++) {
      const cut = this.#states >= this.#nextLook ? this.#cut() : null;
      if (cut !== null) return { is: 'cut', cut };
      this.#writePage(page);
    }
    this.#first[this.#states] = this.#edges;
    if (this.#states !== visited.count || this.#edges !== this.#target.length)
      throw new Error(`written: ${this.#states} states, ${this.#edges} edges; explored were others`);
    const graph = {
      states: this.#states,
      edges: this.#edges,
      first: this.#first,
      target: this.#target,
      label: this.#label,
      labels: this.#space.labels!.list,
    };
    const valuesOf = (state: number) => this.#valuesOf(state);
    return { is: 'graph', graph, valuesOf, progress: this.#progress() };
  }

  /** Finds out the labels of the moves that every state of the page has. */
  #share(page: number, place: number): void {
    const { visited, groups, moves, last } = this.#space;
    visited.loadAt(page, place, groups.now);
    this.#shared = [];
    for (let group = 0; group < last; group++) {
      const node = moves.node(group);
      for (let i = moves.starts.at[node]! >> 1; i < moves.starts.at[node + 1]! >> 1; i++)
        this.#shared.push(moves.labelOf.at[i]!);
    }
  }

  #writePage(page: number): void {
    const { bits } = this.#space.visited;
    let isFirst = true;
    for (let word = 0; word < 1 << wordBits; word++)
      for (let rest = bits[(page << wordBits) + word]!; rest !== 0; rest &= rest - 1) {
        const place = (word << 5) | (31 - Math.clz32(rest & -rest));
        if (isFirst) this.#share(page, place);
        isFirst = false;
        this.#first[this.#states++] = this.#edges;
        this.#writeShared(page, place);
        this.#writeLast(page, place);
        this.#writeWide(page, place);
      }
  }

  #writeShared(page: number, place: number): void {
    const { pages } = this.#space;
    const targets = pages.targets.at;
    const from = pages.firstTarget.at[page]!;
    const end = pages.lastTarget.at[page]!;
    for (let i = from; i < end; i++) {
      const label = this.#shared[i - from]!;
      this.#write(targets[i]!, place, label >= 0 ? label : this.#askLabel(page, place, -1 - label));
    }
  }

  #writeLast(page: number, place: number): void {
    const { list, starts, labelOf } = this.#space.moves;
    const node = this.#space.lastNode(page, place);
    for (let i = starts.at[node]!; i < starts.at[node + 1]!; i += 2) {
      const after = list.at[i + 1]!;
      const target = this.#space.pageAfter(page, place, list.at[i]!, after);
      const label = labelOf.at[i >> 1]!;
      this.#write(target, after & placeMask, label >= 0 ? label : this.#askLabel(page, place, -1 - label));
    }
  }

  #writeWide(page: number, place: number): void {
    const { visited, groups, kernel, pages, labels, last } = this.#space;
    const extras = pages.extras[page];
    if (extras === undefined) return;
    const { now, ids } = groups;
    for (const { memo, from } of extras.open) {
      visited.loadAt(page, place, now);
      groups.showAll();
      const transition = kernel.resultOf(memo, ids, from);
      if (transition === null) continue;
      const label = labels!.at(transition.action);
      const target = this.#space.pageAfterWide(page, place, transition);
      this.#write(target, now[last]! & placeMask, label);
    }
  }

  #askLabel(page: number, place: number, action: number): number {
    const { visited, groups, labels } = this.#space;
    visited.loadAt(page, place, groups.now);
    groups.showAll();
    return labels!.at(action);
  }

  #write(page: number, place: number, label: number): void {
    const at = (page << wordBits) + (place >>> 5);
    const below = this.#space.visited.bits[at]! & ((1 << (place & 31)) - 1);
    this.#target[this.#edges] = this.#ranks.before[at]! + bitsIn(below);
    this.#label[this.#edges++] = label;
  }

  #cut(): Cut | null {
    this.#nextLook = this.#states + checkEvery;
    return this.#budget.check(this.#progress());
  }

  #progress(): Progress {
    const { count } = this.#space.visited;
    return {
      states: count,
      waiting: count - this.#states,
      depth: this.#depth,
      transitions: this.#target.length,
      bytes: this.#space.bytes + this.#bytes,
    };
  }

  get #bytes(): number {
    const arrays = [this.#ranks.before, this.#first, this.#target, this.#label];
    return arrays.reduce((sum, array) => sum + array.byteLength, 0);
  }

  #valuesOf(state: number): ReadonlyMap<string, unknown> {
    const { page, place } = this.#ranks.find(state);
    return this.#space.decode(page, place);
  }
}
