/** Both algorithms, one after the other: sets of states for the answers, enumeration for the runs that are shown. */
import { describe, expect, it } from 'vitest';
import { machineOf } from '../../../model/machine.ts';
import { fairnessOf } from '../../../properties/fairness.ts';
import { properties } from '../../../properties/index.ts';
import { isLongRun } from '../../../properties/property.ts';
import type { Budget } from '../../../src/engine/budget.ts';
import { unlimited } from '../../../src/engine/budget.ts';
import { longRunAuto } from '../../../src/engine/fair/auto.ts';
import { longRunOf } from '../../../src/engine/fair/explicit.ts';
import type { LongRunRequest } from '../../../src/engine/fair/request.ts';
import { configuration } from '../../configurations.ts';
import { loopOf } from './lassos.ts';

const asked = (budget: Budget = unlimited): LongRunRequest => {
  const model = machineOf(configuration('2:2x1'));
  const questions = properties.filter(isLongRun).flatMap(({ runs }) => runs(model.setup));
  return { model, fairness: fairnessOf(model.setup), questions, budget };
};

const enumerated = longRunOf(asked());
const words = ({ answers }: ReturnType<typeof longRunAuto>) => answers.map(({ is }) => is);

describe('questions about the long run', () => {
  it('are answered by enumeration, where that is quick', () =>
    expect(longRunAuto(asked())).toEqual(enumerated));

  it('are answered by sets of states, where it is not, and the shortest lassos are shown all the same', () => {
    const { engine, states, transitions, answers } = longRunAuto(asked(), 100);
    expect({ engine, states, transitions, answers }).toEqual({
      engine: 'symbolic',
      states: enumerated.states,
      transitions: enumerated.transitions,
      answers: enumerated.answers,
    });
  });

  it('have a lasso shown that may not be the shortest where there are too many states', () => {
    const run = longRunAuto(asked(), 100, 1000);
    expect(words(run)).toEqual(words(enumerated));
    expect(run.states).toBe(3654n);
    const { model, ...aim } = asked();
    for (const [i, answer] of run.answers.entries()) {
      if (answer.is !== 'broken') continue;
      expect(answer.lasso!.shortest).toBe(false);
      expect(loopOf(model, aim, i, answer.lasso!).is).toBe('broken');
    }
  });

  it('are open, or answered rightly, wherever a budget ends', () => {
    const seen = new Set<string>();
    for (const looks of [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144]) {
      for (const cut of ['time', 'memory'] as const) {
        let left = looks;
        const budget: Budget = { ...unlimited, check: () => (left-- > 0 ? null : cut) };
        const run = longRunAuto(asked(budget), 100);
        run.answers.forEach((answer, i) => {
          seen.add(answer.is);
          if (answer.is === 'open') expect(answer.cut).toBe(cut);
          else expect(answer.is).toBe(enumerated.answers[i]!.is);
        });
      }
    }
    expect(seen).toContain('open');
  });

  it('are open where there is no memory for more than the graph', () => {
    const bytes = enumerated.bytes - 1;
    const run = longRunOf(asked({ memoryBytes: bytes, check: () => null }));
    expect(new Set(run.answers.map((answer) => answer.is === 'open' && answer.cut))).toEqual(
      new Set(['memory']),
    );
  });
});
