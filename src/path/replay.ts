/** How a way through the states that an explorer found becomes a trace: by running the pure actions again. */
import type { Action, Cell } from '../../model/action.ts';
import { disabled } from '../../model/action.ts';
import type { State } from '../../model/machine.ts';
import { readerOf, step } from '../../model/machine.ts';
import { same } from '../../model/same.ts';
import type { Answer, Finding, Question } from '../../properties/property.ts';
import type { Found } from '../engine/exploration.ts';
import type { Model } from '../engine/model.ts';
import { askOfStep, readAfter, tracked } from '../engine/model.ts';
import type { CellValue, TraceStep } from './trace.ts';

/** The cells of a state, less those of observers. */
export const cellsOf = (state: State, isHidden: (cell: string) => boolean): readonly CellValue[] =>
  [...state].filter(([cell]) => !isHidden(cell)).map(([cell, value]) => ({ cell, value }));

export const sameState = (a: State, b: State): boolean =>
  a.size === b.size && [...a].every(([cell, value]) => same(value, b.get(cell)));

/** The first action that leads from one state to the other. */
const between = (model: Model, from: State, to: State): Action => {
  for (const action of model.actions) {
    const taken = step(from, action);
    if (taken !== disabled && sameState(taken.after, to)) return action;
  }
  throw new Error('the explorer took a step that the model does not have');
};

/** The actions on the way that an explorer found; the way begins in the initial state, or that is a defect of ours. */
export const actionsAlong = (model: Model, found: Found): readonly Action[] => {
  const [first] = found.path;
  if (first === undefined || !sameState(first, model.initial))
    throw new Error('the way does not begin in the initial state');
  const taken = found.path.slice(1).map((state, i) => between(model, found.path[i]!, state));
  const last = found.action === null ? [] : model.actions.filter(({ name }) => name === found.action);
  return [...taken, ...last];
};

/** A run of a model: the states, the initial one first, and what each action changed. */
export interface Replayed {
  readonly states: readonly State[];
  readonly steps: readonly TraceStep[];
  /** The first action that is not enabled where it should be taken; the run ends before it. */
  readonly stuck: number | null;
}

/** Runs actions, one after the other, from the initial state. */
export const replay = (model: Model, actions: readonly Action[]): Replayed => {
  const states: State[] = [model.initial];
  const steps: TraceStep[] = [];
  for (const [i, action] of actions.entries()) {
    const before = states[i]!;
    const taken = step(before, action);
    if (taken === disabled) return { states, steps, stuck: i };
    const changes = [...taken.after]
      .filter(([cell, value]) => !same(value, before.get(cell)))
      .map(([cell, to]) => ({ cell, from: before.get(cell), to }));
    states.push(taken.after);
    steps.push({ action: action.name, changes });
  }
  return { states, steps, stuck: null };
};

/** An answer, and the cells that were looked at for it. */
interface Considered {
  readonly answer: Answer;
  readonly involved: readonly string[];
}

const nothingConsidered: Considered = { answer: undefined, involved: [] };

/** What a question says after so many steps of a run, of the state or of the last step, and what it looked at. */
export const considerAfter = (
  after: number,
  question: Question,
  actions: readonly Action[],
  { states }: Pick<Replayed, 'states'>,
): Considered => {
  const namesOf = (...all: readonly (readonly Cell<unknown>[])[]) => [
    ...new Set(all.flat().map(({ name }) => name)),
  ];
  if (question.is === 'state') {
    const { read, reads } = tracked(readerOf(states[after]!));
    return { answer: question.ask(read), involved: namesOf(reads) };
  }
  const action = after === 0 ? undefined : actions[after - 1];
  if (action === undefined || !question.concerns(action)) return nothingConsidered;
  const state = readerOf(states[after - 1]!);
  const forAction = tracked(state);
  const change = action.step(forAction.read);
  if (change === disabled) return nothingConsidered;
  const before = tracked(state);
  const afterwards = tracked(readAfter(state, change));
  const answer = askOfStep(question, {
    action,
    change,
    before: before.read,
    after: afterwards.read,
    reads: forAction.reads,
  });
  const looked = namesOf(before.reads, afterwards.reads);
  // An answer about what the step says aloud looks at no cell: then it is about what the step writes.
  return { answer, involved: looked.length > 0 ? looked : namesOf(change.writes.map(([cell]) => cell)) };
};

export const isFinding = (answer: Answer): answer is Finding => typeof answer === 'object';

/** The first finding on a run, the cells that it depends on, and after how many actions it was made; `null` if there is none. */
export const firstFinding = (
  question: Question,
  actions: readonly Action[],
  run: Replayed,
): { readonly finding: Finding; readonly involved: readonly string[]; readonly after: number } | null => {
  for (let after = 0; after <= run.steps.length; after++) {
    const { answer, involved } = considerAfter(after, question, actions, run);
    if (isFinding(answer)) return { finding: answer, involved, after };
  }
  return null;
};
