import { describe, expect, it } from 'vitest';
import { labelNamed, nameOf } from '../../../model/labels.ts';
import { machineOf } from '../../../model/machine.ts';
import { deedsOf } from '../../../src/report/trace/deeds.ts';
import type { Short } from '../../configurations.ts';
import { configuration } from '../../configurations.ts';
import { storyOfRun } from '../../trace/walks.ts';

describe('the label of an action', () => {
  const everything: Short = { lifecycle: ['reset', 'hotplug', 'masking'] };
  const all = [
    ...machineOf(configuration('2:2x2+1x1', everything)).actions,
    ...machineOf(configuration('2:2x1', { hinting: 'atomic' })).actions,
  ];

  it('is found in its name', () => {
    expect(new Set(all.map(({ label }) => label.is)).size).toBe(17);
    for (const { name, label } of all) {
      expect(labelNamed(name)).toEqual(label);
      expect(nameOf(labelNamed(name))).toBe(name);
    }
  });

  it.each(['', 'jump(vm0)', 'toString(x)', 'dispatch'])("is none in '%s'", (name) =>
    expect(() => labelNamed(name)).toThrow('no action is called'),
  );
});

const source = 'vm0.dev0.e0';
const raised = ['raise(vm0.dev0.e0, cpu1)', 'identify(vm0.dev0.e0)'];
const injected = [...raised, 'inject(vm0.dev0.e0)'];
const taken = ['dispatch(vm0.vcpu0)', ...injected, 'take(vm0.dev0.e0, vm0.vcpu0)'];

/** The last step of a run, in words. */
const last = (actions: readonly string[], options: Short = {}): string => {
  const story = storyOfRun(configuration('2:2x1', { policy: 'every-event', ...options }), actions);
  const { what, effect } = deedsOf(story).at(-1)!;
  return effect === '' ? what : `${what}: ${effect}`;
};

describe('a step in words', () => {
  const masking: Short = { lifecycle: ['masking'] };
  const hotplug: Short = { lifecycle: ['hotplug'] };
  const masked = [...taken, 'maskSource(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu1)'];
  const away = ['migrate(vm0.vcpu1, cpu0)'];
  const gone = ['dispatch(vm0.vcpu1)', 'halt(vm0.vcpu1)', 'unplug(vm0.vcpu1)'];

  it.each<[words: string, actions: readonly string[], options?: Short]>([
    ['dispatch vm0.vcpu0: running on cpu0', ['dispatch(vm0.vcpu0)']],
    ['preempt vm0.vcpu0: ready on cpu0', ['dispatch(vm0.vcpu0)', 'preempt(vm0.vcpu0)']],
    ['halt vm0.vcpu0: halted on cpu0', ['dispatch(vm0.vcpu0)', 'halt(vm0.vcpu0)']],
    ['migrate vm0.vcpu1: cpu1 → cpu0', away],
    ['migrate vm0.vcpu1: cpu1 → cpu0; the map says cpu1', away, { map: 'on-dispatch' }],
    ['dispatch vm0.vcpu1: running on cpu0', [...away, 'dispatch(vm0.vcpu1)'], { map: 'on-dispatch' }],
    [`raise ${source}: from cpu1`, raised.slice(0, 1)],
    [`identify ${source}: hint {vm0.vcpu1}`, raised],
    [`identify ${source}: a hint that names nobody`, [...away, ...raised]],
    [`identify ${source}: no hint`, raised, { policy: 'never' }],
    [`inject ${source}: into vm0.vcpu0, hint {vm0.vcpu1}`, injected],
    [
      `inject ${source}: into vm0.vcpu0, which wakes, hint {vm0.vcpu1}`,
      ['dispatch(vm0.vcpu0)', 'halt(vm0.vcpu0)', ...injected],
    ],
    [`inject ${source}: into vm0.vcpu0, where one is pending, hint {vm0.vcpu1}`, [...injected, ...injected]],
    [
      `receive ${source}: into vm0.vcpu0, hint {vm0.vcpu1}`,
      ['raise(vm0.dev0.e0, cpu1)', 'receive(vm0.dev0.e0)'],
      { hinting: 'atomic' },
    ],
    [`take ${source}: on vm0.vcpu0, hint {vm0.vcpu1}`, taken],
    [
      `program ${source}: route vm0.vcpu0 → vm0.vcpu1`,
      [...taken, 'program(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu1)'],
    ],
    [
      `program ${source}: the route stays vm0.vcpu0`,
      [...taken, 'program(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu0)'],
      { guest: 'hostile' },
    ],
    [
      `finish ${source}: on vm0.vcpu0`,
      [...taken, 'program(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu1)', 'finish(vm0.dev0.e0, vm0.vcpu0)'],
    ],
    [`maskSource ${source}: to program vm0.vcpu1`, masked, masking],
    [
      `writeRoute ${source}: route vm0.vcpu0 → vm0.vcpu1`,
      [...masked, 'writeRoute(vm0.dev0.e0, vm0.vcpu0)'],
      masking,
    ],
    [`inject ${source}: owed by the mask, hint {vm0.vcpu1}`, [...masked, ...injected], masking],
    [
      `unmaskSource ${source}`,
      [...masked, 'writeRoute(vm0.dev0.e0, vm0.vcpu0)', 'unmaskSource(vm0.dev0.e0, vm0.vcpu0)'],
      masking,
    ],
    [
      `unmaskSource ${source}: the owed interrupt goes into vm0.vcpu1, hint {vm0.vcpu1}`,
      [...masked, ...injected, 'writeRoute(vm0.dev0.e0, vm0.vcpu0)', 'unmaskSource(vm0.dev0.e0, vm0.vcpu0)'],
      masking,
    ],
    ['reset vm0', [...raised, 'reset(vm0)'], { lifecycle: ['reset'] }],
    ['unplug vm0.vcpu1: offline', gone, hotplug],
    ['plug vm0.vcpu1: halted on cpu0', [...gone, 'plug(vm0.vcpu1, cpu0)'], hotplug],
    [
      `inject ${source}: into vm0.vcpu0 and vm0.vcpu1, hint {vm0.vcpu1}`,
      [...taken, 'program(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu1)', ...injected],
      { fault: 'injected-twice' },
    ],
    [
      `inject ${source}: nothing becomes pending`,
      [...taken, ...injected],
      { fault: 'suppressed-in-handler' },
    ],
  ])('%s', (words, actions, options) => expect(last(actions, options)).toBe(words));
});
