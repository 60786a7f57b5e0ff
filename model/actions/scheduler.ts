/** What the host's scheduler does: it runs VCPUs, stops them, and moves them between host CPUs. */
import { action, disabled, row } from '../action.ts';
import type { Setup } from '../configuration.ts';
import { busyOf, pendingOf, placementOf, servicingOf } from '../state.ts';
import type { HostCpuId, VcpuId, Vm } from '../topology.ts';
import { record, recordTouches } from './record.ts';

/** A ready VCPU gets its host CPU, which is free. */
export const dispatch = (setup: Setup, vm: Vm, vcpu: VcpuId) => {
  const writesMap = setup.config.map === 'on-dispatch';
  return action({
    label: { is: 'dispatch', vcpu },
    touches: {
      placement: placementOf(vcpu),
      busy: row(setup.layout.cpus, busyOf),
      ...recordTouches(setup, vm, vcpu, writesMap),
    },
    next: (cells) => {
      const placement = cells.placement;
      if (placement.is !== 'ready' || cells.busy(placement.on)) return disabled;
      return {
        placement: { is: 'running', on: placement.on },
        busy: { [placement.on]: true },
        ...(writesMap ? record(setup, vm, cells, { vcpu, to: placement.on }) : {}),
      };
    },
  });
};

/** The host takes the CPU away from a running VCPU. */
export const preempt = (setup: Setup, vcpu: VcpuId) =>
  action({
    label: { is: 'preempt', vcpu },
    touches: { placement: placementOf(vcpu), busy: row(setup.layout.cpus, busyOf) },
    next: (cells) => {
      const placement = cells.placement;
      if (placement.is !== 'running') return disabled;
      return { placement: { is: 'ready', on: placement.on }, busy: { [placement.on]: false } };
    },
  });

/** A running VCPU that has no interrupt pending and no handler at work goes idle. */
export const halt = (setup: Setup, vm: Vm, vcpu: VcpuId) =>
  action({
    label: { is: 'halt', vcpu },
    touches: {
      placement: placementOf(vcpu),
      busy: row(setup.layout.cpus, busyOf),
      pending: row(vm.sources, (source) => pendingOf(source, vcpu)),
      servicing: row(vm.sources, (source) => servicingOf(source, vcpu)),
    },
    next: (cells) => {
      const placement = cells.placement;
      if (placement.is !== 'running') return disabled;
      for (const source of vm.sources)
        if (cells.pending(source) !== null || cells.servicing(source) !== null) return disabled;
      return { placement: { is: 'halted', on: placement.on }, busy: { [placement.on]: false } };
    },
  });

/** The host moves a VCPU that is not running to another CPU. */
export const migrate = (setup: Setup, vm: Vm, vcpu: VcpuId, to: HostCpuId) => {
  const writesMap = setup.config.map === 'on-move';
  return action({
    label: { is: 'migrate', vcpu, to },
    touches: { placement: placementOf(vcpu), ...recordTouches(setup, vm, vcpu, writesMap) },
    next: (cells) => {
      const placement = cells.placement;
      if ((placement.is !== 'ready' && placement.is !== 'halted') || placement.on === to) return disabled;
      return {
        placement: { is: placement.is, on: to },
        ...(writesMap ? record(setup, vm, cells, { vcpu, to }) : {}),
      };
    },
  });
};
