/** The set of visited states, numbered by page and place: a state's number is how many come before it. */
import { wordBits } from './visited.ts';

/** How many bits of a word are set. */
export const bitsIn = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** The place in its word of the `n`-th bit that is set, counted from 0. */
const nthBit = (word: number, n: number): number => {
  let rest = word;
  for (let i = 0; i < n; i++) rest &= rest - 1;
  return 31 - Math.clz32(rest & -rest);
};

export class Ranks {
  /** By word of the set: how many states there are in the words before it. */
  readonly before: Int32Array;
  readonly #bits: Int32Array;

  /** @param bits those of all pages, which stay what they are */
  constructor(bits: Int32Array, pages: number) {
    this.#bits = bits;
    this.before = new Int32Array(pages << wordBits);
    let count = 0;
    for (let word = 0; word < this.before.length; word++) {
      this.before[word] = count;
      count += bitsIn(bits[word]!);
    }
  }

  /** What `new Ranks` takes. */
  static bytesFor(pages: number): number {
    return (pages << wordBits) * Int32Array.BYTES_PER_ELEMENT;
  }

  /** Where the state of a number is. */
  find(number: number): { readonly page: number; readonly place: number } {
    const { before } = this;
    let [low, high] = [0, before.length - 1];
    // The last word with no more states before it is the one that has it: an empty one has as many as the next.
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (before[middle]! <= number) low = middle;
      else high = middle - 1;
    }
    const page = low >>> wordBits;
    const bit = nthBit(this.#bits[low]!, number - before[low]!);
    return { page, place: ((low - (page << wordBits)) << 5) | bit };
  }
}
