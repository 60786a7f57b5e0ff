/**
 * The language that the model is written in: cells, and actions that declare the cells they touch.
 *
 * The state is one value per cell. An action's `next` receives a view of exactly the cells under `touches`,
 * and returns new values for some of them, or `disabled`. The compiler holds it to that; so does the run time.
 * The view is lazy: a cell counts as read when `next` asks for its value, not before. An action that tests its
 * guard first therefore shows that it needed one cell only, and every explorer profits.
 */
import type { ActionLabel } from './labels.ts';
import { nameOf, ownerOf } from './labels.ts';
import type { VmId } from './topology.ts';

declare const held: unique symbol;

/** A place that holds one value of type T. Two cells are the same if their names are. */
export interface Cell<T> {
  readonly name: string;
  /** What the cell holds, in the words of docs/model.md: `placement`, `route`, … */
  readonly kind: string;
  /** The VM that the cell belongs to; `null` for the host's own. */
  readonly owner: VmId | null;
  /** Cells of one cluster change together and are kept together; `null` for those that all actors share. */
  readonly cluster: string | null;
  readonly [held]?: T;
}

/** Cells of one kind, one for each key: `pending(s, v)` for every VCPU `v` of a VM, say. */
export interface Row<K extends string, T> {
  readonly keys: readonly K[];
  readonly at: (key: K) => Cell<T>;
}

export const row = <K extends string, T>(keys: readonly K[], at: (key: K) => Cell<T>): Row<K, T> => ({
  keys,
  at,
});

// biome-ignore lint/suspicious/noExplicitAny: a row's key is in a contravariant place; any string type must fit here
type AnyRow = Row<any, unknown>;
export type Touches = Readonly<Record<string, Cell<unknown> | AnyRow>>;

/** What an action sees: the value of each cell, and a function from key to value for each row. */
export type View<S extends Touches> = {
  readonly [N in keyof S]: S[N] extends Row<infer K, infer T>
    ? (key: K) => T
    : S[N] extends Cell<infer T>
      ? T
      : never;
};

/** What an action writes: a new value for a cell, new values by key for a row. */
export type Writes<S extends Touches> = {
  readonly [N in keyof S]?: S[N] extends Row<infer K, infer T>
    ? Readonly<Partial<Record<K, T>>>
    : S[N] extends Cell<infer T>
      ? T
      : never;
};

/** The answer of an action whose guard is false. Registered, so that it is the same one in a module of the user's. */
export const disabled: unique symbol = Symbol.for('hintproof.disabled');
export type Disabled = typeof disabled;

/** Gives the value of a cell in the state at hand. */
export type Read = <T>(cell: Cell<T>) => T;

/** What an enabled action does: the cells it writes, and what it says aloud (the hint that it sends, say). */
export interface Change {
  readonly writes: readonly (readonly [Cell<unknown>, unknown])[];
  readonly announces: unknown;
}

/** One action with its parameters filled in. Deterministic and pure: every choice is a parameter. */
export interface Action {
  readonly label: ActionLabel;
  /** Its name and parameters as docs/model.md writes them: `migrate(vm0.vcpu0, cpu1)`. */
  readonly name: string;
  /** The VM on whose behalf it is done. */
  readonly owner: VmId;
  readonly touches: readonly Cell<unknown>[];
  readonly step: (read: Read) => Change | Disabled;
}

const isRow = (touched: Cell<unknown> | AnyRow): touched is AnyRow => 'at' in touched;

export const cellsIn = (touches: Touches): readonly Cell<unknown>[] =>
  Object.values(touches).flatMap((touched) => (isRow(touched) ? touched.keys.map(touched.at) : [touched]));

/** The lazy view of some cells, for whoever can read them: a getter for each name, made once. */
export const viewOf = <S extends Touches>(touches: S): ((read: Read) => View<S>) => {
  const getters = Object.entries(touches).map(([name, touched]) => {
    const get = isRow(touched) ? rowGetter(name, touched) : (read: Read) => read(touched);
    return [
      name,
      {
        get(this: Reader) {
          return get(this[reader]);
        },
      },
    ] as const;
  });
  const prototype = Object.defineProperties({}, Object.fromEntries(getters));
  return (read) => {
    const view: Reader = Object.create(prototype);
    view[reader] = read;
    return view as unknown as View<S>;
  };
};

const reader = Symbol('reader');
type Reader = { [reader]: Read };

const rowGetter = (name: string, { keys, at }: AnyRow) => {
  const cells = new Map(keys.map((key: string) => [key, at(key)]));
  return (read: Read) => (key: string) => {
    const cell = cells.get(key);
    if (cell === undefined) throw new Error(`'${name}' has no cell for '${key}'`);
    return read(cell);
  };
};

const writesIn = (touches: Touches, written: Readonly<Record<string, unknown>>): Change['writes'] =>
  Object.entries(written).flatMap(([name, value]) => {
    const touched = touches[name];
    if (touched === undefined) throw new Error(`wrote '${name}', which it does not declare`);
    if (!isRow(touched)) return [[touched, value] as const];
    return Object.entries(value as object).map(([key, v]) => {
      if (!touched.keys.includes(key))
        throw new Error(`wrote '${name}' of '${key}', which it does not declare`);
      return [touched.at(key), v] as const;
    });
  });

/** Whatever the object type W has beyond what S allows must be absent. */
type NothingElse<W, S extends Touches> = W & {
  readonly [N in Exclude<keyof W, keyof S | 'announce'>]: never;
};

export const action = <
  S extends Touches,
  const W extends Writes<S> & { readonly announce?: unknown },
>(definition: {
  readonly label: ActionLabel;
  readonly touches: S;
  readonly next: (cells: View<S>) => NothingElse<W, S> | Disabled;
}): Action => {
  const { label, touches, next } = definition;
  const view = viewOf(touches);
  return {
    label,
    name: nameOf(label),
    owner: ownerOf(label),
    touches: cellsIn(touches),
    step: (read) => {
      const answer = next(view(read));
      if (answer === disabled) return disabled;
      const { announce, ...written } = answer as W;
      return { writes: writesIn(touches, written), announces: announce };
    },
  };
};
