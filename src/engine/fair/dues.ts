/** What a run round a fair component still has to do before it may close. */
import { nothing } from '../symbolic/diagrams.ts';
import type { Choose, Ground, Unpaid } from './ground.ts';
import type { Step, Tracks } from './tracks.ts';

/** One of these steps is due; or, for a weak family, a state in which it is not enabled. */
export interface Due {
  readonly by: Choose;
  /** Those of some states in which nothing is due any more. */
  readonly free: (states: number) => number;
}

export class Dues {
  readonly #ground: Ground;
  readonly #tracks: Tracks;
  readonly #steps: Unpaid<Choose>;
  /** The numbers of parts, and of families, of which no step was taken. */
  readonly #parts: Set<number>;
  readonly #untaken: Set<number>;
  /** Of these families: those that were enabled in every state, and those that were in some. */
  readonly #always: Set<number>;
  readonly #sometimes = new Set<number>();

  constructor(ground: Ground, tracks: Tracks, steps: Unpaid<Choose>, from: Int32Array) {
    this.#ground = ground;
    this.#tracks = tracks;
    this.#steps = steps;
    this.#parts = new Set(steps.recurring.keys());
    this.#untaken = new Set(steps.of.keys());
    this.#always = new Set(steps.of.keys());
    this.#visit(from);
  }

  take(step: Step): void {
    for (const part of this.#parts)
      if (this.#tracks.isOne(step, this.#steps.recurring[part]!)) this.#parts.delete(part);
    for (const family of this.#untaken)
      if (this.#tracks.isOne(step, this.#steps.of[family]!)) this.#untaken.delete(family);
    this.#visit(step.after);
  }

  #visit(state: Int32Array): void {
    const { enabled, reach } = this.#ground;
    for (const family of this.#untaken)
      if (reach.sets.contains(enabled[family]!, state)) this.#sometimes.add(family);
      else this.#always.delete(family);
  }

  get open(): readonly Due[] {
    const { request, enabled, reach } = this.#ground;
    const parts = [...this.#parts].map(
      (part): Due => ({ by: this.#steps.recurring[part]!, free: () => nothing }),
    );
    const families = [...this.#untaken].flatMap((family): readonly Due[] => {
      const by = this.#steps.of[family]!;
      if (request.fairness[family]!.is === 'strong')
        return this.#sometimes.has(family) ? [{ by, free: () => nothing }] : [];
      if (!this.#always.has(family)) return [];
      return [{ by, free: (states) => reach.sets.minus(states, enabled[family]!) }];
    });
    return [...parts, ...families];
  }
}
