/** The steps of the machine as relations, put together by what is true of them. */
import type { Sight } from '../../../properties/property.ts';
import { nothing } from '../symbolic/diagrams.ts';
import type { Local } from '../symbolic/locals.ts';
import { localOf } from '../symbolic/locals.ts';
import type { Product } from '../symbolic/relations.ts';
import { access, shapeOf } from '../symbolic/relations.ts';
import type { Reach } from '../symbolic/symbolic.ts';

/** Steps of some kind. Steps that change nothing are among them. */
export interface Steps {
  readonly all: readonly Product[];
  /** Those whose first level this is. */
  readonly byLevel: readonly (readonly Product[])[];
  /** The first of the operations, one a level, that close a set within another. */
  readonly closing: number;
}

/** Which steps of an action are meant: all of them, none, or those of which something is true; its name is its own. */
export type Choice = boolean | { readonly name: string; readonly isChosen: (sight: Sight) => boolean };

interface Shape {
  readonly levels: Int32Array;
  readonly kinds: Int32Array;
  readonly product: number;
}

type Tuples = ReadonlyMap<Shape, number>;

/** What is done at some levels, and the tuples of it. */
interface Shaped extends Pick<ReturnType<typeof shapeOf>, 'levels' | 'kinds'> {
  readonly tuples: number;
}

export class StepBook {
  readonly #reach: Reach;
  readonly #shapes = new Map<string, Shape>();
  readonly #taken: readonly Local[][];
  readonly #locals = new Map<string, readonly Local[]>();
  readonly #tuples = new Map<string, Tuples>();
  readonly #steps = new Map<string, Steps>();
  readonly #values: (readonly number[])[] = [];

  constructor(reach: Reach) {
    this.#reach = reach;
    this.#taken = reach.actions.map(() => []);
    for (const one of reach.taken) this.#taken[one.transition.action]!.push(localOf(one));
  }

  /** The sets that must survive. */
  get roots(): readonly number[] {
    return [
      ...[...this.#tuples.values()].flatMap((tuples) => [...tuples.values()]),
      ...[...this.#steps.values()].flatMap(({ all }) => all.map(({ tuples }) => tuples)),
    ];
  }

  /** The steps of an action that are meant. */
  locals(action: number, choice: Choice): readonly Local[] {
    if (choice === false) return [];
    if (choice === true) return this.#taken[action]!;
    const key = `${action} ${choice.name}`;
    const known = this.#locals.get(key) ?? this.#reach.stepsWhere(action, choice.name, choice.isChosen);
    this.#locals.set(key, known);
    return known;
  }

  /** The steps that are meant. The same steps are the same object: what is known of them is known for good. */
  chosen(choose: (action: number) => Choice): Steps {
    return this.#sum(choose, 'forward', (local) => this.#forward(local));
  }

  /** Where such steps are enabled: steps that change nothing. */
  guards(choose: (action: number) => Choice): Steps {
    return this.#sum(choose, 'guards', (local) => this.#forward({ ...local, writes: [] }));
  }

  /** The way back: from where such steps lead to where they are taken, and to states in which they never are. */
  backward(choose: (action: number) => Choice): Steps {
    return this.#sum(choose, 'backward', (local) => this.#backward(local));
  }

  #sum(choose: (action: number) => Choice, kind: string, shaped: (local: Local) => Shaped): Steps {
    const sums = new Map<Shape, number>();
    for (let action = 0; action < this.#taken.length; action++) {
      const choice = choose(action);
      const key = `${action} ${typeof choice === 'boolean' ? choice : choice.name} ${kind}`;
      const tuples = this.#tuples.get(key) ?? this.#tuplesOf(this.locals(action, choice).map(shaped));
      this.#tuples.set(key, tuples);
      for (const [shape, some] of tuples)
        sums.set(shape, this.#reach.sets.union(sums.get(shape) ?? nothing, some));
    }
    const all = [...sums].map(([shape, tuples]): Product => ({ ...shape, tuples }));
    const key = all.map(({ product, tuples }) => `${product} ${tuples}`).join();
    const steps = this.#steps.get(key) ?? this.#stepsOf(all);
    this.#steps.set(key, steps);
    return steps;
  }

  #tuplesOf(all: readonly Shaped[]): Tuples {
    const { sets } = this.#reach;
    const sums = new Map<Shape, number>();
    for (const { levels, kinds, tuples } of all) {
      const shape = this.#shapeOf({ levels, kinds });
      sums.set(shape, sets.union(sums.get(shape) ?? nothing, tuples));
    }
    return sums;
  }

  #forward({ reads, values, writes }: Local): Shaped {
    const at = new Int32Array(this.#reach.levels);
    reads.forEach((cell, i) => {
      at[cell] = values[i]!;
    });
    const { levels, kinds, tuple } = shapeOf({ reads, writes }, at);
    return { levels, kinds, tuples: this.#reach.sets.tuple(tuple) };
  }

  #backward({ reads, values, writes }: Local): Shaped {
    const before = new Map(reads.map((cell, i) => [cell, values[i]!]));
    const after = new Map(writes);
    const levels = [...new Set([...reads, ...after.keys()])].sort((a, b) => a - b);
    const kinds = levels.map((level) => (after.has(level) ? access.both : access.read));
    // What was not read may have been anything.
    const choices = levels.flatMap((level) => {
      const from = before.has(level) ? [before.get(level)!] : this.#valuesAt(level);
      return after.has(level) ? [[after.get(level)!], from] : [from];
    });
    return { levels, kinds, tuples: this.#reach.sets.tuples(choices) };
  }

  /** The values that a cell ever has, ascending. */
  #valuesAt(level: number): readonly number[] {
    const { sets, reached } = this.#reach;
    this.#values[level] ??= sets.valuesAt(reached, level).toSorted((a, b) => a - b);
    return this.#values[level];
  }

  #shapeOf({ levels, kinds }: Pick<Shaped, 'levels' | 'kinds'>): Shape {
    const key = `${levels.join()} ${kinds.join()}`;
    const known = this.#shapes.get(key);
    if (known !== undefined) return known;
    const product = this.#reach.diagrams.operations(levels.length);
    const shape = { levels: Int32Array.from(levels), kinds: Int32Array.from(kinds), product };
    this.#shapes.set(key, shape);
    return shape;
  }

  #stepsOf(all: readonly Product[]): Steps {
    const { levels, diagrams } = this.#reach;
    const byLevel: Product[][] = Array.from({ length: levels + 1 }, () => []);
    for (const one of all) byLevel[one.levels[0] ?? 0]!.push(one);
    return { all, byLevel, closing: diagrams.operations(levels + 1) };
  }
}
