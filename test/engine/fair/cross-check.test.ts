/** The promises about the long run on every small configuration: both algorithms say what the oracle says. */
import { describe, expect, it } from 'vitest';
import { machineOf } from '../../../model/machine.ts';
import { fairnessOf } from '../../../properties/fairness.ts';
import { properties } from '../../../properties/index.ts';
import type { RunQuestion } from '../../../properties/property.ts';
import { isLongRun } from '../../../properties/property.ts';
import { unlimited } from '../../../src/engine/budget.ts';
import { longRunOf } from '../../../src/engine/fair/explicit.ts';
import { longRunSymbolically } from '../../../src/engine/fair/symbolic.ts';
import { configuration } from '../../configurations.ts';
import { naiveGraph, naiveLongRun } from '../../oracle/long-run.ts';
import { patienceMs } from '../../runs.ts';
import type { Row } from '../../small-configurations.ts';
import {
  nameOf,
  ofFaults,
  ofGuests,
  ofLifecycles,
  ofPolicies,
  ofTopologies,
} from '../../small-configurations.ts';
import { confirmLasso } from './lassos.ts';

const promises = properties.filter(isLongRun);

/** Every question of a promise about the long run, whether the configuration is one that it is meant for or not. */
const agree = ([scope, axes]: Row): void => {
  const make = () => machineOf(configuration(scope, axes));
  const model = make();
  const fairness = fairnessOf(model.setup);
  const questions = promises.flatMap(({ runs }): readonly RunQuestion[] => runs(model.setup));
  const graph = naiveGraph(model, fairness, questions);
  const request = { model, fairness, questions, budget: unlimited, again: make };
  const { answers, states, transitions } = longRunOf(request);
  const symbolic = longRunSymbolically(request);
  expect(symbolic).toMatchObject({ states: BigInt(states), transitions: BigInt(transitions) });
  expect(symbolic.answers.map(({ is }) => is)).toEqual(answers.map(({ is }) => is));
  expect({ states, transitions }).toEqual({
    states: graph.states.length,
    transitions: graph.out.flat().length,
  });
  expect(answers.map(({ is }) => is)).toEqual(naiveLongRun(graph));
  for (const said of [answers, symbolic.answers])
    for (const [number, answer] of said.entries())
      if (answer.is === 'broken')
        expect(confirmLasso(model, { fairness, questions }, graph, number, answer.lasso!)).toBeGreaterThan(0);
};

describe('fair runs are judged as by the oracle', { timeout: patienceMs }, () => {
  describe.each([
    ['every policy', ofPolicies],
    ['every guest', ofGuests],
    ['every combination of lifecycle options', ofLifecycles],
    ['topologies', ofTopologies],
    ['every fault', ofFaults],
  ] as const)('of %s', (_, rows) => {
    it.each(rows.map((row) => [nameOf(row), row] as const))('%s', (_, row) => agree(row));
  });
});
