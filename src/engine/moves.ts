/**
 * The moves of each group, listed by its local state and by what it sees of the hub: learned once, then looked up.
 *
 * An action or a question that touches the hub and at most one spoke is local: its answer is known from the
 * projection of the hub and the state of the spoke. One that touches several spokes (it concerns a VM as a whole,
 * say) is wide: it is walked through its trie in every state, the hub's part of the way once for each hub state.
 */
import type { Action } from '../../model/action.ts';
import type { Groups } from './groups.ts';
import { hub, Projection } from './groups.ts';
import type { Kernel } from './kernel.ts';
import type { Labels } from './labels.ts';
import type { Ask, LocalTransition } from './transition.ts';
import type { Memo, Trie } from './trie.ts';
import { List, Table } from './tuples.ts';

/** A question that was answered with a finding; `action` is -1 where it is about the state itself. */
export interface Hit {
  readonly question: number;
  readonly action: number;
}

/** What there is to know of a node besides its moves; most have nothing. */
export interface Extras {
  readonly hits: readonly Hit[];
  /** Questions about the node's moves that look beyond the hub and the spoke: to be asked in every state. */
  readonly wideAsks: readonly Ask[];
}

/** An action that the hub leaves open: where its trie goes on. */
export interface Open {
  readonly memo: Memo<LocalTransition | null>;
  readonly from: Trie<LocalTransition | null>;
}

interface Spoke {
  readonly sees: Projection;
  readonly actions: readonly Memo<LocalTransition | null>[];
  readonly stateAsks: readonly Ask[];
  /** By the number of the projection. */
  readonly views: (SpokeView | undefined)[];
}

/** A spoke under one projection of the hub: what the projection leaves open, and the node of each state of the spoke. */
interface SpokeView {
  readonly open: readonly Open[];
  readonly asks: readonly Ask[];
  readonly nodes: Table;
}

const none: readonly never[] = [];

export class Moves {
  /** Node `n` has the moves `list[starts[n]] … list[starts[n + 1] - 1]`: pairs of an effect on the hub, or -1, and a state. */
  readonly list = new List();
  readonly starts = new List();
  /** By move: its label, or `-1 - action` where that depends on more than the node; empty if nobody wants labels. */
  readonly labelOf = new List();
  readonly extras: (Extras | undefined)[] = [];
  readonly wideStateAsks: readonly Ask[];
  readonly #spokes: readonly Spoke[];
  readonly #wide: readonly Memo<LocalTransition | null>[];
  readonly #wideAt: (readonly Open[] | undefined)[] = [];
  readonly #kernel: Kernel;
  readonly #groups: Groups;
  readonly #labels: Labels | null;
  /** What was gathered for the node that is being learned. */
  #hits: readonly Hit[] = none;
  #wideAsks: readonly Ask[] = none;

  constructor(actions: readonly Action[], kernel: Kernel, groups: Groups, labels: Labels | null = null) {
    this.#labels = labels;
    this.#kernel = kernel;
    this.#groups = groups;
    this.starts.push(0);
    const homes = actions.map((action) => groups.homeOf(groups.numbersOf(action.touches)));
    this.#wide = kernel.actions.filter((_, i) => homes[i]! < 0);
    this.wideStateAsks = kernel.stateAsks.filter(({ home }) => home < 0);
    this.#spokes = groups.groups.map(({ sees }, spoke) => ({
      sees: new Projection(groups.groups[hub]!.states, sees),
      actions: kernel.actions.filter((_, i) => homes[i] === spoke),
      stateAsks: kernel.stateAsks.filter(({ home }) => home === spoke),
      views: [],
    }));
  }

  /** The node of a group in the state at hand. */
  node(group: number): number {
    const { now } = this.#groups;
    const { sees, views } = this.#spokes[group]!;
    const seen = group === hub ? 0 : sees.of(now[hub]!);
    const known = views[seen] === undefined ? -1 : views[seen].nodes.get(now[group]!);
    return known >= 0 ? known : this.#learn(group, seen);
  }

  /** The nodes of a group, by its local state, for what it sees of the hub in the state at hand. */
  nodesSeen(group: number): Table {
    const { sees, views } = this.#spokes[group]!;
    return views[group === hub ? 0 : sees.of(this.#groups.now[hub]!)]!.nodes;
  }

  #learn(group: number, seen: number): number {
    if (this.#labels) this.#groups.showAll();
    this.#groups.show(hub);
    this.#groups.show(group);
    const { actions, stateAsks, views } = this.#spokes[group]!;
    views[seen] ??= {
      open: this.#open(actions),
      asks: group === hub ? stateAsks : this.#openAsks(stateAsks),
      nodes: new Table(),
    };
    const { open, nodes, asks } = views[seen];
    const { now, ids } = this.#groups;
    this.#hits = none;
    this.#wideAsks = none;
    for (let i = 0; i < asks.length; i++) this.#ask(asks[i]!, group);
    for (let i = 0; i < open.length; i++) {
      const transition = this.#kernel.resultOf(open[i]!.memo, ids, open[i]!.from);
      if (transition === null) continue;
      const effect = transition.effects[group]!;
      const after = effect < 0 ? now[group]! : this.#groups.apply(group, effect, now[group]!);
      this.list.push(group === hub ? -1 : transition.effects[hub]!);
      this.list.push(after);
      if (this.#labels) this.labelOf.push(this.#labels.inNode(transition.action, group));
      const left = this.#kernel.openAsks(transition, ids, group);
      for (let k = 0; k < left.length; k++) this.#ask(left[k]!, group);
    }
    this.starts.push(this.list.length);
    const node = this.starts.length - 2;
    const hits = this.#hits;
    const wideAsks = this.#wideAsks;
    if (hits.length > 0 || wideAsks.length > 0) this.extras[node] = { hits, wideAsks };
    nodes.set(now[group]!, node);
    return node;
  }

  #ask(ask: Ask, group: number): void {
    if (ask.home !== group) this.#wideAsks = [...this.#wideAsks, ask];
    else if (this.#kernel.resultOf(ask.memo, this.#groups.ids, ask.from) === 'found')
      this.#hits = [...this.#hits, ask];
  }

  /** The wide actions that the hub of the state at hand leaves open. All groups must be shown. */
  wide(): readonly Open[] {
    const state = this.#groups.now[hub]!;
    const known = this.#wideAt[state];
    if (known !== undefined) return known;
    this.#groups.showAll();
    const open = this.#open(this.#wide);
    this.#wideAt[state] = open;
    return open;
  }

  /** Those of some actions that the hub does not rule out, each as far as the hub decides it. */
  #open(actions: readonly Memo<LocalTransition | null>[]): readonly Open[] {
    const { ids, groupOf } = this.#groups;
    return actions.flatMap((memo) => {
      this.#kernel.resultOf(memo, ids);
      let from = memo.root!;
      if (actions !== this.#spokes[hub]!.actions)
        while (from.cell >= 0 && groupOf[from.cell] === hub) from = from.kids[ids[from.cell]!]!;
      return from.result === null ? [] : [{ memo, from }];
    });
  }

  #openAsks(asks: readonly Ask[]): readonly Ask[] {
    const { ids, groupOf } = this.#groups;
    return asks.flatMap((ask) => this.#kernel.advanced(ask, ids, (cell) => groupOf[cell] === hub) ?? []);
  }

  get bytes(): number {
    let bytes = this.list.at.byteLength + this.starts.at.byteLength + this.labelOf.at.byteLength;
    for (const { sees, views } of this.#spokes) {
      bytes += sees.bytes;
      for (const view of views) bytes += view?.nodes.at.byteLength ?? 0;
    }
    return bytes;
  }
}
