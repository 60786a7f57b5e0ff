/** What properties remember of the run: some memories are functions of the state, and say so. */
import { describe, expect, it } from 'vitest';
import { machineOf } from '../../model/machine.ts';
import type { Observer } from '../../properties/property.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { explore } from '../../src/engine/explicit.ts';
import type { Model } from '../../src/engine/model.ts';
import { observed } from '../../src/engine/observe.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';
import { finiteProperties } from '../finite.ts';

const countsOf = (model: Model) => {
  const { states, transitions, depth } = explore({ model, questions: [], budget: unlimited });
  return { states, transitions, depth };
};

describe('an observer that says so adds no state to the machine', () => {
  it.each<readonly [string, Short]>([
    ['2:2x1', {}],
    ['2:2x1', { policy: 'every-event', moves: false }],
    ['2:1x2', { policy: 'periodic:2' }],
    ['2:1x1', { policy: 'on-move', map: 'on-dispatch' }],
    ['2:2x1', { hinting: 'atomic', lifecycle: ['reset', 'hotplug', 'masking'] }],
    ['1:2x1', { policy: 'every-event', guest: 'hostile', lifecycle: ['masking'] }],
  ])('%s %j', (scope, axes) => {
    const config = configuration(scope, axes);
    const machine = machineOf(config);
    const observers = finiteProperties
      .filter((property) => property.notMeant(config) === null)
      .flatMap((property) => property.questions(machine.setup))
      .flatMap((question): readonly Observer[] =>
        question.is === 'step' && question.observer?.addsNoState ? [question.observer] : [],
      );
    expect(observers.length).toBeGreaterThan(1);
    const counts = countsOf(machine);
    for (const observer of observers)
      expect({ observer: observer.name, ...countsOf(observed(machine, observer)) }).toEqual({
        observer: observer.name,
        ...counts,
      });
  });
});
