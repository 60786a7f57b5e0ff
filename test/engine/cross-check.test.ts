/** Both explorers and `decide` against the naive oracle: counts, verdicts, and the lengths of traces. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lifecycles } from '../../model/configuration.ts';
import { faults } from '../../model/faults/index.ts';
import { guestNames } from '../../model/guests/index.ts';
import { machineOf } from '../../model/machine.ts';
import { policyNames } from '../../model/policies/index.ts';
import { properties } from '../../properties/index.ts';
import { decide } from '../../src/check/decide.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { explore } from '../../src/engine/explicit.ts';
import { exploreSymbolically } from '../../src/engine/symbolic/symbolic.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';
import { faultCases } from '../model/fault-cases.ts';
import { naiveSearch, naiveVerdicts } from '../oracle/naive.ts';
import { patienceMs, runs } from '../runs.ts';

type Row = readonly [scope: string, axes: Short];

const policies = policyNames.flatMap((name) =>
  name === 'periodic:<n>' ? ['periodic:2', 'periodic:3'] : [name],
);

/** Every combination of lifecycle options, the empty one included. */
const combinations = Array.from({ length: 2 ** lifecycles.length }, (_, bits) =>
  lifecycles.filter((_, i) => ((bits >> i) & 1) === 1),
);

/** Each policy where all of its answers occur, in some thousand states at most. */
const ofPolicies: readonly Row[] = policies.flatMap((policy): Row[] => [
  ['2:1x1', { policy }],
  ['2:1x1', { policy, map: 'on-dispatch' }],
  ...(policy === 'running-only' || policy === 'periodic:3' ? [] : ([['1:2x1', { policy }]] as const)),
  ...(policy.startsWith('periodic') || policy === 'every-event'
    ? []
    : ([['2:2x1', { policy, hinting: 'atomic', moves: false }]] as const)),
]);

const ofGuests: readonly Row[] = guestNames.flatMap((guest): Row[] => [
  ['2:2x1', { guest, hinting: 'atomic', moves: false }],
  ['1:2x1', { guest, policy: 'every-event' }],
  ['1:2x1', { guest, lifecycle: ['hotplug', 'masking'] }],
]);

/** One VCPU moves and is recorded late; two are pinned; two sources are reset and unplugged together. */
const ofLifecycles: readonly Row[] = combinations.flatMap((lifecycle): Row[] => [
  ['2:1x1', { lifecycle, policy: 'on-move', map: 'on-dispatch', hinting: 'atomic' }],
  ['2:2x1', { lifecycle, moves: false }],
  ['1:2x2', { lifecycle, policy: 'never' }],
  ...(lifecycle.includes('masking') ? [] : ([['1:1x2', { lifecycle, policy: 'on-move' }]] as const)),
]);

const ofTopologies: readonly Row[] = [
  ['1:1x1', {}],
  ['2:2x1', {}],
  ['3:1x1', {}],
  ['1:3x1', {}],
  ['1:1x1+1x1', {}],
  ['1:2x1+1x1', { guest: 'ignore', hinting: 'atomic', lifecycle: ['hotplug'] }],
  ['2:1x1+1x1', { policy: 'never', moves: false, lifecycle: ['reset'] }],
];

const nameOf = ([scope, axes]: Row): string =>
  [scope, ...Object.entries(axes).map(([axis, value]) => `${axis} ${String(value)}`)].join(', ');

const agree = ([scope, axes]: Row): void => {
  const config = configuration(scope, axes);
  const expected = naiveVerdicts(machineOf(config), properties);
  for (const engine of ['explicit', 'symbolic'] as const) {
    const demands = { properties, isDemanded: () => true, engine };
    const { exploration, properties: decided } = decide(config, demands, unlimited);
    expect(exploration).toMatchObject({
      engine,
      states: String(expected.states),
      transitions: String(expected.transitions),
      depth: engine === 'explicit' ? expected.depth : null,
      complete: true,
    });
    expect(
      Object.fromEntries(
        decided.map(({ id, result, trace }) => [id, { result, length: trace?.length ?? null }]),
      ),
    ).toEqual(Object.fromEntries(expected.verdicts));
    for (const { trace } of decided) expect(trace?.shortest ?? true).toBe(true);
  }
};

describe('decide says what the oracle says', { timeout: patienceMs }, () => {
  describe('of every policy', () => {
    it.each(ofPolicies.map((row) => [nameOf(row), row] as const))('%s', (_, row) => agree(row));
  });
  describe('of every guest', () => {
    it.each(ofGuests.map((row) => [nameOf(row), row] as const))('%s', (_, row) => agree(row));
  });
  describe('of every combination of lifecycle options', () => {
    it.each(ofLifecycles.map((row) => [nameOf(row), row] as const))('%s', (_, row) => agree(row));
  });
  describe('of topologies', () => {
    it.each(ofTopologies.map((row) => [nameOf(row), row] as const))('%s', (_, row) => agree(row));
  });
  describe('of every fault', () => {
    const rows = faults.map(({ name }): Row => {
      const [scope, axes] = faultCases[name]!.where;
      return [scope, { ...axes, fault: name }];
    });
    it.each(rows.map((row) => [nameOf(row), row] as const))('%s', (_, row) => agree(row));
  });
});

describe('both explorers count what the oracle counts', { timeout: patienceMs }, () => {
  /** Configurations as they come: those that are small enough are counted by both. */
  const anyRow: fc.Arbitrary<Row> = fc.tuple(
    fc.constantFrom('2:2x1', '1:2x2', '1:2x1+1x1', '2:1x2', '2:1x1+1x1', '1:1x2+1x1', '2:3x1', '3:2x1'),
    fc.record({
      policy: fc.constantFrom(...policies),
      guest: fc.constantFrom(...guestNames),
      map: fc.constantFrom('on-move', 'on-dispatch'),
      hinting: fc.constantFrom('interleaved', 'atomic'),
      moves: fc.boolean(),
      lifecycle: fc.subarray([...lifecycles]),
    }),
  );
  const mostStates = 8000;

  it('wherever it looks', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyRow, ([scope, axes]) => {
        const machine = machineOf(configuration(scope, axes));
        const check = ({ states }: { states: number }) => (states > mostStates ? 'memory' : null);
        const request = {
          model: machine,
          questions: [],
          again: () => machineOf(configuration(scope, axes)),
        };
        const explicit = explore({ ...request, budget: { memoryBytes: Infinity, check } });
        if (!explicit.complete || explicit.states > mostStates) return;
        compared++;
        const { states, transitions, depth } = naiveSearch(machine);
        expect(explicit).toMatchObject({ states, transitions, depth });
        expect(exploreSymbolically({ ...request, budget: unlimited })).toMatchObject({
          states: BigInt(states),
          transitions: BigInt(transitions),
        });
      }),
      runs(60),
    );
    expect(compared).toBeGreaterThan(10);
  });
});
