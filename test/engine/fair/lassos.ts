/** What is made of lassos: by the pure model, by the oracle, and of such as were spoiled. */
import { expect } from 'vitest';
import type { Lasso } from '../../../src/engine/fair/request.ts';
import type { Model } from '../../../src/engine/model.ts';
import type { Looped } from '../../../src/path/loop.ts';
import { loopAlong } from '../../../src/path/loop.ts';
import { replay } from '../../../src/path/replay.ts';
import type { NaiveGraph } from '../../oracle/long-run.ts';
import { flawOfLasso } from '../../oracle/long-run.ts';
import type { Aim } from './drawn.ts';

type Way = Pick<Lasso, 'stem' | 'cycle'>;

/** What the pure model says of a lasso. */
export const loopOf = (model: Model, { fairness, questions }: Aim, number: number, way: Way): Looped => {
  const actions = [...way.stem, ...way.cycle].map((name) => {
    const action = model.actions.find((one) => one.name === name);
    if (action === undefined) throw new Error(`the model has no action ${name}`);
    return action;
  });
  const run = replay(model, actions);
  return loopAlong(model, { question: questions[number]!, fairness }, actions, run, way.stem.length);
};

/** The same lasso with something left out, done twice, or begun elsewhere. Some of these are lassos as good as it is. */
const spoiled = ({ stem, cycle }: Way): readonly Way[] => [
  { stem, cycle: [] },
  { stem: [], cycle },
  { stem: [], cycle: [] },
  { stem: [], cycle: [...stem, ...cycle] },
  { stem: stem.slice(0, -1), cycle },
  { stem: stem.slice(1), cycle },
  { stem, cycle: cycle.slice(0, -1) },
  { stem, cycle: cycle.slice(1) },
  { stem, cycle: [...cycle, ...cycle] },
  { stem: [...stem, ...cycle], cycle },
  ...cycle.map((_, i) => ({ stem, cycle: cycle.filter((_, j) => j !== i) })),
];

/**
 * A lasso is what it should be, as the oracle and the pure model say, and they agree on spoiled ones. Returns how many of
 * those are none that break the promise.
 */
export const confirmLasso = (
  model: Model,
  aim: Aim,
  graph: NaiveGraph,
  number: number,
  lasso: Way,
): number => {
  expect(flawOfLasso(graph, number, lasso)).toBeNull();
  expect(loopOf(model, aim, number, lasso)).toMatchObject({
    is: 'broken',
    loop: { from: lasso.stem.length, satisfies: { length: lasso.cycle.length } },
  });
  let refused = 0;
  for (const way of spoiled(lasso)) {
    const flaw = flawOfLasso(graph, number, way);
    const { is } = loopOf(model, aim, number, way);
    expect({ way, is }).toEqual({ way, is: flaw === null ? 'broken' : 'nothing' });
    if (flaw !== null) refused++;
  }
  return refused;
};
