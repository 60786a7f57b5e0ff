/** Averages and curves, against what can be known without a simulation. Seeds are fixed: nothing here is by chance. */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../model/configuration.ts';
import { readerOf, step } from '../../model/machine.ts';
import { definePolicy } from '../../model/policies/policy.ts';
import { chargeOf, costNs } from '../../src/compare/charge.ts';
import type { Average, Item } from '../../src/compare/report.ts';
import { items } from '../../src/compare/report.ts';
import { settled } from '../../src/compare/scheduler.ts';
import type { Simulation, SimulationOptions } from '../../src/compare/simulate.ts';
import { simulate, usualSimulation } from '../../src/compare/simulate.ts';
import { walkOf, wander } from '../../src/compare/walk.ts';
import { readAfter } from '../../src/engine/model.ts';
import { Enabled } from '../../src/engine/random/enabled.ts';
import { Nondeterminism } from '../../src/engine/recheck.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';

const weights = { ipi: 300, exit: 710, wakeUp: 5000, reprogramming: 1000 };

const simulated = (scope: string, axes: Short = {}, options: Partial<SimulationOptions> = {}): Simulation =>
  simulate(
    () => configuration(scope, axes),
    weights,
    { ...usualSimulation, ...options },
    () => false,
  )!;

const has = ({ low, high }: Average, truth: number): boolean => low <= truth && truth <= high;

const curveOf = ({ curves }: Simulation, after: string): readonly Average[] =>
  curves.find((curve) => curve.after === after)!.points;

const meansOf = (curve: readonly Average[]): readonly number[] => curve.map(({ mean }) => mean);

describe('averages per event', () => {
  const means = (scope: string, axes: Short): Readonly<Record<Item, number>> => {
    const { averages } = simulated(scope, axes);
    return Object.fromEntries(items.map((item) => [item, averages[item]!.mean])) as Record<Item, number>;
  };

  it('of hints are 1 for a policy that always hints, 0 for one that never does or has done so', () => {
    expect(means('2:2x1', { policy: 'every-event' }).hints).toBeCloseTo(1, 3);
    expect(means('2:2x1', { policy: 'periodic:4' }).hints).toBeCloseTo(0.25, 2);
    expect(means('2:2x1', { policy: 'never' }).hints).toBe(0);
    expect(means('2:2x1', { policy: 'first-time' }).hints).toBe(0);
  });

  it('have nobody far away on one CPU', () => {
    const { local, remote, ipis, exits } = means('1:2x1', { policy: 'on-miss', moves: false });
    expect(local).toBeCloseTo(1, 3);
    expect({ remote, ipis, exits }).toEqual({ remote: 0, ipis: 0, exits: 0 });
  });

  it('have one injection for each event, local or remote', () => {
    const { local, remote } = means('2:2x2', { policy: 'on-miss' });
    expect(local + remote).toBeCloseTo(1, 2);
  });

  it('have one event in as many CPUs local, where neither the VCPU nor the events follow the other', () => {
    expect(has(simulated('2:1x1', { policy: 'never' }).averages.local!, 1 / 2)).toBe(true);
    expect(has(simulated('3:1x1', { policy: 'never' }).averages.local!, 1 / 3)).toBe(true);
    expect(has(simulated('4:1x1', { policy: 'every-event' }).averages.local!, 1 / 4)).toBe(true);
  });

  it('say what hinting is for: it costs hints and reprogrammings, and saves remote injections', () => {
    const silent = simulated('2:2x1', { policy: 'never' }).averages;
    const hinting = simulated('2:2x1', { policy: 'on-miss' }).averages;
    expect(hinting.remote!.high).toBeLessThan(silent.remote!.low);
    expect(hinting.reprogrammings!.low).toBeGreaterThan(silent.reprogrammings!.high);
  });

  it('add up to the cost', () => {
    const { averages, cost } = simulated('2:2x1', { policy: 'on-miss' });
    const mean = (item: Item): number => averages[item]!.mean;
    const sum =
      300 * mean('ipis') + 710 * mean('exits') + 5000 * mean('wake-ups') + 1000 * mean('reprogrammings');
    expect(cost!.mean).toBeCloseTo(sum, 6);
  });

  it('have intervals that the truth is in, nearly always', () => {
    // One in twenty is expected to miss it.
    const seeds = Array.from({ length: 60 }, (_, seed) => seed);
    const hits = seeds.filter((seed) =>
      has(
        simulated('2:1x1', { policy: 'never' }, { seed, runs: 20, stepsPerRun: 300 }).averages.local!,
        1 / 2,
      ),
    );
    expect(hits.length).toBeGreaterThanOrEqual(54);
    expect(hits.length).toBeLessThan(60);
  });

  it('are none where no device raises an event', () => {
    const { averages, cost, curves } = simulated('2:2x0', {}, { runs: 3, stepsPerRun: 50 });
    expect(new Set(Object.values(averages))).toEqual(new Set([null]));
    expect(cost).toBeNull();
    expect(curves).toEqual([]);
  });
});

describe('a curve of locality', () => {
  it('rises after a migration for a policy that hints on a miss, and not for one that has hinted', () => {
    const rising = meansOf(curveOf(simulated('2:2x1', { policy: 'on-miss' }), 'migration'));
    expect(rising[0]).toBeLessThan(0.9);
    expect(rising.at(-1)).toBeGreaterThan(0.98);
    const flat = meansOf(curveOf(simulated('2:2x1', { policy: 'first-time' }), 'migration'));
    expect(flat.at(-1)).toBeLessThan(0.8);
    expect(Math.abs(flat.at(-1)! - flat[0]!)).toBeLessThan(0.03);
  });

  it('rises for on-move after a migration, and not where the events alone have moved', () => {
    const simulation = simulated('2:2x1', { policy: 'on-move' });
    const [first, last] = [0, -1].map((n) => curveOf(simulation, 'migration').at(n)!);
    expect(last!.low).toBeGreaterThan(first!.high);
    const flat = meansOf(curveOf(simulation, 'events-move'));
    expect(new Set(flat).size).toBe(1);
    expect(flat[0]).toBeLessThan(0.6);
    const rising = meansOf(curveOf(simulated('2:2x1', { policy: 'on-miss' }), 'events-move'));
    expect(rising[0]).toBe(0);
    expect(rising.at(-1)).toBeGreaterThan(0.98);
  });

  it('is there only where its beginning can be', () => {
    const curves = (scope: string, axes: Short): readonly string[] =>
      simulated(scope, axes, { runs: 20, stepsPerRun: 200 }).curves.map(({ after }) => after);
    expect(curves('1:2x1', {})).toEqual([]);
    expect(curves('2:2x1', { moves: false })).toEqual(['events-move']);
    expect(curves('2:1x1', {})).toEqual(['migration']);
    expect(curves('2:2x1', {})).toEqual(['migration', 'events-move']);
    expect(
      curves('2:2x1+1x1', { hinting: 'atomic', lifecycle: ['reset', 'hotplug', 'masking'] }),
    ).toHaveLength(2);
  });

  it('knows that an event finds the only VCPU where it has gone', () => {
    expect(new Set(meansOf(curveOf(simulated('3:1x1', { policy: 'never' }), 'migration')))).toEqual(
      new Set([1]),
    );
  });
});

describe('a simulation', () => {
  const few = { runs: 10, stepsPerRun: 200 };

  it('is the same again from the same seed, and another one from another', () => {
    const one = simulated('2:2x1', { policy: 'on-miss' }, few);
    expect(simulated('2:2x1', { policy: 'on-miss' }, few)).toEqual(one);
    expect(simulated('2:2x1', { policy: 'on-miss' }, { ...few, seed: 2 })).not.toEqual(one);
  });

  it('stops when it is told to', () => {
    let looks = 0;
    const stop = () => ++looks > 3;
    expect(simulate(() => configuration('2:2x1'), weights, usualSimulation, stop)).toBeNull();
    expect(looks).toBe(4);
  });

  it('does not average what a policy answers differently each time that it is made', () => {
    let made = 0;
    const make = (): Configuration => {
      const hints = made++ === 0;
      const policy = definePolicy({
        name: 'fickle',
        summary: 'hints only the first time that it is made',
        makesVacuous: [],
        decide: ({ mappedHere }) => ({ hint: hints ? mappedHere : null, memory: null }),
      });
      return { ...configuration('2:2x1'), policy };
    };
    expect(() => simulate(make, weights, { ...few, seed: 1 }, () => false)).toThrow(Nondeterminism);
  });
});

describe('a walk', () => {
  it('charges each step what the model says of it', () => {
    const config = configuration('2:2x2', { policy: 'on-miss', lifecycle: ['reset', 'hotplug', 'masking'] });
    const walk = walkOf(config);
    const taken: { readonly action: number; readonly cost: number }[] = [];
    wander(walk, walk.anything, xoroshiro128plus(3), 20_000, (action, charge) => {
      taken.push({ action, cost: costNs(charge, weights) });
      return false;
    });
    let state = walk.machine.initial;
    const costs = taken.map(({ action: number }) => {
      const action = walk.machine.actions[number]!;
      const taking = step(state, action);
      if (typeof taking === 'symbol') throw new Error(`${action.name} is not enabled`);
      const before = readerOf(state);
      state = taking.after;
      const { change } = taking;
      return costNs(
        chargeOf({ action, change, before, after: readAfter(before, change), reads: [] }),
        weights,
      );
    });
    expect(taken.map(({ cost }) => cost)).toEqual(costs);
    expect(new Set(costs).size).toBeGreaterThan(4);
  });

  /** The actions of a walk, by name. */
  const namesOf = (scope: string, steps: number): readonly string[] => {
    const walk = walkOf(configuration(scope));
    const names: string[] = [];
    wander(walk, walk.anything, xoroshiro128plus(1), steps, (action) => {
      names.push(walk.machine.actions[action]!.name);
      return false;
    });
    return names;
  };

  it('has events of a source come from one CPU for long, and from all in the end', () => {
    const events = namesOf('4:2x1', 50_000).filter((name) => name.startsWith('raise('));
    const changes = events.filter((name, i) => i > 0 && name !== events[i - 1]).length;
    expect(new Set(events).size).toBe(4);
    // One in 50 chooses anew, and one in four of those the same again.
    expect(events.length / changes).toBeGreaterThan(50);
    expect(events.length / changes).toBeLessThan(85);
  });

  it('that is settled has no VCPU move, no lifecycle, and one CPU for the events of a source', () => {
    const walk = walkOf(configuration('3:2x2', { lifecycle: ['reset', 'hotplug'] }));
    const enabled = new Enabled(walk.walker, settled('vm0.dev0.e1', 'cpu2'));
    const seen = new Set<string>();
    wander(walk, enabled, xoroshiro128plus(1), 5000, (action) => {
      seen.add(walk.machine.actions[action]!.name);
      return false;
    });
    const names = [...seen];
    expect(names.filter((name) => /^(migrate|reset|plug|unplug)/.test(name))).toEqual([]);
    expect(names.filter((name) => name.startsWith('raise(vm0.dev0.e1'))).toEqual([
      'raise(vm0.dev0.e1, cpu2)',
    ]);
    expect(names.filter((name) => name.startsWith('raise(vm0.dev0.e0'))).toHaveLength(3);
  });

  it('ends where nothing is enabled', () => {
    const walk = walkOf(configuration('1:1x0', { moves: false, guest: 'any' }));
    // The only VCPU runs, is preempted now and then, and goes idle in the end; nothing can wake it.
    expect(wander(walk, walk.anything, xoroshiro128plus(1), 1000)).toBeLessThan(1000);
  });
});
