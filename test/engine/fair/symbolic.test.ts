/** Fair runs on decision diagrams: corners, budgets, and machines that nobody enumerates. */
import { describe, expect, it } from 'vitest';
import type { Action } from '../../../model/action.ts';
import { machineOf } from '../../../model/machine.ts';
import { fairnessOf } from '../../../properties/fairness.ts';
import { properties } from '../../../properties/index.ts';
import type { Family, Part, RunQuestion } from '../../../properties/property.ts';
import { isLongRun } from '../../../properties/property.ts';
import type { Budget } from '../../../src/engine/budget.ts';
import { unlimited } from '../../../src/engine/budget.ts';
import { longRunOf } from '../../../src/engine/fair/explicit.ts';
import type { LongRunAnswer, LongRunRequest } from '../../../src/engine/fair/request.ts';
import { longRunSymbolically } from '../../../src/engine/fair/symbolic.ts';
import type { Model } from '../../../src/engine/model.ts';
import { Nondeterminism } from '../../../src/engine/recheck.ts';
import { configuration } from '../../configurations.ts';
import { patienceMs } from '../../runs.ts';
import { drawn } from './drawn.ts';
import { loopOf } from './lassos.ts';

const family = (is: Family['is'], name: string): Family => ({
  name,
  is,
  concerns: (action) => action.name === name,
  has: () => true,
});

/** By action: what its steps are. */
const question = (
  parts: Readonly<Record<string, readonly Part[]>>,
  how: Partial<Pick<RunQuestion, 'owesAtOnce' | 'hasPremise' | 'hasWrong'>> = {},
): RunQuestion => ({
  is: 'run',
  subject: 'all',
  concerns: ({ name }) => name in parts,
  partsOf: ({ action }) => parts[action.name]!,
  ...{ owesAtOnce: false, hasPremise: false, hasWrong: false },
  ...how,
  finding: { expected: 'another run', found: 'this one', amiss: 'a step' },
});

/** What both algorithms answer, in a word each. */
const answersTo = (request: Omit<LongRunRequest, 'budget'>): readonly string[] => {
  const all = { ...request, budget: unlimited };
  const words = ({ answers }: { readonly answers: readonly LongRunAnswer[] }) => answers.map(({ is }) => is);
  const answers = words(longRunSymbolically(all));
  expect(answers).toEqual(words(longRunOf(all)));
  return answers;
};

const hasName =
  (name: string): Family['has'] =>
  ({ action }) =>
    action.name === name;

const empty: Model = { cells: [], initial: new Map(), actions: [] };
const onlyStep = (name: string): Action => ({
  label: { is: 'reset', vm: 'vm0' },
  name,
  owner: 'vm0',
  touches: [],
  step: () => ({ writes: [], announces: undefined }),
});

describe('in a corner', () => {
  it('nothing happens for ever where nothing can', () => {
    const questions = [
      question({}),
      question({}, { owesAtOnce: true }),
      question({}, { owesAtOnce: true, hasWrong: true }),
      question({}, { owesAtOnce: true, hasPremise: true }),
    ];
    expect(answersTo({ model: empty, fairness: [], questions })).toEqual([
      'vacuous',
      'broken',
      'kept',
      'vacuous',
    ]);
  });

  it('a step that looks at nothing and changes nothing is a step', () => {
    const model = { ...empty, actions: [onlyStep('owe'), onlyStep('pay')] };
    const questions = [question({ owe: ['owes'], pay: ['pays'] })];
    expect(answersTo({ model, fairness: [], questions })).toEqual(['broken']);
    expect(answersTo({ model, fairness: [family('weak', 'pay')], questions })).toEqual(['kept']);
    expect(answersTo({ model, fairness: [family('strong', 'owe')], questions })).toEqual(['broken']);
  });

  it('a step that leads back to where it is taken is due like any other', () => {
    const model = drawn({ go: [1, null], turn: [null, 1], pay: [null, 1] });
    const questions = [question({ go: ['owes'], pay: ['pays'] }), question({ go: ['owes'], turn: ['pays'] })];
    const fairness = [family('weak', 'turn')];
    const { answers } = longRunSymbolically({ model, fairness, questions, budget: unlimited });
    expect(answers).toEqual([
      { is: 'broken', lasso: { stem: ['go'], cycle: ['turn'], shortest: false } },
      { is: 'kept' },
    ]);
  });

  it('a deadlock is the end of a run that owes, and the environment need not leave a state', () => {
    const model = drawn({ go: [1, null, null], on: [null, 2, null] });
    const questions = [question({ go: ['owes'], on: ['pays'] }), question({ on: ['owes'] })];
    const { answers } = longRunSymbolically({ model, fairness: [], questions, budget: unlimited });
    expect(answers).toEqual([
      { is: 'broken', lasso: { stem: ['go'], cycle: [], shortest: false } },
      { is: 'broken', lasso: { stem: ['go', 'on'], cycle: [], shortest: false } },
    ]);
    expect(answersTo({ model, questions, fairness: [family('weak', 'on')] })).toEqual(['kept', 'broken']);
  });

  it('strong fairness asks for what is enabled now and then, weak fairness does not', () => {
    const model = drawn({ go: [1, null, null], back: [null, 0, null], out: [null, 2, null] });
    const questions = [question({ go: ['owes'], out: ['pays'] })];
    const others = [family('weak', 'go'), family('weak', 'back')];
    expect(answersTo({ model, questions, fairness: [...others, family('weak', 'out')] })).toEqual(['broken']);
    expect(answersTo({ model, questions, fairness: [...others, family('strong', 'out')] })).toEqual(['kept']);
  });

  it('families of the same name are families by themselves', () => {
    const model = drawn({ go: [1, null], stay: [null, 1], pay: [null, 1] });
    const questions = [question({ go: ['owes'], pay: ['pays'] })];
    const fairness = ['stay', 'pay'].map(
      (own): Family => ({
        ...family('weak', own),
        name: 'somebody',
        concerns: () => true,
        has: hasName(own),
      }),
    );
    expect(answersTo({ model, questions, fairness })).toEqual(['kept']);
    expect(answersTo({ model, questions, fairness: fairness.slice(0, 1) })).toEqual(['broken']);
  });
});

const requestOf = (scope: string, axes: Parameters<typeof configuration>[1] = {}) => {
  const model = machineOf(configuration(scope, axes));
  const questions = properties.filter(isLongRun).flatMap(({ runs }) => runs(model.setup));
  return { model, fairness: fairnessOf(model.setup), questions };
};

it('whatever cuts it short, an answer is the right one, or open', { timeout: patienceMs }, () => {
  const request = requestOf('2:2x1', { lifecycle: ['hotplug'] });
  const small = { first: 2 ** 10, comfortable: 2 ** 10 };
  const right = longRunSymbolically({ ...request, budget: unlimited }, small).answers;
  const seen = { open: 0, answered: 0, notShown: 0 };
  const cutAfter = (looks: number): boolean => {
    let left = looks;
    const check: Budget['check'] = () => (left-- > 0 ? null : 'time');
    const { answers, states } = longRunSymbolically({ ...request, budget: { ...unlimited, check } }, small);
    expect(answers).toHaveLength(right.length);
    for (const [i, answer] of answers.entries())
      if (answer.is === 'open') {
        expect(answer.cut).toBe('time');
        expect(states).toBe(0);
        seen.open++;
      } else if (answer.is === 'broken' && answer.lasso === null) {
        expect(right[i]!.is).toBe('broken');
        seen.notShown++;
      } else {
        expect(answer).toEqual(right[i]);
        seen.answered++;
      }
    return left < 0;
  };
  for (let looks = 0; cutAfter(looks); looks++);
  expect(seen.open).toBeGreaterThan(50);
  expect(seen.notShown).toBeGreaterThan(5);
  // the last time, nothing cut it short
  expect(seen.answered).toBeGreaterThan(right.length);
});

const shown = (answers: readonly LongRunAnswer[]) =>
  answers.filter((answer) => answer.is === 'broken' && answer.lasso !== null);

it('a run is shown only where that is little effort', () => {
  const request = { ...requestOf('2:2x1'), budget: unlimited };
  const { answers } = longRunSymbolically(request);
  const broken = answers.filter(({ is }) => is === 'broken');
  expect(broken.length).toBeGreaterThan(0);
  expect(shown(answers)).toHaveLength(broken.length);
  const hurried = longRunSymbolically(request, { layers: { least: 0, share: 0 } });
  expect(hurried.answers.map(({ is }) => is)).toEqual(answers.map(({ is }) => is));
  expect(shown(hurried.answers)).toHaveLength(0);
});

it('a model that answers otherwise when it is made again is not believed', () => {
  let made = 0;
  const make = () => drawn({ go: [1, null], back: [null, made++ === 0 ? 0 : 1] });
  const request = { fairness: [], questions: [question({ go: ['owes'] })], budget: unlimited, again: make };
  expect(() => longRunSymbolically({ ...request, model: make() })).toThrow(Nondeterminism);
});

describe('of machines that nobody enumerates', { timeout: patienceMs }, () => {
  it.each([
    ['2:1x2+1x2', {}, 155_352_654n, { broken: 0, kept: 20, vacuous: 0 }],
    ['2:1x2+1x2', { fault: 'no-kick' }, 187_806_114n, { broken: 8, kept: 12, vacuous: 0 }],
    ['2:1x2+1x2+1x2', {}, 1_639_986_775_596n, { broken: 0, kept: 30, vacuous: 0 }],
    ['2:2x2+2x2', {}, 191_738_745_000n, { broken: 8, kept: 16, vacuous: 4 }],
    ['2:2x1+2x1', { policy: 'every-event' }, 54_929_283_904n, { broken: 0, kept: 14, vacuous: 0 }],
  ] as const)('%s %o', (scope, axes, states, expected) => {
    const { model, fairness, questions } = requestOf(scope, axes);
    const run = longRunSymbolically({ model, fairness, questions, budget: unlimited });
    const seen = { broken: 0, kept: 0, vacuous: 0, open: 0 };
    for (const [i, answer] of run.answers.entries()) {
      seen[answer.is]++;
      if (answer.is !== 'broken') continue;
      expect(loopOf(model, { fairness, questions }, i, answer.lasso!).is).toBe('broken');
    }
    expect({ states: run.states, ...seen }).toEqual({ states, open: 0, ...expected });
  });
});
