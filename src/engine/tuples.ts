/** Tuples of small integers as small integers: the local states of a group of cells. */

export const grown = (array: Int32Array, length: number): Int32Array<ArrayBuffer> => {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
};

export const mix = (hash: number, word: number): number => {
  const h = Math.imul(hash ^ word, 0x9e3779b1);
  return h ^ (h >>> 15);
};

/** An exact set of tuples of one width. A tuple's number is its place in the order of arrival. */
export class Tuples {
  /** Tuple `i` is `data[i * width … i * width + width - 1]`. */
  data: Int32Array;
  count = 0;
  #slots = new Int32Array(64).fill(-1);

  readonly width: number;

  constructor(width: number) {
    this.width = width;
    this.data = new Int32Array(32 * Math.max(width, 1));
  }

  get bytes(): number {
    return this.data.byteLength + this.#slots.byteLength;
  }

  idOf(tuple: Int32Array): number {
    const { width } = this;
    const last = this.#slots.length - 1;
    let hash = 0;
    for (let i = 0; i < width; i++) hash = mix(hash, tuple[i]!);
    for (let at = hash & last; ; at = (at + 1) & last) {
      const id = this.#slots[at]!;
      if (id < 0) {
        this.#slots[at] = this.count;
        return this.#append(tuple);
      }
      let i = 0;
      while (i < width && this.data[id * width + i] === tuple[i]) i++;
      if (i === width) return id;
    }
  }

  #append(tuple: Int32Array): number {
    const { width } = this;
    if ((this.count + 1) * width > this.data.length) this.data = grown(this.data, this.data.length * 2);
    for (let i = 0; i < width; i++) this.data[this.count * width + i] = tuple[i]!;
    this.count++;
    if (this.count * 2 > this.#slots.length) this.#rehash();
    return this.count - 1;
  }

  #rehash(): void {
    const { width, data } = this;
    const slots = new Int32Array(this.#slots.length * 4).fill(-1);
    const last = slots.length - 1;
    for (let id = 0; id < this.count; id++) {
      let hash = 0;
      for (let i = 0; i < width; i++) hash = mix(hash, data[id * width + i]!);
      let at = hash & last;
      while (slots[at]! >= 0) at = (at + 1) & last;
      slots[at] = id;
    }
    this.#slots = slots;
  }
}

/** A table from small integers to small integers, `-1` where nothing is known. */
export class Table {
  at: Int32Array = new Int32Array(16).fill(-1);

  set(index: number, value: number): void {
    if (index >= this.at.length) {
      const larger = new Int32Array(Math.max(index + 1, this.at.length * 2)).fill(-1);
      larger.set(this.at);
      this.at = larger;
    }
    this.at[index] = value;
  }

  get(index: number): number {
    return index < this.at.length ? this.at[index]! : -1;
  }
}

/** A growing list of small integers. */
export class List {
  at: Int32Array = new Int32Array(4096);
  length = 0;

  push(value: number): void {
    if (this.length === this.at.length) this.at = grown(this.at, this.at.length * 2);
    this.at[this.length++] = value;
  }
}
