/** Init and Next, spot by spot as docs/model.md has them. That all of Next is right, the pinned counts say. */
import { describe, expect, it } from 'vitest';
import { disabled } from '../../model/action.ts';
import { coalesce, kick } from '../../model/actions/delivery.ts';
import type { State } from '../../model/machine.ts';
import { machineOf, readerOf, step } from '../../model/machine.ts';
import { same } from '../../model/same.ts';
import type { Interrupt, Placement } from '../../model/state.ts';
import { layoutOf, vcpuBeyond, vmIdOf } from '../../model/topology.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';

const topology = {
  hostCpus: 2,
  vms: [
    { vcpus: 2, devices: { net0: ['rx', 'tx'], disk0: ['done'] } },
    { vcpus: 1, devices: { net0: ['rx'] } },
  ],
};

describe('a layout', () => {
  const layout = layoutOf(topology);

  it('writes every id out', () => {
    expect(layout.cpus).toEqual(['cpu0', 'cpu1']);
    expect(layout.vcpus).toEqual(['vm0.vcpu0', 'vm0.vcpu1', 'vm1.vcpu0']);
    expect(layout.vms.map(({ id, sources }) => [id, sources])).toEqual([
      ['vm0', ['vm0.net0.rx', 'vm0.net0.tx', 'vm0.disk0.done']],
      ['vm1', ['vm1.net0.rx']],
    ]);
  });

  it('knows whose a VCPU or a source is, and a VCPU that nobody has', () => {
    expect(vmIdOf('vm12.vcpu3')).toBe('vm12');
    expect(vmIdOf('vm1.net.0.rx')).toBe('vm1');
    expect(vcpuBeyond(layout.vms[0]!.vcpus)).toBe('vm0.vcpu2');
  });
});

describe('same', () => {
  it.each<[unknown, unknown, boolean]>([
    [1, 1, true],
    [1, '1', false],
    [null, undefined, false],
    [null, {}, false],
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: undefined }, false],
    [{ a: undefined }, { b: undefined }, false],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [[[]], [[]], true],
    [[[]], [[[]]], false],
    [{ toString: 1 }, {}, false],
  ])('%j, %j: %s', (a, b, expected) => {
    expect(same(a, b)).toBe(expected);
    expect(same(b, a)).toBe(expected);
  });
});

describe('the initial state', () => {
  const { initial, cells } = machineOf({ ...configuration('1:1x1'), topology });

  it('deals VCPUs out to the CPUs in turn, ready and mapped, and routes every source to vcpu0', () => {
    const held = Object.fromEntries(initial);
    expect(held).toMatchObject({
      'placement(vm0.vcpu0)': { is: 'ready', on: 'cpu0' },
      'placement(vm0.vcpu1)': { is: 'ready', on: 'cpu1' },
      'placement(vm1.vcpu0)': { is: 'ready', on: 'cpu0' },
      'mapped(vm0.vcpu1)': 'cpu1',
      'mapped(vm1.vcpu0)': 'cpu0',
      'busy(cpu0)': false,
      'memory(vm0.disk0.done)': { seen: false },
      'event(vm0.net0.tx)': { is: 'idle' },
      'route(vm0.net0.tx)': 'vm0.vcpu0',
      'route(vm1.net0.rx)': 'vm1.vcpu0',
      'mask(vm1.net0.rx)': { is: 'open' },
      'pending(vm0.net0.rx, vm0.vcpu1)': null,
      'servicing(vm0.net0.rx, vm0.vcpu1)': null,
    });
  });

  it('is one value per cell, and no cell is there twice', () => {
    expect(initial.size).toBe(cells.length);
    expect(initial.size).toBe(2 + 3 * 2 + 4 * 4 + 3 * 2 * 2 + 2);
  });
});

describe('Next', () => {
  const namesOf = (scope: string, axes: Short = {}) =>
    machineOf(configuration(scope, axes)).actions.map(({ name }) => name);

  it('has every action of docs/model.md once, with its parameters', () => {
    const names = namesOf('2:1x1');
    expect(names).toEqual([
      'dispatch(vm0.vcpu0)',
      'preempt(vm0.vcpu0)',
      'halt(vm0.vcpu0)',
      'migrate(vm0.vcpu0, cpu0)',
      'migrate(vm0.vcpu0, cpu1)',
      'raise(vm0.dev0.e0, cpu0)',
      'raise(vm0.dev0.e0, cpu1)',
      'identify(vm0.dev0.e0)',
      'inject(vm0.dev0.e0)',
      'take(vm0.dev0.e0, vm0.vcpu0)',
      'program(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu0)',
      'program(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu1)',
      'finish(vm0.dev0.e0, vm0.vcpu0)',
    ]);
    const all = namesOf('3:2x2+1x1', { lifecycle: ['reset', 'hotplug', 'masking'] });
    expect(new Set(all).size).toBe(all.length);
  });

  it.each<[Short, readonly string[], readonly string[]]>([
    [{ moves: false }, [], ['migrate']],
    [{ hinting: 'atomic' }, ['receive'], ['identify', 'inject']],
    [{ lifecycle: ['reset'] }, ['reset'], ['unplug', 'plug']],
    [{ lifecycle: ['hotplug'] }, ['unplug', 'plug'], ['reset']],
    [{ lifecycle: ['masking'] }, ['maskSource', 'writeRoute', 'unmaskSource'], ['program']],
  ])('with %o has %j, and not %j', (axes, present, absent) => {
    const kinds = new Set(namesOf('2:2x1', axes).map((name) => name.slice(0, name.indexOf('('))));
    for (const kind of present) expect(kinds).toContain(kind);
    for (const kind of absent) expect(kinds).not.toContain(kind);
  });

  it('changes only what an action writes, and leaves the state before as it was', () => {
    const { initial, actions } = machineOf(configuration('2:2x1'));
    const dispatch = actions.find(({ name }) => name === 'dispatch(vm0.vcpu1)')!;
    const before = new Map(initial);
    const taken = step(initial, dispatch);
    const after: State = taken === disabled ? new Map() : taken.after;
    expect(initial).toEqual(before);
    const changed = [...after].filter(([cell, value]) => !same(value, before.get(cell)));
    expect(changed).toEqual([
      ['busy(cpu1)', true],
      ['placement(vm0.vcpu1)', { is: 'running', on: 'cpu1' }],
    ]);
    expect(step(after, dispatch)).toBe(disabled);
  });

  it('has no other cells than the machine', () => {
    const { initial } = machineOf(configuration('1:1x1'));
    const stray = { name: 'route(vm7.dev0.e0)', kind: 'route', owner: null, cluster: null };
    expect(() => readerOf(initial)(stray)).toThrow('the machine has no cell route(vm7.dev0.e0)');
  });
});

describe('an identification reads what its policy asks for, and no more', () => {
  const [event, memory, route] = ['event(vm0.dev0.e0)', 'memory(vm0.dev0.e0)', 'route(vm0.dev0.e0)'];
  const mapped = ['mapped(vm0.vcpu0)', 'mapped(vm0.vcpu1)'];
  const raised = { is: 'raised', on: 'cpu0' } as const;

  it.each<[string, unknown, readonly string[]]>([
    ['never', null, [event]],
    ['every-event', null, [event, ...mapped]],
    ['first-time', { seen: false }, [event, memory, ...mapped]],
    ['first-time', { seen: true }, [event, memory]],
    ['periodic:3', 2, [event, memory]],
    ['on-miss', null, [event, ...mapped, route]],
    ['running-only', null, [event, ...mapped, 'placement(vm0.vcpu0)']],
  ])('%s, remembering %j', (policy, remembered, expected) => {
    const { initial, actions } = machineOf(configuration('2:2x1', { policy }));
    const state = new Map([...initial, [event, raised], [memory, remembered]]);
    const reads = new Set<string>();
    actions
      .find(({ name }) => name === 'identify(vm0.dev0.e0)')!
      .step((cell) => {
        reads.add(cell.name);
        return readerOf(state)(cell);
      });
    expect([...reads].sort()).toEqual([...expected].sort());
  });
});

describe('the rules', () => {
  const none: Interrupt = { hint: null };
  const empty: Interrupt = { hint: [] };
  const one: Interrupt = { hint: ['vm0.vcpu0'] };
  const other: Interrupt = { hint: ['vm0.vcpu1'] };

  it.each([
    [null, none, none],
    [null, one, one],
    [none, none, none],
    [none, empty, empty],
    [none, one, one],
    [empty, none, empty],
    [empty, one, one],
    [one, none, one],
    [one, empty, one],
    [one, other, other],
  ])('coalesce %j and %j to %j', (pending, arriving, expected) => {
    expect(coalesce(pending, arriving)).toEqual(expected);
  });

  it.each<[Placement, Placement]>([
    [
      { is: 'halted', on: 'cpu1' },
      { is: 'ready', on: 'cpu1' },
    ],
    [
      { is: 'ready', on: 'cpu1' },
      { is: 'ready', on: 'cpu1' },
    ],
    [
      { is: 'running', on: 'cpu1' },
      { is: 'running', on: 'cpu1' },
    ],
    [{ is: 'offline' }, { is: 'offline' }],
  ])('kick a VCPU that is %j: it is %j', (target, kicked) => {
    expect(kick(target)).toEqual(kicked);
  });
});
