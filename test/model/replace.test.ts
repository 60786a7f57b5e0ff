/** What a fault sees and writes, and that a fault that changes nothing leaves the machine as it is. */
import { describe, expect, it } from 'vitest';
import { disabled } from '../../model/action.ts';
import type { Fault, Outcome, Replacements } from '../../model/faults/fault.ts';
import { defineFault, replaceable } from '../../model/faults/fault.ts';
import { isReplaced } from '../../model/faults/replace.ts';
import type { ActionKind } from '../../model/labels.ts';
import type { Machine, State } from '../../model/machine.ts';
import { machineOf, step } from '../../model/machine.ts';
import { properties } from '../../properties/index.ts';
import { decide } from '../../src/decide/decide.ts';
import { unlimited } from '../../src/engine/budget.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';

/** Every action asks the right machine, and does as it says. */
const harmless = defineFault({
  name: 'harmless',
  next: Object.fromEntries(
    replaceable.map((kind) => [kind, ({ sound }: { sound: () => Outcome }) => sound()]),
  ) as Replacements,
});

const withFault = (scope: string, axes: Short, fault: Fault) => ({ ...configuration(scope, axes), fault });

const actionIn = (machine: Machine, name: string) => {
  const found = machine.actions.find((action) => action.name === name);
  if (found === undefined) throw new Error(`no action ${name}`);
  return found;
};

/** The state after some actions, by name. */
const reached = (machine: Machine, ...names: readonly string[]): State =>
  names.reduce((state, name) => {
    const taken = step(state, actionIn(machine, name));
    if (taken === disabled) throw new Error(`${name} is disabled`);
    return taken.after;
  }, machine.initial);

describe('a fault that changes nothing', () => {
  const everything = ['reset', 'hotplug', 'masking'] as const;
  it.each<readonly [string, Short]>([
    ['2:2x1', {}],
    ['2:1x2', { policy: 'periodic:2', map: 'on-dispatch' }],
    ['2:1x1+1x1', { policy: 'on-move' }],
    ['2:2x1', { hinting: 'atomic', policy: 'on-miss' }],
    ['1:2x1', { lifecycle: everything }],
    ['1:2x1', { lifecycle: everything, hinting: 'atomic', guest: 'hostile' }],
    ['1:2x1', { lifecycle: ['reset', 'hotplug'], guest: 'hostile', policy: 'every-event' }],
  ])('leaves the machine as it is: %s %j', (scope, axes) => {
    const decided = (config: ReturnType<typeof configuration>) => {
      const { exploration, properties: results } = decide(
        config,
        { properties, isDemanded: () => true },
        unlimited,
      );
      const { states, transitions, depth } = exploration;
      return {
        states,
        transitions,
        depth,
        results: results.map(({ id, result, trace }) => [id, result, trace?.length]),
      };
    };
    expect(decided(withFault(scope, axes, harmless))).toEqual(decided(configuration(scope, axes)));
  });
});

describe('a replaced action', () => {
  it('gets its parameters, the VM, and who else there is', () => {
    const seen: unknown[] = [];
    const fault = defineFault({
      name: 'nosy',
      next: {
        program: ({ source, vcpu, target, vm, vms, cpus, choices }) => {
          seen.push([source, vcpu, target, vm.id, vms.length, cpus, choices(['vm1.vcpu0'])]);
          return disabled;
        },
        reset: ({ vm }) => {
          seen.push(vm.sources);
          return disabled;
        },
      },
    });
    const machine = machineOf(withFault('2:1x1+1x1', { lifecycle: ['reset'] }, fault));
    step(machine.initial, actionIn(machine, 'program(vm1.dev0.e0, vm1.vcpu0, vm1.vcpu1)'));
    step(machine.initial, actionIn(machine, 'reset(vm0)'));
    expect(seen).toEqual([
      ['vm1.dev0.e0', 'vm1.vcpu0', 'vm1.vcpu1', 'vm1', 2, ['cpu0', 'cpu1'], ['vm1.vcpu0']],
      ['vm0.dev0.e0'],
    ]);
  });

  it('can ask what the right machine would do if cells held something else', () => {
    const fault = defineFault({
      name: 'blind',
      next: {
        dispatch: ({ sound }) => sound({ busy: () => true }),
        halt: ({ sound }) => sound({ placement: () => ({ is: 'running', on: 'cpu0' }) }),
      },
    });
    const machine = machineOf(withFault('1:1x1', {}, fault));
    expect(step(machine.initial, actionIn(machine, 'dispatch(vm0.vcpu0)'))).toBe(disabled);
    expect(reached(machine, 'halt(vm0.vcpu0)').get('placement(vm0.vcpu0)')).toEqual({
      is: 'halted',
      on: 'cpu0',
    });
  });

  it('writes cells by kind and id', () => {
    const fault = defineFault({
      name: 'scribe',
      initial: 0,
      next: {
        raise: ({ source, vm, cells }) => ({
          kept: { [source]: (cells.kept(source) as number) + 1 },
          pending: { [source]: { [vm.vcpus[1]!]: { hint: [] } } },
          mapped: { [vm.vcpus[0]!]: null },
          mask: { [source]: { is: 'masked', owes: null } },
        }),
      },
    });
    const machine = machineOf(withFault('1:2x1', {}, fault));
    const state = reached(machine, 'raise(vm0.dev0.e0, cpu0)', 'raise(vm0.dev0.e0, cpu0)');
    const changed = [...state].filter(([cell, value]) => machine.initial.get(cell) !== value);
    expect(Object.fromEntries(changed)).toEqual({
      'kept(vm0.dev0.e0)': 2,
      'pending(vm0.dev0.e0, vm0.vcpu1)': { hint: [] },
      'mapped(vm0.vcpu0)': null,
      'mask(vm0.dev0.e0)': { is: 'masked', owes: null },
    });
  });

  it('sends the hint that an identification leaves with the event', () => {
    const fault = defineFault({
      name: 'mute',
      next: {
        identify: ({ source, cells, sound }) =>
          cells.event(source).is === 'raised'
            ? { event: { [source]: { is: 'identified', on: 'cpu0', hint: ['vm0.vcpu0'] } } }
            : sound(),
      },
    });
    const announced = (hinting: 'interleaved' | 'atomic', kind: ActionKind) => {
      const machine = machineOf(withFault('1:1x1', { policy: 'never', hinting }, fault));
      const taken = step(
        reached(machine, 'raise(vm0.dev0.e0, cpu0)'),
        actionIn(machine, `${kind}(vm0.dev0.e0)`),
      );
      return taken === disabled
        ? disabled
        : [taken.change.announces, taken.after.get('pending(vm0.dev0.e0, vm0.vcpu0)')];
    };
    const sent = { hint: ['vm0.vcpu0'], on: 'cpu0' };
    expect(announced('interleaved', 'identify')).toEqual([sent, null]);
    // With atomic hinting, what it does to `identify` it does to the first half of `receive`.
    expect(announced('atomic', 'receive')).toEqual([sent, { hint: ['vm0.vcpu0'] }]);
  });

  it('sends the hint of its own event, with the CPU that the event came from', () => {
    const fault = defineFault({
      name: 'liar',
      next: {
        identify: () => ({
          event: {
            'vm0.dev0.e0': { is: 'identified', on: 'cpu0', hint: [] },
            'vm0.dev0.e1': { is: 'identified', on: 'cpu0', hint: ['vm0.vcpu0'] },
          },
        }),
      },
    });
    const machine = machineOf(withFault('2:1x2', {}, fault));
    const raised = reached(machine, 'raise(vm0.dev0.e1, cpu1)');
    const taken = step(raised, actionIn(machine, 'identify(vm0.dev0.e1)'));
    expect(taken === disabled ? disabled : taken.change.announces).toEqual({
      hint: ['vm0.vcpu0'],
      on: 'cpu1',
    });
  });

  it('of an atomic machine: an event that the first half makes away with is not injected', () => {
    const fault = defineFault({
      name: 'swallows',
      next: { identify: ({ source }) => ({ event: { [source]: { is: 'idle' } } }) },
    });
    const machine = machineOf(withFault('1:1x1', { hinting: 'atomic' }, fault));
    const raised = reached(machine, 'raise(vm0.dev0.e0, cpu0)');
    const taken = step(raised, actionIn(machine, 'receive(vm0.dev0.e0)'));
    expect(taken === disabled ? disabled : taken.after).toEqual(machine.initial);
  });

  it('of an atomic machine: an event that can not be injected is not received', () => {
    const fault = defineFault({ name: 'deaf', next: { inject: () => disabled } });
    const machine = machineOf(withFault('1:1x1', { hinting: 'atomic' }, fault));
    const raised = reached(machine, 'raise(vm0.dev0.e0, cpu0)');
    expect(step(raised, actionIn(machine, 'receive(vm0.dev0.e0)'))).toBe(disabled);
  });

  it('that is about no source has no VCPU to choose', () => {
    const seen: unknown[] = [];
    const dispatch: Replacements['dispatch'] = ({ choices }) => {
      seen.push(choices(['vm0.vcpu0']));
      return disabled;
    };
    const machine = machineOf(withFault('1:1x1', {}, defineFault({ name: 'nosy', next: { dispatch } })));
    step(machine.initial, actionIn(machine, 'dispatch(vm0.vcpu0)'));
    expect(seen).toEqual([[]]);
  });
});

describe('which actions are replaced', () => {
  const namesOf = (next: Replacements, axes: Short): readonly string[] => {
    const fault = defineFault({ name: 'idle', next });
    const machine = machineOf(withFault('1:1x1', axes, fault));
    return machine.actions.filter((action) => isReplaced(fault, action)).map(({ name }) => name);
  };
  const same = ({ sound }: { sound: () => Outcome }) => sound();
  const atomic = { hinting: 'atomic' } as const;

  it.each<readonly [string, Replacements, Short, readonly string[]]>([
    ['those that it names', { halt: same, raise: same }, {}, ['halt(vm0.vcpu0)', 'raise(vm0.dev0.e0, cpu0)']],
    ['a receive by its first half', { identify: same }, atomic, ['receive(vm0.dev0.e0)']],
    ['a receive by its second half', { inject: same }, atomic, ['receive(vm0.dev0.e0)']],
    ['no receive by anything else', { raise: same }, atomic, ['raise(vm0.dev0.e0, cpu0)']],
    ['nothing that nobody does', { plug: same }, {}, []],
  ])('%s', (_, next, axes, names) => expect(namesOf(next, axes)).toEqual(names));

  it('and the others are what they are without a fault, and touch no more', () => {
    const right = machineOf(configuration('1:2x1', {}));
    const fault = defineFault({ name: 'idle', next: { halt: same } });
    const wrong = machineOf(withFault('1:2x1', {}, fault));
    const touchesOf = ({ actions }: Machine) =>
      actions
        .filter(({ label }) => label.is !== 'halt')
        .map(({ name, touches }) => [name, touches.map((cell) => cell.name)]);
    expect(touchesOf(wrong)).toEqual(touchesOf(right));
  });
});
