/** Where steps lead in a set of states: images, and closures within a set. */
import type { Diagrams } from '../symbolic/diagrams.ts';
import { nothing, unit } from '../symbolic/diagrams.ts';
import type { Relations } from '../symbolic/relations.ts';
import type { Tools } from '../symbolic/saturation.ts';
import type { Sets } from '../symbolic/sets.ts';
import type { Steps } from './steps.ts';

export class Closures {
  readonly #diagrams: Diagrams;
  readonly #sets: Sets;
  readonly #relations: Relations;

  constructor({ diagrams, sets, relations }: Pick<Tools, 'diagrams' | 'sets' | 'relations'>) {
    this.#diagrams = diagrams;
    this.#sets = sets;
    this.#relations = relations;
  }

  /** Does something with sets that must survive. */
  holding<T>(these: readonly number[], work: () => T): T {
    const { held } = this.#diagrams;
    const before = held.count;
    for (const set of these) held.push(set);
    const result = work();
    held.release(before);
    return result;
  }

  /** Where one step leads from some states. */
  image(set: number, { all }: Steps): number {
    const { held } = this.#diagrams;
    const from = held.push(set);
    const sum = held.push(nothing);
    for (const one of all) {
      held.put(sum, this.#sets.union(held.at(sum), this.#relations.image(set, one)));
      this.#diagrams.breathe();
    }
    const result = held.at(sum);
    held.release(from);
    return result;
  }

  /** Everything that steps lead to from some states, without leaving others. */
  within(whole: number, from: number, steps: Steps): number {
    const first = this.#sets.common(whole, from);
    return this.holding([whole], () => this.#close(first, whole, steps, 0));
  }

  /**
   * Saturation, from the bottom of the diagram to the top, as for the reachable states; but nothing is learned on the
   * way, and what leads out of the whole is left out. `set` is part of the whole; both begin at `level`.
   */
  #close(set: number, whole: number, steps: Steps, level: number): number {
    if (set === whole || set <= unit) return set;
    const d = this.#diagrams;
    const known = d.get(steps.closing + level, set, whole);
    if (known >= 0) return known;
    const { held } = d;
    const place = held.push(set);
    const current = held.push(set);
    d.breathe();
    for (let before = -1; before !== held.at(current) && held.at(current) !== whole; ) {
      before = held.at(current);
      held.put(current, this.#closeBelow(before, whole, steps, level));
      if (held.at(current) !== whole) this.#fireAll(current, whole, steps, level);
    }
    const result = held.at(current);
    held.release(place);
    d.put(steps.closing + level, result, whole, result);
    return d.put(steps.closing + level, set, whole, result);
  }

  #closeBelow(set: number, whole: number, steps: Steps, level: number): number {
    const d = this.#diagrams;
    const { held } = d;
    const first = held.count;
    let limit = whole;
    for (let at = set; at > unit; at = d.right(at)) {
      while (d.value(limit) < d.value(at)) limit = d.right(limit);
      held.push(this.#close(d.down(at), d.down(limit), steps, level + 1));
      held.push(d.value(at));
    }
    let result = nothing;
    for (let place = held.count - 2; place >= first; place -= 2)
      result = d.node(held.at(place + 1), held.at(place), result);
    held.release(first);
    return result;
  }

  /** Lets the steps that begin at a level fire, one relation after the other, until nothing is new. */
  #fireAll(current: number, whole: number, steps: Steps, level: number): void {
    const { held } = this.#diagrams;
    for (const one of steps.byLevel[level]!)
      for (let last = -1; last !== held.at(current); ) {
        last = held.at(current);
        const fired = this.#sets.common(this.#relations.imageHere(last, one), whole);
        held.put(current, this.#sets.union(last, fired));
        if (held.at(current) === whole) return;
      }
  }
}
