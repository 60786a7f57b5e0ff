/** The kernel runs the model's functions as seldom as it can, and finds out which of them answer differently. */
import { describe, expect, it } from 'vitest';
import type { Action, Cell, Read } from '../../model/action.ts';
import { disabled } from '../../model/action.ts';
import { machineOf } from '../../model/machine.ts';
import type { Question } from '../../properties/property.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { explore } from '../../src/engine/explicit.ts';
import type { Model } from '../../src/engine/model.ts';
import { tracked } from '../../src/engine/model.ts';
import { Nondeterminism } from '../../src/engine/recheck.ts';
import { canonical } from '../../src/engine/values.ts';
import { configuration } from '../configurations.ts';
import { finiteProperties } from '../finite.ts';

/** Notes who was run, and which values he looked at. */
const notebook = () => {
  const calls: string[] = [];
  const noting = <T>(who: string, read: Read, run: (read: Read) => T): T => {
    const own = tracked(read);
    const result = run(own.read);
    calls.push([who, ...own.reads.map((cell) => `${cell.name} = ${canonical(read(cell))}`)].join('; '));
    return result;
  };
  return { calls, noting };
};

describe('the kernel', () => {
  const machine = machineOf(
    configuration('2:2x2', { policy: 'on-move', guest: 'lowest', hinting: 'atomic', moves: false }),
  );

  it('runs an action once for each combination of the values that it looks at', () => {
    const { calls, noting } = notebook();
    const actions = machine.actions.map(
      (action): Action => ({ ...action, step: (read) => noting(action.name, read, action.step) }),
    );
    const { transitions } = explore({ model: { ...machine, actions }, questions: [], budget: unlimited });
    expect(new Set(calls).size).toBe(calls.length);
    expect(new Set(calls.map((call) => call.split(';')[0])).size).toBe(actions.length);
    expect(calls.length).toBeLessThan(transitions / 100);
  });

  it('asks a question about states once for each combination of the values that it looks at', () => {
    const { calls, noting } = notebook();
    const questions = finiteProperties
      .flatMap(({ id, questions }) => questions(machine.setup).map((question) => ({ id, question })))
      .flatMap(({ id, question }): Question[] => {
        if (question.is !== 'state') return [];
        const ask = (read: Read) => noting(`${id} ${question.subject}`, read, question.ask);
        return [{ ...question, ask }];
      });
    const { states } = explore({ model: machine, questions, budget: unlimited });
    expect(new Set(calls).size).toBe(calls.length);
    expect(new Set(calls.map((call) => call.split(';')[0])).size).toBe(questions.length);
    expect(calls.length).toBeLessThan(states / 10);
  });
});

/** A machine of two lamps; what else an action does is up to the test. */
const lamp = (name: string): Cell<unknown> => ({ name, kind: 'lamp', owner: null, cluster: null });
const [left, right] = [lamp('left'), lamp('right')];

const modelOf = (step: Action['step']): Model => ({
  cells: [left, right],
  initial: new Map([
    [left.name, { on: false }],
    [right.name, { on: false }],
  ]),
  actions: [{ label: { is: 'reset', vm: 'vm0' }, name: 'press', owner: 'vm0', touches: [left, right], step }],
});

const sets = (...writes: readonly (readonly [Cell<unknown>, unknown])[]) => ({
  writes,
  announces: undefined,
});
const isOn = (read: Read, cell: Cell<unknown>) => (read(cell) as { on: boolean }).on;

const sound: Action['step'] = (read) => (isOn(read, left) ? disabled : sets([left, { on: true }]));
const exploring = (step: Action['step'], again?: Action['step']) => () =>
  explore({
    model: modelOf(step),
    questions: [],
    budget: unlimited,
    ...(again ? { again: () => modelOf(again) } : {}),
  });

describe('an action that answers differently', () => {
  it.each<[string, Action['step'], string]>([
    [
      'writes something else',
      (read) => (isOn(read, left) ? disabled : sets([left, { on: 'dimmed' }])),
      'press, given left = {"on":false}: at first [["left",{"on":true}]], then [["left",{"on":"dimmed"}]]',
    ],
    [
      'writes another cell',
      (read) => (isOn(read, left) ? disabled : sets([right, { on: true }])),
      'press, given left = {"on":false}: at first [["left",{"on":true}]], then [["right",{"on":true}]]',
    ],
    [
      'is enabled where it was not',
      (read) => (isOn(read, left) ? sets([left, { on: true }]) : sets([left, { on: true }])),
      'press, given left = {"on":true}: at first null, then [["left",{"on":true}]]',
    ],
    [
      'is disabled where it was not',
      (read) => {
        isOn(read, left);
        return disabled;
      },
      'press, given left = {"on":false}: at first [["left",{"on":true}]], then null',
    ],
    [
      'looks at more',
      (read) => (isOn(read, left) || isOn(read, right) ? disabled : sets([left, { on: true }])),
      'press, given left = {"on":false}, now reads right too',
    ],
  ])('and %s is found out when everything is asked again', (_, again, message) => {
    expect(exploring(sound)).not.toThrow();
    expect(exploring(sound, sound)).not.toThrow();
    const run = exploring(sound, again);
    expect(run).toThrow(Nondeterminism);
    expect(run).toThrow(message);
  });

  it('is found out at once where it looks at something else', () => {
    let calls = 0;
    const fickle: Action['step'] = (read) => {
      // First it looks left, then, for the same values, right.
      const first = calls++ === 0 ? left : right;
      isOn(read, first);
      return isOn(read, first === left ? right : left) ? disabled : sets([right, { on: true }]);
    };
    const run = exploring(fickle);
    expect(run).toThrow(Nondeterminism);
    calls = 0;
    expect(run).toThrow('given the same as before, now looks at right');
  });

  it('is found out even if the search was cut', () => {
    const run = () =>
      explore({
        model: modelOf(sound),
        questions: [],
        budget: { ...unlimited, check: ({ states }) => (states > 1 ? 'time' : null) },
        again: () => modelOf((read) => (isOn(read, left) ? disabled : sets([right, { on: true }]))),
      });
    expect(run).toThrow(Nondeterminism);
  });

  it('is not one whose answers differ in the order of keys', () => {
    const one: Action['step'] = (read) =>
      isOn(read, left) ? disabled : sets([left, { on: true, since: 1 }]);
    const other: Action['step'] = (read) =>
      isOn(read, left) ? disabled : sets([left, { since: 1, on: true }]);
    expect(exploring(one, other)).not.toThrow();
    expect(exploring(one, other)().states).toBe(2);
  });
});
