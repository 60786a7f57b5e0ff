/** What happens to a VM as a whole: it is reset, and its VCPUs come and go. */
import { action, disabled, row } from '../action.ts';
import type { Setup } from '../configuration.ts';
import { sourceInit } from '../init.ts';
import { same } from '../same.ts';
import { mappedOf, pendingOf, placementOf, routeOf, servicingOf } from '../state.ts';
import type { HostCpuId, VcpuId, Vm } from '../topology.ts';
import { record, recordTouches } from './record.ts';

/** The VM's devices start anew; its VCPUs stay where and as they are. Enabled when that changes something. */
export const reset = (setup: Setup, vm: Vm) => {
  const cells = vm.sources.flatMap((source) => sourceInit(setup, vm, source));
  const initial = new Map(cells.map(({ cell, value }) => [cell.name, value]));
  const byName = new Map(cells.map(({ cell }) => [cell.name, cell]));
  const names = [...byName.keys()];
  return action({
    label: { is: 'reset', vm: vm.id },
    touches: { now: row(names, (name) => byName.get(name)!) },
    next: ({ now }) =>
      names.some((name) => !same(now(name), initial.get(name)))
        ? { now: Object.fromEntries(initial) }
        : disabled,
  });
};

/** A halted VCPU that no source needs is taken offline. The first VCPU of a VM stays. No policy is told. */
export const unplug = (vm: Vm, vcpu: VcpuId) =>
  action({
    label: { is: 'unplug', vcpu },
    touches: {
      placement: placementOf(vcpu),
      mapped: mappedOf(vcpu),
      route: row(vm.sources, routeOf),
      pending: row(vm.sources, (source) => pendingOf(source, vcpu)),
      servicing: row(vm.sources, (source) => servicingOf(source, vcpu)),
    },
    next: (cells) => {
      if (cells.placement.is !== 'halted' || vcpu === vm.vcpus[0]) return disabled;
      for (const source of vm.sources)
        if (
          cells.route(source) === vcpu ||
          cells.pending(source) !== null ||
          cells.servicing(source) !== null
        )
          return disabled;
      return { placement: { is: 'offline' }, mapped: null };
    },
  });

/** An offline VCPU comes back, idle, on any host CPU. */
export const plug = (setup: Setup, vm: Vm, vcpu: VcpuId, to: HostCpuId) =>
  action({
    label: { is: 'plug', vcpu, to },
    touches: { placement: placementOf(vcpu), ...recordTouches(setup, vm, vcpu) },
    next: (cells) =>
      cells.placement.is === 'offline'
        ? { placement: { is: 'halted', on: to }, ...record(setup, vm, cells, { vcpu, to }) }
        : disabled,
  });
