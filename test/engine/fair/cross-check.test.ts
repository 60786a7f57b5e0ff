/** The promises about the long run on every small configuration: the explicit algorithm says what the oracle says. */
import { describe, expect, it } from 'vitest';
import { machineOf } from '../../../model/machine.ts';
import { fairnessOf } from '../../../properties/fairness.ts';
import { properties } from '../../../properties/index.ts';
import type { RunQuestion } from '../../../properties/property.ts';
import { isLongRun } from '../../../properties/property.ts';
import { unlimited } from '../../../src/engine/budget.ts';
import { longRunOf } from '../../../src/engine/fair/explicit.ts';
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
  const { answers, states, transitions } = longRunOf({
    model,
    fairness,
    questions,
    budget: unlimited,
    again: make,
  });
  expect({ states, transitions }).toEqual({
    states: graph.states.length,
    transitions: graph.out.flat().length,
  });
  expect(answers.map(({ is }) => is)).toEqual(naiveLongRun(graph));
  for (const [number, answer] of answers.entries())
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
