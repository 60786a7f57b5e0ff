/** Numbers that a collection must not take away: they are pushed before it may happen, and popped after. */
export class Held {
  #at = new Int32Array(1024);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Holds a number, and says where. */
  push(number: number): number {
    if (this.#count === this.#at.length) {
      const larger = new Int32Array(this.#at.length * 2);
      larger.set(this.#at);
      this.#at = larger;
    }
    this.#at[this.#count] = number;
    return this.#count++;
  }

  at(place: number): number {
    return this.#at[place]!;
  }

  put(place: number, number: number): void {
    this.#at[place] = number;
  }

  /** Lets go of everything from a place on. */
  release(place: number): void {
    this.#count = place;
  }

  get bytes(): number {
    return this.#at.byteLength;
  }
}
