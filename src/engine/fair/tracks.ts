/** Single runs in sets of states: breadth first, one set of states after the other, and back from the last of them. */
import { CutShort } from '../symbolic/cuts.ts';
import { nothing } from '../symbolic/diagrams.ts';
import { stateBefore } from '../symbolic/locals.ts';
import type { Reach } from '../symbolic/symbolic.ts';
import type { Choose, Ground } from './ground.ts';

/** A step of a run. */
export interface Step {
  readonly before: Int32Array;
  readonly action: number;
  readonly after: Int32Array;
}

/** Steps that lead on from a set. */
export interface Front {
  readonly set: number;
  readonly by: Choose;
}

/** A state of the last layer in which a run may end, or one more step from it. */
export interface End {
  readonly at: Int32Array;
  readonly step: Step | null;
}

/** Some state of a set that is not empty. */
export const someOf = ({ sets, levels }: Reach, set: number): Int32Array => {
  const found = new Int32Array(levels);
  if (!sets.find(set, 0, new Int32Array(levels).fill(-1), found)) throw new Error('there is no state');
  return found;
};

export class Tracks {
  readonly #ground: Ground;
  /** When to give up, by the number of nodes that were made. */
  readonly #end: number;

  constructor(ground: Ground, end: number) {
    this.#ground = ground;
    this.#end = end;
  }

  /** Where steps lead from a set. What it takes must be held. */
  image({ set, by }: Front): number {
    const { closures, book, reach } = this.#ground;
    if (reach.diagrams.made > this.#end) throw new CutShort('capacity');
    return set === nothing ? nothing : closures.image(set, book.chosen(by));
  }

  /** The last step of a run to `after`, from one of the sets. */
  into(after: Int32Array, fronts: readonly Front[]): Step {
    const { book, reach } = this.#ground;
    for (const { set, by } of fronts)
      for (const action of reach.actions.keys())
        for (const local of book.locals(action, by(action))) {
          const before = stateBefore(reach.sets, set, local, after);
          if (before !== null) return { before, action, after };
        }
    throw new Error('no step leads to a state that was reached');
  }

  /** Whether a step is one of some. */
  isOne({ before, action }: Step, some: Choose): boolean {
    return this.#ground.book
      .locals(action, some(action))
      .some(({ reads, values }) => reads.every((cell, i) => before[cell] === values[i]));
  }

  /** A shortest run from a state, without leaving a set, to the first layer that `endIn` finds an end in. */
  walk(from: Int32Array, whole: number, by: Choose, endIn: (layer: number) => End | null): readonly Step[] {
    const { sets, diagrams } = this.#ground.reach;
    const { held } = diagrams;
    const layers: number[] = [];
    let layer = sets.tuple(from);
    const seen = held.push(layer);
    for (let end: End | null = null; end === null; ) {
      held.push(layer);
      end = endIn(layer);
      if (end !== null) {
        const steps = this.#along(layers, by, end);
        held.release(seen);
        return steps;
      }
      layers.push(layer);
      layer = sets.minus(sets.common(this.image({ set: layer, by }), whole), held.at(seen));
      if (layer === nothing) break;
      held.put(seen, sets.union(held.at(seen), layer));
    }
    throw new Error('what is owed can never be paid');
  }

  #along(layers: readonly number[], by: Choose, { at, step }: End): readonly Step[] {
    const steps = step === null ? [] : [step];
    let after = at;
    for (const set of layers.toReversed()) {
      const last = this.into(after, [{ set, by }]);
      steps.push(last);
      after = last.before;
    }
    return steps.reverse();
  }
}
