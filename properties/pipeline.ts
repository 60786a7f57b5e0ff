/** A source's way from the device to the guest: the places where its event, its interrupts and their hints are. */
import { row, type View } from '../model/action.ts';
import type { ActionLabel } from '../model/labels.ts';
import type { Hint, Interrupt } from '../model/state.ts';
import { eventOf, maskOf, pendingOf, routeOf, servicingOf } from '../model/state.ts';
import type { VcpuId, Vm } from '../model/topology.ts';
import type { OfSource } from './each.ts';
import type { Step } from './property.ts';
import { owedBy } from './words.ts';

export const pipelineOf = ({ vm, source }: OfSource) => ({
  event: eventOf(source),
  route: routeOf(source),
  mask: maskOf(source),
  pending: row(vm.vcpus, (vcpu) => pendingOf(source, vcpu)),
  servicing: row(vm.vcpus, (vcpu) => servicingOf(source, vcpu)),
});

export type Pipeline = ReturnType<typeof pipelineOf>;

/** Where a hint waits until the guest programs from it. */
export type Place = 'event' | 'mask' | `pending on ${VcpuId}` | `handler on ${VcpuId}`;

export const pendingOn = (vcpu: VcpuId): Place => `pending on ${vcpu}`;
export const handlerOn = (vcpu: VcpuId): Place => `handler on ${vcpu}`;

/** The hint that waits in a place; `null` if there is none, or the handler has read it already. */
export const hintIn = (cells: View<Pipeline>, place: Place): Hint => {
  if (place === 'event') return cells.event.is === 'identified' ? cells.event.hint : null;
  if (place === 'mask') return owedBy(cells.mask)?.hint ?? null;
  const vcpu = place.slice(place.lastIndexOf(' ') + 1) as VcpuId;
  if (place.startsWith('pending')) return cells.pending(vcpu)?.hint ?? null;
  const handler = cells.servicing(vcpu);
  return handler?.is === 'handling' ? handler.hint : null;
};

export const placesOf = (vm: Vm): readonly Place[] => [
  'event',
  'mask',
  ...vm.vcpus.flatMap((vcpu) => [pendingOn(vcpu), handlerOn(vcpu)]),
];

/** Where an interrupt goes that arrives in this step: the mask holds it up, unless this step opens the mask. */
export const destination = (label: ActionLabel, cells: View<Pipeline>): 'mask' | VcpuId =>
  label.is !== 'unmaskSource' && cells.mask.is === 'masked' ? 'mask' : cells.route;

/** The interrupt that arrives in this step, if one does: of an injection, or out of the mask that opens. */
export const arrivalOf = ({ label, before, sent }: Step<Pipeline>): Interrupt | null => {
  if (label.is === 'receive') return sent;
  if (label.is === 'inject') return before.event.is === 'identified' ? { hint: before.event.hint } : null;
  return label.is === 'unmaskSource' ? owedBy(before.mask) : null;
};

/** The steps in which an interrupt may arrive. */
export const delivers = (label: ActionLabel, { source }: OfSource): boolean =>
  (label.is === 'inject' || label.is === 'receive' || label.is === 'unmaskSource') && label.source === source;

/** An interrupt arrives where one waits already: both of them, and where they meet. */
export const meetingOf = (step: Step<Pipeline>) => {
  const { label, before } = step;
  const where = destination(label, before);
  const waiting = where === 'mask' ? owedBy(before.mask) : before.pending(where);
  const arriving = waiting && arrivalOf(step);
  return arriving && { where, waiting, arriving };
};
