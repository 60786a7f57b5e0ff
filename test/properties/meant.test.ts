/** For which configurations a property is not meant: where it could not be put to the test. */
import { describe, expect, it } from 'vitest';
import { properties, propertyNamed } from '../../properties/index.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';

type Row = readonly [scope: string, axes: Short, isMeant: boolean];

const pinned: Short = { moves: false };
const hotplug: Short = { moves: false, lifecycle: ['hotplug'] };

/** Those that are not named here are always meant. */
const rows: Readonly<Record<string, readonly Row[]>> = {
  'hinted-on-event-cpu': [
    ['2:2x1', {}, true],
    ['2:2x1', { map: 'on-dispatch' }, false],
  ],
  'programmed-from-hint': [
    ['2:2x1', {}, true],
    ['2:2x1', { guest: 'ignore' }, true],
    ['2:2x1', { guest: 'hostile' }, false],
  ],
  'reset-forgets': [
    ['2:2x1', { lifecycle: ['hotplug', 'reset'] }, true],
    ['2:2x1', { lifecycle: ['hotplug', 'masking'] }, false],
  ],
  isolation: [
    ['2:1x1+1x1', {}, true],
    ['1:1x1+1x1+1x1', {}, true],
    ['2:2x2', {}, false],
  ],
  'locality-restored': [
    ['1:1x1', {}, true],
    ['1:1x1', { guest: 'hostile', lifecycle: ['hotplug', 'masking'] }, true],
    ['1:1x1', { lifecycle: ['masking', 'reset'] }, false],
  ],
  'hint-is-used': [
    ['1:1x1', { lifecycle: ['masking'] }, true],
    ['1:1x1', { guest: 'lowest' }, false],
    ['1:1x1', { guest: 'hostile' }, false],
    ['1:1x1', { lifecycle: ['hotplug'] }, false],
    ['1:1x1', { lifecycle: ['reset'] }, false],
  ],
  ...Object.fromEntries(
    ['event-is-served', 'pending-is-taken'].map((id): [string, Row[]] => [
      id,
      [
        ['1:1x1', { guest: 'ignore', lifecycle: ['hotplug', 'masking'] }, true],
        ['1:1x1', { guest: 'hostile' }, false],
        ['1:1x1', { lifecycle: ['reset'] }, false],
      ],
    ]),
  ),
  'hint-empty': [
    ['2:2x1', {}, true],
    ['1:2x1', {}, false],
    ['1:1x1', { lifecycle: ['hotplug'] }, false],
    // one that is pinned has an empty CPU if there are fewer VCPUs than CPUs, or one is unplugged
    ['2:2x1', pinned, false],
    ['2:1x1', pinned, true],
    ['2:2x1+1x1', pinned, true],
    ['2:2x1+3x1', pinned, false],
    ['2:2x1', hotplug, true],
    ['2:2x1', { moves: false, lifecycle: ['reset', 'masking'] }, false],
  ],
  'hint-names-two': [
    ['2:2x1', {}, true],
    ['1:2x1', {}, true],
    ['1:1x1', {}, false],
    ['2:1x1+1x1', {}, false],
    ['2:1x1', { lifecycle: ['hotplug'] }, false],
    // those that are pinned share a CPU if there are more of them than CPUs, or one is plugged in elsewhere
    ['2:2x1', pinned, false],
    ['3:2x1', pinned, false],
    ['2:3x1', pinned, true],
    ['2:1x1+3x1', pinned, true],
    ['1:1x1', pinned, false],
    ['2:2x1', hotplug, true],
    ['2:1x1', hotplug, false],
  ],
  'hint-goes-stale': [
    ['2:1x1', {}, true],
    ['1:2x1', {}, false],
    ['2:2x1', pinned, false],
    ['1:2x1', hotplug, true],
    ['1:1x1+2x1', hotplug, true],
    ['2:1x1', hotplug, false],
    ['1:1x1', { lifecycle: ['hotplug'] }, false],
  ],
  'hinted-vcpu-unplugged-before-read': [
    ['2:2x1', {}, false],
    ['1:2x1', hotplug, true],
    ['1:1x1+2x1', hotplug, true],
    ['2:1x1', { lifecycle: ['hotplug'] }, false],
    ['2:2x1', { lifecycle: ['reset', 'masking'] }, false],
  ],
  'delivered-remotely': [
    ['1:2x1', {}, false],
    ['2:1x1', {}, true],
    ['3:1x1', pinned, true],
  ],
  'delivered-locally-after-programming': [
    ['1:1x1', {}, true],
    ['1:1x1', { guest: 'ignore' }, false],
    ['1:1x1', { guest: 'hostile' }, true],
  ],
};

describe.each(Object.entries(rows))('%s', (id, all) => {
  it.each(all)('on %s with %o: %s', (scope, axes, isMeant) => {
    const reason = propertyNamed(id)!.notMeant(configuration(scope, axes));
    expect(reason === null).toBe(isMeant);
    if (reason !== null) expect(reason).toMatch(/^\w.{10,}\.$/);
  });
});

it('every other property is meant everywhere', () => {
  const poor = [
    configuration('1:1x1', pinned),
    configuration('1:1x1', { map: 'on-dispatch', policy: 'never', guest: 'hostile' }),
    configuration('1:1x1', { guest: 'ignore', hinting: 'atomic' }),
  ];
  for (const { id, notMeant } of properties.filter((property) => !(property.id in rows)))
    for (const config of poor) expect([id, notMeant(config)]).toEqual([id, null]);
});
