/**
 * The states that were visited, exactly, in the order in which they came, each with the state it came from.
 *
 * A state is a tuple of numbers, one a group. The low eight bits of the last number are a place in a page; the
 * rest, packed into words, is the page's key. Pages are found by hashing, and keys are compared whole: nothing
 * can collide. Where reachable tuples lie close together, a state costs a bit in a page and nine bytes in the list.
 */
import { CapacityEnded, MemoryBudgetEnded } from './budget.ts';
import { grown, mix } from './tuples.ts';

export const placeBits = 8;
export const placeMask = (1 << placeBits) - 1;
/** Page `p` has the words `bits[p << wordBits] …`. */
export const wordBits = placeBits - 5;

/** The tables begin with so many entries, and double. */
const initial = 1 << 16;

/** Bits beyond this can't be numbered by 31 bits. */
const pagesMax = 2 ** (31 - wordBits);

/** More states than this can't be numbered. */
export const capacity = 2 ** 30;

const bitsFor = (count: number): number => 32 - Math.clz32(Math.max(count - 1, 0));

export class Visited {
  count = 0;
  /** For each state in the order of arrival: its page, its place there, the state it was first reached from. */
  pageOf: Int32Array = new Int32Array(initial);
  placeOf: Uint8Array = new Uint8Array(initial);
  parentOf: Int32Array = new Int32Array(initial);
  pages = 0;
  bits: Int32Array = new Int32Array(initial);

  /** The key of the page that `page` is about. */
  #key = new Int32Array(1);
  readonly #last: number;
  /** Where each group's number lies in a key. */
  readonly #word: Int32Array;
  readonly #shift: Int32Array;
  readonly #mask: Int32Array;
  readonly #limits: number[];
  #words = 1;
  #keys: Int32Array = new Int32Array(initial);
  #slots = new Int32Array(initial).fill(-1);

  readonly #memoryBytes: number;

  /**
   * @param groups how many numbers a state has, at least one
   * @param memoryBytes what all tables together may take; `MemoryBudgetEnded` is thrown instead of growing beyond
   */
  constructor(groups: number, memoryBytes: number) {
    this.#memoryBytes = memoryBytes;
    this.#last = groups - 1;
    this.#word = new Int32Array(groups);
    this.#shift = new Int32Array(groups);
    this.#mask = new Int32Array(groups);
    this.#limits = new Array<number>(groups).fill(0);
  }

  /** Makes sure that numbers below these counts fit into a key. */
  fit(counts: readonly number[]): void {
    if (counts.every((count, group) => count <= this.#limits[group]!)) return;
    const fields = this.#layOut(counts);
    const words = fields.at(-1)!.word + 1;
    const keys = this.#keysFor(words);
    const unpackers = Array.from(this.#word, (word, group) => {
      const shift = this.#shift[group]!;
      const mask = this.#mask[group]!;
      const [before, width] = [this.#keys, this.#words];
      return (page: number) => (before[page * width + word]! >>> shift) & mask;
    });
    fields.forEach(({ word, shift, mask, limit }, group) => {
      this.#word[group] = word;
      this.#shift[group] = shift;
      this.#mask[group] = mask;
      this.#limits[group] = limit;
    });
    this.#words = words;
    this.#key = new Int32Array(words);
    this.#keys = keys;
    for (let page = 0; page < this.pages; page++) {
      this.#key.fill(0);
      unpackers.forEach((number, group) => {
        this.#put(group, number(page));
      });
      this.#keys.set(this.#key, page * words);
    }
    this.#rehash(this.#slots.length);
  }

  #keysFor(words: number): Int32Array {
    const length = (this.#keys.length / this.#words) * words;
    this.#reserve(length * Int32Array.BYTES_PER_ELEMENT);
    return new Int32Array(length);
  }

  /** A field for each group, with room to double. No field straddles two words. */
  #layOut(counts: readonly number[]) {
    let word = 0;
    let used = 0;
    return counts.map((count, group) => {
      const whole = Math.max(bitsFor(count) + 1, placeBits);
      const width = group === this.#last ? whole - placeBits : whole;
      if (used + width > 32) {
        word++;
        used = 0;
      }
      const field = { word, shift: used, mask: width === 0 ? 0 : -1 >>> (32 - width), limit: 2 ** whole };
      used += width;
      return field;
    });
  }

  /** The numbers of a page, the last without its place, into `numbers`. */
  unpack(page: number, numbers: Int32Array): void {
    const at = page * this.#words;
    for (let group = 0; group <= this.#last; group++)
      numbers[group] = (this.#keys[at + this.#word[group]!]! >>> this.#shift[group]!) & this.#mask[group]!;
  }

  /** The numbers of a state, into `numbers`. */
  load(state: number, numbers: Int32Array): void {
    this.loadAt(this.pageOf[state]!, this.placeOf[state]!, numbers);
  }

  /** The numbers of the state at a place in a page, into `numbers`. */
  loadAt(page: number, place: number, numbers: Int32Array): void {
    this.unpack(page, numbers);
    numbers[this.#last] = (numbers[this.#last]! << placeBits) | place;
  }

  #put(group: number, number: number): void {
    const word = this.#word[group]!;
    const shift = this.#shift[group]!;
    this.#key[word] = (this.#key[word]! & ~(this.#mask[group]! << shift)) | (number << shift);
  }

  /** The page of a state. */
  page(numbers: Int32Array): number {
    const last = this.#last;
    for (let group = 0; group < last; group++) this.#put(group, numbers[group]!);
    this.#put(last, numbers[last]! >>> placeBits);
    return this.#find();
  }

  #find(): number {
    const slots = this.#slots;
    const keys = this.#keys;
    const key = this.#key;
    const words = this.#words;
    let hash = 0;
    for (let i = 0; i < words; i++) hash = mix(hash, key[i]!);
    const last = slots.length - 1;
    for (let at = hash & last; ; at = (at + 1) & last) {
      const page = slots[at]!;
      if (page < 0) {
        slots[at] = this.pages;
        return this.#newPage();
      }
      let i = 0;
      while (i < words && keys[page * words + i] === key[i]) i++;
      if (i === words) return page;
    }
  }

  #newPage(): number {
    if (this.pages === pagesMax) throw new CapacityEnded();
    const page = this.pages++;
    if (this.pages * this.#words > this.#keys.length) {
      this.#reserve(this.#keys.byteLength * 2);
      this.#keys = grown(this.#keys, this.#keys.length * 2);
    }
    if (this.pages << wordBits > this.bits.length) {
      this.#reserve(this.bits.byteLength * 2);
      this.bits = grown(this.bits, this.bits.length * 2);
    }
    this.#keys.set(this.#key, page * this.#words);
    if (this.pages * 2 > this.#slots.length) this.#rehash(this.#slots.length * 2);
    return page;
  }

  /** A table is copied to grow: the old one and the new one are there at the same time. */
  #reserve(bytes: number): void {
    if (this.bytes + bytes > this.#memoryBytes) throw new MemoryBudgetEnded();
  }

  #rehash(length: number): void {
    this.#reserve(length * Int32Array.BYTES_PER_ELEMENT);
    const words = this.#words;
    const slots = new Int32Array(length).fill(-1);
    const last = length - 1;
    for (let page = 0; page < this.pages; page++) {
      let hash = 0;
      for (let i = 0; i < words; i++) hash = mix(hash, this.#keys[page * words + i]!);
      let at = hash & last;
      while (slots[at]! >= 0) at = (at + 1) & last;
      slots[at] = page;
    }
    this.#slots = slots;
  }

  /** Adds a state, if it is new. */
  add(page: number, place: number, parent: number): void {
    const at = (page << wordBits) + (place >>> 5);
    const word = this.bits[at]!;
    const bit = 1 << (place & 31);
    if ((word & bit) !== 0) return;
    this.bits[at] = word | bit;
    this.push(page, place, parent);
  }

  /** Appends a state whose bit is set already. */
  push(page: number, place: number, parent: number): void {
    const { count } = this;
    if (count === this.pageOf.length) this.#growList();
    this.pageOf[count] = page;
    this.placeOf[count] = place;
    this.parentOf[count] = parent;
    this.count = count + 1;
  }

  #growList(): void {
    const length = this.count * 2;
    this.#reserve(length * (2 * Int32Array.BYTES_PER_ELEMENT + 1));
    this.pageOf = grown(this.pageOf, length);
    this.parentOf = grown(this.parentOf, length);
    const places = new Uint8Array(length);
    places.set(this.placeOf);
    this.placeOf = places;
  }

  /** Forgets in which order the states came, and from where: what remains is their set. */
  forgetOrder(): void {
    this.pageOf = new Int32Array(0);
    this.placeOf = new Uint8Array(0);
    this.parentOf = new Int32Array(0);
  }

  get bytes(): number {
    const arrays = [this.pageOf, this.placeOf, this.parentOf, this.#keys, this.bits, this.#slots];
    return arrays.reduce((sum, array) => sum + array.byteLength, 0);
  }
}
