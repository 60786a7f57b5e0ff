/** How an interrupt gets to the VCPU that the route names, or behind the mask, wherever the hypervisor delivers one. */
import type { DeviceEvent, Interrupt, Mask, Placement } from '../state.ts';
import type { VcpuId } from '../topology.ts';

const namesSomebody = ({ hint }: Interrupt): boolean => hint !== null && hint.length > 0;

/**
 * The interrupt that stays when one arrives where another of its source waits already. A newer hint that names
 * somebody replaces an older one; one that names nobody never does.
 */
export const coalesce = (waiting: Interrupt | null, arriving: Interrupt): Interrupt =>
  waiting === null || namesSomebody(arriving) || waiting.hint === null ? arriving : waiting;

/** The kick. Only a halted VCPU needs one: a ready VCPU will run, a running one looks for interrupts by itself. */
export const kick = (target: Placement): Placement =>
  target.is === 'halted' ? { is: 'ready', on: target.on } : target;

interface Targets {
  readonly route: VcpuId;
  readonly pending: (vcpu: VcpuId) => Interrupt | null;
  readonly placement: (vcpu: VcpuId) => Placement;
}

/** Makes an interrupt pending on the VCPU that the route names now, and wakes that VCPU if it is halted. */
export const deliver = (cells: Targets, interrupt: Interrupt) => {
  const target = cells.route;
  const before = cells.placement(target);
  const kicked = kick(before);
  return {
    pending: { [target]: coalesce(cells.pending(target), interrupt) },
    placement: kicked === before ? {} : { [target]: kicked },
  };
};

const idle: DeviceEvent = { is: 'idle' };

/** A source that is masked owes the interrupt until it is unmasked, and wakes nobody. */
export const injection = (cells: Targets & { readonly mask: Mask }, interrupt: Interrupt) => {
  const mask = cells.mask;
  return mask.is === 'masked'
    ? { event: idle, mask: { is: 'masked' as const, owes: coalesce(mask.owes, interrupt) } }
    : { event: idle, ...deliver(cells, interrupt) };
};
