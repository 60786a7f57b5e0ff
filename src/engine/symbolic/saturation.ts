/**
 * Saturation: the closure of a set of states under all relations, from the bottom of the diagram to the top.
 *
 * A node is saturated when no relation that begins at its level or below adds to it. A relation that begins higher up
 * fires only on saturated nodes, and whatever it makes below is saturated at once, before the rest of it is made
 * (event locality: most actions touch a few neighbouring levels, and everything above them stays as it is). Relations
 * are learned on the way: a function that begins to read at a level is asked about every node that is made there.
 *
 * Ciardo, Lüttgen, Siminiscu: Saturation: An Efficient Iteration Strategy for Symbolic State-Space Generation (2001).
 */
import type { Diagrams } from './diagrams.ts';
import { nothing, unit } from './diagrams.ts';
import type { Learner, Learning } from './learning.ts';
import type { Relation, Relations } from './relations.ts';
import { access } from './relations.ts';
import type { Sets } from './sets.ts';

export class Saturation {
  readonly #diagrams: Diagrams;
  readonly #sets: Sets;
  readonly #relations: Relations;
  readonly #learning: Learning;
  /** The functions that begin to read at each level. */
  readonly #homes: Learner[][];
  /** By level: the operation, and the version of the relations that it was made for. */
  readonly #operations: Int32Array;
  readonly #madeFor: Int32Array;

  constructor({ diagrams, sets, relations, learning }: Tools, levels: number) {
    this.#diagrams = diagrams;
    this.#sets = sets;
    this.#relations = relations;
    this.#learning = learning;
    this.#homes = Array.from({ length: levels + 1 }, () => []);
    this.#operations = new Int32Array(levels + 1);
    this.#madeFor = new Int32Array(levels + 1).fill(-1);
  }

  /** Has a function asked about from now on, if it reads anything at all. */
  watch(learner: Learner): void {
    this.#homes[learner.home]?.push(learner);
  }

  /** The closure of a set of states that begins at `level`, where `learning.now` says what is above. */
  saturate(set: number, level: number): number {
    if (set <= unit) return set;
    const d = this.#diagrams;
    const known = d.get(this.#operationAt(level), set, nothing);
    if (known >= 0) return known;
    const place = d.held.push(set);
    const current = d.held.push(set);
    d.breathe();
    let version: number;
    do {
      version = this.#relations.versions[level]!;
      d.held.put(current, this.#saturateBelow(d.held.at(current), level));
      if (this.#relations.versions[level] === version) this.#fireAll(current, level);
    } while (this.#relations.versions[level] !== version);
    const result = d.held.at(current);
    d.held.release(place);
    d.put(this.#operationAt(level), result, nothing, result);
    return d.put(this.#operationAt(level), set, nothing, result);
  }

  #operationAt(level: number): number {
    const version = this.#relations.versions[level]!;
    if (this.#madeFor[level] !== version) {
      this.#madeFor[level] = version;
      this.#operations[level] = this.#diagrams.operations(1);
    }
    return this.#operations[level]!;
  }

  #saturateBelow(set: number, level: number): number {
    const d = this.#diagrams;
    const first = d.held.count;
    for (let at = set; at > unit; at = d.right(at)) {
      this.#learning.now[level] = d.value(at);
      d.held.push(this.saturate(d.down(at), level + 1));
      d.held.push(d.value(at));
    }
    return this.#collected(first);
  }

  /** The set of the values and what follows them that are held from a place on, in ascending order. */
  #collected(first: number): number {
    const { held } = this.#diagrams;
    let set = nothing;
    for (let place = held.count - 2; place >= first; place -= 2)
      set = this.#diagrams.node(held.at(place + 1), held.at(place), set);
    held.release(first);
    return set;
  }

  /** Lets all relations that begin here fire, and asks all functions that do, until nothing is new. */
  #fireAll(current: number, level: number): void {
    const { held } = this.#diagrams;
    const relations = this.#relations.byLevel[level]!;
    for (let before = -1; before !== held.at(current); ) {
      before = held.at(current);
      this.#learnAt(before, level);
      for (const relation of relations)
        for (let last = -1; last !== held.at(current); ) {
          last = held.at(current);
          // It may grow while it fires: what it was then is walked to the end.
          const tuples = held.push(relation.tuples);
          const fired = this.#fire(last, relation.tuples, level, 0, relation);
          held.release(tuples);
          held.put(current, this.#sets.union(last, fired));
        }
    }
  }

  #learnAt(set: number, level: number): void {
    const home = this.#homes[level]!;
    for (let i = home.length - 1; i >= 0; i--) {
      const learner = home[i]!;
      this.#learning.learn(learner, set, level);
      if (learner.home === level) continue;
      // It turned out to read above: it is asked there.
      home.splice(i, 1);
      this.watch(learner);
    }
  }

  /** The relational product, with whatever it makes below the relation's first level saturated at once. */
  #fire(set: number, tuples: number, level: number, i: number, relation: Relation): number {
    if (set === nothing || tuples === nothing) return nothing;
    const { levels, kinds } = relation;
    if (i === levels.length) return set;
    const d = this.#diagrams;
    const operation = this.#firingOf(relation, i);
    const known = d.get(operation, set, tuples);
    if (known >= 0) return known;
    const { now } = this.#learning;
    const first = d.held.count;
    const kind = level < levels[i]! ? 0 : kinds[i]!;
    let result: number;
    if (kind === 0) {
      for (let at = set; at > unit; at = d.right(at)) {
        now[level] = d.value(at);
        this.#hold(d.value(at), this.#fire(d.down(at), tuples, level + 1, i, relation), level);
      }
      result = this.#collected(first);
    } else if (kind === access.read) {
      for (let at = set, of = tuples; at > unit && of > unit; ) {
        const left = d.value(at) - d.value(of);
        if (left === 0) {
          now[level] = d.value(at);
          this.#hold(d.value(at), this.#fire(d.down(at), d.down(of), level + 1, i + 1, relation), level);
        }
        if (left <= 0) at = d.right(at);
        if (left >= 0) of = d.right(of);
      }
      result = this.#collected(first);
    } else if (kind === access.write) {
      let any = nothing;
      for (let at = set; at > unit; at = d.right(at)) any = this.#sets.union(any, d.down(at));
      d.held.push(any);
      result = this.#fireInto(any, tuples, level, i, relation, d.held.push(nothing));
      d.held.release(first);
    } else {
      const sum = d.held.push(nothing);
      result = nothing;
      for (let at = set, from = tuples; at > unit && from > unit; ) {
        const left = d.value(at) - d.value(from);
        if (left === 0) result = this.#fireInto(d.down(at), d.down(from), level, i, relation, sum);
        if (left <= 0) at = d.right(at);
        if (left >= 0) from = d.right(from);
      }
      d.held.release(first);
    }
    return d.put(operation, set, tuples, result);
  }

  #hold(value: number, fired: number, level: number): void {
    const { held } = this.#diagrams;
    const below = this.saturate(fired, level + 1);
    held.push(below);
    held.push(value);
  }

  /** Writes each value that the tuples have here, and adds what comes of it to the sum that is held at a place. */
  #fireInto(
    below: number,
    tuples: number,
    level: number,
    i: number,
    relation: Relation,
    sum: number,
  ): number {
    const d = this.#diagrams;
    for (let to = tuples; to > unit; to = d.right(to)) {
      this.#learning.now[level] = d.value(to);
      const fired = this.saturate(this.#fire(below, d.down(to), level + 1, i + 1, relation), level + 1);
      d.held.put(sum, this.#sets.union(d.held.at(sum), d.node(d.value(to), fired, nothing)));
    }
    return d.held.at(sum);
  }

  /** The operation of firing a relation, for the relations below it as they are when it begins. */
  #firingOf(relation: Relation, i: number): number {
    if (i === 0) {
      const version = this.#relations.versions[relation.levels[0]! + 1]!;
      if (relation.firingVersion !== version) {
        relation.firingVersion = version;
        relation.firing = this.#diagrams.operations(relation.levels.length);
      }
    }
    return relation.firing + i;
  }
}

/** What an exploration works with. */
export interface Tools {
  readonly diagrams: Diagrams;
  readonly sets: Sets;
  readonly relations: Relations;
  readonly learning: Learning;
}
