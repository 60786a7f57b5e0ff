/** Fair runs of graphs that nobody thought of: both algorithms say what the oracle says, and its lassos are the shortest. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unlimited } from '../../../src/engine/budget.ts';
import { longRunOf } from '../../../src/engine/fair/explicit.ts';
import type { Lasso, LongRunAnswer } from '../../../src/engine/fair/request.ts';
import { longRunSymbolically } from '../../../src/engine/fair/symbolic.ts';
import type { Model } from '../../../src/engine/model.ts';
import type { NaiveGraph } from '../../oracle/long-run.ts';
import { naiveGraph, naiveLongRun, shortestLasso } from '../../oracle/long-run.ts';
import { patienceMs, runs } from '../../runs.ts';
import { build, largeGroupSketch, smallSketch } from '../random-models.ts';
import type { AimSketch } from './drawn.ts';
import { aimAt, aimSketch, anyDrawing, drawn } from './drawn.ts';
import { confirmLasso } from './lassos.ts';

const tally = () => ({
  states: 0,
  broken: 0,
  kept: 0,
  vacuous: 0,
  /** Lassos after which nothing happens any more, and lassos that were spoiled, and are none. */
  idle: 0,
  refused: 0,
  /** Lassos that are known to be the shortest, and the length of the longest one. */
  shortest: 0,
  longest: 0,
});
type Tally = ReturnType<typeof tally>;

/** So little room that diagrams are collected all the time. */
const cramped = { first: 64, comfortable: 64 };

/** Every closed walk is tried in models with no more states than this. */
const fewStates = 40;

const compareLasso = (lasso: Lasso, graph: NaiveGraph, number: number, seen: Tally): void => {
  const length = lasso.stem.length + lasso.cycle.length;
  if (lasso.cycle.length === 0) seen.idle++;
  seen.longest = Math.max(seen.longest, length);
  if (graph.states.length > fewStates) return;
  const least = shortestLasso(graph, number)!;
  if (!lasso.shortest) expect(length).toBeGreaterThanOrEqual(least);
  else {
    expect(length).toBe(least);
    seen.shortest++;
  }
};

const lassoOf = (answer: LongRunAnswer): Lasso => {
  if (answer.is !== 'broken' || answer.lasso === null) throw new Error('no run is shown');
  return answer.lasso;
};

/** Compares all that is said of a model. */
const compare = (make: () => Model, sketch: AimSketch, seen: Tally): void => {
  const model = make();
  const aim = aimAt(model, sketch);
  const graph = naiveGraph(model, aim.fairness, aim.questions);
  const { answers, ...found } = longRunOf({ model, ...aim, budget: unlimited, again: make });
  expect(found).toMatchObject({
    engine: 'explicit',
    states: graph.states.length,
    transitions: graph.out.flat().length,
  });
  expect(answers.map(({ is }) => is)).toEqual(naiveLongRun(graph));
  const symbolic = longRunSymbolically({ model, ...aim, budget: unlimited, again: make }, cramped);
  expect(symbolic).toMatchObject({
    engine: 'symbolic',
    states: BigInt(found.states),
    transitions: BigInt(found.transitions),
  });
  expect(symbolic.answers.map(({ is }) => is)).toEqual(answers.map(({ is }) => is));
  seen.states = Math.max(seen.states, graph.states.length);
  for (const [number, answer] of answers.entries()) {
    if (answer.is === 'open') throw new Error('no budget ended it');
    seen[answer.is]++;
    if (answer.is !== 'broken') continue;
    const lasso = answer.lasso!;
    seen.refused += confirmLasso(model, aim, graph, number, lasso);
    compareLasso(lasso, graph, number, seen);
    confirmLasso(model, aim, graph, number, lassoOf(symbolic.answers[number]!));
  }
};

/** Looks at so many models; then everything must have been seen so often, or it would not mean much. */
const compareAll = <T>(
  sketches: fc.Arbitrary<T>,
  modelOf: (sketch: T) => Model,
  usual: number,
  atLeast: Partial<Tally>,
  aims = aimSketch,
): void => {
  const seen = tally();
  fc.assert(
    fc.property(sketches, aims, (sketch, aim) => compare(() => modelOf(sketch), aim, seen)),
    runs(usual),
  );
  for (const [what, times] of Object.entries(atLeast))
    expect(seen[what as keyof Tally], what).toBeGreaterThanOrEqual(times);
};

const largeGroups = fc.oneof(
  largeGroupSketch(0, false),
  largeGroupSketch(1, false),
  largeGroupSketch(2, true),
);

describe('fair runs are judged as by the oracle', { timeout: patienceMs }, () => {
  it('of drawings', () =>
    compareAll(anyDrawing, drawn, 1500, {
      broken: 500,
      kept: 200,
      vacuous: 500,
      idle: 100,
      refused: 1000,
      shortest: 500,
      longest: 7,
    }));

  it('of models with several cells, in clusters', () =>
    compareAll(smallSketch(3, 5), (sketch) => build(sketch).model, 300, {
      states: 100,
      broken: 200,
      kept: 30,
      vacuous: 50,
      refused: 500,
      shortest: 100,
      longest: 9,
    }));

  it('of models with more families than a word has bits', () =>
    compareAll(
      smallSketch(0, 4),
      (sketch) => build(sketch).model,
      150,
      { states: 50, broken: 80, kept: 10, vacuous: 20 },
      aimSketch.map((aim) => ({ ...aim, between: 31 })),
    ));

  it('of models with large groups', () =>
    compareAll(largeGroups, (sketch) => build(sketch).model, 20, { states: 1000, broken: 10 }));
});
