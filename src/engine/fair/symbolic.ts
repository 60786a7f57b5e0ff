/**
 * Questions about fair runs, decided on decision diagrams: docs/decisions/0020-fair-runs-symbolically.md says how, and
 * why that is right. It answers whether some fair run breaks a promise, and shows none.
 */
import type { Action } from '../../../model/action.ts';
import type { Model } from '../model.ts';
import { readAfter, tracked } from '../model.ts';
import { nothing } from '../symbolic/diagrams.ts';
import type { Relations } from '../symbolic/relations.ts';
import type { Reach } from '../symbolic/symbolic.ts';
import { exploreSymbolically } from '../symbolic/symbolic.ts';
import type { Tuning } from '../symbolic/tuning.ts';
import type { Taken } from '../symbolic/ways.ts';
import { Closures } from './closures.ts';
import type { Meaning } from './marks.ts';
import { Marks } from './marks.ts';
import { part } from './part.ts';
import type { LongRun, LongRunAnswer, LongRunRequest } from './request.ts';

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
  readonly meaningOf: (taken: Taken) => Meaning;
  /** By family: the states in which a step of it is enabled. */
  readonly enabled: readonly number[];
  /** The states in which none is. */
  readonly idle: number;
}

const groundOf = (request: LongRunRequest, marks: Marks, reach: Reach): Ground => {
  const closures = new Closures(reach);
  const { sets, reached } = reach;
  const meaningOf = ({ transition }: Taken): Meaning =>
    marks.meanings[transition.change.announces as number]!;
  const enabled: number[] = [];
  let idle = reached;
  request.fairness.forEach(({ name }, family) => {
    const isOf = (taken: Taken) => meaningOf(taken).families.includes(family);
    const here = closures.holding([...enabled, idle], () => closures.enabled(name, isOf, reached));
    enabled.push(here);
    idle = sets.minus(idle, here);
  });
  return { request, reach, closures, meaningOf, enabled, idle };
};

/** The steps that matter to a question: none of them pays. */
interface Steps {
  readonly all: Relations;
  /** By family. */
  readonly of: readonly Relations[];
  /** Those of each part that must recur. */
  readonly recurring: readonly Relations[];
}

const stepsOf = (ground: Ground, question: number, recurring: number): Steps => {
  const { closures, meaningOf, request } = ground;
  const partOf = (taken: Taken): number => meaningOf(taken).parts[question]!;
  const unpaid = (name: string, isChosen: (taken: Taken) => boolean): Relations =>
    closures.of(`${question}: ${name}`, (taken) => (partOf(taken) & part.pays) === 0 && isChosen(taken));
  const parts = [part.premise, part.wrong].filter((one) => (recurring & one) !== 0);
  return {
    all: unpaid('all', () => true),
    of: request.fairness.map(({ name }, family) =>
      unpaid(`family ${name}`, (taken) => meaningOf(taken).families.includes(family)),
    ),
    recurring: parts.map((one) => unpaid(`part ${one}`, (taken) => (partOf(taken) & one) !== 0)),
  };
};

/** The states in which a run may owe; `null` if no step ever owes. */
const owing = ({ request, reach, closures, meaningOf }: Ground, question: number): number | null => {
  if (request.questions[question]!.owesAtOnce) return reach.reached;
  const partOf = (taken: Taken): number => meaningOf(taken).parts[question]!;
  const owes = closures.of(`${question}: owes`, (taken) => (partOf(taken) & part.owes) !== 0);
  if (owes.all.length === 0) return null;
  const unpaid = closures.of(`${question}: all`, (taken) => (partOf(taken) & part.pays) === 0);
  return closures.within(reach.reached, closures.image(reach.reached, owes), unpaid);
};

/** What is left of some states once each has been asked for in turn; empty if and only if no fair run stays in them. */
const hullOf = (ground: Ground, { all, of, recurring }: Steps, among: number): number => {
  const { reach, closures, enabled, request } = ground;
  const { sets } = reach;
  /** Those that chosen steps lead to within the hull, and everything behind them. */
  const behind = (hull: number, steps: Relations, others: number): number =>
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
  const premise = hasPremise ? part.premise : part.none;
  const isThere = (recurring: number): boolean => {
    if (recurring === part.none && sets.common(region, ground.idle) !== nothing) return true;
    const steps = stepsOf(ground, question, recurring);
    return ground.closures.holding([region], () => hullOf(ground, steps, region)) !== nothing;
  };
  if (isThere(premise | (hasWrong ? part.wrong : part.none))) return { is: 'broken', lasso: null };
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
