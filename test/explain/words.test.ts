import { describe, expect, it } from 'vitest';
import { defineGuest } from '../../model/guests/guest.ts';
import type { Machine } from '../../model/machine.ts';
import { machineOf } from '../../model/machine.ts';
import { UserError } from '../../src/errors.ts';
import { alternativesIn, whyNot } from '../../src/explain/index.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';

type Cells = Readonly<Record<string, unknown>>;

/** The initial state but for some cells, and an action by name. */
const ask = (machine: Machine, name: string, cells: Cells) => {
  const unknown = Object.keys(cells).filter((cell) => !machine.initial.has(cell));
  if (unknown.length > 0) throw new Error(`no cells ${unknown.join(', ')}`);
  const action = machine.actions.find((one) => one.name === name);
  if (action === undefined) throw new Error(`no action ${name}`);
  return whyNot(machine, new Map([...machine.initial, ...Object.entries(cells)]), action);
};

const running = { is: 'running', on: 'cpu0' };
const halted = { is: 'halted', on: 'cpu1' };
const offline = { is: 'offline' };
const raised = { is: 'raised', on: 'cpu0' };
const identified = { is: 'identified', on: 'cpu0', hint: ['vm0.vcpu1'] };
const handling = { is: 'handling', hint: ['vm0.vcpu1'] };
const programming = { is: 'programming', target: 'vm0.vcpu1' };
const programmed = { is: 'programmed' };

const v0 = 'placement(vm0.vcpu0)';
const v1 = 'placement(vm0.vcpu1)';
const event = 'event(vm0.dev0.e0)';
const pending = 'pending(vm0.dev0.e0, vm0.vcpu0)';
const servicing = 'servicing(vm0.dev0.e0, vm0.vcpu0)';

type Example = readonly [action: string, cells: Cells, because: readonly string[] | null];

const plain: readonly Example[] = [
  ['dispatch(vm0.vcpu0)', {}, null],
  [
    'dispatch(vm0.vcpu0)',
    { [v0]: halted },
    ['vm0.vcpu0 is halted on cpu1, and only a ready VCPU is given its CPU'],
  ],
  ['dispatch(vm0.vcpu0)', { [v1]: running, 'busy(cpu0)': true }, ['cpu0 is busy: vm0.vcpu1 runs there']],
  [
    'dispatch(vm0.vcpu0)',
    { [v0]: running, 'busy(cpu0)': true },
    ['vm0.vcpu0 is running on cpu0, and only a ready VCPU is given its CPU'],
  ],
  ['preempt(vm0.vcpu0)', {}, ['vm0.vcpu0 is ready on cpu0, and only a running VCPU is preempted']],
  [
    'halt(vm0.vcpu0)',
    { [pending]: { hint: [] }, [servicing]: handling },
    [
      'vm0.vcpu0 is ready on cpu0, and only a running VCPU goes idle',
      'an interrupt of vm0.dev0.e0 with a hint that names nobody is pending on vm0.vcpu0',
      'a handler of vm0.dev0.e0 is at work on vm0.vcpu0, with hint {vm0.vcpu1}',
    ],
  ],
  [
    'migrate(vm0.vcpu0, cpu0)',
    { [v0]: running },
    [
      'vm0.vcpu0 is running on cpu0, and only a VCPU that is not running is moved',
      'vm0.vcpu0 is on cpu0 already',
    ],
  ],
  ['migrate(vm0.vcpu1, cpu1)', {}, ['vm0.vcpu1 is on cpu1 already']],
  [
    'raise(vm0.dev0.e0, cpu1)',
    { [event]: raised },
    ['the event of vm0.dev0.e0 before it has not been identified yet: raised on cpu0'],
  ],
  [
    'raise(vm0.dev0.e0, cpu1)',
    { [event]: identified },
    ['the event of vm0.dev0.e0 before it has not been injected yet: identified on cpu0, hint {vm0.vcpu1}'],
  ],
  ['identify(vm0.dev0.e0)', {}, ['no event of vm0.dev0.e0 has been raised: idle']],
  [
    'identify(vm0.dev0.e0)',
    { [event]: identified },
    ['the event of vm0.dev0.e0 has been identified already: identified on cpu0, hint {vm0.vcpu1}'],
  ],
  ['inject(vm0.dev0.e0)', {}, ['no event of vm0.dev0.e0 has been raised: idle']],
  [
    'inject(vm0.dev0.e0)',
    { [event]: raised },
    ['the event of vm0.dev0.e0 has not been identified yet: raised on cpu0'],
  ],
  [
    'take(vm0.dev0.e0, vm0.vcpu0)',
    { [servicing]: { is: 'handling', hint: null } },
    [
      'vm0.vcpu0 is ready on cpu0, and only a running VCPU takes an interrupt',
      'no interrupt of vm0.dev0.e0 is pending on vm0.vcpu0',
      'a handler of vm0.dev0.e0 is at work on vm0.vcpu0, with no hint',
    ],
  ],
  [
    'finish(vm0.dev0.e0, vm0.vcpu1)',
    { [v1]: halted },
    [
      "vm0.vcpu1 is halted on cpu1, and only a running VCPU's handler can act",
      'no handler of vm0.dev0.e0 is at work on vm0.vcpu1',
    ],
  ],
  [
    'finish(vm0.dev0.e0, vm0.vcpu0)',
    { [v0]: running, [servicing]: { is: 'handling', hint: ['vm0.vcpu0', 'vm0.vcpu1'] } },
    ['guest any must program vm0.vcpu0 or vm0.vcpu1 first, given hint {vm0.vcpu0, vm0.vcpu1}'],
  ],
  [
    'program(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu0)',
    { [v0]: running, [servicing]: handling },
    ['guest any does not choose vm0.vcpu0, given hint {vm0.vcpu1}'],
  ],
  [
    'program(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu2)',
    { [v0]: running, [servicing]: handling },
    ['guest any does not choose vm0.vcpu2, given hint {vm0.vcpu1}', 'vm0 has no vm0.vcpu2'],
  ],
];

const hotplug: readonly Example[] = [
  [
    'program(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu1)',
    { [v0]: running, [servicing]: handling, [v1]: offline },
    ['vm0.vcpu1 is offline, and no route may lead there'],
  ],
  [
    'migrate(vm0.vcpu1, cpu0)',
    { [v1]: offline },
    ['vm0.vcpu1 is offline, and only a VCPU that is on a host CPU is moved'],
  ],
  [
    'unplug(vm0.vcpu0)',
    {},
    [
      'vm0.vcpu0 is ready on cpu0, and only a halted VCPU is unplugged',
      'vm0.vcpu0 is the first VCPU of vm0, which stays',
      'the route of vm0.dev0.e0 leads to vm0.vcpu0',
    ],
  ],
  ['unplug(vm0.vcpu1)', { [v1]: offline }, ['vm0.vcpu1 is offline already']],
  ['unplug(vm0.vcpu1)', { [v1]: halted }, null],
  ['plug(vm0.vcpu1, cpu0)', {}, ['vm0.vcpu1 is ready on cpu1, and only an offline VCPU is plugged in']],
  ['reset(vm0)', {}, ['nothing has changed since the start: every source of vm0 is as it was']],
];

const masking: readonly Example[] = [
  [
    'maskSource(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu1)',
    { [v0]: running, [servicing]: handling, 'mask(vm0.dev0.e0)': { is: 'masked', owes: null } },
    ['vm0.dev0.e0 is masked already'],
  ],
  [
    'writeRoute(vm0.dev0.e0, vm0.vcpu0)',
    { [v0]: running, [servicing]: handling },
    [
      'a handler of vm0.dev0.e0 is at work on vm0.vcpu0, with hint {vm0.vcpu1}, and has not masked the source',
    ],
  ],
  [
    'unmaskSource(vm0.dev0.e0, vm0.vcpu0)',
    { [v0]: running, [servicing]: programming },
    [
      'a handler of vm0.dev0.e0 is at work on vm0.vcpu0, programming vm0.vcpu1, and has to write the route next',
    ],
  ],
  [
    'finish(vm0.dev0.e0, vm0.vcpu0)',
    { [v0]: running, [servicing]: programmed },
    [
      'a handler of vm0.dev0.e0 is at work on vm0.vcpu0, done with programming, and has to unmask the source next',
    ],
  ],
];

const groups: readonly (readonly [Short, readonly Example[]])[] = [
  [{}, plain],
  [{ lifecycle: ['hotplug', 'reset'] }, hotplug],
  [{ lifecycle: ['masking'] }, masking],
  [
    { guest: 'keep-local' },
    [
      [
        'program(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu1)',
        { [v0]: running, [servicing]: handling, 'route(vm0.dev0.e0)': 'vm0.vcpu1' },
        ['guest keep-local does not choose vm0.vcpu1, given hint {vm0.vcpu1} and the route vm0.vcpu1'],
      ],
    ],
  ],
  [{ hinting: 'atomic' }, [['receive(vm0.dev0.e0)', {}, ['no event of vm0.dev0.e0 has been raised: idle']]]],
];

describe.each(groups)('why not, under %j', (axes, examples) => {
  it.each(examples)('%s where %j', (action, cells, because) => {
    expect(ask(machineOf(configuration('2:2x1', axes)), action, cells)).toEqual(because);
  });
});

describe('what could happen in a state', () => {
  const machine = machineOf(configuration('1:1x1'));

  it('is every action of the machine, in its order', () => {
    const { enabled, refused } = alternativesIn(machine, machine.initial);
    expect(enabled).toEqual(['dispatch(vm0.vcpu0)', 'raise(vm0.dev0.e0, cpu0)']);
    const names = machine.actions.map(({ name }) => name);
    expect(refused.map(({ action }) => action)).toEqual(names.filter((name) => !enabled.includes(name)));
    expect(refused.find(({ action }) => action === 'identify(vm0.dev0.e0)')?.because).toEqual([
      'no event of vm0.dev0.e0 has been raised: idle',
    ]);
  });

  it("is not known where a user's guest makes a mistake", () => {
    const mistake = new UserError('guest.ts', 'choices(…) threw');
    const guest = defineGuest({
      name: 'guest.ts',
      choices: () => {
        throw mistake;
      },
    });
    const mistaken = machineOf({ ...configuration('1:1x1'), guest });
    const cells = { 'servicing(vm0.dev0.e0, vm0.vcpu0)': { is: 'handling', hint: null } };
    const state = new Map([...mistaken.initial, ...Object.entries(cells)]);
    expect(() => alternativesIn(mistaken, state)).toThrow(mistake);
    expect(alternativesIn(mistaken, mistaken.initial).enabled).toEqual([
      'dispatch(vm0.vcpu0)',
      'raise(vm0.dev0.e0, cpu0)',
    ]);
  });
});
