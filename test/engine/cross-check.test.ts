/** Both explorers and `decide` against the naive oracle: counts, verdicts, and the lengths of traces. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lifecycles } from '../../model/configuration.ts';
import { guestNames } from '../../model/guests/index.ts';
import { machineOf } from '../../model/machine.ts';
import { decide } from '../../src/decide/decide.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { explore } from '../../src/engine/explicit.ts';
import { exploreSymbolically } from '../../src/engine/symbolic/symbolic.ts';
import { configuration } from '../configurations.ts';
import { finiteProperties as properties } from '../finite.ts';
import { naiveSearch, naiveVerdicts } from '../oracle/naive.ts';
import { patienceMs, runs } from '../runs.ts';
import type { Row } from '../small-configurations.ts';
import {
  nameOf,
  ofFaults,
  ofGuests,
  ofLifecycles,
  ofPolicies,
  ofTopologies,
  policies,
} from '../small-configurations.ts';

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
    it.each(ofFaults.map((row) => [nameOf(row), row] as const))('%s', (_, row) => agree(row));
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
