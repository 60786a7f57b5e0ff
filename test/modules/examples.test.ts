import { describe, expect, it } from 'vitest';
import { disabled } from '../../model/action.ts';
import type { Configuration } from '../../model/configuration.ts';
import { any } from '../../model/guests/any.ts';
import { machineOf, readerOf } from '../../model/machine.ts';
import { firstNonempty } from '../../model/policies/first-nonempty.ts';
import { layoutOf } from '../../model/topology.ts';
import { bundleModule, instantiateGuest, instantiatePolicy } from '../../src/modules/index.ts';
import { contextWith, eventWith } from './modules.ts';

const pinned: Omit<Configuration, 'policy'> = {
  topology: { hostCpus: 2, vms: [{ vcpus: 2, devices: { dev0: ['e0'] } }] },
  guest: any,
  map: 'on-move',
  hinting: 'interleaved',
  moves: false,
  lifecycle: ['reset'],
  fault: null,
};

/** Every reachable state, as text. */
const statesOf = (config: Configuration): ReadonlySet<string> => {
  const { initial, actions } = machineOf(config);
  const states = new Map([[JSON.stringify([...initial]), initial]]);
  for (const state of states.values())
    for (const action of actions) {
      const change = action.step(readerOf(state));
      if (change === disabled) continue;
      const after = new Map(state);
      for (const [cell, value] of change.writes) after.set(cell.name, value);
      states.set(JSON.stringify([...after]), after);
    }
  return new Set(states.keys());
};

describe('docs/examples', () => {
  it('first-nonempty.ts decides as the built-in of that name does', async () => {
    const bundle = await bundleModule('docs/examples/first-nonempty.ts', 'policy');
    const policy = instantiatePolicy(bundle, contextWith());
    expect(policy).toMatchObject({
      name: 'docs/examples/first-nonempty.ts',
      claims: firstNonempty.claims,
      makesVacuous: firstNonempty.makesVacuous,
      initial: firstNonempty.initial,
    });
    for (const seen of [false, true])
      for (const mappedHere of [[], ['vm0.vcpu1']] as const) {
        const event = eventWith({ memory: { seen }, mappedHere });
        expect(policy.decide(event)).toEqual(firstNonempty.decide(event));
      }
  });

  it('first-nonempty.ts makes the machine reach the states that the built-in does', async () => {
    const bundle = await bundleModule('docs/examples/first-nonempty.ts', 'policy');
    const context = { ...contextWith(), layout: layoutOf(pinned.topology) };
    const states = statesOf({ ...pinned, policy: instantiatePolicy(bundle, context) });
    expect(states.size).toBeGreaterThan(500);
    expect(states).toEqual(statesOf({ ...pinned, policy: firstNonempty }));
  });

  it('stubborn-guest.ts moves as little as it can', async () => {
    const bundle = await bundleModule('docs/examples/stubborn-guest.ts', 'guest');
    const guest = instantiateGuest(bundle, contextWith());
    const device = { route: 'vm0.vcpu0', vcpus: ['vm0.vcpu0', 'vm0.vcpu1'] } as const;
    expect(guest.choices(null, device)).toEqual([]);
    expect(guest.choices(['vm0.vcpu0', 'vm0.vcpu1'], device)).toEqual([]);
    expect(guest.choices(['vm0.vcpu1'], device)).toEqual(['vm0.vcpu1']);
  });
});
