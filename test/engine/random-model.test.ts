/** The explorers against the naive oracle, on machines that nobody thought of. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../properties/property.ts';
import { exploreAuto } from '../../src/engine/auto.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { explore } from '../../src/engine/explicit.ts';
import type { Exploration, Request } from '../../src/engine/exploration.ts';
import type { Model } from '../../src/engine/model.ts';
import { observed } from '../../src/engine/observe.ts';
import { cellOrderNames } from '../../src/engine/symbolic/order.ts';
import { exploreSymbolically } from '../../src/engine/symbolic/symbolic.ts';
import { actionsAlong, considerAfter, isFinding, replay } from '../../src/path/replay.ts';
import type { NaiveCounts } from '../oracle/naive.ts';
import { naiveSearch } from '../oracle/naive.ts';
import { patienceMs, runs } from '../runs.ts';
import type { Sketch } from './random-models.ts';
import { build, largeGroupSketch, smallSketch } from './random-models.ts';

type Explorer = (request: Omit<Request, 'budget'>) => Exploration;

/**
 * The symbolic explorer has tables so small that they are collected, and the cells in every order. What chooses between
 * the two changes over after some states.
 */
const explorers: readonly Explorer[] = [
  (request) => explore({ ...request, budget: unlimited }),
  ...cellOrderNames.map(
    (order): Explorer =>
      (request) =>
        exploreSymbolically({ ...request, budget: unlimited, order }, { first: 64, comfortable: 64 }),
  ),
  (request) => exploreAuto({ ...request, budget: unlimited }, 20),
];

/** What all must say. Diagrams know of no levels. */
const summary = ({ states, transitions, depth, found, exercised }: Exploration, expected: NaiveCounts) => ({
  states: Number(states),
  transitions: Number(transitions),
  depth: depth ?? expected.depth,
  answers: found.map((one, i) => ({ exercised: exercised[i]!, length: one?.length ?? null })),
});

/** The way that the explorer found is one of the model's runs, and ends where the question has a finding. */
const confirmAll = (model: Model, questions: readonly Question[], { found }: Exploration): void => {
  for (const [i, question] of questions.entries()) {
    const way = found[i];
    if (!way) continue;
    const actions = actionsAlong(model, way);
    expect(actions).toHaveLength(way.length);
    const run = replay(model, actions);
    expect(run.stuck).toBeNull();
    expect(isFinding(considerAfter(actions.length, question, actions, run).answer)).toBe(true);
  }
};

/** Several observers ride together: to each it is as if it rode alone. */
const compareTogether = (sketch: Sketch, those: readonly Explorer[]): void => {
  const { model, observed: withObservers } = build(sketch);
  const product = withObservers.reduce((now, { observer }) => observed(now, observer), model);
  const questions = withObservers.flatMap(({ questions }) => questions);
  const alone = withObservers.flatMap(
    ({ observer, questions }) => naiveSearch(model, questions, observer).answers,
  );
  for (const explorer of those) {
    const { found, exercised } = explorer({ model: product, questions });
    const answers = found.map((one, i) => ({ exercised: exercised[i]!, length: one?.length ?? null }));
    expect(answers).toEqual(alone);
  }
};

/** Compares an explorer with the oracle on a model with an observer. */
const compareObserved = (explorer: Explorer, sketch: Sketch, n: number): void => {
  const { model, observed: withObservers } = build(sketch);
  const { observer, questions } = withObservers[n]!;
  const again = () => {
    const anew = build(sketch);
    return observed(anew.model, anew.observed[n]!.observer);
  };
  const product = observed(model, observer);
  const ridden = explorer({ model: product, questions, again });
  const expected = naiveSearch(model, questions, observer);
  expect(summary(ridden, expected)).toEqual(expected);
  confirmAll(product, questions, ridden);
  const hasty = explorer({ model: product, questions, untilFound: true });
  expect(hasty.found.map((one) => one?.length ?? null)).toEqual(expected.answers.map(({ length }) => length));
  expect(hasty.settled).toBe(expected.answers.every(({ length }) => length !== null));
};

/** Compares all on the machine of a sketch; returns how many states it has. */
const compare = (sketch: Sketch, those: readonly Explorer[]): number => {
  const { model, questions, observed: withObservers } = build(sketch);
  const expected = naiveSearch(model, questions);
  for (const explorer of those) {
    const plain = explorer({ model, questions, again: () => build(sketch).model });
    expect(summary(plain, expected)).toEqual(expected);
    confirmAll(model, questions, plain);
    for (const n of withObservers.keys()) compareObserved(explorer, sketch, n);
  }
  if (withObservers.length > 1) compareTogether(sketch, those);
  return expected.states;
};

/** The machines with large groups are for the tables of the explicit explorer: one order of the diagrams will do. */
const fewExplorers = explorers.slice(0, 2);

/** `atLeast`: so many states the largest machine must have, for the comparison to mean something. */
const compareAll = (
  sketches: fc.Arbitrary<Sketch>,
  usual: number,
  atLeast: number,
  those = explorers,
): void => {
  let largest = 0;
  fc.assert(
    fc.property(sketches, (sketch) => {
      largest = Math.max(largest, compare(sketch, those));
    }),
    runs(usual),
  );
  expect(largest).toBeGreaterThanOrEqual(atLeast);
};

describe('a random machine is explored as by the oracle', { timeout: patienceMs }, () => {
  it('without clusters: all is in the hub', () => compareAll(smallSketch(0, 5), 120, 100));
  it('with one cluster and a hub', () => compareAll(smallSketch(1, 5), 120, 100));
  it('with three clusters, and actions that touch several of them', () =>
    compareAll(smallSketch(3, 6), 300, 300));
  it('with so many clusters that a key takes several words', () => compareAll(smallSketch(9, 10), 60, 500));
  it('with several pages of local states in the last group', () =>
    compareAll(largeGroupSketch(2, true), 10, 1000, fewExplorers));
  it('with so many local states in another group that keys are laid out anew', () =>
    compareAll(largeGroupSketch(1, false), 10, 1000, fewExplorers));
  it('with so many local states in the hub that keys are laid out anew', () =>
    compareAll(largeGroupSketch(0, false), 10, 1000, fewExplorers));
});
