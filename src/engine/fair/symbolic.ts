/**
 * Questions about fair runs, decided on decision diagrams: docs/decisions/0020-fair-runs-symbolically.md says how, and
 * why that is right. It answers whether some fair run breaks a promise, and shows none.
 */
import type { Action } from '../../../model/action.ts';
import type { Part } from '../../../properties/property.ts';
import { nothing } from '../symbolic/diagrams.ts';
import type { Reach } from '../symbolic/symbolic.ts';
import { exploreSymbolically } from '../symbolic/symbolic.ts';
import type { Tuning } from '../symbolic/tuning.ts';
import { Closures } from './closures.ts';
import type { LongRun, LongRunAnswer, LongRunRequest } from './request.ts';
import type { Choice, Steps } from './steps.ts';
import { StepBook } from './steps.ts';

/** Everything that the questions have in common. */
interface Ground {
  readonly request: LongRunRequest;
  readonly reach: Reach;
  readonly closures: Closures;
  readonly book: StepBook;
  /** By family: the states in which a step of it is enabled. */
  readonly enabled: readonly number[];
  /** The states in which none is. */
  readonly idle: number;
}

const groundOf = (request: LongRunRequest, reach: Reach): Ground => {
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
) => {
  const { concerns, partsOf } = request.questions[question]!;
  return (action: number): Choice => {
    if (!concerns(actions[action]!)) return isChosen([]);
    return { name: `${name} of ${question}`, isChosen: (sight) => isChosen(partsOf(sight)) };
  };
};

const unpaidOf = (ground: Ground, question: number) =>
  playing(ground, question, (parts) => !parts.includes('pays'), 'unpaid');

/** The steps that matter to a question: none of them pays. */
interface Unpaid {
  readonly all: Steps;
  /** By family. */
  readonly of: readonly Steps[];
  /** Those of each part that must recur. */
  readonly recurring: readonly Steps[];
}

const stepsOf = (ground: Ground, question: number, recurring: readonly Part[]): Unpaid => {
  const { book, request, reach } = ground;
  const unpaid = unpaidOf(ground, question);
  return {
    all: book.chosen(unpaid),
    of: request.fairness.map((_, number) =>
      book.chosen((action) => both(unpaid(action), belongingTo(request, number, reach.actions[action]!))),
    ),
    recurring: recurring.map((one) =>
      book.chosen(playing(ground, question, (parts) => parts.includes(one) && !parts.includes('pays'), one)),
    ),
  };
};

/** The states in which a run may owe; `null` if no step ever owes. */
const owing = (ground: Ground, question: number): number | null => {
  const { request, reach, closures, book } = ground;
  if (request.questions[question]!.owesAtOnce) return reach.reached;
  const owes = book.chosen(playing(ground, question, (parts) => parts.includes('owes'), 'owes'));
  if (owes.all.length === 0) return null;
  const unpaid = book.chosen(unpaidOf(ground, question));
  return closures.within(reach.reached, closures.image(reach.reached, owes), unpaid);
};

/** What is left of some states once each has been asked for in turn; empty if and only if no fair run stays in them. */
const hullOf = (ground: Ground, { all, of, recurring }: Unpaid, among: number): number => {
  const { reach, closures, enabled, request } = ground;
  const { sets } = reach;
  /** Those that chosen steps lead to within the hull, and everything behind them. */
  const behind = (hull: number, steps: Steps, others: number): number =>
    closures.holding([hull, others], () => {
      const targets = sets.common(hull, closures.image(hull, steps));
      return closures.within(hull, sets.union(targets, others), all);
    });
  const round = (whole: number): number => {
    let hull = whole;
    for (const steps of recurring) hull = behind(hull, steps, nothing);
    for (const [family, { is }] of request.fairness.entries()) {
      const free = sets.minus(hull, enabled[family]!);
      if (is === 'weak') hull = behind(hull, of[family]!, free);
      else if (free !== hull)
        hull = closures.holding([free], () => sets.union(free, behind(hull, of[family]!, nothing)));
    }
    for (let last = -1; last !== hull; ) {
      last = hull;
      hull = closures.holding([last], () => sets.common(last, closures.image(last, all)));
    }
    return hull;
  };
  let hull = among;
  for (let before = -1; before !== hull; ) {
    before = hull;
    hull = closures.holding([before], () => round(before));
  }
  return hull;
};

const answerTo = (ground: Ground, question: number): LongRunAnswer => {
  const { owesAtOnce, hasPremise, hasWrong } = ground.request.questions[question]!;
  const { sets } = ground.reach;
  const region = owing(ground, question);
  if (region === null) return { is: 'vacuous' };
  const premise = hasPremise ? (['premise'] as const) : [];
  const isThere = (parts: readonly Part[]): boolean => {
    if (parts.length === 0 && sets.common(region, ground.idle) !== nothing) return true;
    const steps = stepsOf(ground, question, parts);
    return ground.closures.holding([region], () => hullOf(ground, steps, region)) !== nothing;
  };
  if (isThere(hasWrong ? [...premise, 'wrong'] : premise)) return { is: 'broken', lasso: null };
  return owesAtOnce && !isThere(premise) ? { is: 'vacuous' } : { is: 'kept' };
};

/** What becomes of every question, without a state by itself. `tuning` is for tests. */
export const longRunSymbolically = (request: LongRunRequest, tuning: Partial<Tuning> = {}): LongRun => {
  const { model, questions, budget, again } = request;
  const answers: LongRunAnswer[] = [];
  const exploration = exploreSymbolically({ model, questions: [], budget, again }, tuning, (reach) => {
    const ground = groundOf(request, reach);
    ground.closures.holding([...ground.enabled, ground.idle], () => {
      for (let i = 0; i < questions.length; i++) answers.push(answerTo(ground, i));
    });
  });
  const { cut, states, transitions, bytes } = exploration;
  if (cut === null && answers.length < questions.length) throw new Error('a question was not answered');
  return {
    engine: 'symbolic',
    states: cut === null ? states : 0,
    transitions: cut === null ? transitions : 0,
    bytes,
    answers: questions.map((_, i) => answers[i] ?? { is: 'open', cut: cut! }),
  };
};
