/** Random runs: what is found, how short it gets, and what is said of the rest. */
import { describe, expect, it } from 'vitest';
import { disabled } from '../../model/action.ts';
import { machineOf, step } from '../../model/machine.ts';
import { observerOf } from '../../properties/property.ts';
import { decideRandomly } from '../../src/decide/randomly.ts';
import { shortened } from '../../src/decide/shorten.ts';
import { watchedBy } from '../../src/decide/simpler.ts';
import type { Budget } from '../../src/engine/budget.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { traceAlong } from '../../src/path/along.ts';
import type { Trace } from '../../src/results/result.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';
import { finiteNamed, finiteProperties } from '../finite.ts';
import { faultCases } from '../model/fault-cases.ts';

interface Asked {
  readonly ids?: readonly string[];
  readonly runs?: number;
  readonly seed?: number;
  readonly budget?: Budget;
}

const tried = (scope: string, axes: Short, { ids, runs = 100, seed = 1, budget = unlimited }: Asked = {}) => {
  const chosen = finiteProperties.filter(({ id }) => ids?.includes(id) ?? true);
  return decideRandomly(
    configuration(scope, axes),
    { properties: chosen, isDemanded: () => true, seed, runs },
    budget,
  );
};

/** What came of one property. */
const triedOne = (id: string, scope: string, axes: Short, asked: Asked = {}) =>
  tried(scope, axes, { ...asked, ids: [id] }).properties[0]!;

/** The pure model takes every step of the trace. */
const isRun = (scope: string, axes: Short, { actions }: Trace): boolean => {
  const machine = machineOf(configuration(scope, axes));
  let state = machine.initial;
  for (const name of actions) {
    const taken = step(state, machine.actions.find((action) => action.name === name)!);
    if (taken === disabled) return false;
    state = taken.after;
  }
  return true;
};

/** The faults that finite runs show, with the length of a shortest one by property. */
const shownByFiniteRuns = Object.entries(faultCases).flatMap(([fault, { where, breaks }]) => {
  const finite = Object.entries(breaks).filter(([id]) => finiteProperties.some((one) => one.id === id));
  return finite.length === 0 ? [] : [{ fault, where, breaks: Object.fromEntries(finite) }];
});

describe('every fault is found on random runs, in a trace as short as that of an exhaustive search', () => {
  it.each(shownByFiniteRuns)('$fault', ({ fault, where: [scope, axes], breaks }) => {
    const broken = { ...axes, fault };
    const { properties: found } = tried(scope, broken, { ids: Object.keys(breaks), runs: 200 });
    expect(Object.fromEntries(found.map(({ id, trace }) => [id, trace?.length]))).toEqual(breaks);
    for (const { result, trace } of found) {
      expect(result).toBe('violated');
      expect(trace).toMatchObject({ shortest: true });
      expect(trace!.steps.map(({ action }) => action)).toEqual(trace!.actions);
      expect(isRun(scope, broken, trace!)).toBe(true);
    }
  });
});

describe('what is not found', () => {
  it('holds within the budget if its premise was true, and says how often that was tried', () => {
    const { result, reason, trace } = triedOne('no-lost-interrupt', '2:2x1', {});
    expect({ result, trace }).toEqual({ result: 'holds-within-budget', trace: null });
    expect(reason).toMatch(/^not violated in 100 random runs of \d+ steps in all$/);
  });

  it('is unfinished if its premise was never true', () => {
    const { properties: results, exploration } = tried(
      '1:1x1',
      {},
      { ids: ['hint-survives-coalescing'], runs: 1, seed: 12 },
    );
    expect(exploration.random).toMatchObject({ seed: 12, plannedRuns: 1, runs: 1 });
    expect(results[0]).toMatchObject({
      result: 'unfinished',
      reason: 'its premise was never true in 1 random run',
      trace: null,
    });
    expect(exploration.random!.neverTrue).toEqual(['hint-survives-coalescing']);
  });

  it('is unfinished if it was to be reached', () => {
    const axes = { policy: 'never' };
    expect(triedOne('hint-sent', '2:2x1', axes)).toMatchObject({
      result: 'unfinished',
      reason: 'never reached in 100 random runs',
    });
    expect(tried('2:2x1', axes, { ids: ['hint-sent'] }).exploration.random!.neverTrue).toEqual(['hint-sent']);
  });

  it('is unfinished if not all planned runs were made, whatever they have shown', () => {
    const budget: Budget = {
      memoryBytes: Infinity,
      check: ({ runs = 0 }) => (runs > 5 ? 'interrupted' : null),
    };
    const { properties: results, exploration } = tried(
      '3:3x2',
      {},
      { ids: ['map-faithful', 'hint-sent'], budget },
    );
    const { runs } = exploration.random!;
    expect(runs).toBeGreaterThan(5);
    expect(runs).toBeLessThan(100);
    expect(results.map(({ id, result, reason }) => ({ id, result, reason }))).toEqual([
      { id: 'map-faithful', result: 'unfinished', reason: `interrupted after ${runs} of 100 random runs` },
      { id: 'hint-sent', result: 'holds', reason: null },
    ]);
  });

  it('is not applicable where it is not meant', () => {
    expect(triedOne('hinted-on-event-cpu', '2:1x1', { map: 'on-dispatch' })).toMatchObject({
      result: 'not-applicable',
    });
  });

  it('never holds, and is never vacuous', () => {
    for (const axes of [{}, { policy: 'never' }, { policy: 'every-event', guest: 'hostile' }])
      for (const { kind, result } of tried('2:2x1', axes, { runs: 30 }).properties)
        if (kind !== 'sometimes' || result !== 'holds')
          expect(['holds-within-budget', 'violated', 'unfinished', 'not-applicable']).toContain(result);
  });
});

describe('on one and the same walk', () => {
  it('a property that is violated does not hide another one', () => {
    const ids = ['hint-names-somebody', 'no-stale-hint', 'hint-is-true'];
    const { properties: results } = tried(
      '4:4x2+4x2',
      { policy: 'every-event', map: 'on-dispatch' },
      { ids },
    );
    expect(results.map(({ result }) => result)).toEqual(['violated', 'violated', 'violated']);
  });
});

describe('a trace is shortened', () => {
  const id = 'no-stale-hint';
  const property = finiteNamed(id);

  /** The trace of some actions that lead to a finding about a source. */
  const traceIn = (scope: string, axes: Short, subject: string, names: readonly string[]): Trace => {
    const machine = machineOf(configuration(scope, axes));
    const question = property.questions(machine.setup).find((one) => one.subject === subject)!;
    const model = watchedBy(machine, question);
    const actions = names.map((name) => model.actions.find((action) => action.name === name)!);
    const observers = [observerOf(question)!];
    return traceAlong({ model, observers, question, actions, isShortest: false })!;
  };
  /** A trace with some more actions before it that change nothing for good. */
  const padded = (scope: string, axes: Short, { subject, actions }: Trace, before: readonly string[]) =>
    traceIn(scope, axes, subject, [...before, ...actions]);
  const around = (scope: string, axes: Short) => {
    const config = configuration(scope, axes);
    return { config, machine: machineOf(config), budget: unlimited };
  };
  const toAndFro = ['migrate(vm0.vcpu0, cpu1)', 'migrate(vm0.vcpu0, cpu0)'];

  it('to a shortest one, where the search gets that far', () => {
    const axes = { policy: 'every-event' };
    const known = triedOne(id, '2:2x1', axes).trace!;
    const long = padded('2:2x1', axes, known, toAndFro);
    expect(long).toMatchObject({ length: known.length + 2, shortest: false });
    const short = shortened(around('2:2x1', axes), new Map([[property, long]])).get(property)!;
    expect(short).toMatchObject({ length: known.length, shortest: true });
  });

  it('to one that is not called a shortest, where it does not', () => {
    const scope = '4:4x1+4x1+4x1';
    const axes = { policy: 'every-event' };
    const known = triedOne(id, scope, axes).trace!;
    expect(known).toMatchObject({ length: 7, shortest: false });
    const long = padded(scope, axes, known, [...toAndFro, ...toAndFro]);
    const short = shortened(around(scope, axes), new Map([[property, long]])).get(property)!;
    expect(short).toMatchObject({ length: 7, shortest: false });
  });

  it('by its own actions alone, where no part of the configuration shows the same', () => {
    const scope = '4:3x0+3x0+3x1';
    const axes = { policy: 'every-event' };
    const long = traceIn(scope, axes, 'vm2.dev0.e0', [
      ...toAndFro,
      ...toAndFro,
      'dispatch(vm2.vcpu0)',
      'raise(vm2.dev0.e0, cpu3)',
      'identify(vm2.dev0.e0)',
      'inject(vm2.dev0.e0)',
      'migrate(vm2.vcpu1, cpu0)',
      'take(vm2.dev0.e0, vm2.vcpu0)',
      'program(vm2.dev0.e0, vm2.vcpu0, vm2.vcpu1)',
    ]);
    expect(long.length).toBe(11);
    const short = shortened(around(scope, axes), new Map([[property, long]])).get(property)!;
    expect(short).toMatchObject({ length: 7, shortest: false });
    expect(short.actions.filter((name) => !long.actions.includes(name))).toEqual([]);
  });

  it('and remains what it is, where there is no time for a search', () => {
    const axes = { policy: 'every-event' };
    const long = padded('2:2x1', axes, triedOne(id, '2:2x1', axes).trace!, toAndFro);
    const budget: Budget = { memoryBytes: Infinity, check: () => 'time' };
    const same = shortened({ ...around('2:2x1', axes), budget }, new Map([[property, long]])).get(property)!;
    expect(same).toEqual(long);
  });
});
