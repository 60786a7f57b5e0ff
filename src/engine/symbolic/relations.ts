/**
 * What the actions do, as sets of tuples over the few levels that they touch: the next-state relation in parts.
 *
 * A part has the tuples of all local transitions that read and write the same levels, whichever action they are of.
 * At a level that is read and written a tuple has two values, before and after; else it has one.
 */
import type { LocalTransition } from '../transition.ts';
import type { Diagrams } from './diagrams.ts';
import { nothing, unit } from './diagrams.ts';
import type { Sets } from './sets.ts';

export const access = { read: 1, write: 2, both: 3 } as const;

/** What leads from states to states. */
export interface Product {
  /** The levels that it touches, ascending. */
  readonly levels: Int32Array;
  /** What is done at each of them. */
  readonly kinds: Int32Array;
  readonly tuples: number;
  /** The first of its operations, one a level: the relational product. The same levels and kinds may share them. */
  readonly product: number;
}

export interface Relation extends Product {
  tuples: number;
  /** The same for the product with saturation, which depends on the relations below, too. */
  firing: number;
  /** The version of the level below its first for which `firing` was made. */
  firingVersion: number;
}

/** What a local transition does, taken where the cells have the numbers `at`: at which levels, how, and its tuple. */
export const shapeOf = (
  { reads, writes }: Pick<LocalTransition, 'reads' | 'writes'>,
  at: ArrayLike<number>,
) => {
  const written = new Map(writes);
  const levels = [...new Set([...reads, ...written.keys()])].sort((a, b) => a - b);
  const kinds = levels.map((cell) =>
    !written.has(cell) ? access.read : reads.includes(cell) ? access.both : access.write,
  );
  const tuple = levels.flatMap((cell, i) =>
    kinds[i] === access.read
      ? [at[cell]!]
      : kinds[i] === access.write
        ? [written.get(cell)!]
        : [at[cell]!, written.get(cell)!],
  );
  return { levels, kinds, tuple };
};

export class Relations {
  readonly #diagrams: Diagrams;
  readonly #sets: Sets;
  readonly all: Relation[] = [];
  /** The relations whose first level this is. */
  readonly byLevel: Relation[][];
  readonly #bySignature = new Map<string, Relation>();
  /** How often a relation at a level or below it has grown. */
  readonly versions: Int32Array;
  /** How often any relation has grown. */
  grown = 0;

  constructor(diagrams: Diagrams, sets: Sets, levels: number) {
    this.#diagrams = diagrams;
    this.#sets = sets;
    this.byLevel = Array.from({ length: levels + 1 }, () => []);
    this.versions = new Int32Array(levels + 2);
  }

  /** Adds a local transition, taken where the cells at hand have the numbers `at`. One that changes nothing is none. */
  add(transition: LocalTransition, at: Int32Array): void {
    // What was not read may be changed: it is not `at` any value.
    if (transition.writes.every(([cell, value]) => at[cell] === value)) return;
    const { levels, kinds, tuple } = shapeOf(transition, at);
    const relation = this.#relationOver(levels, kinds);
    const tuples = this.#sets.union(relation.tuples, this.#sets.tuple(tuple));
    if (tuples === relation.tuples) return;
    relation.tuples = tuples;
    relation.firingVersion = -1;
    this.grown++;
    for (let level = 0; level <= (levels[0] ?? 0); level++) this.versions[level]!++;
  }

  #relationOver(levels: readonly number[], kinds: readonly number[]): Relation {
    const signature = `${levels.join()} ${kinds.join()}`;
    const known = this.#bySignature.get(signature);
    if (known !== undefined) return known;
    const relation: Relation = {
      levels: Int32Array.from(levels),
      kinds: Int32Array.from(kinds),
      tuples: nothing,
      product: this.#diagrams.operations(levels.length),
      firing: 0,
      firingVersion: -1,
    };
    this.#bySignature.set(signature, relation);
    this.all.push(relation);
    this.byLevel[levels[0] ?? 0]!.push(relation);
    return relation;
  }

  /** The relational product: where the relation leads from a set of states. */
  image(set: number, relation: Product): number {
    return this.#image(set, relation.tuples, 0, 0, relation);
  }

  /** The same of sets that begin at its first level. */
  imageHere(set: number, relation: Product): number {
    return this.#image(set, relation.tuples, relation.levels[0] ?? 0, 0, relation);
  }

  #image(set: number, tuples: number, level: number, i: number, relation: Product): number {
    if (set === nothing || tuples === nothing) return nothing;
    const { levels, kinds } = relation;
    if (i === levels.length) return set;
    const d = this.#diagrams;
    const sets = this.#sets;
    const known = d.get(relation.product + i, set, tuples);
    if (known >= 0) return known;
    let result = nothing;
    if (level < levels[i]!)
      result = d.node(
        d.value(set),
        this.#image(d.down(set), tuples, level + 1, i, relation),
        this.#image(d.right(set), tuples, level, i, relation),
      );
    else if (kinds[i] === access.write) {
      let any = nothing;
      for (let at = set; at > unit; at = d.right(at)) any = sets.union(any, d.down(at));
      for (let to = tuples; to > unit; to = d.right(to)) {
        const down = this.#image(any, d.down(to), level + 1, i + 1, relation);
        result = sets.union(result, d.node(d.value(to), down, nothing));
      }
    } else
      for (let at = set, from = tuples; at > unit && from > unit; ) {
        const left = d.value(at) - d.value(from);
        if (left === 0) result = sets.union(result, this.#imageOf(at, from, level, i, relation));
        if (left <= 0) at = d.right(at);
        if (left >= 0) from = d.right(from);
      }
    return d.put(relation.product + i, set, tuples, result);
  }

  /** Where the states of one value lead, by the tuples that begin with it. */
  #imageOf(at: number, from: number, level: number, i: number, relation: Product): number {
    const d = this.#diagrams;
    if (relation.kinds[i] === access.read) {
      const down = this.#image(d.down(at), d.down(from), level + 1, i + 1, relation);
      return d.node(d.value(at), down, nothing);
    }
    let result = nothing;
    for (let to = d.down(from); to > unit; to = d.right(to)) {
      const down = this.#image(d.down(at), d.down(to), level + 1, i + 1, relation);
      result = this.#sets.union(result, d.node(d.value(to), down, nothing));
    }
    return result;
  }
}
