/** The steps of the machine as relations, put together by what is true of them. */
import type { Sight } from '../../../properties/property.ts';
import { nothing } from '../symbolic/diagrams.ts';
import type { Product } from '../symbolic/relations.ts';
import { shapeOf } from '../symbolic/relations.ts';
import type { Reach } from '../symbolic/symbolic.ts';
import type { Local } from '../symbolic/telling.ts';
import { localOf } from '../symbolic/telling.ts';

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

export class StepBook {
  readonly #reach: Reach;
  readonly #shapes = new Map<string, Shape>();
  readonly #taken: readonly Local[][];
  readonly #locals = new Map<string, readonly Local[]>();
  readonly #tuples = new Map<string, Tuples>();
  readonly #steps = new Map<string, Steps>();

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
    return this.#sum(choose, '', (local) => local);
  }

  /** Where such steps are enabled: steps that change nothing. */
  guards(choose: (action: number) => Choice): Steps {
    return this.#sum(choose, 'guards', (local) => ({ ...local, writes: [] }));
  }

  #sum(choose: (action: number) => Choice, kind: string, as: (local: Local) => Local): Steps {
    const sums = new Map<Shape, number>();
    for (let action = 0; action < this.#taken.length; action++) {
      const choice = choose(action);
      const key = `${action} ${typeof choice === 'boolean' ? choice : choice.name} ${kind}`;
      const tuples = this.#tuples.get(key) ?? this.#tuplesOf(this.locals(action, choice).map(as));
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

  #tuplesOf(locals: readonly Local[]): Tuples {
    const { sets, levels } = this.#reach;
    const tuples = new Map<Shape, number>();
    const at = new Int32Array(levels);
    for (const { reads, values, writes } of locals) {
      at.fill(-1);
      reads.forEach((cell, i) => {
        at[cell] = values[i]!;
      });
      const { tuple, ...touched } = shapeOf({ reads, writes }, at);
      const shape = this.#shapeOf(touched);
      tuples.set(shape, sets.union(tuples.get(shape) ?? nothing, sets.tuple(tuple)));
    }
    return tuples;
  }

  #shapeOf({ levels, kinds }: { levels: readonly number[]; kinds: readonly number[] }): Shape {
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
