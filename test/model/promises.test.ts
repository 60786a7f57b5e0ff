/** What policies and guests say of themselves: which there are, what they claim, and what they make vacuous. */
import { describe, expect, it } from 'vitest';
import { guestNamed, guestNames } from '../../model/guests/index.ts';
import { policyNamed, policyNames } from '../../model/policies/index.ts';
import { properties } from '../../properties/index.ts';
import { decide } from '../../src/decide/decide.ts';
import { unlimited } from '../../src/engine/budget.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';

it('there are the policies and the guests of docs/model.md, in its order', () => {
  expect(policyNames).toEqual([
    'first-time',
    'first-nonempty',
    'every-event',
    'on-move',
    'on-miss',
    'running-only',
    'never',
    'periodic:<n>',
  ]);
  expect(guestNames).toEqual(['any', 'lowest', 'keep-local', 'ignore', 'hostile']);
});

it.each(['a periodic:2', 'periodic:2 ', 'periodic:1234567890'])('no policy is called %j', (name) =>
  expect(policyNamed(name)).toBeUndefined(),
);

it('claim 1 is claimed by the policy that is claim 1 to the letter, and by no other', () => {
  const claims = policyNames.map((name) => [name, policyNamed(name.replace('<n>', '2'))!.claims]);
  expect(claims.filter(([, contracts]) => contracts!.length > 0)).toEqual([['first-time', ['claim-1']]]);
});

it('a periodic policy counts its events', () => {
  const { initial, decide } = policyNamed('periodic:3')!;
  const memories = [initial];
  for (let i = 0; i < 4; i++) {
    const event = { memory: memories.at(-1)!, on: 'cpu0', mappedHere: [], route: 'vm0.vcpu0' } as const;
    memories.push(decide({ ...event, source: 'vm0.net0.rx', condition: () => 'running' }).memory);
  }
  expect(memories).toEqual([0, 1, 2, 0, 1]);
});

/** Small configurations, in which together whatever a policy and a guest let happen does happen. */
const everywhere: readonly (readonly [scope: string, axes: Short])[] = [
  ['2:2x1', { hinting: 'atomic' }],
  ['1:2x1', { hinting: 'atomic', lifecycle: ['reset', 'hotplug'] }],
  ['2:1x1', { moves: false }],
  ['1:1x1+1x1', { hinting: 'atomic' }],
];

/** A hint without the routed VCPU names two only where there are three, and one that can be unplugged only elsewhere. */
const onMiss: typeof everywhere = [
  ['2:3x1', { hinting: 'atomic', moves: false }],
  ['2:2x1', { hinting: 'atomic', moves: false, lifecycle: ['hotplug'] }],
];

/** The properties that are meant somewhere, and put to the test nowhere. */
const vacuous = (given: Short, where = everywhere): readonly string[] => {
  const results = where.flatMap(([scope, axes]) =>
    decide(
      configuration(scope, { ...axes, ...given }),
      { properties, isDemanded: () => true },
      unlimited,
    ).properties.map(({ id, result }) => ({ id, result })),
  );
  return properties
    .map(({ id }) => id)
    .filter((id) => {
      const own = results.filter((one) => one.id === id && one.result !== 'not-applicable');
      return own.length > 0 && own.every(({ result }) => result === 'vacuous');
    });
};

describe('everything is put to the test that is not said to be vacuous', () => {
  it.each(policyNames.map((name) => name.replace('<n>', '2')))('by the policy %s', (policy) => {
    const where = policy === 'on-miss' ? [...everywhere, ...onMiss] : everywhere;
    expect(vacuous({ policy }, where).toSorted()).toEqual([...policyNamed(policy)!.makesVacuous].sort());
  });
  it.each(guestNames)('by the guest %s', (guest) => {
    const found = vacuous({ guest });
    const { makesVacuous } = guestNamed(guest)!;
    // what a guest is not meant for is not vacuous, and may be said to be
    expect(makesVacuous).toEqual(expect.arrayContaining([...found]));
    expect(found.length > 0).toBe(makesVacuous.length > 0);
  });
});
