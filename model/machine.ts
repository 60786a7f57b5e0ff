/** The machine of a configuration: Init and Next. */
import type { Action, Cell, Change, Read } from './action.ts';
import { disabled } from './action.ts';
import { raise } from './actions/device.ts';
import { finish, maskSource, program, take, unmaskSource, writeRoute } from './actions/guest.ts';
import { identify, inject, receive } from './actions/hypervisor.ts';
import { plug, reset, unplug } from './actions/lifecycle.ts';
import { dispatch, halt, migrate, preempt } from './actions/scheduler.ts';
import type { Configuration, Setup } from './configuration.ts';
import { setupOf } from './configuration.ts';
import { withFault } from './faults/replace.ts';
import { init } from './init.ts';
import type { Vm } from './topology.ts';
import { vcpuBeyond } from './topology.ts';

/** One value per cell, by the cell's name. */
export type State = ReadonlyMap<string, unknown>;

export interface Machine {
  readonly setup: Setup;
  readonly cells: readonly Cell<unknown>[];
  readonly initial: State;
  readonly actions: readonly Action[];
}

/** Next: every action of one VM, grouped by who acts. */
const actionsOf = (setup: Setup, vm: Vm): readonly Action[] => {
  const { config, layout } = setup;
  const { cpus } = layout;
  const has = (option: 'reset' | 'hotplug' | 'masking') => config.lifecycle.includes(option);
  // The guest may try to program one VCPU too many; no guest but a hostile one does.
  const targets = [...vm.vcpus, vcpuBeyond(vm.vcpus)];

  const scheduler = vm.vcpus.flatMap((vcpu) => [
    dispatch(setup, vm, vcpu),
    preempt(setup, vcpu),
    halt(setup, vm, vcpu),
    ...(config.moves ? cpus.map((cpu) => migrate(setup, vm, vcpu, cpu)) : []),
  ]);
  const device = vm.sources.flatMap((source) => cpus.map((cpu) => raise(source, cpu)));
  const hypervisor = vm.sources.flatMap((source) =>
    config.hinting === 'atomic'
      ? [receive(setup, vm, source)]
      : [identify(setup, vm, source), inject(vm, source)],
  );
  const guest = vm.sources.flatMap((source) =>
    vm.vcpus.flatMap((vcpu) => [
      take(source, vcpu),
      ...(has('masking')
        ? [
            ...targets.map((target) => maskSource(setup, vm, source, vcpu, target)),
            writeRoute(vm, source, vcpu),
            unmaskSource(vm, source, vcpu),
          ]
        : targets.map((target) => program(setup, vm, source, vcpu, target))),
      finish(setup, vm, source, vcpu),
    ]),
  );
  const lifecycle = [
    ...(has('reset') ? [reset(setup, vm)] : []),
    ...(has('hotplug')
      ? vm.vcpus.flatMap((vcpu) => [unplug(vm, vcpu), ...cpus.map((cpu) => plug(setup, vm, vcpu, cpu))])
      : []),
  ];
  return [...scheduler, ...device, ...hypervisor, ...guest, ...lifecycle];
};

/** The action itself, or what the fault makes of it. */
const asConfigured = (setup: Setup, vm: Vm, action: Action, cells: Machine['cells']): Action => {
  const { config, layout } = setup;
  if (config.fault === null) return action;
  const { label } = action;
  const halves =
    label.is === 'receive'
      ? { identify: identify(setup, vm, label.source), inject: inject(vm, label.source) }
      : null;
  return withFault({ fault: config.fault, guest: config.guest, layout, vm }, action, cells, halves);
};

export const machineOf = (config: Configuration): Machine => {
  const setup = setupOf(config);
  const initial = init(setup);
  const cells = initial.map(({ cell }) => cell);
  return {
    setup,
    cells,
    initial: new Map(initial.map(({ cell, value }) => [cell.name, value])),
    actions: setup.layout.vms.flatMap((vm) =>
      actionsOf(setup, vm).map((action) => asConfigured(setup, vm, action, cells)),
    ),
  };
};

export const readerOf =
  (state: State): Read =>
  <T>(cell: Cell<T>): T => {
    if (!state.has(cell.name)) throw new Error(`the machine has no cell ${cell.name}`);
    return state.get(cell.name) as T;
  };

/** The state after an action, and what the action did; `disabled` if its guard is false. */
export const step = (
  state: State,
  action: Action,
): { readonly after: State; readonly change: Change } | typeof disabled => {
  const change = action.step(readerOf(state));
  if (change === disabled) return disabled;
  const after = new Map(state);
  for (const [cell, value] of change.writes) after.set(cell.name, value);
  return { after, change };
};
