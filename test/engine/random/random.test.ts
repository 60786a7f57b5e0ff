/** The random explorer: what it reaches, how it shortens that, what it says it did, and how it ends. */
import { describe, expect, it } from 'vitest';
import type { Action, Cell } from '../../../model/action.ts';
import { disabled } from '../../../model/action.ts';
import { machineOf } from '../../../model/machine.ts';
import type { Question } from '../../../properties/property.ts';
import type { Budget, Progress } from '../../../src/engine/budget.ts';
import { unlimited } from '../../../src/engine/budget.ts';
import type { Model } from '../../../src/engine/model.ts';
import type { RandomRequest } from '../../../src/engine/random/random.ts';
import { exploreRandomly, stepsMax } from '../../../src/engine/random/random.ts';
import { Nondeterminism } from '../../../src/engine/recheck.ts';
import { configuration } from '../../configurations.ts';
import { naiveSearch } from '../../oracle/naive.ts';

const cell = (name: string): Cell<number> => ({ name, kind: 'count', owner: null, cluster: null });
const counter = cell('counter');
const noise = cell('noise');

const act = (name: string, on: Cell<number>, next: (now: number) => number | null): Action => ({
  label: { is: 'reset', vm: 'vm0' },
  name,
  owner: 'vm0',
  touches: [on],
  step: (read) => {
    const value = next(read(on));
    return value === null ? disabled : { writes: [[on, value]], announces: undefined };
  },
});

/** Counts up to some number, and something else goes on beside it. */
const counting = (most: number): Model => ({
  cells: [counter, noise],
  initial: new Map([
    ['counter', 0],
    ['noise', 0],
  ]),
  actions: [
    act('count', counter, (now) => (now < most ? now + 1 : null)),
    act('chatter', noise, (now) => (now + 1) % 3),
    act('never', counter, () => null),
  ],
});

const finding = { expected: 'less', found: 'as much' };
const isAt = (most: number): Question => ({
  is: 'state',
  subject: `${most}`,
  touches: [counter],
  ask: (read) => read(counter) < most || finding,
});
const whenAt = (most: number): Question => ({
  is: 'state',
  subject: `${most}`,
  touches: [counter],
  ask: (read) => (read(counter) < most ? undefined : true),
});

const plain: Omit<RandomRequest, 'model' | 'aims'> = {
  taste: { kindOf: ({ name }) => name, weightOf: () => 1 },
  seed: 1,
  runs: 20,
  budget: unlimited,
};

/** A budget that ends at the first look that fits. */
const until = (isOver: (progress: Progress) => boolean, looks: Progress[] = []): Budget => ({
  memoryBytes: Infinity,
  check: (progress) => {
    looks.push(progress);
    return isOver(progress) ? 'time' : null;
  },
});

describe('what is reached', () => {
  it('is shortened to the steps that it takes, and does not hide anything else', () => {
    const model = counting(20);
    const { found, runs, cut } = exploreRandomly({
      ...plain,
      model,
      aims: [[isAt(12)], [isAt(5)], [isAt(30)], [isAt(0)], [isAt(40), isAt(7)]],
    });
    const steps = (n: number) => new Array(n).fill('count');
    expect(found).toEqual([steps(12), steps(5), null, [], steps(7)]);
    expect({ runs, cut }).toEqual({ runs: 20, cut: null });
  });

  it('is reached by the same runs whatever else is looked for', () => {
    const model = counting(200);
    const never = [isAt(201)];
    const explored = (aims: RandomRequest['aims'], runs: number) =>
      exploreRandomly({ ...plain, model, aims: [...aims, never], runs });
    const others = [[isAt(10)], [isAt(30)], [isAt(60)], [isAt(90)]];
    for (const runs of [1, 2, 5, 10]) {
      const alone = explored([[isAt(150)]], runs);
      const among = explored([[isAt(150)], ...others], runs);
      expect(among.found[0]).toEqual(alone.found[0]);
      expect([among.runs, among.steps, among.states]).toEqual([runs, alone.steps, alone.states]);
    }
    expect(explored([[isAt(150)]], 10).found[0]).toHaveLength(150);
  });

  it('is all that is looked for: then no more runs are made', () => {
    const request = { ...plain, model: counting(20), runs: 50 };
    const settled = exploreRandomly({ ...request, aims: [[isAt(3)], [isAt(0)]] });
    expect(settled).toMatchObject({ settled: true, cut: null, plannedRuns: 50 });
    expect(settled.runs).toBeLessThan(10);
    const open = exploreRandomly({ ...request, aims: [[isAt(3)], [isAt(21)]] });
    expect(open).toMatchObject({ settled: false, runs: 50 });
  });

  it('is the same with the same seed, and not with any other', () => {
    const model = machineOf(configuration('2:2x2'));
    const explored = (seed: number) => exploreRandomly({ ...plain, model, aims: [], seed, runs: 5 });
    expect(explored(7)).toEqual(explored(7));
    expect(explored(8).steps).not.toBe(explored(7).steps);
  });
});

describe('what it says it did', () => {
  it('counts runs, steps and the states it was in', () => {
    const model = counting(3);
    const explored = exploreRandomly({ ...plain, model, aims: [] });
    expect(explored).toMatchObject({ engine: 'random', plannedRuns: 20, runs: 20, cut: null });
    expect(explored.states).toBe(naiveSearch(model).states);
    expect(explored.statesAtLeast).toBe(false);
    expect(explored.steps).toBeGreaterThan(20 * 50);
    expect(explored.steps).toBeLessThanOrEqual(20 * stepsMax);
  });

  it('names the actions that never ran, and knows which premises were never true', () => {
    const explored = exploreRandomly({
      ...plain,
      model: counting(9),
      aims: [[whenAt(9)], [whenAt(10)], [whenAt(10), whenAt(4)]],
    });
    expect(explored.neverRan).toEqual(['never']);
    expect(explored.exercised).toEqual([true, false, true]);
  });

  it('does not count the steps of shortened runs', () => {
    const looks: Progress[] = [];
    const explored = exploreRandomly({
      ...plain,
      runs: 4,
      model: counting(400),
      aims: [[isAt(60)]],
      budget: until(() => false, looks),
    });
    expect(explored.found[0]).toHaveLength(60);
    expect(explored.steps).toBeLessThanOrEqual(4 * stepsMax);
    // it looked at the budget every few thousand steps while it shortened, though
    const still = looks.filter(({ transitions }, i) => transitions === looks[i - 1]?.transitions);
    expect(still.length).toBeGreaterThan(0);
  });

  it('says so when there was no memory to tell more states apart', () => {
    const model = machineOf(configuration('3:3x2'));
    const request = { ...plain, model, aims: [], runs: 10 };
    const all = exploreRandomly(request);
    const some = exploreRandomly({ ...request, budget: { ...unlimited, memoryBytes: 80_000 } });
    expect(all.statesAtLeast).toBe(false);
    expect(some.statesAtLeast).toBe(true);
    expect(some.states).toBeLessThan(all.states);
    expect({ runs: some.runs, steps: some.steps }).toEqual({ runs: all.runs, steps: all.steps });
  });

  it('rests where nothing is enabled', () => {
    const { actions, ...rest } = counting(4);
    const model = { ...rest, actions: actions.filter(({ name }) => name !== 'chatter') };
    const explored = exploreRandomly({ ...plain, model, aims: [] });
    expect(explored).toMatchObject({ runs: 20, states: 5, steps: 80 });
  });
});

describe('a budget', () => {
  const model = machineOf(configuration('3:3x2+2x2'));

  it('ends it before the next run, or within one', () => {
    const explored = exploreRandomly({
      ...plain,
      model,
      aims: [],
      runs: 1000,
      budget: until(({ transitions }) => transitions > 6000),
    });
    expect(explored.cut).toBe('time');
    expect(explored.runs).toBeGreaterThan(5);
    expect(explored.runs).toBeLessThan(100);
    expect(explored.steps).toBeLessThan(20_000);
  });

  it('that ends while a run is shortened keeps what there is', () => {
    let before = -1;
    /** No step was counted since the last look: a run is being shortened. */
    const isShortening = ({ transitions }: Progress): boolean => {
      const is = transitions === before;
      before = transitions;
      return is;
    };
    const large = counting(400);
    const explored = exploreRandomly({
      ...plain,
      runs: 50,
      model: large,
      aims: [[isAt(150)], [isAt(400)]],
      budget: until(isShortening),
    });
    expect(explored.cut).toBe('time');
    expect(explored.runs).toBeLessThan(50);
    expect(explored.found[0]?.length).toBeGreaterThanOrEqual(150);
    expect(explored.found[1]).toBeNull();
  });
});

describe('a model that is no function', () => {
  /** Remembers how often it was asked: its first answers are not those that it gives later. */
  const flaky = (): Model => {
    const { actions, ...rest } = counting(5);
    let asked = 0;
    const moody = act('moody', counter, (now) => (++asked > 3 || now > 3 ? null : now + 1));
    return { ...rest, actions: [...actions, moody] };
  };

  it('is told from the answers that it gives when it is asked again', () => {
    const request = { ...plain, model: flaky(), aims: [], again: flaky };
    expect(() => exploreRandomly(request)).toThrow(Nondeterminism);
  });

  it('is no failure to be shortened when it throws', () => {
    const { actions, ...rest } = counting(5);
    const broken = act('broken', counter, (now) => {
      if (now > 2) throw new TypeError('broken');
      return null;
    });
    const request = { ...plain, model: { ...rest, actions: [...actions, broken] }, aims: [] };
    expect(() => exploreRandomly(request)).toThrow(new TypeError('broken'));
  });
});
