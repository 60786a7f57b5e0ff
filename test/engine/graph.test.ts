/** The reachable graph against the naive oracle: the same states, the same edges, the same marks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action, Cell } from '../../model/action.ts';
import type { State } from '../../model/machine.ts';
import { machineOf } from '../../model/machine.ts';
import type { Question, Sight } from '../../properties/property.ts';
import { chargeOf } from '../../src/compare/charge.ts';
import type { Budget, Progress } from '../../src/engine/budget.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { explore } from '../../src/engine/explicit.ts';
import type { GraphRequest } from '../../src/engine/extraction.ts';
import { reachableGraph } from '../../src/engine/extraction.ts';
import type { Graph } from '../../src/engine/graph.ts';
import type { MarkOf } from '../../src/engine/labels.ts';
import type { Model } from '../../src/engine/model.ts';
import { tracked } from '../../src/engine/model.ts';
import { Nondeterminism } from '../../src/engine/recheck.ts';
import { canonical } from '../../src/engine/values.ts';
import { configuration } from '../configurations.ts';
import { keyOf, stepsFrom } from '../oracle/naive.ts';
import { patienceMs, runs } from '../runs.ts';
import type { Row } from '../small-configurations.ts';
import * as small from '../small-configurations.ts';
import type { Sketch } from './random-models.ts';
import { build, largeGroupSketch, smallSketch } from './random-models.ts';

const graphOf = (request: Omit<GraphRequest, 'budget'>) => {
  const reached = reachableGraph({ ...request, budget: unlimited });
  if (reached.is === 'cut') throw new Error(`cut by ${reached.cut}`);
  return reached;
};

/** Every transition as a line of text: the state, the action, the mark, the next state. */
const naiveEdges = (model: Model, markOf: MarkOf): readonly string[] => {
  const edges: string[] = [];
  const seen = new Set([keyOf(model.initial)]);
  const queue: State[] = [model.initial];
  for (const state of queue)
    for (const { action, sight, after } of stepsFrom(state, model.actions, null)) {
      const to = keyOf(after);
      edges.push(`${keyOf(state)} ${action.name} ${markOf(sight)} ${to}`);
      if (!seen.has(to)) queue.push(after);
      seen.add(to);
    }
  return edges.sort();
};

const edgesOf = (model: Model, graph: Graph, keys: readonly string[]): readonly string[] => {
  const edges: string[] = [];
  for (let state = 0; state < graph.states; state++)
    for (let edge = graph.first[state]!; edge < graph.first[state + 1]!; edge++) {
      const { action, mark } = graph.labels[graph.label[edge]!]!;
      edges.push(`${keys[state]} ${model.actions[action]!.name} ${mark} ${keys[graph.target[edge]!]}`);
    }
  return edges.sort();
};

/** Returns how many states there are. */
const agree = (model: Model, markOf: MarkOf, again?: () => Model): number => {
  const { graph, valuesOf } = graphOf({ model, markOf, again });
  const { states, transitions } = explore({ model, questions: [], budget: unlimited });
  expect([graph.states, graph.edges]).toEqual([states, transitions]);
  expect([graph.first[0], graph.first[states], graph.first.length]).toEqual([0, transitions, states + 1]);
  expect([graph.target.length, graph.label.length]).toEqual([transitions, transitions]);
  const keys = Array.from({ length: states }, (_, state) => keyOf(valuesOf(state)));
  expect(keys[0]).toBe(keyOf(model.initial));
  expect(edgesOf(model, graph, keys)).toEqual(naiveEdges(model, markOf));
  return states;
};

/** What a step is charged, as a number. */
const chargeMark: MarkOf = (sight) =>
  Object.values(chargeOf(sight)).reduce((mark, count) => mark * 3 + count, 0);

describe('the graph of a configuration is that of the oracle', { timeout: patienceMs }, () => {
  const rows: readonly Row[] = [
    ...small.ofPolicies,
    ...small.ofGuests,
    ...small.ofLifecycles,
    ...small.ofTopologies,
    // half a minute of the naive oracle's, for one that is no different here
    ...small.ofFaults.filter(([, { fault }]) => fault !== 'host-rewrites-route'),
  ];
  it.each(rows.map((row) => [small.nameOf(row), row] as const))('%s', (_, [scope, axes]) => {
    const make = () => machineOf(configuration(scope, axes));
    agree(make(), chargeMark, make);
  });
});

/** Marks by the answers to questions, which may look at whatever cells they like, before a step and after it. */
const markBy =
  (questions: readonly Question[]): MarkOf =>
  (sight) =>
    questions.reduce((mark, question) => {
      if (question.is !== 'step' || !question.concerns(sight.action)) return mark * 3;
      const answer = question.ask(sight);
      return mark * 3 + (answer === undefined ? 0 : answer === true ? 1 : 2);
    }, 0);

describe('the graph of a random machine is that of the oracle', { timeout: patienceMs }, () => {
  const compareAll = (sketches: fc.Arbitrary<Sketch>, usual: number, atLeast: number): void => {
    let largest = 0;
    const check = (sketch: Sketch): void => {
      const { model, questions } = build(sketch);
      largest = Math.max(
        largest,
        agree(model, markBy(questions), () => build(sketch).model),
      );
    };
    fc.assert(fc.property(sketches, check), runs(usual));
    expect(largest).toBeGreaterThanOrEqual(atLeast);
  };
  it('without clusters', () => compareAll(smallSketch(0, 5), 150, 100));
  it('with one cluster and a hub', () => compareAll(smallSketch(1, 5), 150, 100));
  it('with actions and marks that look at several clusters', () => compareAll(smallSketch(3, 6), 300, 300));
  it('with many clusters', () => compareAll(smallSketch(9, 10), 60, 500));
  it('with several pages in the last group', () => compareAll(largeGroupSketch(2, true), 12, 1000));
  it('with a large group that is not the last', () => compareAll(largeGroupSketch(1, false), 12, 1000));
  it('with a large hub', () => compareAll(largeGroupSketch(0, false), 12, 1000));
});

describe('a mark', () => {
  it('is asked for once for each combination of the values that it and the action look at', () => {
    const model = machineOf(configuration('2:2x2', { hinting: 'atomic', moves: false }));
    const calls: string[] = [];
    const markOf = (sight: Sight): number => {
      const { read, reads } = tracked(sight.before);
      for (const cell of sight.reads) read(cell);
      const mark = chargeMark({ ...sight, before: read });
      const looked = reads.map((cell) => `${cell.name} = ${canonical(sight.before(cell))}`);
      calls.push([sight.action.name, ...looked].join('; '));
      return mark;
    };
    const { graph } = graphOf({ model, markOf });
    expect(new Set(calls).size).toBe(calls.length);
    expect(calls.length).toBeLessThan(graph.edges / 100);
  });
});

/** One cell that counts round and round. */
const counter = (values: number): Model => {
  const cell: Cell<number> = { name: 'counter', kind: 'counter', owner: null, cluster: null };
  const count: Action = {
    label: { is: 'reset', vm: 'vm0' },
    name: 'count',
    owner: 'vm0',
    touches: [cell],
    step: (read) => ({ writes: [[cell, (read(cell) + 1) % values]], announces: undefined }),
  };
  return { cells: [cell], initial: new Map([[cell.name, 0]]), actions: [count] };
};

describe('a graph that is not whole is none', () => {
  const model = machineOf(configuration('2:2x2'));
  const ask = (budget: Partial<Budget>) =>
    reachableGraph({ model, markOf: chargeMark, budget: { ...unlimited, ...budget } });

  it.each(['time', 'memory', 'interrupted'] as const)('cut by %s, in the search', (cut) => {
    const check = ({ states }: Progress) => (states > 10_000 ? cut : null);
    expect(ask({ check })).toEqual({ is: 'cut', cut });
  });

  it('cut while it is written down', () => {
    const seen: Progress[] = [];
    const check = (progress: Progress) => {
      const isWriting = seen.length > 0 && progress.states === 520_074;
      seen.push(progress);
      return isWriting && progress.waiting < 200_000 ? 'time' : null;
    };
    expect(ask({ check })).toEqual({ is: 'cut', cut: 'time' });
    expect(seen.at(-1)).toMatchObject({ states: 520_074, transitions: 3_283_926, depth: 42 });
    expect(seen.at(-1)!.waiting).toBeGreaterThan(100_000);
    expect(seen.at(-1)!.bytes).toBeGreaterThan(6 * 3_283_926);
  });

  it('where the tables fit and the edges do not', () => {
    expect(ask({ memoryBytes: 2 ** 24 })).toEqual({ is: 'cut', cut: 'memory' });
    expect(explore({ model, questions: [], budget: { ...unlimited, memoryBytes: 2 ** 24 } })).toMatchObject({
      complete: true,
    });
  });

  it('where there are more labels than sixteen bits tell apart', () => {
    const markOf: MarkOf = ({ before }) => before({ name: 'counter' } as Cell<number>);
    const reached = (values: number) => reachableGraph({ model: counter(values), markOf, budget: unlimited });
    expect(reached(2 ** 16)).toMatchObject({ is: 'graph', graph: { states: 2 ** 16, edges: 2 ** 16 } });
    expect(reached(2 ** 16 + 1)).toEqual({ is: 'cut', cut: 'capacity' });
  });
});

it('a model that answers otherwise when it is asked again has no graph', () => {
  const again = () => counter(4);
  expect(() => reachableGraph({ model: counter(3), markOf: () => 0, budget: unlimited, again })).toThrow(
    Nondeterminism,
  );
});
