/** The steps of the machine as relations, put together by what they mean. */
import type { Diagrams } from '../symbolic/diagrams.ts';
import { nothing } from '../symbolic/diagrams.ts';
import type { Product } from '../symbolic/relations.ts';
import type { Sets } from '../symbolic/sets.ts';
import type { Taken } from '../symbolic/ways.ts';

/** Steps of some kind. Steps that change nothing are among them. */
export interface Steps {
  readonly all: readonly Product[];
  /** Those whose first level this is. */
  readonly byLevel: readonly (readonly Product[])[];
  /** The first of the operations, one a level, that close a set within another. */
  readonly closing: number;
}

/** What is done at some levels, and one set of tuples for each of some ways of doing it. */
export interface Shaped {
  readonly levels: readonly number[];
  readonly kinds: readonly number[];
  readonly tuples: number;
}

interface Shape {
  readonly levels: Int32Array;
  readonly kinds: Int32Array;
  readonly product: number;
  /** By mark. */
  readonly tuples: Map<number, number>;
}

/** Every step that is taken somewhere, by its mark. */
export class MarkedSteps {
  readonly #diagrams: Diagrams;
  readonly #sets: Sets;
  readonly #levels: number;
  readonly #shapes = new Map<string, Shape>();
  readonly #known = new Map<string, Steps>();

  constructor(
    { diagrams, sets, levels }: { diagrams: Diagrams; sets: Sets; levels: number },
    taken: readonly Taken[],
    shaped: (taken: Taken) => Shaped,
  ) {
    this.#diagrams = diagrams;
    this.#sets = sets;
    this.#levels = levels;
    for (const one of taken) this.#add(markOf(one), shaped(one));
  }

  #add(mark: number, { levels, kinds, tuples }: Shaped): void {
    const key = `${levels.join()} ${kinds.join()}`;
    const shape = this.#shapes.get(key) ?? {
      levels: Int32Array.from(levels),
      kinds: Int32Array.from(kinds),
      product: this.#diagrams.operations(levels.length),
      tuples: new Map<number, number>(),
    };
    this.#shapes.set(key, shape);
    shape.tuples.set(mark, this.#sets.union(shape.tuples.get(mark) ?? nothing, tuples));
  }

  /** The sets that must survive. */
  get roots(): readonly number[] {
    return [
      ...[...this.#shapes.values()].flatMap(({ tuples }) => [...tuples.values()]),
      ...[...this.#known.values()].flatMap(({ all }) => all.map(({ tuples }) => tuples)),
    ];
  }

  /** Those whose marks are chosen. The same steps are the same object: what is known of them is known for good. */
  chosen(isChosen: (mark: number) => boolean): Steps {
    const all: Product[] = [];
    for (const { levels, kinds, product, tuples } of this.#shapes.values()) {
      let sum = nothing;
      for (const [mark, some] of tuples) if (isChosen(mark)) sum = this.#sets.union(sum, some);
      if (sum !== nothing) all.push({ levels, kinds, product, tuples: sum });
    }
    const key = all.map(({ product, tuples }) => `${product} ${tuples}`).join();
    const steps = this.#known.get(key) ?? this.#stepsOf(all);
    this.#known.set(key, steps);
    return steps;
  }

  #stepsOf(all: readonly Product[]): Steps {
    const byLevel: Product[][] = Array.from({ length: this.#levels + 1 }, () => []);
    for (const one of all) byLevel[one.levels[0] ?? 0]!.push(one);
    return { all, byLevel, closing: this.#diagrams.operations(this.#levels + 1) };
  }
}

/** What the transition says aloud is its mark. */
export const markOf = ({ transition }: Taken): number => transition.change.announces as number;
