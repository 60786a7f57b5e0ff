import { describe, expect, it } from 'vitest';
import { labelNamed, nameOf } from '../../model/labels.ts';
import { machineOf } from '../../model/machine.ts';
import { configuration } from '../configurations.ts';

describe('the name of an action', () => {
  const all = ['reset', 'hotplug', 'masking'] as const;
  it.each(['interleaved', 'atomic'] as const)('says whose it is: %s', (hinting) => {
    for (const lifecycle of [[], all])
      for (const { label, name } of machineOf(configuration('2:2x1+1x1', { hinting, lifecycle })).actions) {
        expect(nameOf(label)).toBe(name);
        expect(labelNamed(name)).toEqual(label);
      }
  });

  it('has its parameters in order, whatever their order in the label', () =>
    expect(nameOf({ to: 'cpu1', vcpu: 'vm0.vcpu0', is: 'migrate' })).toBe('migrate(vm0.vcpu0, cpu1)'));

  it.each([
    'jump(vm0.vcpu0)',
    'migrate(vm0.vcpu0)',
    'halt',
    'halt(vm0.vcpu0',
    ' halt(vm0.vcpu0)',
    'toString(a)',
    '',
  ])('%j is none', (name) => expect(() => labelNamed(name)).toThrow(`no action is called ${name}`));
});
