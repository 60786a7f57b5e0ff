/** The tables of an explicit exploration, and where moves lead in them. Whoever explores goes through them in his own order. */
import type { Question } from '../../properties/property.ts';
import { Groups, hub } from './groups.ts';
import { Kernel } from './kernel.ts';
import type { MarkOf } from './labels.ts';
import { Labels } from './labels.ts';
import type { Model } from './model.ts';
import { Moves } from './moves.ts';
import { Pages } from './pages.ts';
import type { LocalTransition } from './transition.ts';
import { Values } from './values.ts';
import { placeBits, placeMask, Visited } from './visited.ts';

export class Space {
  readonly model: Model;
  readonly values: readonly Values[];
  readonly groups: Groups;
  readonly kernel: Kernel;
  readonly moves: Moves;
  /** `null`: nobody wants any. */
  readonly labels: Labels | null;
  readonly visited: Visited;
  readonly pages = new Pages();
  /** The group whose states are places in a page. */
  readonly last: number;
  /** How many local states there were when the keys were last made to fit. */
  #fitted = 0;

  constructor(model: Model, questions: readonly Question[], memoryBytes: number, markOf?: MarkOf) {
    this.model = model;
    this.values = model.cells.map(() => new Values());
    this.groups = new Groups(model);
    this.kernel = new Kernel(model, questions, this.values, this.groups);
    this.labels = markOf === undefined ? null : new Labels(this.kernel, this.groups, markOf);
    this.moves = new Moves(model.actions, this.kernel, this.groups, this.labels);
    this.visited = new Visited(this.groups.groups.length, memoryBytes);
    this.last = this.groups.groups.length - 1;
  }

  /** Adds the initial state. */
  begin(): void {
    const { model, groups, visited } = this;
    groups.enter(model.cells.map((cell, i) => this.values[i]!.idOf(model.initial.get(cell.name))));
    this.fit();
    visited.add(visited.page(groups.now), groups.now[this.last]! & placeMask, 0);
  }

  /** Makes room in the keys for every local state that one step may bring. */
  fit(): void {
    const { total } = this.groups;
    if (total === this.#fitted) return;
    this.#fitted = total;
    const room = this.model.actions.length;
    this.visited.fit(this.groups.groups.map(({ states }) => states.count + room));
  }

  /** The node of the last group in a state. */
  lastNode(page: number, place: number): number {
    const known = this.pages.nodesOf[page]!.get((this.pages.highOf.at[page]! << placeBits) | place);
    if (known >= 0) return known;
    this.visited.loadAt(page, place, this.groups.now);
    const node = this.moves.node(this.last);
    this.fit();
    return node;
  }

  /** The page that a move of the last group leads to: it may change the hub, or the high bits of the group's state. */
  pageAfter(page: number, place: number, effect: number, after: number): number {
    const staysHigh = after >>> placeBits === this.pages.highOf.at[page];
    if (effect < 0 && staysHigh) return page;
    // An effect on the hub, a kick say, leads from one page to the same other one whatever the place.
    const leaps = effect >= 0 && staysHigh ? this.pages.leapsOf(effect) : null;
    const known = leaps === null ? -1 : leaps.get(page);
    if (known >= 0) return known;
    const { groups, visited } = this;
    const { now } = groups;
    visited.loadAt(page, place, now);
    now[this.last] = after;
    if (effect >= 0) now[hub] = groups.after(hub, effect, now[hub]!);
    this.fit();
    const target = visited.page(now);
    leaps?.set(page, target);
    visited.loadAt(page, place, now);
    return target;
  }

  /**
   * The page that a move of several groups, or of the hub alone, leads to from the state at hand, which it changes:
   * the low bits of the last group's state are the place there.
   */
  pageAfterWide(page: number, place: number, { changes, effects }: LocalTransition): number {
    const { groups, visited } = this;
    const { now } = groups;
    if (changes.length === 1 && changes[0] === hub)
      return this.pageAfter(page, place, effects[hub]!, now[this.last]!);
    for (const group of changes) now[group] = groups.after(group, effects[group]!, now[group]!);
    this.fit();
    return visited.page(now);
  }

  /** Finds out where the groups other than the last lead from any state of the page. `asksMore`: of every state. */
  openPage(page: number, place: number, asksMore: boolean): void {
    const { groups, visited, pages, moves } = this;
    const { now } = groups;
    visited.loadAt(page, place, now);
    const nodes = groups.groups.map((_, group) => moves.node(group));
    this.fit();
    pages.open(page);
    const { list, starts } = moves;
    for (let group = 0; group < this.last; group++) {
      for (let i = starts.at[nodes[group]!]!; i < starts.at[nodes[group]! + 1]!; i += 2) {
        const effect = list.at[i]!;
        now[group] = list.at[i + 1]!;
        if (effect >= 0) now[hub] = groups.after(hub, effect, now[hub]!);
        this.fit();
        pages.targets.push(visited.page(now));
        visited.loadAt(page, place, now);
      }
    }
    pages.lastTarget.at[page] = pages.targets.length;
    pages.highOf.at[page] = now[this.last]! >>> placeBits;
    pages.nodesOf[page] = moves.nodesSeen(this.last);
    const extras = nodes.slice(0, -1).flatMap((node) => moves.extras[node] ?? []);
    const open = moves.wide();
    if (open.length + extras.length > 0 || asksMore) pages.extras[page] = { open, extras };
  }

  /** The value of each cell in a state, by the cell's name. */
  decode(page: number, place: number): ReadonlyMap<string, unknown> {
    this.visited.loadAt(page, place, this.groups.now);
    this.groups.showAll();
    return new Map(
      this.model.cells.map((cell, i) => [cell.name, this.values[i]!.at(this.groups.ids[i]!)] as const),
    );
  }

  get bytes(): number {
    return this.visited.bytes + this.groups.bytes + this.moves.bytes + this.pages.bytes;
  }
}
