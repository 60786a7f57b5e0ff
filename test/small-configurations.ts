/** Small configurations in which everything occurs that a configuration can have: explored in a second at most, by anybody. */
import { lifecycles } from '../model/configuration.ts';
import { faults } from '../model/faults/index.ts';
import { guestNames } from '../model/guests/index.ts';
import { policyNames } from '../model/policies/index.ts';
import type { Short } from './configurations.ts';
import { faultCases } from './model/fault-cases.ts';

export type Row = readonly [scope: string, axes: Short];

export const policies = policyNames.flatMap((name) =>
  name === 'periodic:<n>' ? ['periodic:2', 'periodic:3'] : [name],
);

/** Every combination of lifecycle options, the empty one included. */
const combinations = Array.from({ length: 2 ** lifecycles.length }, (_, bits) =>
  lifecycles.filter((_, i) => ((bits >> i) & 1) === 1),
);

/** Each policy where all of its answers occur, in some thousand states at most. */
export const ofPolicies: readonly Row[] = policies.flatMap((policy): Row[] => [
  ['2:1x1', { policy }],
  ['2:1x1', { policy, map: 'on-dispatch' }],
  ...(policy === 'running-only' || policy === 'periodic:3' ? [] : ([['1:2x1', { policy }]] as const)),
  ...(policy.startsWith('periodic') || policy === 'every-event'
    ? []
    : ([['2:2x1', { policy, hinting: 'atomic', moves: false }]] as const)),
]);

export const ofGuests: readonly Row[] = guestNames.flatMap((guest): Row[] => [
  ['2:2x1', { guest, hinting: 'atomic', moves: false }],
  ['1:2x1', { guest, policy: 'every-event' }],
  ['1:2x1', { guest, lifecycle: ['hotplug', 'masking'] }],
]);

/** One VCPU moves and is recorded late; two are pinned; two sources are reset and unplugged together. */
export const ofLifecycles: readonly Row[] = combinations.flatMap((lifecycle): Row[] => [
  ['2:1x1', { lifecycle, policy: 'on-move', map: 'on-dispatch', hinting: 'atomic' }],
  ['2:2x1', { lifecycle, moves: false }],
  ['1:2x2', { lifecycle, policy: 'never' }],
  ...(lifecycle.includes('masking') ? [] : ([['1:1x2', { lifecycle, policy: 'on-move' }]] as const)),
]);

export const ofTopologies: readonly Row[] = [
  ['1:1x1', {}],
  ['2:2x1', {}],
  ['3:1x1', {}],
  ['1:3x1', {}],
  ['1:1x1+1x1', {}],
  ['1:2x1+1x1', { guest: 'ignore', hinting: 'atomic', lifecycle: ['hotplug'] }],
  ['2:1x1+1x1', { policy: 'never', moves: false, lifecycle: ['reset'] }],
];

export const ofFaults: readonly Row[] = faults.map(({ name }): Row => {
  const [scope, axes] = faultCases[name]!.where;
  return [scope, { ...axes, fault: name }];
});

export const nameOf = ([scope, axes]: Row): string =>
  [scope, ...Object.entries(axes).map(([axis, value]) => `${axis} ${String(value)}`)].join(', ');
