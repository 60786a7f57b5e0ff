import { describe, expect, it } from 'vitest';
import { machineOf } from '../../model/machine.ts';
import { actorOf } from '../../src/words/actors.ts';
import { isShown, valueInWords } from '../../src/words/cells.ts';
import { configuration } from '../configurations.ts';

describe('a value in words', () => {
  it.each([
    ['placement(vm0.vcpu0)', { is: 'halted', on: 'cpu1' }, 'halted on cpu1'],
    ['placement(vm0.vcpu0)', { is: 'offline' }, 'offline'],
    ['mapped(vm0.vcpu0)', 'cpu0', 'cpu0'],
    ['mapped(vm0.vcpu0)', null, 'no entry'],
    ['memory(vm0.d.e)', { seen: [1, null] }, '{"seen":[1,null]}'],
    ['event(vm0.d.e)', { is: 'idle' }, 'idle'],
    ['event(vm0.d.e)', { is: 'raised', on: 'cpu0' }, 'raised on cpu0'],
    ['event(vm0.d.e)', { is: 'identified', on: 'cpu0', hint: null }, 'identified on cpu0, no hint'],
    [
      'event(vm0.d.e)',
      { is: 'identified', on: 'cpu0', hint: [] },
      'identified on cpu0, a hint that names nobody',
    ],
    [
      'event(vm0.d.e)',
      { is: 'identified', on: 'cpu0', hint: ['vm0.vcpu0', 'vm0.vcpu1'] },
      'identified on cpu0, hint {vm0.vcpu0, vm0.vcpu1}',
    ],
    ['route(vm0.d.e)', 'vm0.vcpu1', 'vm0.vcpu1'],
    ['mask(vm0.d.e)', { is: 'open' }, 'open'],
    ['mask(vm0.d.e)', { is: 'masked', owes: null }, 'masked, owing nothing'],
    ['mask(vm0.d.e)', { is: 'masked', owes: { hint: null } }, 'masked, owing an interrupt, no hint'],
    ['pending(vm0.d.e, vm0.vcpu0)', null, 'nothing'],
    ['pending(vm0.d.e, vm0.vcpu0)', { hint: ['vm0.vcpu1'] }, 'interrupt, hint {vm0.vcpu1}'],
    ['servicing(vm0.d.e, vm0.vcpu0)', null, 'nothing'],
    ['servicing(vm0.d.e, vm0.vcpu0)', { is: 'handling', hint: null }, 'interrupt, no hint'],
    ['servicing(vm0.d.e, vm0.vcpu0)', { is: 'programming', target: 'vm0.vcpu1' }, 'programming vm0.vcpu1'],
    ['servicing(vm0.d.e, vm0.vcpu0)', { is: 'programmed' }, 'programmed'],
  ])('%s: %j is %s', (cell, value, words) => expect(valueInWords(cell, value)).toBe(words));
});

describe('every cell and every action of the model', () => {
  const machine = machineOf(configuration('2:2x1', { lifecycle: ['reset', 'hotplug', 'masking'] }));

  it('is shown, but for those that follow from others', () => {
    const hidden = machine.cells.filter(({ name }) => !isShown(name)).map(({ kind }) => kind);
    expect([...new Set(hidden)]).toEqual(['busy']);
    for (const { name } of machine.cells.filter(({ name }) => isShown(name)))
      expect(valueInWords(name, machine.initial.get(name))).not.toBe('');
  });

  it('has somebody who performs it', () => {
    const actors = new Set(machine.actions.map(({ name }) => actorOf(name)));
    expect([...actors].sort()).toEqual(['device', 'guest', 'host', 'hypervisor', 'lifecycle']);
    expect(() => actorOf('jump(vm0)')).toThrow('no action is called jump(vm0)');
  });
});
