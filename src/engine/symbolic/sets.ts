/** Operations on sets of tuples. Every one of them is computed once for the same numbers. */
import type { Diagrams } from './diagrams.ts';
import { nothing, unit } from './diagrams.ts';

export class Sets {
  readonly #diagrams: Diagrams;
  readonly #union: number;
  readonly #minus: number;
  readonly #common: number;
  /** The operations that project on some levels, one for each of them, by those levels. */
  readonly #projections = new Map<string, number>();
  /** The same, by the very list. */
  readonly #projectionsSeen = new WeakMap<Int32Array, number>();
  /** The operations that select, by place. */
  readonly #selections: number[] = [];

  constructor(diagrams: Diagrams) {
    this.#diagrams = diagrams;
    this.#union = diagrams.operations(1);
    this.#minus = diagrams.operations(1);
    this.#common = diagrams.operations(1);
  }

  /** The set of one tuple. */
  tuple(values: ArrayLike<number>): number {
    let set = unit;
    for (let i = values.length - 1; i >= 0; i--) set = this.#diagrams.node(values[i]!, set, nothing);
    return set;
  }

  /** The set of all tuples that have one of some values, given in ascending order, at each place. */
  tuples(choices: readonly (readonly number[])[]): number {
    const d = this.#diagrams;
    const before = (values: readonly number[], down: number): number =>
      values.reduceRight((right, value) => d.node(value, down, right), nothing);
    return choices.reduceRight((down, values) => before(values, down), unit);
  }

  union(a: number, b: number): number {
    if (a === b || b === nothing) return a;
    if (a === nothing) return b;
    if (a > b) return this.union(b, a);
    const d = this.#diagrams;
    const known = d.get(this.#union, a, b);
    if (known >= 0) return known;
    const left = d.value(a) - d.value(b);
    const result =
      left < 0
        ? d.node(d.value(a), d.down(a), this.union(d.right(a), b))
        : left > 0
          ? d.node(d.value(b), d.down(b), this.union(a, d.right(b)))
          : d.node(d.value(a), this.union(d.down(a), d.down(b)), this.union(d.right(a), d.right(b)));
    return d.put(this.#union, a, b, result);
  }

  minus(a: number, b: number): number {
    if (a === b || a === nothing) return nothing;
    if (b === nothing) return a;
    const d = this.#diagrams;
    const known = d.get(this.#minus, a, b);
    if (known >= 0) return known;
    const left = d.value(a) - d.value(b);
    const result =
      left < 0
        ? d.node(d.value(a), d.down(a), this.minus(d.right(a), b))
        : left > 0
          ? this.minus(a, d.right(b))
          : d.node(d.value(a), this.minus(d.down(a), d.down(b)), this.minus(d.right(a), d.right(b)));
    return d.put(this.#minus, a, b, result);
  }

  /** The tuples that are in both. */
  common(a: number, b: number): number {
    if (a === b || a === nothing) return a;
    if (b === nothing) return nothing;
    if (a > b) return this.common(b, a);
    const d = this.#diagrams;
    const known = d.get(this.#common, a, b);
    if (known >= 0) return known;
    const left = d.value(a) - d.value(b);
    const result =
      left < 0
        ? this.common(d.right(a), b)
        : left > 0
          ? this.common(a, d.right(b))
          : d.node(d.value(a), this.common(d.down(a), d.down(b)), this.common(d.right(a), d.right(b)));
    return d.put(this.#common, a, b, result);
  }

  contains(set: number, values: ArrayLike<number>): boolean {
    let at = set;
    for (let i = 0; i < values.length; i++) {
      at = this.#entry(at, values[i]!);
      if (at === nothing) return false;
      at = this.#diagrams.down(at);
    }
    return at !== nothing;
  }

  /** The node of a value among those to the right; `nothing` if it is not there. */
  #entry(set: number, value: number): number {
    const d = this.#diagrams;
    let at = set;
    while (at > unit && d.value(at) < value) at = d.right(at);
    return at > unit && d.value(at) === value ? at : nothing;
  }

  /**
   * What a set that begins at `level` looks like on some levels only, given in ascending order. All sets must end at
   * the same level: a set's own length says where it begins, and so the results are remembered by the set alone.
   */
  project(set: number, level: number, levels: Int32Array): number {
    return this.#project(set, level, levels, 0, this.#projectionOn(levels));
  }

  /** `first`: the operation of the first level; those of the others follow. */
  #project(set: number, level: number, levels: Int32Array, i: number, first: number): number {
    if (set === nothing) return nothing;
    if (i === levels.length) return unit;
    const d = this.#diagrams;
    const known = d.get(first + i, set, nothing);
    if (known >= 0) return known;
    let result = nothing;
    if (level === levels[i])
      result = d.node(
        d.value(set),
        this.#project(d.down(set), level + 1, levels, i + 1, first),
        this.#project(d.right(set), level, levels, i, first),
      );
    else
      for (let at = set; at !== nothing; at = d.right(at))
        result = this.union(result, this.#project(d.down(at), level + 1, levels, i, first));
    return d.put(first + i, set, nothing, result);
  }

  #projectionOn(levels: Int32Array): number {
    const known = this.#projectionsSeen.get(levels);
    if (known !== undefined) return known;
    const key = levels.join();
    const first = this.#projections.get(key) ?? this.#diagrams.operations(levels.length);
    this.#projections.set(key, first);
    this.#projectionsSeen.set(levels, first);
    return first;
  }

  /** Those tuples that have a value at a place. */
  select(set: number, place: number, value: number): number {
    if (set === nothing) return nothing;
    const d = this.#diagrams;
    if (place === 0) {
      const entry = this.#entry(set, value);
      return entry === nothing ? nothing : d.node(value, d.down(entry), nothing);
    }
    this.#selections[place] ??= d.operations(1);
    const operation = this.#selections[place];
    const known = d.get(operation, set, value);
    if (known >= 0) return known;
    const result = d.node(
      d.value(set),
      this.select(d.down(set), place - 1, value),
      this.select(d.right(set), place, value),
    );
    return d.put(operation, set, value, result);
  }

  /** The values that the tuples have at a place. */
  valuesAt(set: number, place: number): readonly number[] {
    const d = this.#diagrams;
    const values = new Set<number>();
    const seen = new Set<number>();
    const visit = (from: number, left: number): void => {
      for (let at = from; at > unit && !seen.has(at); at = d.right(at)) {
        seen.add(at);
        if (left === 0) values.add(d.value(at));
        else visit(d.down(at), left - 1);
      }
    };
    visit(set, place);
    return [...values];
  }

  /**
   * Finds a tuple of the set that agrees with `wanted` from a level on, -1 standing for any value, and writes it into
   * `found`. False if there is none.
   */
  find(set: number, level: number, wanted: Int32Array, found: Int32Array): boolean {
    const d = this.#diagrams;
    const failed = new Set<number>();
    const visit = (from: number, at: number): boolean => {
      if (from === nothing || failed.has(from)) return false;
      if (at === wanted.length) return true;
      const only = wanted[at]!;
      for (let node = only < 0 ? from : this.#entry(from, only); node > unit; node = d.right(node)) {
        if (visit(d.down(node), at + 1)) {
          found[at] = d.value(node);
          return true;
        }
        if (only >= 0) break;
      }
      failed.add(from);
      return false;
    };
    return visit(set, level);
  }

  /** The number of tuples, exactly. */
  count(set: number): bigint {
    return new Counter(this.#diagrams).count(set);
  }

  /** The number of nodes of which a set consists. */
  size(set: number): number {
    const d = this.#diagrams;
    const seen = new Set<number>();
    const waiting = [set];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop())
      for (let at = node; at > unit && !seen.has(at); at = d.right(at)) {
        seen.add(at);
        waiting.push(d.down(at));
      }
    return seen.size;
  }
}

/** Counts tuples. What it knows of a node, it knows for all sets that share it, until the next collection. */
export class Counter {
  readonly #diagrams: Diagrams;
  readonly #counts = new Map<number, bigint>([
    [nothing, 0n],
    [unit, 1n],
  ]);

  constructor(diagrams: Diagrams) {
    this.#diagrams = diagrams;
  }

  count(set: number): bigint {
    const known = this.#counts.get(set);
    if (known !== undefined) return known;
    const d = this.#diagrams;
    const count = this.count(d.down(set)) + this.count(d.right(set));
    this.#counts.set(set, count);
    return count;
  }
}
