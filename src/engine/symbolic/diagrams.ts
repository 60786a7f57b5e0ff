/**
 * Sets of tuples as list decision diagrams: the node table, the unique table, the operation cache, and what collects
 * the nodes that nobody holds any more.
 *
 * A node is one value of the cell at its level, the set of what may follow it (`down`), and the node of the next
 * larger value at the same level (`right`). Equal sets are equal numbers: every node is made once. So a set is a
 * number, to compare two sets is to compare two numbers, and what was computed once for two numbers is looked up.
 * List decision diagrams are those of LTSmin and Sylvan; docs/decisions/0006 has a picture.
 */
import type { Budget } from '../budget.ts';
import { CapacityEnded, MemoryBudgetEnded } from '../budget.ts';
import { Held } from './held.ts';
import type { Tuning } from './tuning.ts';
import { usual } from './tuning.ts';

/** The set without a tuple. */
export const nothing = 0;
/** The set of the empty tuple: the end of every way through a diagram. */
export const unit = 1;

const firstNode = 2;
const wordsPerNode = 4;
const wordsPerEntry = 4;
/** Four words a node, and no array is larger than 4 GiB. */
const mostNodes = 2 ** 28;
/** Results put into a place of the cache, on the average, before there is more room. */
const resultsPerEntry = 1;
const mostEntries = 2 ** 24;

/** Results between two calls of `onWork`, less one. Not nodes: what was forgotten is computed again and makes none. */
const lookMask = 2 ** 14 - 1;

const hashOf = (a: number, b: number, c: number): number => {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77) ^ Math.imul(c, 0xc2b2ae3d);
  h ^= h >>> 15;
  h = Math.imul(h, 0x27d4eb2f);
  return h ^ (h >>> 13);
};

export class Diagrams {
  /** Four words a node: value, down, right, and the next node in the same list of the unique table. */
  #words: Int32Array;
  #heads: Int32Array;
  /** Four words an entry: operation, two arguments, result. */
  #cache: Int32Array;
  /** Nodes that were collected, in a list. */
  #free = 0;
  /** Nodes from here on were never made. */
  #fresh = firstNode;
  #live = 0;
  #operations = 0;
  #results = 0;
  /** When the cache last grew. */
  #resultsBefore = 0;
  readonly #comfortable: number;
  readonly #budget: Budget;
  /** Called every few thousand results. */
  readonly #onWork: () => void;
  readonly held = new Held();
  /** What must survive a collection besides what is held. */
  roots: () => Iterable<number> = () => [];
  /** How many nodes were made so far, those included that were collected. A measure of work done. */
  made = 0;
  /** The most nodes that there were at a time. */
  peak = 0;
  collections = 0;

  constructor(budget: Budget, onWork: () => void, sizes: Pick<Tuning, 'first' | 'comfortable'> = usual) {
    this.#words = new Int32Array(sizes.first * wordsPerNode);
    this.#heads = new Int32Array(sizes.first);
    this.#cache = new Int32Array(sizes.first * wordsPerEntry);
    this.#comfortable = sizes.comfortable;
    this.#budget = budget;
    this.#onWork = onWork;
  }

  value(node: number): number {
    return this.#words[node * wordsPerNode]!;
  }

  down(node: number): number {
    return this.#words[node * wordsPerNode + 1]!;
  }

  right(node: number): number {
    return this.#words[node * wordsPerNode + 2]!;
  }

  get bytes(): number {
    return this.#words.byteLength + this.#heads.byteLength + this.#cache.byteLength + this.held.bytes;
  }

  /** Nodes in the table now, those included that nobody needs. */
  get nodes(): number {
    return this.#live;
  }

  /** The set that begins with `value` followed by `down`, and goes on with the larger values of `right`. */
  node(value: number, down: number, right: number): number {
    if (down === nothing) return right;
    let words = this.#words;
    const hash = hashOf(value, down, right);
    for (let node = this.#heads[hash & (this.#heads.length - 1)]!; node !== 0; ) {
      const at = node * wordsPerNode;
      if (words[at] === value && words[at + 1] === down && words[at + 2] === right) return node;
      node = words[at + 3]!;
    }
    const node = this.#allocate();
    words = this.#words;
    const at = node * wordsPerNode;
    const list = hash & (this.#heads.length - 1);
    words[at] = value;
    words[at + 1] = down;
    words[at + 2] = right;
    words[at + 3] = this.#heads[list]!;
    this.#heads[list] = node;
    return node;
  }

  #allocate(): number {
    let node = this.#free;
    if (node !== 0) this.#free = this.#words[node * wordsPerNode + 3]!;
    else {
      if (this.#fresh === this.#capacity && !this.#growIfAllowed())
        throw this.#capacity < mostNodes ? new MemoryBudgetEnded() : new CapacityEnded();
      node = this.#fresh++;
    }
    this.made++;
    this.#live++;
    return node;
  }

  get #capacity(): number {
    return this.#words.length / wordsPerNode;
  }

  #growIfAllowed(): boolean {
    const isAllowed = this.#capacity < mostNodes && this.bytes * 2.5 <= this.#budget.memoryBytes;
    if (isAllowed) this.#grow();
    return isAllowed;
  }

  /** Twice the room for nodes; the lists of the unique table grow with it. */
  #grow(): void {
    const capacity = this.#capacity * 2;
    const words = new Int32Array(capacity * wordsPerNode);
    words.set(this.#words);
    this.#words = words;
    this.#heads = new Int32Array(capacity);
    this.#relist();
  }

  /**
   * Twice the room for results, as often as there were several for each place. A cache that is too small is worse than
   * slow: what is pushed out is computed again, and so is what that needs.
   */
  #growCache(): void {
    const old = this.#cache;
    const isWorn = this.#results - this.#resultsBefore > (resultsPerEntry * old.length) / wordsPerEntry;
    const bytes = this.bytes + 2 * old.byteLength;
    if (!isWorn || old.length >= mostEntries * wordsPerEntry || bytes > this.#budget.memoryBytes / 2) return;
    this.#resultsBefore = this.#results;
    this.#cache = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += wordsPerEntry)
      if (old[at] !== 0) this.#store(old[at]!, old[at + 1]!, old[at + 2]!, old[at + 3]!);
  }

  /** Puts every node into its list anew: of the unique table, or of what is free. */
  #relist(): void {
    const words = this.#words;
    const heads = this.#heads.fill(0);
    this.#free = 0;
    for (let node = this.#fresh - 1; node >= firstNode; node--) {
      const at = node * wordsPerNode;
      const isFree = words[at + 1] === nothing;
      const list = hashOf(words[at]!, words[at + 1]!, words[at + 2]!) & (heads.length - 1);
      words[at + 3] = isFree ? this.#free : heads[list]!;
      if (isFree) this.#free = node;
      else heads[list] = node;
    }
  }

  // --- the operation cache --------------------------------------------------------------------------------------

  /** Numbers for operations whose results are to be remembered: as many as are asked for, in a row. */
  operations(count: number): number {
    const first = this.#operations + 1;
    this.#operations += count;
    return first;
  }

  /** A remembered result; -1 if it is not, or no longer. */
  get(operation: number, a: number, b: number): number {
    const cache = this.#cache;
    const at = (hashOf(operation, a, b) * wordsPerEntry) & (cache.length - 1);
    return cache[at] === operation && cache[at + 1] === a && cache[at + 2] === b ? cache[at + 3]! : -1;
  }

  put(operation: number, a: number, b: number, result: number): number {
    if ((++this.#results & lookMask) === 0) {
      this.#onWork();
      this.#growCache();
    }
    this.#store(operation, a, b, result);
    return result;
  }

  #store(operation: number, a: number, b: number, result: number): void {
    const cache = this.#cache;
    const at = (hashOf(operation, a, b) * wordsPerEntry) & (cache.length - 1);
    cache[at] = operation;
    cache[at + 1] = a;
    cache[at + 2] = b;
    cache[at + 3] = result;
  }

  // --- collection -----------------------------------------------------------------------------------------------

  /**
   * A moment at which everything that is needed is held: collects if the table is nearly full. Operations between two
   * such moments need not hold what they work on.
   */
  breathe(): void {
    if (this.#live > this.peak) this.peak = this.#live;
    if (this.#live < this.#capacity - (this.#capacity >> 2)) return;
    if (this.#capacity < this.#comfortable && this.#growIfAllowed()) return;
    this.collect();
    // Twice the room, twice the time until the next one: what is computed again stays in proportion.
    this.#growIfAllowed();
  }

  /** Takes away every node that can't be reached from what is held and from the roots. */
  collect(): void {
    this.collections++;
    const words = this.#words;
    const alive = new Uint8Array(this.#fresh);
    alive[nothing] = 1;
    alive[unit] = 1;
    const waiting: number[] = [...this.roots()];
    for (let place = 0; place < this.held.count; place++) waiting.push(this.held.at(place));
    this.#live = 0;
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      // Along the values of a level first: what waits is one node a level.
      for (let at = node; alive[at] === 0; at = words[at * wordsPerNode + 2]!) {
        alive[at] = 1;
        this.#live++;
        waiting.push(words[at * wordsPerNode + 1]!);
      }
    }
    // Nothing follows a free node: no set has such a one.
    for (let node = firstNode; node < this.#fresh; node++)
      if (alive[node] === 0) words[node * wordsPerNode + 1] = nothing;
    this.#relist();
    this.#forget(alive);
  }

  /** A result is kept while its arguments and itself are there. (An argument that is no node is kept or not: as it falls.) */
  #forget(alive: Uint8Array): void {
    const cache = this.#cache;
    for (let at = 0; at < cache.length; at += wordsPerEntry) {
      const isKept =
        alive[cache[at + 1]!] === 1 && alive[cache[at + 2]!] === 1 && alive[cache[at + 3]!] === 1;
      if (!isKept) cache[at] = 0;
    }
  }
}
