/** The words of docs/model.md that claims are made of, and how findings say what a cell holds. */
import type { ActionLabel } from '../model/labels.ts';
import { same } from '../model/same.ts';
import type { Hint, Interrupt, Mask, Placement } from '../model/state.ts';
import type { HostCpuId, SourceId, VcpuId, Vm } from '../model/topology.ts';

/** The hypervisor finds out whose event it is, and may send a hint. */
export const identifies = (label: ActionLabel, source: SourceId): boolean =>
  (label.is === 'identify' || label.is === 'receive') && label.source === source;

/** The hypervisor turns the event into an interrupt, for the VCPU that the route names or for the mask. */
export const injects = (label: ActionLabel, source: SourceId): boolean =>
  (label.is === 'inject' || label.is === 'receive') && label.source === source;

/** The guest's handler writes the route. */
export const programs = (label: ActionLabel, source: SourceId): boolean =>
  (label.is === 'program' || label.is === 'writeRoute') && label.source === source;

export const resets = (label: ActionLabel, vm: Vm): boolean => label.is === 'reset' && label.vm === vm.id;

/** A VCPU of the VM changes its host CPU, loses it or gets one. */
export const moves = (label: ActionLabel, vm: Vm): boolean =>
  (label.is === 'migrate' || label.is === 'unplug' || label.is === 'plug') && vm.vcpus.includes(label.vcpu);

/** For each VCPU of a VM: no. */
export const nowhere = ({ vcpus }: Vm): Readonly<Record<VcpuId, boolean>> =>
  Object.fromEntries(vcpus.map((vcpu) => [vcpu, false]));

/** Whether it is done to the source: by the hypervisor, by a handler, by a reset of the VM. */
export const isAbout = (label: ActionLabel, { vm, source }: { vm: Vm; source: SourceId }): boolean =>
  ('source' in label && label.source === source) || resets(label, vm);

/** The host CPU that a VCPU is on, whatever its condition; `null` for an offline one. */
export const cpuOf = (placement: Placement): HostCpuId | null =>
  placement.is === 'offline' ? null : placement.on;

export const runsOn = (placement: Placement, cpu: HostCpuId): boolean =>
  placement.is === 'running' && placement.on === cpu;

export const namesSomebody = (hint: Hint | undefined): hint is readonly VcpuId[] =>
  hint !== null && hint !== undefined && hint.length > 0;

/** Hints compare as sets; the model keeps them in the global order. */
export const sameHint = (a: Hint, b: Hint): boolean => same(a, b);

/** The interrupt that a masked source owes. */
export const owedBy = (mask: Mask): Interrupt | null => (mask.is === 'masked' ? mask.owes : null);

export const placementInWords = (placement: Placement): string =>
  placement.is === 'offline' ? 'offline' : `${placement.is} on ${placement.on}`;

export const listInWords = (names: readonly string[]): string =>
  names.length === 0 ? 'nobody' : names.join(' and ');

export const hintInWords = (hint: Hint): string =>
  hint === null ? 'no hint' : `a hint that names ${listInWords(hint)}`;

export const interruptInWords = (interrupt: Interrupt | null): string =>
  interrupt === null ? 'no interrupt' : `an interrupt with ${hintInWords(interrupt.hint)}`;
