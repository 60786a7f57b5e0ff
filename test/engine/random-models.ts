/** Small machines out of thin air: cells in clusters, actions and questions as tables. */
import fc from 'fast-check';
import type { Action, Cell, Read } from '../../model/action.ts';
import { disabled } from '../../model/action.ts';
import type { Answer, Observer, Question, StateQuestion, StepQuestion } from '../../properties/property.ts';
import type { Model } from '../../src/engine/model.ts';

/** How many values a cell has, and the cluster it is in: 0 is none. */
interface CellSketch {
  readonly size: number;
  readonly cluster: number;
}

/** One of the values that somebody touches, and those numbers of it that are to his liking, as bits. */
interface Test {
  readonly of: number;
  readonly allowed: number;
}

/**
 * Tests its guards in order, and looks no further than the first that fails. Then writes: each cell gets the number
 * that the table has for another touched cell.
 */
interface ActionSketch {
  readonly touches: readonly number[];
  readonly guards: readonly Test[];
  readonly writes: readonly {
    readonly to: number;
    readonly from: number;
    readonly table: readonly number[];
  }[];
}

interface StateQuestionSketch {
  readonly touches: readonly number[];
  readonly whenever: Test | null;
  readonly then: Test;
}

interface StepQuestionSketch extends StateQuestionSketch {
  /** The actions it concerns, as bits. */
  readonly concerns: number;
  readonly writersOnly: boolean;
  /** Whether premise and conclusion look at the state after the step, as two bits; bit 2: a read of the touched cell. */
  readonly after: number;
}

interface ObserverSketch {
  readonly touches: readonly number[];
  readonly cluster: number;
  readonly concerns: number;
  /** The number to remember, by that of before and the touched cell's. */
  readonly table: readonly number[];
  readonly asks: readonly (StepQuestionSketch & { readonly memory: number })[];
}

export interface Sketch {
  readonly cells: readonly CellSketch[];
  readonly actions: readonly ActionSketch[];
  readonly states: readonly StateQuestionSketch[];
  readonly steps: readonly StepQuestionSketch[];
  readonly observers: readonly ObserverSketch[];
}

/** Equal data, whatever the order of the keys. */
const valueWith = (number: number, turned: boolean): unknown =>
  turned ? { list: [number], number } : { number, list: [number] };

const numberIn = (value: unknown): number => (value as { number: number }).number;

const has = (bits: number, bit: number): boolean => ((bits >> bit) & 1) === 1;

const clusterName = (cluster: number): string | null => (cluster === 0 ? null : `cluster${cluster}`);

interface Built {
  readonly model: Model;
  readonly questions: readonly Question[];
  /** Questions with the observer that they share. */
  readonly observed: readonly { readonly observer: Observer; readonly questions: readonly StepQuestion[] }[];
}

/** Makes the machine of a sketch anew, with new functions. */
export const build = (sketch: Sketch): Built => {
  const cells = sketch.cells.map(
    ({ cluster }, i): Cell<unknown> => ({
      name: `cell${i}`,
      kind: 'cell',
      owner: null,
      cluster: clusterName(cluster),
    }),
  );
  /** An index in a sketch is taken modulo what there is. */
  const cellAt = (touches: readonly number[], of: number) => {
    const index = touches[of % touches.length]! % cells.length;
    return { cell: cells[index]!, size: sketch.cells[index]!.size };
  };
  const touched = (touches: readonly number[]) => [...new Set(touches.map((i) => cells[i % cells.length]!))];
  const passes = (read: Read, touches: readonly number[], { of, allowed }: Test) =>
    has(allowed, numberIn(read(cellAt(touches, of).cell)));

  const actions = sketch.actions.map(
    ({ touches, guards, writes }, number): Action => ({
      label: { is: 'reset', vm: `vm${number}` },
      name: `action${number}`,
      owner: `vm${number}`,
      touches: touched(touches),
      step: (read) => {
        if (!guards.every((guard) => passes(read, touches, guard))) return disabled;
        const written = writes.map(({ to, from, table }) => {
          const { cell, size } = cellAt(touches, to);
          const next = table[numberIn(read(cellAt(touches, from).cell)) % table.length]! % size;
          return [cell, valueWith(next, has(number, 0))] as const;
        });
        return {
          writes: [...new Map(written.map((write) => [write[0].name, write])).values()],
          announces: undefined,
        };
      },
    }),
  );
  const concerned = (bits: number) => (action: Action) =>
    has(
      bits,
      actions.findIndex(({ name }) => name === action.name),
    );
  const finding: Answer = { expected: 'another state', found: 'this one' };

  const stateQuestion = ({ touches, whenever, then }: StateQuestionSketch): StateQuestion => ({
    is: 'state',
    subject: 'all',
    touches: touched(touches),
    ask: (read) =>
      whenever && !passes(read, touches, whenever) ? undefined : passes(read, touches, then) || finding,
  });
  const stepQuestion = (one: StepQuestionSketch, observer: Observer | null, memory = 0): StepQuestion => ({
    is: 'step',
    subject: 'all',
    touches: [...touched(one.touches), ...(observer?.cells ?? [])],
    concerns: concerned(one.concerns),
    writersOnly: one.writersOnly && observer === null,
    ask: (sight) => {
      if (observer && !has(memory, numberIn(sight.before(observer.cells[0]!)))) return undefined;
      const sideOf = (bit: number) => (has(one.after, bit) ? sight.after : sight.before);
      if (one.whenever && !passes(sideOf(0), one.touches, one.whenever)) return undefined;
      const wasRead = () => sight.reads.some(({ name }) => name === cellAt(one.touches, 0).cell.name);
      // What an observer reads counts as read by the actions that it rides on, so only plain questions ask for reads.
      const excused = observer === null && has(one.after, 2) && wasRead();
      return passes(sideOf(1), one.touches, one.then) || excused || finding;
    },
    observer,
  });
  const observed = sketch.observers.map(({ touches, cluster, concerns, table, asks }, i) => {
    const remembered: Cell<unknown> = {
      name: `memory${i}`,
      kind: 'memory',
      owner: null,
      cluster: clusterName(cluster),
    };
    const observer: Observer = {
      name: remembered.name,
      cells: [remembered],
      initial: new Map([[remembered.name, valueWith(0, false)]]),
      touches: touched(touches),
      addsNoState: false,
      concerns: concerned(concerns),
      advance: ({ before, after }) => {
        const { cell } = cellAt(touches, 0);
        const now = numberIn(before(remembered)) * 4 + numberIn(after(cell));
        return [[remembered, valueWith(table[now % table.length]! % 3, true)]];
      },
    };
    return { observer, questions: asks.map((ask) => stepQuestion(ask, observer, ask.memory)) };
  });
  return {
    model: { cells, initial: new Map(cells.map(({ name }) => [name, valueWith(0, true)])), actions },
    questions: [...sketch.states.map(stateQuestion), ...sketch.steps.map((one) => stepQuestion(one, null))],
    observed,
  };
};

const bits = (width: number) => fc.nat(2 ** width - 1);
/** What lets most values pass, so that machines get somewhere. */
const mostly = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(7, 11, 13, 14, 15) },
  { weight: 1, arbitrary: bits(4) },
);
const touches = fc.array(fc.nat(63), { minLength: 1, maxLength: 4 });
const test = (allowed: fc.Arbitrary<number>): fc.Arbitrary<Test> => fc.record({ of: fc.nat(3), allowed });

/** Most tables move on from value to value; a constant soon ends a machine. */
const table = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom([1, 2, 3, 0], [3, 0, 1, 2], [1, 0, 3, 2], [2, 3, 1, 0]) },
  { weight: 1, arbitrary: fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }) },
);

const actionSketch: fc.Arbitrary<ActionSketch> = fc.record({
  touches,
  guards: fc.array(test(mostly), { maxLength: 3 }),
  writes: fc.array(fc.record({ to: fc.nat(3), from: fc.nat(3), table }), { minLength: 1, maxLength: 3 }),
});

/** A cell that counts round and round by itself: with some of them, every combination of their values is reached. */
const counting = (cell: number): ActionSketch => ({
  touches: [cell],
  guards: [],
  writes: [{ to: 0, from: 0, table: [1, 2, 3, 0] }],
});

const stateQuestionSketch: fc.Arbitrary<StateQuestionSketch> = fc.record({
  touches,
  whenever: fc.option(test(bits(4))),
  then: test(mostly),
});

const stepQuestionSketch: fc.Arbitrary<StepQuestionSketch> = fc.record({
  touches,
  whenever: fc.option(test(bits(4))),
  then: test(mostly),
  concerns: bits(12),
  writersOnly: fc.boolean(),
  after: bits(3),
});

const observerSketch = (clusters: number): fc.Arbitrary<ObserverSketch> =>
  fc.record({
    touches,
    cluster: fc.nat(clusters),
    concerns: bits(12),
    table: fc.array(fc.nat(2), { minLength: 1, maxLength: 12 }),
    asks: fc.array(
      fc
        .record({ memory: fc.integer({ min: 1, max: 7 }) })
        .chain(({ memory }) => stepQuestionSketch.map((one) => ({ ...one, memory }))),
      { minLength: 1, maxLength: 2 },
    ),
  });

const questionsOf = (clusters: number) => ({
  states: fc.array(stateQuestionSketch, { maxLength: 3 }),
  steps: fc.array(stepQuestionSketch, { maxLength: 4 }),
  observers: fc.array(observerSketch(clusters), { maxLength: 2 }),
});

/** A machine of a few cells, in up to `clusters` clusters. */
export const smallSketch = (clusters: number, maxCells: number): fc.Arbitrary<Sketch> =>
  fc.record({
    cells: fc.array(fc.record({ size: fc.integer({ min: 2, max: 4 }), cluster: fc.nat(clusters) }), {
      minLength: Math.min(clusters + 1, maxCells),
      maxLength: maxCells,
    }),
    actions: fc.array(actionSketch, { minLength: 3, maxLength: 10, size: 'max' }),
    ...questionsOf(clusters),
  });

/**
 * A machine in which one group has some hundred local states or more: the cells of cluster `big` count by themselves.
 * The other cells come first if `last`, so that the big cluster is the last group.
 */
export const largeGroupSketch = (big: number, last: boolean): fc.Arbitrary<Sketch> =>
  fc
    .record({
      others: fc.array(fc.record({ size: fc.constantFrom(2, 3), cluster: fc.nat(2) }), {
        minLength: 1,
        maxLength: 2,
      }),
      actions: fc.array(actionSketch, { minLength: 1, maxLength: 4 }),
      ...questionsOf(2),
    })
    .map(({ others, actions, ...questions }) => {
      const many = [4, 4, 4, 4, 3].map((size): CellSketch => ({ size, cluster: big }));
      const cells = last ? [...others, ...many] : [...many, ...others];
      const first = last ? others.length : 0;
      return { cells, actions: [...many.map((_, i) => counting(first + i)), ...actions], ...questions };
    });
