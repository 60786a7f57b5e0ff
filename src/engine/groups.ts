/**
 * Cells in groups, each group's local states as small integers: interning in two levels.
 *
 * Group 0 is the hub: the cells that all actors share. Every cluster is a group of its own, a spoke. Most actions
 * touch the hub and one spoke; what such an action sees of the hub is the hub's projection for that spoke.
 */
import type { Cell } from '../../model/action.ts';
import type { Model } from './model.ts';
import { List, Table, Tuples } from './tuples.ts';

export const hub = 0;

/** One value for each of some cells of a group: what a transition writes there. */
interface Effect {
  readonly cells: readonly number[];
  readonly values: readonly number[];
  /** From a local state to the one after; `-1` where it was not needed yet. */
  readonly after: Table;
}

export interface Group {
  readonly cells: Int32Array;
  /** The places in the hub that the spoke's own actions may touch; empty for the hub. */
  readonly sees: readonly number[];
  readonly states: Tuples;
  readonly effects: Effect[];
  readonly effectNumbers: Map<string, number>;
}

export class Groups {
  readonly groups: readonly Group[];
  /** The group of each cell, and the cell's place in it. */
  readonly groupOf: Int32Array;
  readonly placeOf: Int32Array;
  /** The local state of each group in the state at hand. */
  readonly now: Int32Array;
  /** The number of each cell's value, in those groups that were shown. */
  readonly ids: Int32Array;
  readonly #shown: Int32Array;
  readonly #scratch: Int32Array;

  readonly #numberOf: ReadonlyMap<string, number>;

  constructor({ cells, actions }: Model) {
    const clusters = [...new Set(cells.map(({ cluster }) => cluster).filter((cluster) => cluster !== null))];
    this.#numberOf = new Map(cells.map((cell, i) => [cell.name, i]));
    this.groupOf = Int32Array.from(cells, ({ cluster }) =>
      cluster === null ? hub : 1 + clusters.indexOf(cluster),
    );
    const members = [null, ...clusters].map((_, group) =>
      cells.flatMap((_, cell) => (this.groupOf[cell] === group ? [cell] : [])),
    );
    this.placeOf = Int32Array.from(cells, (_, cell) => members[this.groupOf[cell]!]!.indexOf(cell));
    const touched = actions.map((action) => this.numbersOf(action.touches));
    this.groups = members.map((group, i) => {
      const local = i === hub ? [] : touched.filter((numbers) => this.homeOf(numbers) === i).flat();
      const seen = [...new Set(local)].filter((cell) => this.groupOf[cell] === hub);
      return {
        cells: Int32Array.from(group),
        sees: seen.map((cell) => this.placeOf[cell]!),
        states: new Tuples(group.length),
        effects: [],
        effectNumbers: new Map(),
      };
    });
    this.now = new Int32Array(this.groups.length);
    this.ids = new Int32Array(cells.length);
    this.#scratch = new Int32Array(cells.length);
    this.#shown = new Int32Array(this.groups.length).fill(-1);
  }

  numberOf(cell: Cell<unknown>): number {
    const number = this.#numberOf.get(cell.name);
    if (number === undefined) throw new Error(`the model has no cell ${cell.name}`);
    return number;
  }

  numbersOf(cells: readonly Cell<unknown>[]): readonly number[] {
    return cells.map((cell) => this.numberOf(cell));
  }

  /** The number of the value of each cell of a group in the state at hand, into `ids`. */
  show(group: number): void {
    const state = this.now[group]!;
    if (this.#shown[group] === state) return;
    this.#shown[group] = state;
    const { cells, states } = this.groups[group]!;
    const { data, width } = states;
    for (let i = 0; i < width; i++) this.ids[cells[i]!] = data[state * width + i]!;
  }

  showAll(): void {
    for (let group = 0; group < this.groups.length; group++) this.show(group);
  }

  /** Makes a state, given as the number of each cell's value, the one at hand. */
  enter(values: readonly number[]): void {
    this.groups.forEach(({ cells, states }, group) => {
      this.now[group] = states.idOf(Int32Array.from(cells, (cell) => values[cell]!));
    });
  }

  /** By group: the effect that some writes have there, as a number; `-1` for none. */
  effectsOf(writes: readonly (readonly [number, number])[]): Int32Array {
    return Int32Array.from(this.groups, (_, group) => this.#effectOn(group, writes));
  }

  /** The only spoke among some cells, the hub if there is none, -1 if there are several. */
  homeOf(cells: readonly number[]): number {
    const spokes = new Set(cells.map((cell) => this.groupOf[cell]!).filter((group) => group !== hub));
    return spokes.size > 1 ? -1 : ([...spokes][0] ?? hub);
  }

  /** The same for a question, which is at home in a spoke only if the spoke's actions see as much of the hub. */
  homeOfQuestion(cells: readonly number[]): number {
    const home = this.homeOf(cells);
    if (home <= hub) return home;
    const { sees } = this.groups[home]!;
    return cells.every((cell) => this.groupOf[cell] !== hub || sees.includes(this.placeOf[cell]!))
      ? home
      : -1;
  }

  #effectOn(group: number, writes: readonly (readonly [number, number])[]): number {
    const here = writes.filter(([cell]) => this.groupOf[cell] === group);
    if (here.length === 0) return -1;
    const { effects, effectNumbers } = this.groups[group]!;
    const key = here.join(';');
    const known = effectNumbers.get(key);
    if (known !== undefined) return known;
    effectNumbers.set(key, effects.length);
    const cells = here.map(([cell]) => this.placeOf[cell]!);
    return effects.push({ cells, values: here.map(([, value]) => value), after: new Table() }) - 1;
  }

  /** The local state after an effect, remembered: for those that are asked for again and again. */
  after(group: number, effect: number, state: number): number {
    const { after } = this.groups[group]!.effects[effect]!;
    const known = after.get(state);
    if (known >= 0) return known;
    const result = this.apply(group, effect, state);
    after.set(state, result);
    return result;
  }

  /** The local state after an effect. */
  apply(group: number, effect: number, state: number): number {
    const { states, effects } = this.groups[group]!;
    const { cells, values } = effects[effect]!;
    const { data, width } = states;
    const tuple = this.#scratch;
    for (let i = 0; i < width; i++) tuple[i] = data[state * width + i]!;
    for (let i = 0; i < cells.length; i++) tuple[cells[i]!] = values[i]!;
    return states.idOf(tuple);
  }

  /** How many local states there are in all groups. */
  get total(): number {
    let total = 0;
    for (const { states } of this.groups) total += states.count;
    return total;
  }

  get bytes(): number {
    let bytes = 0;
    for (const { states, effects } of this.groups) {
      bytes += states.bytes;
      for (const { after } of effects) bytes += after.at.byteLength;
    }
    return bytes;
  }
}

/** What one spoke's actions see of the hub: the hub's states, told apart only by some of its cells. */
export class Projection {
  readonly #places: Int32Array;
  readonly #seen: Int32Array;
  readonly #tuples: Tuples;
  readonly #of = new List();
  readonly #hub: Tuples;

  constructor(hub: Tuples, places: readonly number[]) {
    this.#hub = hub;
    this.#places = Int32Array.from(places);
    this.#seen = new Int32Array(places.length);
    this.#tuples = new Tuples(places.length);
  }

  get bytes(): number {
    return this.#tuples.bytes + this.#of.at.byteLength;
  }

  /** The number of the projection of a hub state. */
  of(state: number): number {
    while (this.#of.length <= state) this.#append(this.#of.length);
    return this.#of.at[state]!;
  }

  #append(state: number): void {
    const { data, width } = this.#hub;
    for (let i = 0; i < this.#places.length; i++) this.#seen[i] = data[state * width + this.#places[i]!]!;
    this.#of.push(this.#tuples.idOf(this.#seen));
  }
}
