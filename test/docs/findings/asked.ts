/** What docs/findings.md tells of: the promises about the long run, of which machines they are asked, and under which fairness. */

import type { Configuration } from '../../../model/configuration.ts';
import { guestNames } from '../../../model/guests/index.ts';
import type { ActionLabel } from '../../../model/labels.ts';
import { machineOf } from '../../../model/machine.ts';
import { policyNames } from '../../../model/policies/index.ts';
import { layoutOf } from '../../../model/topology.ts';
import { dispatching, makingRoom } from '../../../properties/fairness.ts';
import { properties } from '../../../properties/index.ts';
import type { Family, LongRunProperty } from '../../../properties/property.ts';
import { isLongRun } from '../../../properties/property.ts';
import type { Short } from '../../configurations.ts';
import { configuration } from '../../configurations.ts';

export const promises: readonly LongRunProperty[] = properties.filter(isLongRun);

export const policies = policyNames.map((name) => (name === 'periodic:<n>' ? 'periodic:3' : name));
export const guests = guestNames;

/** The axes of the model, as flags name them. */
export const axes = {
  '': {},
  '--hinting atomic': { hinting: 'atomic' },
  '--no-moves': { moves: false },
  '--map on-dispatch': { map: 'on-dispatch' },
  '--lifecycle hotplug': { lifecycle: ['hotplug'] },
  '--lifecycle masking': { lifecycle: ['masking'] },
  '--lifecycle reset': { lifecycle: ['reset'] },
  '--hinting atomic --lifecycle masking': { hinting: 'atomic', lifecycle: ['masking'] },
} as const satisfies Readonly<Record<string, Short>>;
export type Flags = keyof typeof axes;

/** Those that every policy and guest is asked on. */
export const gridAxes: readonly Flags[] = [
  '',
  '--hinting atomic',
  '--no-moves',
  '--map on-dispatch',
  '--lifecycle hotplug',
  '--lifecycle masking',
];

/** What is otherwise than the machine and its fairness are. */
interface World {
  /** The properties that are asked, meant or not; without it, all that are meant. */
  readonly asks?: readonly string[];
  /** The actions that there are. */
  readonly only?: (label: ActionLabel) => boolean;
  readonly fairness?: (families: readonly Family[], config: Configuration) => readonly Family[];
}

const locality = ['locality-restored'];
const live = ['event-is-served', 'pending-is-taken'];

const without = (name: string): World => ({
  asks: live,
  fairness: (all) => all.filter((family) => !family.name.startsWith(name)),
});

const onlyWeak = (name: string): World => ({
  asks: [...live, 'hint-is-used'],
  fairness: (all) => all.map((family) => (family.name.startsWith(name) ? { ...family, is: 'weak' } : family)),
});

/** The host owes every ready VCPU its CPU, whether it has work or not. */
const dispatchingAll = (config: Configuration): readonly Family[] =>
  layoutOf(config.topology).vcpus.map((vcpu) => ({
    name: `dispatch(${vcpu}), with work or without`,
    is: 'strong',
    concerns: ({ label }) => label.is === 'dispatch' && label.vcpu === vcpu,
    has: () => true,
  }));

/** The host owes a VCPU its CPU not only while it has some work, but for the work of each source. */
const workOfEach = (config: Configuration): readonly Family[] => {
  const { actions } = machineOf(config);
  return layoutOf(config.topology).vms.flatMap(({ sources, vcpus }) =>
    sources.flatMap((source) =>
      vcpus.flatMap((vcpu): readonly Family[] => {
        const work = actions.filter(
          ({ label }) =>
            'source' in label && label.source === source && 'vcpu' in label && label.vcpu === vcpu,
        );
        const what = `work of ${source}`;
        return [dispatching(vcpu, work, what), makingRoom(vcpu, work, what)];
      }),
    ),
  );
};

export const worlds = {
  'as it is': {},
  'meant or not': { asks: ['event-is-served'] },
  'events from cpu0 only': { asks: locality, only: (label) => label.is !== 'raise' || label.on === 'cpu0' },
  'every ready VCPU is owed its CPU': {
    asks: locality,
    fairness: (all, config) => [...all, ...dispatchingAll(config)],
  },
  'a VCPU is owed its CPU for each source': {
    asks: live,
    fairness: (all, config) => [...all, ...workOfEach(config)],
  },
  'no fairness': { asks: locality, fairness: () => [] },
  'without identify': without('identify'),
  'without inject': without('inject'),
  'without take': without('take'),
  'without the handler': without('the next step'),
  'without dispatch': without('dispatch'),
  'without preempt': without('preempt'),
  'take weak': onlyWeak('take'),
  'the handler weak': onlyWeak('the next step'),
  'dispatch weak': onlyWeak('dispatch'),
  'preempt weak': onlyWeak('preempt'),
} as const satisfies Readonly<Record<string, World>>;
export type WorldName = keyof typeof worlds;

export const worldNamed = (name: WorldName): World => worlds[name];

/** One machine, and how it is asked. */
export interface Asked {
  readonly scope: string;
  readonly flags: Flags;
  readonly policy: string;
  readonly guest: string;
  readonly world: WorldName;
}

export const configurationOf = ({ scope, flags, policy, guest }: Asked): Configuration =>
  configuration(scope, { ...axes[flags], policy, guest });

const usual = { scope: '2:2x1', flags: '', guest: 'any', world: 'as it is' } as const;

/** Every policy, guest and axis. */
const grid: readonly Asked[] = gridAxes.flatMap((flags) =>
  policies.flatMap((policy) => guests.map((guest) => ({ ...usual, flags, policy, guest }))),
);

const atomic = '--hinting atomic';
/** Other scopes, each policy with the flags with which its machine is small enough. */
export const elsewhere: readonly { scope: string; flagsOf: (policy: string) => Flags }[] = [
  { scope: '1:2x1', flagsOf: () => '' },
  { scope: '2:1x1', flagsOf: () => '' },
  { scope: '3:2x1', flagsOf: () => '' },
  {
    scope: '2:3x1',
    flagsOf: (policy) => (['every-event', 'on-move', 'periodic:3'].includes(policy) ? atomic : ''),
  },
  { scope: '2:2x1+1x1', flagsOf: () => '' },
  { scope: '2:2x2', flagsOf: () => '' },
];

const others: readonly Asked[] = elsewhere.flatMap(({ scope, flagsOf }) =>
  policies.map((policy) => ({ ...usual, scope, flags: flagsOf(policy), policy })),
);

/** The weakest machine in which all of fairness is needed. */
const crowded = { ...usual, scope: '1:2x1', policy: 'first-time' } as const;
export const lessFairness = (Object.keys(worlds) as WorldName[]).filter((name) =>
  /^without | weak$/.test(name),
);

const thoughts: readonly Asked[] = [
  ...policies.map((policy): Asked => ({ ...usual, policy, world: 'events from cpu0 only' })),
  { ...usual, policy: 'on-move', flags: atomic, world: 'events from cpu0 only' },
  ...(['', '--no-moves'] as const).map(
    (flags): Asked => ({
      ...usual,
      policy: 'running-only',
      flags,
      world: 'every ready VCPU is owed its CPU',
    }),
  ),
  {
    ...usual,
    policy: 'on-miss',
    flags: '--map on-dispatch',
    world: 'every ready VCPU is owed its CPU',
  },
  ...['every-event', 'on-miss', 'periodic:3'].map(
    (policy): Asked => ({ ...usual, policy, world: 'no fairness' }),
  ),
  ...lessFairness.map((world): Asked => ({ ...crowded, world })),
  {
    ...crowded,
    policy: 'every-event',
    flags: '--hinting atomic --lifecycle masking',
    world: 'preempt weak',
  },
  { ...crowded, guest: 'hostile', world: 'meant or not' },
  { ...crowded, flags: '--lifecycle reset', world: 'meant or not' },
];

/** Two sources whose routes are masked while they are written, and two VCPUs on one CPU. */
export const contended = { ...usual, scope: '1:2x2', flags: '--hinting atomic --lifecycle masking' } as const;

const contentions: readonly Asked[] = [
  ...policies.map((policy): Asked => ({ ...contended, policy })),
  ...['first-time', 'on-move', 'on-miss'].map((policy): Asked => ({ ...contended, scope: '2:2x2', policy })),
  ...['every-event', 'periodic:3'].map(
    (policy): Asked => ({ ...contended, policy, world: 'a VCPU is owed its CPU for each source' }),
  ),
];

export const everything: readonly Asked[] = [...grid, ...others, ...thoughts, ...contentions];
