/** The symbolic explorer where it does not get to its end, or is not asked to; and what it says of itself. */
import { describe, expect, it } from 'vitest';
import { machineOf } from '../../../model/machine.ts';
import { definePolicy } from '../../../model/policies/policy.ts';
import { properties } from '../../../properties/index.ts';
import { decide } from '../../../src/decide/decide.ts';
import type { Budget } from '../../../src/engine/budget.ts';
import { unlimited } from '../../../src/engine/budget.ts';
import { explore } from '../../../src/engine/explicit.ts';
import { cellOrderNames, cellOrders } from '../../../src/engine/symbolic/order.ts';
import { exploreSymbolically } from '../../../src/engine/symbolic/symbolic.ts';
import { actionsAlong, considerAfter, isFinding, replay } from '../../../src/path/replay.ts';
import type { Short } from '../../configurations.ts';
import { configuration } from '../../configurations.ts';
import { finiteNamed } from '../../finite.ts';

const asked = (scope: string, axes: Short, ...ids: readonly string[]) => {
  const model = machineOf(configuration(scope, axes));
  const questions = ids.flatMap((id) => finiteNamed(id).questions(model.setup));
  return { model, questions };
};

/** Ends at the nth look at it. */
const ending = (looks: number, cut: 'time' | 'memory' | 'interrupted'): Budget => {
  let left = looks;
  return { ...unlimited, check: () => (left-- > 0 ? null : cut) };
};

describe('a symbolic exploration that is cut', () => {
  const large = asked('2:2x2+2x2', {}, 'hint-names-somebody', 'map-faithful');
  const looksInAll = () => {
    let looks = 0;
    const check = () => {
      looks++;
      return null;
    };
    exploreSymbolically({ ...large, budget: { ...unlimited, check } });
    return looks;
  };

  it('says so wherever that happens, and never that it is complete', () => {
    const all = looksInAll();
    expect(all).toBeGreaterThan(10);
    for (let looks = 0; looks < all - 1; looks += Math.ceil(all / 12)) {
      const { complete, cut, states } = exploreSymbolically({ ...large, budget: ending(looks, 'time') });
      // What is searched for after the set was decided is only traces.
      if (complete) expect(states).toBe(191_738_745_000n);
      else expect(cut).toBe('time');
    }
    const early = exploreSymbolically({ ...large, budget: ending(3, 'interrupted') });
    expect(early).toMatchObject({ complete: false, cut: 'interrupted', settled: false });
    expect(early.found.every((one) => one === null)).toBe(true);
  });

  it('leaves every property unfinished that it did not get to', () => {
    const demands = { properties, isDemanded: () => true, engine: 'symbolic' } as const;
    const decided = decide(configuration('2:2x2+2x2'), demands, ending(2, 'time')).properties;
    const open = decided.filter(({ result }) => result !== 'not-applicable');
    expect(open.length).toBeGreaterThan(20);
    for (const { result, reason } of open)
      expect([result, reason]).toEqual(['unfinished', 'the time budget ended']);
  });

  it('by memory holds the budget, or gets through by collecting', () => {
    const { model } = asked('3:3x2+3x2', {});
    const ends = [4, 12, 24, 64].map((mebibytes) => {
      const memoryBytes = mebibytes * 2 ** 20;
      // With less room there is more to compute again: it need not get there.
      const patience = ending(400, 'time').check;
      const { cut, states, bytes } = exploreSymbolically({
        model,
        questions: [],
        budget: { memoryBytes, check: patience },
      });
      expect(bytes).toBeLessThanOrEqual(memoryBytes);
      if (cut === null) expect(states).toBe(2_861_886_264_041_700n);
      else expect(['time', 'memory']).toContain(cut);
      return cut;
    });
    expect(ends[0]).not.toBeNull();
    expect(ends.at(-1)).toBeNull();
  });

  it('comes to the same with tables that are collected again and again', () => {
    const { model, questions } = asked('2:2x1', { policy: 'on-miss' }, 'map-faithful', 'hint-sent');
    const request = { model, questions, budget: unlimited };
    const small = exploreSymbolically(request, { first: 64, comfortable: 64 });
    expect(small.diagram!.collections).toBeGreaterThan(5);
    expect(small).toMatchObject({ states: 66_812n, transitions: 319_216n, complete: true });
    expect(small.found.at(-1)!.length).toBe(explore(request).found.at(-1)!.length);
  });
});

describe('where only findings are asked for', () => {
  const { model, questions } = asked('2:2x2+2x2', {}, 'hint-sent');

  it('it stops when they are there, having built less', () => {
    const whole = exploreSymbolically({ model, questions, budget: unlimited });
    const early = exploreSymbolically({ model, questions, budget: unlimited, untilFound: true });
    expect(early).toMatchObject({ settled: true, complete: false, cut: null });
    expect(early.diagram!.madeNodes).toBeLessThan(whole.diagram!.madeNodes / 2);
    expect(early.found.map((found) => found!.length)).toEqual(whole.found.map((found) => found!.length));
  });
});

describe('a way', () => {
  const { model, questions } = asked('2:2x1', {}, 'hint-names-two', 'delivered-remotely', 'hint-sent');
  const request = { model, questions, budget: unlimited };
  const shortest = explore(request).found.map((found) => found!.length);
  const none = { least: 0, share: 0 };
  const much = { least: 2 ** 20, share: 1 };

  it('is a shortest one where layers are searched', () => {
    const { found } = exploreSymbolically(request, { layers: much, chain: none });
    expect(found.map((one) => [one!.length, one!.atLeast])).toEqual(shortest.map((n) => [n, n]));
  });

  it('is a way all the same where they are not, and is not said to be a shortest one', () => {
    const { found, wayless } = exploreSymbolically(request, { layers: none, chain: much });
    expect(wayless).toEqual(questions.map(() => false));
    found.forEach((one, i) => {
      expect(one!.atLeast).toBeLessThanOrEqual(shortest[i]!);
      expect(one!.length).toBeGreaterThanOrEqual(shortest[i]!);
      const actions = actionsAlong(model, one!);
      const run = replay(model, actions);
      expect(run.stuck).toBeNull();
      expect(isFinding(considerAfter(actions.length, questions[i]!, actions, run).answer)).toBe(true);
    });
  });

  it('that is not found leaves its question open, not answered', () => {
    const { found, wayless } = exploreSymbolically(request, { layers: none, chain: none });
    expect(found).toEqual(questions.map(() => null));
    expect(wayless).toEqual(questions.map(() => true));
  });
});

describe('learning', () => {
  it('signals nothing through code that may be the user’s: who swallows exceptions loses no state', () => {
    const swallowing = definePolicy({
      name: 'swallowing',
      initial: false,
      decide: (event) => {
        try {
          return { hint: event.memory ? null : event.mappedHere, memory: true };
        } catch {
          return { hint: null, memory: false };
        }
      },
    });
    const model = machineOf({ ...configuration('2:2x1'), policy: swallowing });
    const { states, transitions } = exploreSymbolically({ model, questions: [], budget: unlimited });
    expect([states, transitions]).toEqual([3_654n, 17_032n]);
  });
});

describe('an order of cells', () => {
  const { model } = asked('3:2x1+1x2', { lifecycle: ['masking'] });

  it.each(cellOrderNames)('%s has every cell once', (name) => {
    const names = (cells: readonly { readonly name: string }[]) => cells.map((cell) => cell.name).sort();
    expect(names(cellOrders[name](model))).toEqual(names(model.cells));
  });

  it('by owner keeps a VM together, its shared cells below its sources, and the host at the bottom', () => {
    const order = cellOrders['by-owner'](model);
    const runs = order.filter(({ owner }, i) => owner !== order[i - 1]?.owner).map(({ owner }) => owner);
    expect(runs).toHaveLength(3);
    expect(runs.at(-1)).toBeNull();
    const kinds = order.filter(({ owner }) => owner === 'vm0').map(({ cluster }) => cluster !== null);
    expect(kinds).toEqual(kinds.toSorted((a, b) => Number(b) - Number(a)));
  });

  it('is reported, with the size of what it led to', () => {
    const { diagram } = exploreSymbolically({ model, questions: [], budget: unlimited });
    expect(diagram!.order).toEqual(cellOrders['by-owner'](model).map(({ name }) => name));
    expect(diagram!.nodes).toBeLessThanOrEqual(diagram!.peakNodes);
    expect(diagram!.peakNodes).toBeLessThanOrEqual(diagram!.madeNodes);
  });
});
