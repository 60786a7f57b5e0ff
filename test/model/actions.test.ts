/**
 * Actions, one by one: what each touches, and what it does in states that a right machine never reaches. The pinned
 * counts say nothing of those; a machine with an error in it gets there.
 */
import { describe, expect, it } from 'vitest';
import { disabled } from '../../model/action.ts';
import type { Configuration } from '../../model/configuration.ts';
import { machineOf, step } from '../../model/machine.ts';
import { definePolicy } from '../../model/policies/policy.ts';
import type { VcpuId } from '../../model/topology.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';

const actionOf = (config: Configuration, name: string) => {
  const machine = machineOf(config);
  const action = machine.actions.find((one) => one.name === name);
  if (action === undefined) throw new Error(`no action ${name}`);
  return { machine, action };
};

/** What an action writes in the initial state but for some cells; `null` if it is disabled. */
const writesOf = (config: Configuration, name: string, cells: Readonly<Record<string, unknown>>) => {
  const { machine, action } = actionOf(config, name);
  const unknown = Object.keys(cells).filter((cell) => !machine.initial.has(cell));
  if (unknown.length > 0) throw new Error(`no cells ${unknown.join(', ')}`);
  const taken = step(new Map([...machine.initial, ...Object.entries(cells)]), action);
  if (taken === disabled) return null;
  return Object.fromEntries(taken.change.writes.map(([cell, value]) => [cell.name, value]));
};

describe('an action touches, of what docs/model.md says that there is', () => {
  const kindsOf = (axes: Short, name: string) => {
    const { action } = actionOf(configuration('2:2x2', axes), name);
    return [...new Set(action.touches.map(({ kind }) => kind))].sort();
  };

  it.each<[string, Short, readonly string[]]>([
    ['dispatch(vm0.vcpu1)', {}, ['busy', 'placement']],
    ['dispatch(vm0.vcpu1)', { policy: 'on-move' }, ['busy', 'placement']],
    ['dispatch(vm0.vcpu1)', { map: 'on-dispatch' }, ['busy', 'mapped', 'placement']],
    [
      'dispatch(vm0.vcpu1)',
      { map: 'on-dispatch', policy: 'on-move' },
      ['busy', 'mapped', 'memory', 'placement'],
    ],
    ['migrate(vm0.vcpu1, cpu0)', {}, ['mapped', 'placement']],
    ['migrate(vm0.vcpu1, cpu0)', { policy: 'on-move' }, ['mapped', 'memory', 'placement']],
    ['migrate(vm0.vcpu1, cpu0)', { map: 'on-dispatch', policy: 'on-move' }, ['placement']],
    ['preempt(vm0.vcpu1)', {}, ['busy', 'placement']],
    ['halt(vm0.vcpu1)', {}, ['busy', 'pending', 'placement', 'servicing']],
    ['raise(vm0.dev0.e1, cpu0)', {}, ['event']],
    ['identify(vm0.dev0.e1)', {}, ['event', 'mapped', 'memory', 'placement', 'route']],
    ['inject(vm0.dev0.e1)', {}, ['event', 'mask', 'pending', 'placement', 'route']],
    ['take(vm0.dev0.e1, vm0.vcpu1)', {}, ['pending', 'placement', 'servicing']],
    ['program(vm0.dev0.e1, vm0.vcpu1, vm0.vcpu0)', {}, ['placement', 'route', 'servicing']],
    ['finish(vm0.dev0.e1, vm0.vcpu1)', {}, ['placement', 'route', 'servicing']],
    ['reset(vm0)', { lifecycle: ['reset'] }, ['event', 'mask', 'memory', 'pending', 'route', 'servicing']],
    [
      'unplug(vm0.vcpu1)',
      { lifecycle: ['hotplug'] },
      ['mapped', 'pending', 'placement', 'route', 'servicing'],
    ],
    ['plug(vm0.vcpu1, cpu0)', { lifecycle: ['hotplug'] }, ['mapped', 'placement']],
    [
      'plug(vm0.vcpu1, cpu0)',
      { lifecycle: ['hotplug'], policy: 'on-move', map: 'on-dispatch' },
      ['mapped', 'memory', 'placement'],
    ],
    ['writeRoute(vm0.dev0.e1, vm0.vcpu1)', { lifecycle: ['masking'] }, ['placement', 'route', 'servicing']],
    [
      'maskSource(vm0.dev0.e1, vm0.vcpu1, vm0.vcpu0)',
      { lifecycle: ['masking'] },
      ['mask', 'placement', 'route', 'servicing'],
    ],
    [
      'unmaskSource(vm0.dev0.e1, vm0.vcpu1)',
      { lifecycle: ['masking'] },
      ['mask', 'pending', 'placement', 'route', 'servicing'],
    ],
  ])('%s, with %o: %j', (name, axes, kinds) => expect(kindsOf(axes, name)).toEqual(kinds));
});

describe('unplug', () => {
  const config = configuration('1:2x1', { lifecycle: ['hotplug'] });
  const halted = { 'placement(vm0.vcpu1)': { is: 'halted', on: 'cpu0' } };
  const unplugged = (cells: Readonly<Record<string, unknown>>) =>
    writesOf(config, 'unplug(vm0.vcpu1)', { ...halted, ...cells });

  it('takes a VCPU offline, and its entry out of the map', () =>
    expect(unplugged({})).toEqual({ 'placement(vm0.vcpu1)': { is: 'offline' }, 'mapped(vm0.vcpu1)': null }));

  it.each([
    ['the route leads to it', { 'route(vm0.dev0.e0)': 'vm0.vcpu1' }],
    ['an interrupt is pending', { 'pending(vm0.dev0.e0, vm0.vcpu1)': { hint: null } }],
    ['a handler is at work', { 'servicing(vm0.dev0.e0, vm0.vcpu1)': { is: 'handling', hint: null } }],
    ['it is ready', { 'placement(vm0.vcpu1)': { is: 'ready', on: 'cpu0' } }],
    ['it runs', { 'placement(vm0.vcpu1)': { is: 'running', on: 'cpu0' } }],
    ['it is offline', { 'placement(vm0.vcpu1)': { is: 'offline' } }],
  ])('does not while %s', (_, cells) => expect(unplugged(cells)).toBeNull());
});

describe('an identification', () => {
  const raised = { 'event(vm0.dev0.e0)': { is: 'raised', on: 'cpu0' } };
  const identified = (hint: readonly VcpuId[]) => {
    const policy = definePolicy({ name: 'these', decide: () => ({ hint, memory: null }) });
    const config = { ...configuration('1:3x1'), policy };
    return writesOf(config, 'identify(vm0.dev0.e0)', raised)!['event(vm0.dev0.e0)'];
  };

  it.each<[readonly VcpuId[], readonly VcpuId[]]>([
    [
      ['vm0.vcpu2', 'vm0.vcpu0', 'vm0.vcpu1'],
      ['vm0.vcpu0', 'vm0.vcpu1', 'vm0.vcpu2'],
    ],
    [
      ['vm0.vcpu1', 'vm0.vcpu0', 'vm0.vcpu1'],
      ['vm0.vcpu0', 'vm0.vcpu1'],
    ],
    [[], []],
  ])('keeps %j as %j: a hint is a set', (hint, kept) => {
    expect(identified(hint)).toEqual({ is: 'identified', on: 'cpu0', hint: kept });
  });
});

describe('an injection', () => {
  const config = configuration('1:1x1');
  const injected = (is: 'running' | 'ready' | 'halted') =>
    writesOf(config, 'inject(vm0.dev0.e0)', {
      'event(vm0.dev0.e0)': { is: 'identified', on: 'cpu0', hint: null },
      'placement(vm0.vcpu0)': { is, on: 'cpu0' },
    });
  const pending = { 'event(vm0.dev0.e0)': { is: 'idle' }, 'pending(vm0.dev0.e0, vm0.vcpu0)': { hint: null } };

  it('wakes a VCPU that is halted', () =>
    expect(injected('halted')).toEqual({ ...pending, 'placement(vm0.vcpu0)': { is: 'ready', on: 'cpu0' } }));
  it.each(['ready', 'running'] as const)('leaves one alone that is %s', (is) =>
    expect(injected(is)).toEqual(pending),
  );
});
