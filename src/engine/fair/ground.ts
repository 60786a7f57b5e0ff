/** What questions about fair runs are about, as sets and relations: who belongs to which family, and what pays what. */
import type { Action } from '../../../model/action.ts';
import type { Part } from '../../../properties/property.ts';
import type { Reach } from '../symbolic/symbolic.ts';
import { Closures } from './closures.ts';
import type { LongRunRequest } from './request.ts';
import type { Choice, Steps } from './steps.ts';
import { StepBook } from './steps.ts';

/** Everything that the questions have in common. */
export interface Ground {
  readonly request: LongRunRequest;
  readonly reach: Reach;
  readonly closures: Closures;
  readonly book: StepBook;
  /** By family: the states in which a step of it is enabled. */
  readonly enabled: readonly number[];
  /** The states in which none is. */
  readonly idle: number;
}

export const groundOf = (request: LongRunRequest, reach: Reach): Ground => {
  const closures = new Closures(reach);
  const { sets, reached, actions } = reach;
  const book = new StepBook(reach);
  reach.keep(() => book.roots);
  const enabled: number[] = [];
  let idle = reached;
  for (const number of request.fairness.keys()) {
    const guards = book.guards((action) => belongingTo(request, number, actions[action]!));
    const here = closures.holding([...enabled, idle], () => closures.image(reached, guards));
    enabled.push(here);
    idle = sets.minus(idle, here);
  }
  return { request, reach, closures, book, enabled, idle };
};

const belongingTo = ({ fairness }: LongRunRequest, number: number, action: Action): Choice => {
  const { concerns, has } = fairness[number]!;
  return concerns(action) && { name: `of family ${number}`, isChosen: has };
};

/** Those that are in both. */
const both = (one: Choice, other: Choice): Choice => {
  if (one === false || other === false) return false;
  if (one === true) return other;
  if (other === true) return one;
  return {
    name: `${one.name} and ${other.name}`,
    isChosen: (sight) => one.isChosen(sight) && other.isChosen(sight),
  };
};

/** What the steps of an action are to a question. */
const playing = (
  { request, reach: { actions } }: Ground,
  question: number,
  isChosen: (parts: readonly Part[]) => boolean,
  name: string,
): Choose => {
  const { concerns, partsOf } = request.questions[question]!;
  return (action) => {
    if (!concerns(actions[action]!)) return isChosen([]);
    return { name: `${name} of ${question}`, isChosen: (sight) => isChosen(partsOf(sight)) };
  };
};

const unpaid = (ground: Ground, question: number): Choose =>
  playing(ground, question, (parts) => !parts.includes('pays'), 'unpaid');

/** Which steps of each action are meant. */
export type Choose = (action: number) => Choice;

/** Something for all the steps that matter to a question, and for some of them: none of them pays. */
export interface Unpaid<T> {
  readonly all: T;
  /** By family. */
  readonly of: readonly T[];
  /** Those of each part that must recur. */
  readonly recurring: readonly T[];
}

export const unpaidOf = (ground: Ground, question: number, recurring: readonly Part[]): Unpaid<Choose> => {
  const { request, reach } = ground;
  const all = unpaid(ground, question);
  return {
    all,
    of: request.fairness.map(
      (_, number) => (action) => both(all(action), belongingTo(request, number, reach.actions[action]!)),
    ),
    recurring: recurring.map((one) =>
      playing(ground, question, (parts) => parts.includes(one) && !parts.includes('pays'), one),
    ),
  };
};

/** The same steps, as relations. */
export const stepsOf = ({ book }: Ground, { all, of, recurring }: Unpaid<Choose>): Unpaid<Steps> => {
  const chosen = (choose: Choose): Steps => book.chosen(choose);
  return { all: chosen(all), of: of.map(chosen), recurring: recurring.map(chosen) };
};

export const owingSteps = (ground: Ground, question: number): Choose =>
  playing(ground, question, (parts) => parts.includes('owes'), 'owes');

/** The states in which a run may owe; `null` if no step ever owes. */
export const owing = (ground: Ground, question: number): number | null => {
  const { request, reach, closures, book } = ground;
  if (request.questions[question]!.owesAtOnce) return reach.reached;
  const owes = book.chosen(owingSteps(ground, question));
  if (owes.all.length === 0) return null;
  const steps = book.chosen(unpaid(ground, question));
  return closures.within(reach.reached, closures.image(reach.reached, owes), steps);
};
