/**
 * The naive oracle: breadth-first search over a `Map` keyed by the state's JSON, and nothing shared with the engine
 * but the model and the properties. It is slow, and there is little in it that could be wrong.
 */
import type { Action, Cell, Read } from '../../model/action.ts';
import { disabled } from '../../model/action.ts';
import type { Machine, State } from '../../model/machine.ts';
import { readerOf } from '../../model/machine.ts';
import type { Answer, FiniteProperty, Observer, Question } from '../../properties/property.ts';

export interface NaiveCounts {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
}

/** What came of a question: whether its premise was ever true, and the length of a shortest run to a finding. */
export interface NaiveAnswer {
  readonly exercised: boolean;
  readonly length: number | null;
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

/** Values are immutable, and most cells keep theirs from state to state: the text of each object is kept. */
const texts = new WeakMap<object, string>();

const textOf = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const text = texts.get(value) ?? JSON.stringify(sorted(value));
  texts.set(value, text);
  return text;
};

export const keyOf = (state: State): string => {
  let key = '';
  for (const value of state.values()) key += `${textOf(value)};`;
  return key;
};

/** A step that the model can take, with everything that may be asked about it. */
export interface Taken {
  readonly action: Action;
  readonly before: State;
  readonly after: State;
  readonly writes: readonly (readonly [Cell<unknown>, unknown])[];
  readonly sight: Parameters<Observer['advance']>[0];
}

/** Every step out of a state. An observer, if there is one, has its cells in the state, and advances with the step. */
export const stepsFrom = (before: State, actions: readonly Action[], observer: Observer | null): Taken[] =>
  actions.flatMap((action) => {
    const reads: Cell<unknown>[] = [];
    const noting: Read = (cell) => {
      reads.push(cell);
      return readerOf(before)(cell);
    };
    const change = action.step(noting);
    if (change === disabled) return [];
    const writes = [...change.writes];
    const plain = new Map(before);
    for (const [cell, value] of writes) plain.set(cell.name, value);
    const seen = { action, change, before: readerOf(before), reads };
    if (observer === null || !observer.concerns(action))
      return [{ action, before, after: plain, writes, sight: { ...seen, after: readerOf(plain) } }];
    const after = new Map(plain);
    for (const [cell, value] of observer.advance({ ...seen, after: readerOf(plain) }))
      after.set(cell.name, value);
    return [{ action, before, after, writes, sight: { ...seen, after: readerOf(after) } }];
  });

/** What a question says of a step; `undefined` if it is not asked of it. */
export const askedOfStep = (question: Question, { action, writes, sight }: Taken): Answer => {
  if (question.is !== 'step' || !question.concerns(action)) return undefined;
  const observed = ({ name }: Cell<unknown>) => question.touches.some((touched) => touched.name === name);
  if (question.writersOnly && !writes.some(([cell]) => observed(cell))) return undefined;
  return question.ask(sight);
};

/** Searches a model breadth-first, and asks questions of every state and every step. */
export const naiveSearch = (
  model: { readonly initial: State; readonly actions: readonly Action[] },
  questions: readonly Question[] = [],
  observer: Observer | null = null,
): NaiveCounts & { readonly answers: readonly NaiveAnswer[] } => {
  const answers = questions.map(() => ({ exercised: false, length: null as number | null }));
  const note = (question: number, answer: Answer, length: number): void => {
    if (answer === undefined) return;
    const noted = answers[question]!;
    noted.exercised = true;
    if (answer !== true) noted.length ??= length;
  };
  const initial = new Map([...model.initial, ...(observer?.initial ?? [])]);
  const seen = new Set([keyOf(initial)]);
  let frontier: State[] = [initial];
  let transitions = 0;
  let depth = -1;
  while (frontier.length > 0) {
    depth++;
    // A state of this level is as long a run as a step into it.
    for (const state of frontier)
      questions.forEach((question, i) => {
        if (question.is === 'state') note(i, question.ask(readerOf(state)), depth);
      });
    const next: State[] = [];
    for (const state of frontier)
      for (const taken of stepsFrom(state, model.actions, observer)) {
        transitions++;
        questions.forEach((question, i) => {
          note(i, askedOfStep(question, taken), depth + 1);
        });
        const key = keyOf(taken.after);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(taken.after);
      }
    frontier = next;
  }
  return { states: seen.size, transitions, depth, answers };
};

const verdictOf = (property: FiniteProperty, answers: readonly NaiveAnswer[]): NaiveVerdict => {
  const lengths = answers.flatMap(({ length }) => length ?? []);
  const length = lengths.length === 0 ? null : Math.min(...lengths);
  if (property.kind === 'sometimes') return { result: length === null ? 'vacuous' : 'holds', length };
  if (length !== null) return { result: 'violated', length };
  return { result: answers.some(({ exercised }) => exercised) ? 'holds' : 'vacuous', length };
};

/** The counts of a machine, and the verdict on each property, by id: a search of its own for each observer. */
export const naiveVerdicts = (
  machine: Machine,
  properties: readonly FiniteProperty[],
): NaiveCounts & { readonly verdicts: ReadonlyMap<string, NaiveVerdict> } => {
  const notMeant = (property: FiniteProperty) => property.notMeant(machine.setup.config) !== null;
  const cases = properties
    .filter((property) => !notMeant(property))
    .flatMap((property) => property.questions(machine.setup).map((question) => ({ property, question })));
  const observerOf = (question: Question) => (question.is === 'step' ? question.observer : null);
  const plain = cases.filter(({ question }) => observerOf(question) === null);
  const { answers, ...counts } = naiveSearch(
    machine,
    plain.map(({ question }) => question),
  );
  const answered = [
    ...plain.map(({ property }, i) => ({ property, answer: answers[i]! })),
    ...cases
      .filter(({ question }) => observerOf(question) !== null)
      .map(({ property, question }) => {
        const { answers } = naiveSearch(machine, [question], observerOf(question));
        return { property, answer: answers[0]! };
      }),
  ];
  const verdicts = properties.map((property): readonly [string, NaiveVerdict] => {
    if (notMeant(property)) return [property.id, { result: 'not-applicable', length: null }];
    const own = answered.filter((one) => one.property === property).map(({ answer }) => answer);
    return [property.id, verdictOf(property, own)];
  });
  return { ...counts, verdicts: new Map(verdicts) };
};
