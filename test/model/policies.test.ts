import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyNamed, policyNames } from '../../model/policies/index.ts';
import type { Identification, Move, Policy } from '../../model/policies/policy.ts';
import { contracts, definePolicy } from '../../model/policies/policy.ts';
import { same } from '../../model/same.ts';
import type { Condition, Hint, Json } from '../../model/state.ts';
import type { VcpuId } from '../../model/topology.ts';
import { properties } from '../../properties/index.ts';
import { decide } from '../../src/decide/decide.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { configuration } from '../configurations.ts';
import { runs } from '../runs.ts';
import { frozen } from './frozen.ts';

const names = policyNames.flatMap((name) =>
  name === 'periodic:<n>' ? ['periodic:1', 'periodic:2', 'periodic:7'] : [name],
);
const policies = names.map((name): readonly [string, Policy] => [name, policyNamed(name)!]);

const [v0, v1, v2] = ['vm0.vcpu0', 'vm0.vcpu1', 'vm0.vcpu2'] as const;
const source = 'vm0.net0.rx';

interface Event {
  readonly here: readonly VcpuId[];
  readonly route: VcpuId;
  readonly conditions: Readonly<Record<VcpuId, Condition>>;
}

const identification = (memory: Json, { here, route, conditions }: Event): Identification =>
  frozen({ memory, on: 'cpu0', mappedHere: here, route, source, condition: (vcpu) => conditions[vcpu]! });

const anyCondition = fc.constantFrom<Condition[]>('running', 'ready', 'halted', 'offline');
const anyEvent: fc.Arbitrary<Event> = fc.record({
  here: fc.subarray<VcpuId>([v0, v1, v2]),
  route: fc.constantFrom(v0, v1, v2),
  conditions: fc.record({ [v0]: anyCondition, [v1]: anyCondition, [v2]: anyCondition }),
});
const anyMove: fc.Arbitrary<Move> = fc.record({
  vcpu: fc.constantFrom(v0, v1),
  from: fc.constantFrom('cpu0', 'cpu1', null),
  to: fc.constantFrom('cpu2', 'cpu3'),
});
/** What happens to one source, in the eyes of a policy. */
const anyPast = fc.array(fc.oneof(anyEvent, anyMove), { maxLength: 12 });

const isJson = (value: Json): boolean => same(JSON.parse(JSON.stringify(value)), value);

/** Runs a policy; what it decided, and every memory on the way. */
const live = (policy: Policy, past: readonly (Event | Move)[]) => {
  const hints: { here: readonly VcpuId[]; hint: Hint }[] = [];
  const memories: Json[] = [frozen(policy.initial)];
  for (const one of past) {
    const memory = memories.at(-1)!;
    if ('to' in one) {
      memories.push(frozen(policy.onMove ? policy.onMove(memory, frozen(one)) : memory));
      continue;
    }
    const decision = policy.decide(identification(memory, one));
    hints.push({ here: one.here, hint: decision.hint });
    memories.push(frozen(decision.memory));
  }
  return { hints, memories };
};

describe.each(policies)('the policy %s', (name, policy) => {
  it('is found by its name, and says in a sentence when it hints', () => {
    expect(policy.name).toBe(name);
    expect(policy.summary).toMatch(/^\w.{10,}[^.]$/);
    expect(policy.summary).toMatch(/hint/);
  });

  it('claims contracts that there are, and declares properties vacuous that there are', () => {
    expect(contracts).toEqual(expect.arrayContaining([...policy.claims]));
    expect(properties.map(({ id }) => id)).toEqual(expect.arrayContaining([...policy.makesVacuous]));
  });

  it('makes vacuous what it says it does', () => {
    const demands = {
      properties: properties.filter(({ id }) => policy.makesVacuous.includes(id)),
      isDemanded: () => true,
    };
    for (const config of [
      configuration('2:1x1', { policy: name }),
      configuration('2:2x1', { policy: name, hinting: 'atomic', moves: false }),
    ])
      for (const { id, result } of decide(config, demands, unlimited).properties)
        expect([id, result === 'not-applicable' ? 'vacuous' : result]).toEqual([id, 'vacuous']);
  });

  it('names only VCPUs that are mapped to the event’s CPU, in frozen data, and keeps JSON', () => {
    fc.assert(
      fc.property(anyPast, (past) => {
        const { hints, memories } = live(policy, past);
        for (const { here, hint } of hints)
          if (hint !== null) expect(here).toEqual(expect.arrayContaining([...hint]));
        for (const memory of memories) expect(isJson(memory)).toBe(true);
      }),
      runs(50),
    );
  });

  it('decides the same whenever it is asked the same', () => {
    fc.assert(
      fc.property(anyPast, (past) => {
        expect(live(policy, past)).toEqual(live(policyNamed(name)!, past));
      }),
      runs(50),
    );
  });
});

describe('the names of policies', () => {
  it('are all different', () => expect(new Set(policyNames).size).toBe(policyNames.length));

  it.each([
    '',
    'First-Time',
    'periodic',
    'periodic:',
    'periodic:0',
    'periodic:-1',
    'periodic:01',
    'periodic:1e3',
    'periodic:1 ',
  ])('do not include %j', (name) => expect(policyNamed(name)).toBeUndefined());
});

/** What each hints with, event after event: all VCPUs are running, and the route is v0, unless the row says more. */
describe('policies decide', () => {
  type Given = Partial<Event> | 'a move';
  const none: Partial<Event> = { here: [] };
  const both: Partial<Event> = { here: [v0, v1] };
  const second: Partial<Event> = { here: [v1] };
  const ready = { [v0]: 'ready', [v1]: 'ready' } as const;

  const move: Move = { vcpu: v1, from: 'cpu0', to: 'cpu1' };
  const decide = (name: string, given: readonly Given[]): readonly Hint[] => {
    const conditions = { [v0]: 'running', [v1]: 'running', [v2]: 'running' } as const;
    const past = given.map((one) => (one === 'a move' ? move : { here: [], route: v0, conditions, ...one }));
    return live(policyNamed(name)!, past).hints.map(({ hint }) => hint);
  };

  it.each<[string, readonly Given[], readonly Hint[]]>([
    ['first-time', [both, both], [[v0, v1], null]],
    ['first-time', [none, both], [[], null]],
    ['first-time', [both, 'a move', both], [[v0, v1], null]],
    ['first-nonempty', [none, none, both, second], [null, null, [v0, v1], null]],
    ['first-nonempty', [second, 'a move', both], [[v1], null]],
    ['every-event', [both, none, second], [[v0, v1], [], [v1]]],
    ['on-move', [none, second, both, 'a move', none, both, both], [null, [v1], null, null, [v0, v1], null]],
    ['on-miss', [both, second, none, second], [null, [v1], null, [v1]]],
    ['on-miss', [{ ...both, route: v2 }], [[v0, v1]]],
    ['running-only', [second, { ...second, conditions: ready }], [[v1], null]],
    ['running-only', [{ ...both, conditions: { [v0]: 'ready', [v1]: 'running' } }], [[v1]]],
    ['running-only', [both, { ...both, route: v1 }, none], [null, null, null]],
    ['never', [both, second, none], [null, null, null]],
    ['periodic:1', [both, none, second], [[v0, v1], [], [v1]]],
    ['periodic:2', [none, both, both, second], [[], null, [v0, v1], null]],
    ['periodic:3', [both, both, 'a move', both, second], [[v0, v1], null, null, [v1]]],
  ])('%s: given %o, hints %o', (name, given, hints) => {
    expect(decide(name, given)).toEqual(hints);
  });

  it('every policy, here', () => {
    const missing = policyNames.filter((name) => decide(name.replace('<n>', '2'), [both]).length !== 1);
    expect(missing).toEqual([]);
  });
});

describe('a policy that is defined in two lines', () => {
  it('has no memory, no claims, and makes nothing vacuous', () => {
    const policy = definePolicy({ name: 'mine', decide: () => ({ hint: null, memory: null }) });
    expect(policy).toMatchObject({ name: 'mine', initial: null, claims: [], makesVacuous: [] });
    expect(policy.onMove).toBeUndefined();
  });
});
