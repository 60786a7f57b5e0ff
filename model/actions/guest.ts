/** What the guest's driver does on a running VCPU: it takes an interrupt, may program the route, and finishes. */
import { action, disabled, row } from '../action.ts';
import type { Setup } from '../configuration.ts';
import type { Hint, Placement } from '../state.ts';
import { maskOf, pendingOf, placementOf, routeOf, servicingOf } from '../state.ts';
import type { SourceId, VcpuId, Vm } from '../topology.ts';
import { deliver } from './delivery.ts';

const withoutHint = { is: 'handling', hint: null } as const;

/** A handler starts for the pending interrupt, on a VCPU that has none of that source at work. */
export const take = (source: SourceId, vcpu: VcpuId) =>
  action({
    label: { is: 'take', source, vcpu },
    touches: {
      placement: placementOf(vcpu),
      pending: pendingOf(source, vcpu),
      servicing: servicingOf(source, vcpu),
    },
    next: (cells) => {
      if (cells.placement.is !== 'running') return disabled;
      const pending = cells.pending;
      if (pending === null || cells.servicing !== null) return disabled;
      return { servicing: { is: 'handling', hint: pending.hint }, pending: null };
    },
  });

const handlerTouches = (vm: Vm, source: SourceId, vcpu: VcpuId) => ({
  placement: row(vm.vcpus, placementOf),
  servicing: servicingOf(source, vcpu),
  route: routeOf(source),
});

/** Whether the guest would program this VCPU, and the hypervisor would accept it: it is the VM's, and not offline. */
const programmable = (
  { config }: Setup,
  vm: Vm,
  target: VcpuId,
  hint: Hint,
  cells: { readonly route: VcpuId; readonly placement: (vcpu: VcpuId) => Placement },
): boolean => {
  const device = {
    vcpus: vm.vcpus,
    get route() {
      return cells.route;
    },
  };
  if (!config.guest.choices(hint, device).includes(target)) return false;
  return vm.vcpus.includes(target) && cells.placement(target).is !== 'offline';
};

/** The handler programs the device to interrupt a VCPU of its choice. The hint is then used up. */
export const program = (setup: Setup, vm: Vm, source: SourceId, vcpu: VcpuId, target: VcpuId) =>
  action({
    label: { is: 'program', source, vcpu, target },
    touches: handlerTouches(vm, source, vcpu),
    next: (cells) => {
      if (cells.placement(vcpu).is !== 'running') return disabled;
      const handler = cells.servicing;
      if (handler?.is !== 'handling' || !programmable(setup, vm, target, handler.hint, cells))
        return disabled;
      return { route: target, servicing: withoutHint };
    },
  });

/** The handler ends: there is nothing that it could program, or it does not care to. */
export const finish = (setup: Setup, vm: Vm, source: SourceId, vcpu: VcpuId) =>
  action({
    label: { is: 'finish', source, vcpu },
    touches: handlerTouches(vm, source, vcpu),
    next: (cells) => {
      if (cells.placement(vcpu).is !== 'running') return disabled;
      const handler = cells.servicing;
      if (handler?.is !== 'handling') return disabled;
      const mustProgram =
        !setup.config.guest.mayIgnore &&
        vm.vcpus.some((target) => programmable(setup, vm, target, handler.hint, cells));
      return mustProgram ? disabled : { servicing: null };
    },
  });

/** With `masking`, first of three in place of `program`: the handler masks the source's MSI-X entry. */
export const maskSource = (setup: Setup, vm: Vm, source: SourceId, vcpu: VcpuId, target: VcpuId) =>
  action({
    label: { is: 'maskSource', source, vcpu, target },
    touches: { ...handlerTouches(vm, source, vcpu), mask: maskOf(source) },
    next: (cells) => {
      if (cells.placement(vcpu).is !== 'running') return disabled;
      const handler = cells.servicing;
      if (handler?.is !== 'handling' || cells.mask.is !== 'open') return disabled;
      if (!programmable(setup, vm, target, handler.hint, cells)) return disabled;
      return { mask: { is: 'masked', owes: null }, servicing: { is: 'programming', target } };
    },
  });

/** With `masking`, second of three: the handler writes the entry, unless its VCPU went offline since it chose. */
export const writeRoute = (vm: Vm, source: SourceId, vcpu: VcpuId) =>
  action({
    label: { is: 'writeRoute', source, vcpu },
    touches: handlerTouches(vm, source, vcpu),
    next: (cells) => {
      if (cells.placement(vcpu).is !== 'running') return disabled;
      const handler = cells.servicing;
      if (handler?.is !== 'programming') return disabled;
      const accepted = cells.placement(handler.target).is !== 'offline';
      return { servicing: { is: 'programmed' }, ...(accepted ? { route: handler.target } : {}) };
    },
  });

/** With `masking`, last of three: the handler opens the entry, and what the mask owes is delivered. */
export const unmaskSource = (vm: Vm, source: SourceId, vcpu: VcpuId) =>
  action({
    label: { is: 'unmaskSource', source, vcpu },
    touches: {
      ...handlerTouches(vm, source, vcpu),
      mask: maskOf(source),
      pending: row(vm.vcpus, (v) => pendingOf(source, v)),
    },
    next: (cells) => {
      if (cells.placement(vcpu).is !== 'running' || cells.servicing?.is !== 'programmed') return disabled;
      const mask = cells.mask;
      const owed = mask.is === 'masked' && mask.owes !== null ? deliver(cells, mask.owes) : {};
      return { mask: { is: 'open' }, servicing: withoutHint, ...owed };
    },
  });
