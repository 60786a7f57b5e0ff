/** What the algorithm says when it is hurried: longer lassos that are lassos still, and `open` where it had to stop. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { machineOf } from '../../../model/machine.ts';
import { fairnessOf } from '../../../properties/fairness.ts';
import { properties } from '../../../properties/index.ts';
import { isLongRun } from '../../../properties/property.ts';
import type { Budget } from '../../../src/engine/budget.ts';
import { unlimited } from '../../../src/engine/budget.ts';
import { reachableGraph } from '../../../src/engine/extraction.ts';
import { arenaOf, owingStates } from '../../../src/engine/fair/arena.ts';
import { fairPartOf } from '../../../src/engine/fair/components.ts';
import { longRunOf } from '../../../src/engine/fair/explicit.ts';
import { lassoIn } from '../../../src/engine/fair/lasso.ts';
import { Marks } from '../../../src/engine/fair/marks.ts';
import { part } from '../../../src/engine/fair/part.ts';
import type { Lasso } from '../../../src/engine/fair/request.ts';
import type { Model } from '../../../src/engine/model.ts';
import { configuration } from '../../configurations.ts';
import { flawOfLasso, naiveGraph, shortestLasso } from '../../oracle/long-run.ts';
import { patienceMs, runs } from '../../runs.ts';
import type { Aim } from './drawn.ts';
import { aimAt, aimSketch, anyDrawing, drawn } from './drawn.ts';

/** For each question that is broken: the lasso that is found with so much patience. */
const lassosWith = (
  patience: number,
  model: Model,
  { fairness, questions }: Aim,
): ReadonlyMap<number, Lasso> => {
  const marks = new Marks(fairness, questions);
  const reached = reachableGraph({ model, markOf: marks.of, budget: unlimited });
  if (reached.is === 'cut') throw new Error('no budget ended it');
  const { graph } = reached;
  const look = () => {};
  const arena = arenaOf(
    graph,
    marks.meanings,
    fairness.map(({ is }) => is),
    look,
  );
  const nameOf = (edge: number) => model.actions[graph.labels[graph.label[edge]!]!.action]!.name;
  return new Map(
    questions.flatMap(({ owesAtOnce, hasPremise, hasWrong }, i) => {
      const quest = {
        arena,
        parts: Uint8Array.from(graph.labels, ({ mark }) => marks.meanings[mark]!.parts[i]!),
        owesAtOnce,
        recurring: (hasPremise ? part.premise : 0) | (hasWrong ? part.wrong : 0),
      };
      const owing = owingStates(quest, look);
      const fair = owing && fairPartOf(quest, owing, look);
      if (fair === null) return [];
      const { stem, cycle, shortest } = lassoIn(quest, fair, look, patience);
      return [[i, { stem: stem.map(nameOf), cycle: cycle.map(nameOf), shortest }] as const];
    }),
  );
};

it('a lasso that is found in a hurry is one, and says that it may not be the shortest', {
  timeout: patienceMs,
}, () => {
  let hurried = 0;
  let longer = 0;
  fc.assert(
    fc.property(anyDrawing, aimSketch, fc.constantFrom(0, 1, 5, 20), (drawing, sketch, patience) => {
      const model = drawn(drawing);
      const aim = aimAt(model, sketch);
      const graph = naiveGraph(model, aim.fairness, aim.questions);
      for (const [number, lasso] of lassosWith(patience, model, aim)) {
        expect(flawOfLasso(graph, number, lasso)).toBeNull();
        const length = lasso.stem.length + lasso.cycle.length;
        const least = shortestLasso(graph, number)!;
        if (lasso.shortest) expect(length).toBe(least);
        else hurried++;
        if (length > least) longer++;
      }
    }),
    runs(1500),
  );
  expect(hurried).toBeGreaterThan(100);
  expect(longer).toBeGreaterThan(20);
});

it('whatever cuts it short, an answer is the right one, or open', () => {
  const make = () => machineOf(configuration('2:2x1', { policy: 'never', moves: false }));
  const model = make();
  const request = {
    model,
    fairness: fairnessOf(model.setup),
    questions: properties.filter(isLongRun).flatMap(({ runs }) => runs(model.setup)),
  };
  const right = longRunOf({ ...request, budget: unlimited }).answers;
  expect(new Set(right.map(({ is }) => is))).toEqual(new Set(['broken', 'kept', 'vacuous']));
  const seen = { open: 0, answered: 0 };
  for (let calls = 0, isCut = true; isCut; calls++) {
    let left = calls;
    isCut = false;
    const check: Budget['check'] = () => {
      if (left-- > 0) return null;
      isCut = true;
      return 'time';
    };
    const { answers, engine } = longRunOf({ ...request, budget: { ...unlimited, check } });
    expect(engine).toBe('explicit');
    expect(answers).toHaveLength(right.length);
    for (const [i, answer] of answers.entries())
      if (answer.is === 'open') {
        expect(answer.cut).toBe('time');
        seen.open++;
      } else {
        expect(answer).toEqual(right[i]);
        seen.answered++;
      }
  }
  expect(seen.open).toBeGreaterThan(10);
  // the last time, nothing cut it short
  expect(seen.answered).toBeGreaterThan(right.length);
});
