/** Where steps of some kinds lead in a set of states: images, and closures within a set. */
import { nothing } from '../symbolic/diagrams.ts';
import { Relations } from '../symbolic/relations.ts';
import type { Reach } from '../symbolic/symbolic.ts';
import type { Taken } from '../symbolic/ways.ts';

export class Closures {
  readonly #reach: Reach;
  readonly #known = new Map<string, Relations>();
  /** Sets that must survive, innermost last. */
  readonly #kept: number[] = [];

  constructor(reach: Reach) {
    this.#reach = reach;
    reach.keep(() => [
      ...this.#kept,
      ...[...this.#known.values()].flatMap(({ all }) => all.map(({ tuples }) => tuples)),
    ]);
  }

  /** Does something with sets that must survive. */
  holding<T>(sets: readonly number[], work: () => T): T {
    const before = this.#kept.length;
    this.#kept.push(...sets);
    const result = work();
    this.#kept.length = before;
    return result;
  }

  /** The steps that are chosen, as relations; `name` is theirs alone. Steps that change nothing are among them. */
  of(name: string, isChosen: (taken: Taken) => boolean): Relations {
    return this.#relationsOf(name, isChosen, ({ transition }) => transition);
  }

  /** The states in which a chosen step is enabled, of some. */
  enabled(name: string, isChosen: (taken: Taken) => boolean, among: number): number {
    const guards = this.#relationsOf(`enabled: ${name}`, isChosen, ({ transition: { reads } }) => ({
      reads,
      writes: [],
    }));
    return this.image(among, guards);
  }

  #relationsOf(
    name: string,
    isChosen: (taken: Taken) => boolean,
    as: (taken: Taken) => Parameters<Relations['addAny']>[0],
  ): Relations {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const { diagrams, sets, levels, taken } = this.#reach;
    const relations = new Relations(diagrams, sets, levels);
    const at = new Int32Array(levels);
    for (const one of taken) {
      if (!isChosen(one)) continue;
      at.fill(-1);
      one.transition.reads.forEach((cell, i) => {
        at[cell] = one.values[i]!;
      });
      relations.addAny(as(one), at);
    }
    this.#known.set(name, relations);
    return relations;
  }

  /** Where one step leads from some states. */
  image(set: number, relations: Relations): number {
    const { sets, diagrams } = this.#reach;
    let result = nothing;
    for (const relation of relations.all) {
      result = sets.union(result, relations.image(set, relation));
      this.holding([set, result], () => diagrams.breathe());
    }
    return result;
  }

  /** Everything that steps lead to from some states, without leaving others. The relations fire one after the other. */
  within(whole: number, from: number, relations: Relations): number {
    const { sets, diagrams } = this.#reach;
    let all = sets.common(whole, from);
    for (let before = nothing; before !== all; ) {
      before = all;
      for (const relation of relations.all) {
        for (let last = -1; last !== all; ) {
          last = all;
          all = sets.union(all, sets.common(whole, relations.image(all, relation)));
          this.holding([whole, before, all, last], () => diagrams.breathe());
          if (all === whole) return all;
        }
      }
    }
    return all;
  }
}
