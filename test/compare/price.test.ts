/** The price of a policy: what is paid for each event in the long run, shown by cycles that the pure model can repeat. */
import { describe, expect, it } from 'vitest';
import { disabled } from '../../model/action.ts';
import type { Configuration } from '../../model/configuration.ts';
import { defineFault } from '../../model/faults/fault.ts';
import type { State } from '../../model/machine.ts';
import { machineOf } from '../../model/machine.ts';
import type { Charge } from '../../src/compare/charge.ts';
import { chargeOf, costNs } from '../../src/compare/charge.ts';
import type { PriceExtremes } from '../../src/compare/price.ts';
import { priceExtremes } from '../../src/compare/price.ts';
import type { Extreme, Item, Weights } from '../../src/compare/report.ts';
import { items } from '../../src/compare/report.ts';
import type { Budget } from '../../src/engine/budget.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { Nondeterminism } from '../../src/engine/recheck.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';
import { keyOf, stepsFrom } from '../oracle/naive.ts';
import { patienceMs } from '../runs.ts';

const weights: Weights = { ipi: 310, exit: 710, wakeUp: 5_000, reprogramming: 1_000 };

type Paid = (charge: Charge) => number;

/** Everything that is priced, by name. */
const priced: readonly (readonly [Item | 'cost', Paid])[] = [
  ...items.map((item) => [item, (charge: Charge) => charge[item]] as const),
  ['cost', (charge) => costNs(charge, weights)],
];

const extremesOf = (price: PriceExtremes, name: Item | 'cost') =>
  name === 'cost' ? price.cost : price.items[name];

/** `0/1`, `unbounded`, … */
const short = (extreme: Extreme): string =>
  extreme.is === 'ratio' ? `${extreme.numerator}/${extreme.denominator}` : extreme.is;

const priceOf = (scope: string, axes: Short = {}): PriceExtremes =>
  priceExtremes(configuration(scope, axes), weights, unlimited);

/** The least and the most by item, as short as they can be written: `0/1 … 1/1`. */
const table = (scope: string, axes: Short = {}): Readonly<Record<string, string>> => {
  const price = priceOf(scope, axes);
  const cell = (name: Item | 'cost'): string => {
    const { best, worst } = extremesOf(price, name);
    return name === 'local' ? `${short(worst)} … ${short(best)}` : `${short(best)} … ${short(worst)}`;
  };
  return Object.fromEntries(priced.map(([name]) => [name, cell(name)]));
};

// --- the oracle -------------------------------------------------------------------------------------------------

interface Naive {
  readonly states: number;
  readonly edges: readonly { readonly from: number; readonly to: number; readonly charge: Charge }[];
}

const naiveGraph = (config: Configuration): Naive => {
  const { initial, actions } = machineOf(config);
  const numbers = new Map([[keyOf(initial), 0]]);
  const queue: State[] = [initial];
  const edges: Naive['edges'][number][] = [];
  for (const [from, state] of queue.entries())
    for (const { after, sight } of stepsFrom(state, actions, null)) {
      const key = keyOf(after);
      const to = numbers.get(key) ?? queue.push(after) - 1;
      numbers.set(key, to);
      edges.push({ from, to, charge: chargeOf(sight) });
    }
  return { states: queue.length, edges };
};

/** Bellman and Ford: whether the sum over some cycle is above 0. */
const hasCycleAbove0 = ({ states, edges }: Naive, gain: Paid): boolean => {
  const gains = edges.map(({ charge }) => gain(charge));
  const best = new Float64Array(states);
  for (let round = 0; round <= states; round++) {
    let isStill = true;
    edges.forEach(({ from, to }, i) => {
      if (best[from]! + gains[i]! <= best[to]!) return;
      best[to] = best[from]! + gains[i]!;
      isStill = false;
    });
    if (isStill) return false;
  }
  return true;
};

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** Runs stem and cycle on the pure model: it must end where the cycle begins. Returns what the cycle is charged. */
const chargesAlong = (
  config: Configuration,
  { stem, cycle }: { readonly stem: readonly string[]; readonly cycle: readonly string[] },
): readonly Charge[] => {
  const { initial, actions } = machineOf(config);
  const charges: Charge[] = [];
  let state = initial;
  const take = (name: string): void => {
    const action = actions.filter((one) => one.name === name);
    const [taken] = stepsFrom(state, action, null);
    if (taken === undefined) throw new Error(`${name} is not enabled`);
    charges.push(chargeOf(taken.sight));
    state = taken.after;
  };
  for (const name of stem) take(name);
  const begin = keyOf(state);
  charges.length = 0;
  for (const name of cycle) take(name);
  expect(keyOf(state)).toBe(begin);
  expect(cycle.length).toBeGreaterThan(0);
  return charges;
};

const confirm = (config: Configuration): void => {
  const price = priceExtremes(config, weights, unlimited);
  const graph = naiveGraph(config);
  for (const [name, paid] of priced)
    for (const [which, towards] of [
      ['best', -1],
      ['worst', 1],
    ] as const) {
      const sign = name === 'local' ? -towards : towards;
      const extreme = extremesOf(price, name)[which];
      if (extreme.is !== 'ratio' && extreme.is !== 'unbounded')
        throw new Error(`${name} ${which} is ${extreme.is}`);
      const sum = (of: Paid) => chargesAlong(config, extreme).reduce((all, charge) => all + of(charge), 0);
      const [cost, events] = [sum(paid), sum((charge) => charge.events)];
      if (extreme.is === 'unbounded') {
        expect([which, events]).toEqual(['worst', 0]);
        expect(cost).toBeGreaterThan(0);
        continue;
      }
      const { numerator, denominator } = extreme;
      expect(denominator).toBeGreaterThan(0);
      expect(divisor(numerator, denominator)).toBe(1);
      expect(events).toBeGreaterThan(0);
      expect(cost * denominator).toBe(numerator * events);
      const isBetter = (charge: Charge) => sign * (denominator * paid(charge) - numerator * charge.events);
      expect(hasCycleAbove0(graph, isBetter)).toBe(false);
    }
};

describe('the price', { timeout: patienceMs }, () => {
  const rows: readonly (readonly [string, Short])[] = [
    ['1:1x1', {}],
    ['2:1x1', { policy: 'every-event' }],
    ['2:2x1', {}],
    ['2:2x1', { policy: 'on-miss', guest: 'lowest', moves: false }],
    ['2:1x1', { policy: 'on-move', map: 'on-dispatch' }],
    ['1:2x1', { policy: 'periodic:3' }],
    ['2:2x1', { policy: 'every-event', guest: 'hostile', moves: false, hinting: 'atomic' }],
    ['2:1x1', { lifecycle: ['reset', 'masking'] }],
    ['1:2x1', { lifecycle: ['hotplug', 'masking'], policy: 'first-nonempty' }],
    ['1:1x1+1x1', { policy: 'every-event' }],
  ];
  it.each(rows.map((row) => [JSON.stringify(row), row] as const))(
    'is what the oracle says, and its cycles can be repeated: %s',
    (_, [scope, axes]) => confirm(configuration(scope, axes)),
  );
});

const never = '0/1 … 0/1';
const always = '1/1 … 1/1';
const atMost1 = '0/1 … 1/1';

describe('in the long run', { timeout: patienceMs }, () => {
  it('one CPU has nothing but local events; whether they cost anything is up to who is halted, and programmed', () => {
    expect(table('1:2x1')).toEqual({
      hints: never,
      local: always,
      remote: never,
      ipis: never,
      exits: never,
      'wake-ups': atMost1,
      reprogrammings: never,
      cost: '0/1 … 5000/1',
    });
    expect(table('1:2x1', { policy: 'every-event' })).toEqual({
      hints: always,
      local: always,
      remote: never,
      ipis: never,
      exits: never,
      'wake-ups': atMost1,
      reprogrammings: atMost1,
      cost: '0/1 … 6000/1',
    });
  });

  it('a policy that hints once pays for no hint any more, whatever events and VCPUs do', () => {
    for (const policy of ['first-time', 'first-nonempty', 'never'])
      expect(table('2:2x1', { policy })).toEqual({
        hints: never,
        local: atMost1,
        remote: atMost1,
        ipis: atMost1,
        exits: atMost1,
        'wake-ups': atMost1,
        reprogrammings: never,
        // A wake-up by an IPI: whoever is halted is in no guest that could be forced to exit.
        cost: '0/1 … 5310/1',
      });
  });

  it('a VM that is reset again and again gets its first hint each time', () => {
    const { hints, reprogrammings } = table('2:1x1', { lifecycle: ['reset'] });
    expect([hints, reprogrammings]).toEqual([atMost1, atMost1]);
    // An event that is reset before it is identified costs no hint.
    expect(table('2:1x1', { policy: 'every-event', lifecycle: ['reset'] }).hints).toBe(atMost1);
  });

  it.each([
    ['every-event', always],
    ['periodic:2', '1/2 … 1/2'],
    ['periodic:3', '1/3 … 1/3'],
    ['on-move', atMost1],
  ])('under %s there are %s hints to an event', (policy, hints) => {
    expect(table('2:1x1', { policy }).hints).toBe(hints);
  });

  it('a policy that hints after moves does not hint where nobody moves, and one that hints on a miss does', () => {
    expect(table('2:2x1', { policy: 'on-move', moves: false })).toEqual(
      table('2:2x1', { policy: 'first-time', moves: false }),
    );
    const { hints, remote, cost } = table('2:2x1', { policy: 'on-miss', moves: false });
    expect([hints, remote, cost]).toEqual([atMost1, atMost1, '0/1 … 6310/1']);
  });

  it('what an obedient guest may reprogram is bounded by hints, what a hostile one may is not', () => {
    expect(table('2:1x1', { policy: 'periodic:3' }).reprogrammings).toBe('0/1 … 1/3');
    expect(table('2:1x1', { policy: 'every-event', guest: 'ignore' }).reprogrammings).toBe(never);
    const { reprogrammings, cost, exits } = table('2:2x1', { guest: 'hostile', moves: false });
    expect([reprogrammings, cost, exits]).toEqual(['0/1 … unbounded', '0/1 … unbounded', atMost1]);
  });

  it('there is no price without events', () => {
    const silent = defineFault({ name: 'silent', next: { raise: () => disabled } });
    const price = priceExtremes({ ...configuration('1:2x1'), fault: silent }, weights, unlimited);
    for (const [name] of priced)
      expect(extremesOf(price, name)).toEqual({ best: { is: 'no-events' }, worst: { is: 'no-events' } });
  });
});

describe('a price is shown by', () => {
  it('a cycle, and a shortest way to it', () => {
    const { worst } = priceOf('1:1x1', { policy: 'every-event' }).items.hints;
    const cycle = ['raise(vm0.dev0.e0, cpu0)', 'identify(vm0.dev0.e0)', 'inject(vm0.dev0.e0)'];
    expect(worst).toEqual({ is: 'ratio', numerator: 1, denominator: 1, stem: expect.anything(), cycle });
    expect(worst).toHaveProperty('stem', cycle);
  });
});

describe('what is not known of a price', () => {
  const config = configuration('2:2x1');
  const all = (price: PriceExtremes): readonly Extreme[] =>
    priced.flatMap(([name]) => Object.values(extremesOf(price, name)));
  const cutAt = (calls: number, cut: 'time' | 'memory' | 'interrupted'): Budget => {
    let asked = 0;
    return { memoryBytes: Infinity, check: () => (asked++ < calls ? null : cut) };
  };

  it.each([
    ['time', 'the time budget ended'],
    ['memory', 'the memory budget ended'],
    ['interrupted', 'interrupted'],
  ] as const)('is unfinished where the budget ended by %s', (cut, reason) => {
    for (const extreme of all(priceExtremes(config, weights, cutAt(0, cut))))
      expect(extreme).toEqual({ is: 'unfinished', reason });
  });

  it('is unfinished, and what was found before that is kept', () => {
    const whole = all(priceOf('2:2x1'));
    let calls = 0;
    const check = () => {
      calls++;
      return null;
    };
    priceExtremes(config, weights, { ...unlimited, check });
    const part = all(priceExtremes(config, weights, cutAt(Math.floor(calls / 2), 'time')));
    const known = part.filter(({ is }) => is !== 'unfinished').length;
    expect(known).toBeGreaterThan(2);
    expect(known).toBeLessThan(14);
    expect(part.slice(0, known)).toEqual(whole.slice(0, known));
    for (const extreme of part.slice(known))
      expect(extreme).toEqual({ is: 'unfinished', reason: 'the time budget ended' });
  });

  it('is unfinished where there are more states than cycles are looked for in', () => {
    const large = configuration('2:2x2');
    for (const extreme of all(priceExtremes(large, weights, unlimited, undefined, 12_000)))
      expect(extreme).toEqual({ is: 'unfinished', reason: 'more than 12,000 states' });
  });

  it('is unfinished where cycles would take more memory than there is', () => {
    let bytesMost = 0;
    const check: Budget['check'] = ({ bytes }) => {
      bytesMost = Math.max(bytesMost, bytes);
      return null;
    };
    priceExtremes(config, weights, { ...unlimited, check });
    const tight: Budget = { ...unlimited, check: ({ bytes }) => (bytes < bytesMost ? null : 'memory') };
    for (const extreme of all(priceExtremes(config, weights, tight)))
      expect(extreme).toEqual({ is: 'unfinished', reason: 'the memory budget ended' });
  });
});

it('a policy that answers otherwise when it is asked again has no price', () => {
  const again = () => machineOf(configuration('2:1x1', { policy: 'every-event' }));
  expect(() => priceExtremes(configuration('2:1x1'), weights, unlimited, again)).toThrow(Nondeterminism);
});
