/**
 * Questions about fair runs, decided on decision diagrams: docs/decisions/0020-fair-runs-symbolically.md says how, and
 * why that is right. It answers whether some fair run breaks a promise, and shows none.
 */
import type { Action } from '../../../model/action.ts';
import type { Model } from '../model.ts';
import { readAfter, tracked } from '../model.ts';
import { nothing } from '../symbolic/diagrams.ts';
import { shapeOf } from '../symbolic/relations.ts';
import type { Reach } from '../symbolic/symbolic.ts';
import { exploreSymbolically } from '../symbolic/symbolic.ts';
import type { Tuning } from '../symbolic/tuning.ts';
import type { Taken } from '../symbolic/ways.ts';
import { Closures } from './closures.ts';
import type { Meaning } from './marks.ts';
import { Marks } from './marks.ts';
import { part } from './part.ts';
import type { LongRun, LongRunAnswer, LongRunRequest } from './request.ts';
import type { Shaped, Steps } from './steps.ts';
import { MarkedSteps } from './steps.ts';

/** The same action, which says aloud the mark of what it does: so its mark depends on what it read, and on nothing else. */
const marked =
  (marks: Marks) =>
  (action: Action): Action => ({
    ...action,
    step: (read) => {
      const own = tracked(read);
      const change = action.step(own.read);
      if (typeof change === 'symbol') return change;
      const sight = { action, change, before: read, after: readAfter(read, change), reads: own.reads };
      return { ...change, announces: marks.of(sight) };
    },
  });

const withMarks = (model: Model, marks: Marks): Model => ({
  ...model,
  actions: model.actions.map(marked(marks)),
});

/** Everything that the questions have in common. */
interface Ground {
  readonly request: LongRunRequest;
  readonly reach: Reach;
  readonly closures: Closures;
  readonly steps: MarkedSteps;
  readonly meanings: readonly Meaning[];
  /** By family: the states in which a step of it is enabled. */
  readonly enabled: readonly number[];
  /** The states in which none is. */
  readonly idle: number;
}

/** The step, as a tuple. */
const stepOf =
  ({ sets, levels }: Reach) =>
  ({ transition, values }: Taken): Shaped => {
    const shape = shapeOf(transition, valuesAt(levels, transition.reads, values));
    return { ...shape, tuples: sets.tuple(shape.tuple) };
  };

/** Where it is taken. */
const guardOf =
  ({ sets, levels }: Reach) =>
  ({ transition: { reads }, values }: Taken): Shaped => {
    const shape = shapeOf({ reads, writes: [] }, valuesAt(levels, reads, values));
    return { ...shape, tuples: sets.tuple(shape.tuple) };
  };

const valuesAt = (levels: number, reads: readonly number[], values: readonly number[]): Int32Array => {
  const at = new Int32Array(levels).fill(-1);
  reads.forEach((cell, i) => {
    at[cell] = values[i]!;
  });
  return at;
};

const groundOf = (request: LongRunRequest, { meanings }: Marks, reach: Reach): Ground => {
  const closures = new Closures(reach);
  const { sets, reached } = reach;
  const steps = new MarkedSteps(reach, reach.taken, stepOf(reach));
  const guards = new MarkedSteps(reach, reach.taken, guardOf(reach));
  reach.keep(() => [...steps.roots, ...guards.roots]);
  const enabled: number[] = [];
  let idle = reached;
  for (const family of request.fairness.keys()) {
    const guard = guards.chosen((mark) => meanings[mark]!.families.includes(family));
    const here = closures.holding([...enabled, idle], () => closures.image(reached, guard));
    enabled.push(here);
    idle = sets.minus(idle, here);
  }
  reach.keep(() => steps.roots);
  return { request, reach, closures, steps, meanings, enabled, idle };
};

/** The steps that matter to a question: none of them pays. */
interface Unpaid {
  readonly all: Steps;
  /** By family. */
  readonly of: readonly Steps[];
  /** Those of each part that must recur. */
  readonly recurring: readonly Steps[];
}

const unpaidOf = (
  { steps, meanings, request }: Ground,
  question: number,
  recurring: readonly number[],
): Unpaid => {
  const unpaid = (isChosen: (meaning: Meaning) => boolean): Steps =>
    steps.chosen((mark) => {
      const meaning = meanings[mark]!;
      return (meaning.parts[question]! & part.pays) === 0 && isChosen(meaning);
    });
  return {
    all: unpaid(() => true),
    of: request.fairness.map((_, family) => unpaid(({ families }) => families.includes(family))),
    recurring: recurring.map((one) => unpaid(({ parts }) => (parts[question]! & one) !== 0)),
  };
};

/** The states in which a run may owe; `null` if no step ever owes. */
const owing = ({ request, reach, closures, steps, meanings }: Ground, question: number): number | null => {
  if (request.questions[question]!.owesAtOnce) return reach.reached;
  const partOf = (mark: number): number => meanings[mark]!.parts[question]!;
  const owes = steps.chosen((mark) => (partOf(mark) & part.owes) !== 0);
  if (owes.all.length === 0) return null;
  const unpaid = steps.chosen((mark) => (partOf(mark) & part.pays) === 0);
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
  const premise = hasPremise ? [part.premise] : [];
  const isThere = (parts: readonly number[]): boolean => {
    if (parts.length === 0 && sets.common(region, ground.idle) !== nothing) return true;
    const steps = unpaidOf(ground, question, parts);
    return ground.closures.holding([region], () => hullOf(ground, steps, region)) !== nothing;
  };
  if (isThere(hasWrong ? [...premise, part.wrong] : premise)) return { is: 'broken', lasso: null };
  return owesAtOnce && !isThere(premise) ? { is: 'vacuous' } : { is: 'kept' };
};

/** What becomes of every question, without a state by itself. `tuning` is for tests. */
export const longRunSymbolically = (request: LongRunRequest, tuning: Partial<Tuning> = {}): LongRun => {
  const { model, fairness, questions, budget, again } = request;
  const marks = new Marks(fairness, questions);
  const answers: LongRunAnswer[] = [];
  const exploration = exploreSymbolically(
    {
      model: withMarks(model, marks),
      questions: [],
      budget,
      again: again && (() => withMarks(again(), marks)),
    },
    tuning,
    (reach) => {
      const ground = groundOf(request, marks, reach);
      const common = [...ground.enabled, ground.idle];
      ground.closures.holding(common, () => {
        for (let i = 0; i < questions.length; i++) answers.push(answerTo(ground, i));
      });
    },
  );
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
