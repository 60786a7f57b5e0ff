/** The explicit explorer against the naive oracle, on machines that nobody thought of. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../properties/property.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { explore } from '../../src/engine/explicit.ts';
import type { Exploration } from '../../src/engine/exploration.ts';
import type { Model } from '../../src/engine/model.ts';
import { observed } from '../../src/engine/observe.ts';
import { actionsAlong, askAtEnd, isFinding, replay } from '../../src/replay/replay.ts';
import { naiveSearch } from '../oracle/naive.ts';
import { patienceMs, runs } from '../runs.ts';
import type { Sketch } from './random-models.ts';
import { build, largeGroupSketch, smallSketch } from './random-models.ts';

/** What both must say. */
const summary = ({ states, transitions, depth, found, exercised }: Exploration) => ({
  states,
  transitions,
  depth,
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
    expect(isFinding(askAtEnd(question, actions, run))).toBe(true);
  }
};

/** Several observers ride together: to each it is as if it rode alone. */
const compareTogether = (sketch: Sketch): void => {
  const { model, observed: withObservers } = build(sketch);
  const product = withObservers.reduce((now, { observer }) => observed(now, observer), model);
  const questions = withObservers.flatMap(({ questions }) => questions);
  const { found, exercised } = explore({ model: product, questions, budget: unlimited });
  const alone = withObservers.flatMap(
    ({ observer, questions }) => naiveSearch(model, questions, observer).answers,
  );
  expect(found.map((one, i) => ({ exercised: exercised[i]!, length: one?.length ?? null }))).toEqual(alone);
};

/** Compares both on the machine of a sketch; returns how many states it has. */
const compare = (sketch: Sketch): number => {
  const { model, questions, observed: withObservers } = build(sketch);
  const plain = explore({ model, questions, budget: unlimited, again: () => build(sketch).model });
  expect(summary(plain)).toEqual(naiveSearch(model, questions));
  confirmAll(model, questions, plain);
  for (const [n, { observer, questions: asked }] of withObservers.entries()) {
    const again = () => {
      const anew = build(sketch);
      return observed(anew.model, anew.observed[n]!.observer);
    };
    const product = observed(model, observer);
    const ridden = explore({ model: product, questions: asked, budget: unlimited, again });
    const expected = naiveSearch(model, asked, observer);
    expect(summary(ridden)).toEqual(expected);
    confirmAll(product, asked, ridden);
    const hasty = explore({ model: product, questions: asked, budget: unlimited, untilFound: true });
    expect(hasty.found.map((one) => one?.length ?? null)).toEqual(
      expected.answers.map(({ length }) => length),
    );
    expect(hasty.settled).toBe(expected.answers.every(({ length }) => length !== null));
  }
  if (withObservers.length > 1) compareTogether(sketch);
  return plain.states;
};

/** `atLeast`: so many states the largest machine must have, for the comparison to mean something. */
const compareAll = (sketches: fc.Arbitrary<Sketch>, usual: number, atLeast: number): void => {
  let largest = 0;
  fc.assert(
    fc.property(sketches, (sketch) => {
      largest = Math.max(largest, compare(sketch));
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
    compareAll(largeGroupSketch(2, true), 10, 1000));
  it('with so many local states in another group that keys are laid out anew', () =>
    compareAll(largeGroupSketch(1, false), 10, 1000));
  it('with so many local states in the hub that keys are laid out anew', () =>
    compareAll(largeGroupSketch(0, false), 10, 1000));
});
