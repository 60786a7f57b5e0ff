/**
 * The naive oracle: a `Map` keyed by the state's JSON, and nothing shared with the engine but the model and the
 * properties. It is slow, and there is little in it that could be wrong.
 */
import type { Action, Cell, Read } from '../../model/action.ts';
import { disabled } from '../../model/action.ts';
import type { Machine, State } from '../../model/machine.ts';
import { readerOf, step } from '../../model/machine.ts';
import type { Answer, Property, Question, StepQuestion } from '../../properties/property.ts';

export interface NaiveCounts {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
}

export interface NaiveVerdict {
  readonly result: 'holds' | 'violated' | 'vacuous' | 'not-applicable';
  /** Of a shortest violating run, or of a shortest witness. */
  readonly length: number | null;
}

const sorted = (value: unknown): unknown => {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(Reflect.get(value, key))]),
  );
};

const keyOf = (state: State): string => JSON.stringify([...state.values()].map(sorted));

/** What happens on a transition: called with both states. */
type OnStep = (before: State, action: Action, after: State, reads: readonly Cell<unknown>[], depth: number) => void;

/** Breadth-first search of the machine, with one more cell for each observer. */
const search = (
  machine: Machine,
  observers: readonly NonNullable<StepQuestion['observer']>[],
  onState: (state: State, depth: number) => void,
  onStep: OnStep,
): NaiveCounts => {
  const initial: State = new Map([
    ...machine.initial,
    ...observers.map(({ cell, initial }) => [cell.name, initial] as const),
  ]);
  const seen = new Map([[keyOf(initial), 0]]);
  let frontier = [initial];
  let transitions = 0;
  let depth = -1;
  while (frontier.length > 0) {
    depth++;
    const next: State[] = [];
    for (const before of frontier) {
      onState(before, depth);
      for (const action of machine.actions) {
        const taken = step(before, action);
        if (taken === disabled) continue;
        transitions++;
        const reads: Cell<unknown>[] = [];
        const noting: Read = (cell) => {
          reads.push(cell);
          return readerOf(before)(cell);
        };
        action.step(noting);
        const after = new Map(taken.after);
        for (const observer of observers) {
          if (!observer.concerns(action)) continue;
          const sight = { action, change: taken.change, before: readerOf(before), after: readerOf(taken.after), reads };
          after.set(observer.cell.name, observer.advance(before.get(observer.cell.name), sight));
        }
        onStep(before, action, after, reads, depth);
        const key = keyOf(after);
        if (seen.has(key)) continue;
        seen.set(key, depth + 1);
        next.push(after);
      }
    }
    frontier = next;
  }
  return { states: seen.size, transitions, depth };
};

export const naiveCounts = (machine: Machine): NaiveCounts => search(machine, [], () => {}, () => {});

/** The verdict on one property, by a search of its own for each of its observers. */
export const naiveVerdict = (machine: Machine, property: Property): NaiveVerdict => {
  if (property.notMeant(machine.setup.config) !== null) return { result: 'not-applicable', length: null };
  let exercised = false;
  let length: number | null = null;
  const note = (answer: Answer, at: number): void => {
    if (answer === undefined) return;
    exercised = true;
    if (answer !== true) length = Math.min(length ?? Infinity, at);
  };
  const decide = (questions: readonly Question[], observer: StepQuestion['observer']): void => {
    search(
      machine,
      observer === null ? [] : [observer],
      (state, depth) => {
        for (const question of questions) if (question.is === 'state') note(question.ask(readerOf(state)), depth);
      },
      (before, action, after, reads, depth) => {
        for (const question of questions) {
          if (question.is !== 'step' || !question.concerns(action)) continue;
          const change = action.step(readerOf(before));
          if (change === disabled) throw new Error('an action that was taken is disabled');
          const written = change.writes.map(([cell]) => cell.name);
          if (question.writersOnly && !question.touches.some(({ name }) => written.includes(name))) continue;
          note(question.ask({ action, change, before: readerOf(before), after: readerOf(after), reads }), depth + 1);
        }
      },
    );
  };
  const questions = property.questions(machine.setup);
  const plain = questions.filter((question) => question.is === 'state' || question.observer === null);
  if (plain.length > 0) decide(plain, null);
  for (const question of questions)
    if (question.is === 'step' && question.observer !== null) decide([question], question.observer);
  if (property.kind === 'sometimes') return { result: length === null ? 'vacuous' : 'holds', length };
  return { result: length !== null ? 'violated' : exercised ? 'holds' : 'vacuous', length };
};
