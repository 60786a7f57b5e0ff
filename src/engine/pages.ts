/** What is known of the pages of visited states: where the moves lead that are the same for every state of a page. */
import type { Extras, Open } from './moves.ts';
import { List, Table } from './tuples.ts';

/** What is to be done in every state of a page besides its moves. */
export interface PageExtras {
  readonly open: readonly Open[];
  readonly extras: readonly Extras[];
}

const unopened = -1;

export class Pages {
  /** Page `p` leads to the pages `targets[firstTarget[p]] … targets[lastTarget[p] - 1]`, to the same place there. */
  readonly targets = new List();
  readonly firstTarget = new List();
  readonly lastTarget = new List();
  /** By page: the last group's states without the place. */
  readonly highOf = new List();
  /** By page: the last group's nodes, by its state. */
  readonly nodesOf: Table[] = [];
  readonly extras: (PageExtras | undefined)[] = [];
  /** By effect on the hub: from page to page. */
  readonly #leaps: (Table | undefined)[] = [];

  isOpen(page: number): boolean {
    return page < this.firstTarget.length && this.firstTarget.at[page] !== unopened;
  }

  /** Begins the page's targets; its other fields are still to be set. */
  open(page: number): void {
    while (this.firstTarget.length <= page) {
      this.firstTarget.push(unopened);
      this.lastTarget.push(unopened);
      this.highOf.push(0);
    }
    this.firstTarget.at[page] = this.targets.length;
  }

  leapsOf(effect: number): Table {
    this.#leaps[effect] ??= new Table();
    return this.#leaps[effect];
  }

  get bytes(): number {
    let bytes = 0;
    for (const list of [this.targets, this.firstTarget, this.lastTarget, this.highOf])
      bytes += list.at.byteLength;
    for (const table of this.#leaps) bytes += table?.at.byteLength ?? 0;
    return bytes;
  }
}
