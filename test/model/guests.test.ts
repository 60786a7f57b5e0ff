import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Guest } from '../../model/guests/guest.ts';
import { defineGuest } from '../../model/guests/guest.ts';
import { guestNamed, guestNames } from '../../model/guests/index.ts';
import type { Hint } from '../../model/state.ts';
import type { VcpuId } from '../../model/topology.ts';
import { properties } from '../../properties/index.ts';
import { decide } from '../../src/decide/decide.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { configuration } from '../configurations.ts';
import { runs } from '../runs.ts';
import { frozen } from './frozen.ts';

const guests = guestNames.map((name): readonly [string, Guest] => [name, guestNamed(name)!]);

const [v0, v1, v2, beyond] = ['vm0.vcpu0', 'vm0.vcpu1', 'vm0.vcpu2', 'vm0.vcpu3'] as const;
const vcpus = [v0, v1, v2];

const anyHint: fc.Arbitrary<Hint> = fc.option(fc.subarray<VcpuId>(vcpus));
const anyRoute = fc.constantFrom<VcpuId[]>(...vcpus);

const choose = (guest: Guest, hint: Hint, route: VcpuId) =>
  guest.choices(frozen(hint), frozen({ route, vcpus }));

describe.each(guests)('the guest %s', (name, guest) => {
  it('is found by its name, and says in a sentence what it does', () => {
    expect(guest.name).toBe(name);
    expect(guest.summary).toMatch(/^\w.{10,}[^.]$/);
  });

  it('makes vacuous what it says it does', () => {
    const demands = {
      properties: properties.filter(({ id }) => guest.makesVacuous.includes(id)),
      isDemanded: () => true,
    };
    expect(demands.properties).toHaveLength(guest.makesVacuous.length);
    const config = configuration('2:2x1', { guest: name });
    for (const { id, result } of decide(config, demands, unlimited).properties)
      expect([id, result === 'not-applicable' ? 'vacuous' : result]).toEqual([id, 'vacuous']);
  });

  it('chooses within the hint if it obeys, and something if it uses hints and must program', () => {
    fc.assert(
      fc.property(anyHint, anyRoute, (hint, route) => {
        const choices = choose(guest, hint, route);
        if (guest.obeys) expect(hint ?? []).toEqual(expect.arrayContaining([...choices]));
        const missed = hint !== null && hint.length > 0 && !hint.includes(route);
        if (guest.usesHints && missed) expect(choices).not.toEqual([]);
        expect(new Set(choices).size).toBe(choices.length);
      }),
      runs(100),
    );
  });

  it('chooses the same whenever it is asked the same', () => {
    fc.assert(
      fc.property(anyHint, anyRoute, (hint, route) => {
        expect(choose(guestNamed(name)!, hint, route)).toEqual(choose(guest, hint, route));
      }),
      runs(50),
    );
  });

  it.skipIf(name === 'hostile')('chooses nothing without a hint', () => {
    expect(choose(guest, null, v0)).toEqual([]);
    expect(choose(guest, [], v0)).toEqual([]);
  });
});

describe('guests choose', () => {
  it.each<[string, Hint, VcpuId, readonly VcpuId[]]>([
    ['any', [v0, v2], v1, [v0, v2]],
    ['any', [v1], v1, [v1]],
    ['lowest', [v1, v2], v0, [v1]],
    ['lowest', [v1, v2], v2, [v1]],
    ['keep-local', [v1, v2], v0, [v1]],
    ['keep-local', [v1, v2], v2, []],
    ['ignore', [v1, v2], v0, []],
    ['hostile', [v1], v0, [v0, v1, v2, beyond]],
    ['hostile', null, v0, [v0, v1, v2, beyond]],
  ])('%s: of %j, routed to %s: %j', (name, hint, route, expected) => {
    expect(choose(guestNamed(name)!, hint, route)).toEqual(expected);
  });

  it.each([
    ['any', { mayIgnore: false, obeys: true, usesHints: true }],
    ['lowest', { mayIgnore: false, obeys: true, usesHints: true }],
    ['keep-local', { mayIgnore: false, obeys: true, usesHints: true }],
    ['ignore', { mayIgnore: true, obeys: true, usesHints: false }],
    ['hostile', { mayIgnore: true, obeys: false, usesHints: false }],
  ])('%s: %o', (name, expected) => expect(guestNamed(name)).toMatchObject(expected));
});

describe('the names of guests', () => {
  it('are all different', () => expect(new Set(guestNames).size).toBe(guestNames.length));
  it.each(['', 'Any', 'none'])('do not include %j', (name) => expect(guestNamed(name)).toBeUndefined());
});

describe('a guest that is defined in two lines', () => {
  it('neither ignores hints nor disobeys them', () => {
    const guest = defineGuest({ name: 'mine', choices: () => [] });
    expect(guest).toMatchObject({ name: 'mine', mayIgnore: false, obeys: true, usesHints: true });
  });
});
