/** A fault has guards that nobody stated: what is said of them must be true all the same. */
import { describe, expect, it } from 'vitest';
import { disabled } from '../../model/action.ts';
import { defineFault } from '../../model/faults/fault.ts';
import { isReplaced } from '../../model/faults/replace.ts';
import type { Machine } from '../../model/machine.ts';
import { machineOf, step } from '../../model/machine.ts';
import { whyNot } from '../../src/explain/index.ts';
import { configuration } from '../configurations.ts';
import { faultCases } from '../model/fault-cases.ts';
import { reachable } from './reachable.ts';

const statesMax = 1500;

describe('under a fault, in the configuration where it shows', () => {
  it.each(Object.entries(faultCases))('%s: whatever is not enabled has a reason', (name, { where }) => {
    const [scope, axes] = where;
    const machine = machineOf(configuration(scope, { ...axes, fault: name }));
    const { fault } = machine.setup.config;
    let asked = 0;
    for (const state of reachable(machine, statesMax))
      for (const action of machine.actions) {
        const because = whyNot(machine, state, action);
        asked++;
        if ((because === null) !== (step(state, action) !== disabled))
          expect.fail(`${action.name} is enabled`);
        if (because === null) continue;
        const [first] = because;
        // What the fault leaves alone has the reasons that it has in the right machine.
        const known = isReplaced(fault!, action)
          ? first?.startsWith(`the fault ${name} does not allow it, having looked at `)
          : first !== undefined && !/^the (fault|machine) /.test(first);
        if (!known) expect.fail(`${action.name}: ${first}`);
      }
    expect(asked).toBeGreaterThan(100);
  });
});

describe('an action that a fault replaces', () => {
  const inState = (machine: Machine, name: string, cells: Readonly<Record<string, unknown>> = {}) =>
    whyNot(
      machine,
      new Map([...machine.initial, ...Object.entries(cells)]),
      machine.actions.find((action) => action.name === name)!,
    );

  it('is answered with what the fault looked at, and with what the right machine would say', () => {
    const machine = machineOf(configuration('1:2x1', { fault: 'double-dispatch' }));
    expect(
      inState(machine, 'dispatch(vm0.vcpu0)', { 'placement(vm0.vcpu0)': { is: 'halted', on: 'cpu0' } }),
    ).toEqual([
      'the fault double-dispatch does not allow it, having looked at placement(vm0.vcpu0): halted on cpu0',
      'without the fault, too: vm0.vcpu0 is halted on cpu0, and only a ready VCPU is given its CPU',
    ]);
  });

  it('may be one that the right machine would allow', () => {
    const machine = machineOf(configuration('1:2x1', { fault: 'finish-lost-after-retarget' }));
    const because = inState(machine, 'finish(vm0.dev0.e0, vm0.vcpu0)', {
      'placement(vm0.vcpu0)': { is: 'running', on: 'cpu0' },
      'servicing(vm0.dev0.e0, vm0.vcpu0)': { is: 'handling', hint: null },
      'route(vm0.dev0.e0)': 'vm0.vcpu1',
    });
    expect(because).toEqual([
      'the fault finish-lost-after-retarget does not allow it, having looked at ' +
        'servicing(vm0.dev0.e0, vm0.vcpu0): interrupt, no hint; route(vm0.dev0.e0): vm0.vcpu1',
      'without the fault it would be enabled',
    ]);
  });

  it('is said to have looked at the last cells, if it looked at many', () => {
    const machine = machineOf(
      configuration('1:1x1', { fault: 'reset-keeps-mask', lifecycle: ['reset', 'masking'] }),
    );
    expect(inState(machine, 'reset(vm0)')?.[0]).toBe(
      'the fault reset-keeps-mask does not allow it, having looked at 1 other cell, then at ' +
        'event(vm0.dev0.e0): idle; route(vm0.dev0.e0): vm0.vcpu0; mask(vm0.dev0.e0): open; ' +
        'pending(vm0.dev0.e0, vm0.vcpu0): nothing; servicing(vm0.dev0.e0, vm0.vcpu0): nothing',
    );
    const two = machineOf(
      configuration('1:2x1', { fault: 'reset-keeps-mask', lifecycle: ['reset', 'masking'] }),
    );
    expect(inState(two, 'reset(vm0)')?.[0]).toContain('having looked at 3 other cells, then at ');
  });

  it('is said to have looked at cells that no trace shows, and at nothing', () => {
    const fault = defineFault({
      name: 'lazy',
      next: {
        preempt: ({ cells, sound }) =>
          cells.busy('cpu0') ? sound() : sound({ placement: () => ({ is: 'offline' }) }),
        raise: ({ sound }) => sound({ event: () => ({ is: 'raised', on: 'cpu0' }) }),
      },
    });
    const machine = machineOf({ ...configuration('1:1x1'), fault });
    expect(inState(machine, 'preempt(vm0.vcpu0)')?.[0]).toBe(
      'the fault lazy does not allow it, having looked at busy(cpu0): false',
    );
    expect(inState(machine, 'raise(vm0.dev0.e0, cpu0)')).toEqual([
      'the fault lazy does not allow it, without a look at any cell',
      'without the fault it would be enabled',
    ]);
  });
});

describe('a CPU that a wrong machine takes for busy', () => {
  const busy = (fault: string, placement: Readonly<Record<string, unknown>>) => {
    const machine = machineOf(configuration('1:3x1', { fault }));
    const state = new Map([...machine.initial, ['busy(cpu0)', true], ...Object.entries(placement)]);
    return whyNot(machine, state, machine.actions.find(({ name }) => name === 'dispatch(vm0.vcpu0)')!);
  };
  const running = { is: 'running', on: 'cpu0' };

  it('is said to be without anybody, or to have two', () => {
    expect(busy('halt-keeps-cpu-busy', {})).toEqual([
      'cpu0 is busy: nobody runs there, and yet it is taken for busy',
    ]);
    expect(busy('no-kick', { 'placement(vm0.vcpu1)': running, 'placement(vm0.vcpu2)': running })).toEqual([
      'cpu0 is busy: vm0.vcpu1 and vm0.vcpu2 run there',
    ]);
  });
});

describe('an action whose guard is not the one that was stated', () => {
  it('is answered with what it looked at', () => {
    const machine = machineOf(configuration('1:1x1'));
    const preempt = machine.actions.find(({ name }) => name === 'preempt(vm0.vcpu0)')!;
    const running = new Map([...machine.initial, ['placement(vm0.vcpu0)', { is: 'running', on: 'cpu0' }]]);
    const never: typeof preempt = {
      ...preempt,
      step: (read) => {
        for (const cell of preempt.touches) read(cell);
        return disabled;
      },
    };
    expect(whyNot(machine, running, preempt)).toBeNull();
    expect(whyNot(machine, running, never)).toEqual([
      'the machine does not allow it, having looked at placement(vm0.vcpu0): running on cpu0; busy(cpu0): false',
    ]);
  });
});
