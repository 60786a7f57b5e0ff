/**
 * How many different states walks have been in. States are compared whole: a block of cells is a number, and a state is
 * the numbers of its blocks. Beyond a limit of memory no more are taken in; there are then at least so many.
 */
import { Tuples } from '../tuples.ts';

const cellsPerBlock = 8;
const statesBetweenLooks = 256;

export class Seen {
  readonly #bytesMax: number;
  /** The cells of each block, in the state at hand. */
  readonly #cells: readonly Int32Array[];
  readonly #blocks: readonly Tuples[];
  readonly #now: Int32Array;
  readonly #states: Tuples;
  /** Whether no more are taken in: there may be more than were counted. */
  isFull = false;

  /** `ids` is the state at hand, whenever that is; only its first `cells` count. */
  constructor(ids: Int32Array, cells: number, bytesMax: number) {
    const starts = Array.from({ length: Math.ceil(cells / cellsPerBlock) }, (_, i) => i * cellsPerBlock);
    this.#cells = starts.map((start) => ids.subarray(start, Math.min(start + cellsPerBlock, cells)));
    this.#blocks = this.#cells.map(({ length }) => new Tuples(length));
    this.#now = new Int32Array(starts.length);
    this.#states = new Tuples(starts.length);
    this.#bytesMax = bytesMax;
  }

  get count(): number {
    return this.#states.count;
  }

  get bytes(): number {
    return this.#blocks.reduce((sum, { bytes }) => sum + bytes, this.#states.bytes);
  }

  /** Takes in the state at hand. */
  addWhole(): void {
    if (this.isFull) return;
    for (let block = 0; block < this.#now.length; block++) this.#look(block);
    this.#add();
  }

  /** The same, where only some cells have changed since the last call: the first `count` of `changed`. */
  add(changed: Int32Array, count: number): void {
    if (this.isFull || count === 0) return;
    for (let i = 0; i < count; i++) this.#look(Math.floor(changed[i]! / cellsPerBlock));
    this.#add();
  }

  #look(block: number): void {
    this.#now[block] = this.#blocks[block]!.idOf(this.#cells[block]!);
  }

  #add(): void {
    const known = this.#states.count;
    if (this.#states.idOf(this.#now) === known && known % statesBetweenLooks === 0)
      this.isFull = this.bytes > this.#bytesMax;
  }
}
