/** The cells, and what they hold. The state is one value per cell; `null` is docs/model.md's ∅. */
import type { Cell } from './action.ts';
import type { HostCpuId, SourceId, VcpuId } from './topology.ts';
import { vmIdOf } from './topology.ts';

/** What is true of a VCPU. `ready`: runnable, waits for that CPU. `halted`: idle, waits for an interrupt. */
export type Placement =
  | { readonly is: 'running' | 'ready' | 'halted'; readonly on: HostCpuId }
  | { readonly is: 'offline' };

export type Condition = Placement['is'];

/**
 * The VCPUs that the hypervisor suggests for a source's interrupts: a set, kept in the global order.
 * `null` is no hint. The empty set is a hint that names nobody, which is not the same.
 */
export type Hint = readonly VcpuId[] | null;

/** An interrupt on its way to a VCPU, or being handled there, with the hint that it carries. */
export interface Interrupt {
  readonly hint: Hint;
}

/** A virtual device event on its way through the hypervisor. */
export type DeviceEvent =
  | { readonly is: 'idle' }
  | { readonly is: 'raised'; readonly on: HostCpuId }
  | { readonly is: 'identified'; readonly on: HostCpuId; readonly hint: Hint };

/** A handler at work. With masking, it programs the route in three steps, and has read its hint by then. */
export type Handler =
  | { readonly is: 'handling'; readonly hint: Hint }
  | { readonly is: 'programming'; readonly target: VcpuId }
  | { readonly is: 'programmed' };

/** The mask of a source's MSI-X entry; what arrives meanwhile is owed (the pending bit). */
export type Mask = { readonly is: 'open' } | { readonly is: 'masked'; readonly owes: Interrupt | null };

/** What a policy remembers about a source: any JSON value. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

const cell = <T>(
  kind: string,
  id: string,
  vcpuOrSource: VcpuId | SourceId,
  cluster: string | null,
): Cell<T> => ({
  name: `${kind}(${id})`,
  kind,
  owner: vmIdOf(vcpuOrSource),
  cluster,
});

/** Where a VCPU is, and in what condition: what is true. */
export const placementOf = (vcpu: VcpuId): Cell<Placement> => cell('placement', vcpu, vcpu, null);

/** The VCPU-to-host-CPU map of the patent: what the hypervisor believes. */
export const mappedOf = (vcpu: VcpuId): Cell<HostCpuId | null> => cell('mapped', vcpu, vcpu, null);

/**
 * Whether some VCPU runs on a host CPU. Derived from the placements: it makes no new states, and spares every
 * dispatch a look at the placement of every other VCPU.
 */
export const busyOf = (cpu: HostCpuId): Cell<boolean> => ({
  name: `busy(${cpu})`,
  kind: 'busy',
  owner: null,
  cluster: null,
});

/** What the policy remembers about a source. */
export const memoryOf = (source: SourceId): Cell<Json> => cell('memory', source, source, source);

/** The source's event in the hypervisor. */
export const eventOf = (source: SourceId): Cell<DeviceEvent> => cell('event', source, source, source);

/** The VCPU that the guest programmed the device to interrupt. */
export const routeOf = (source: SourceId): Cell<VcpuId> => cell('route', source, source, source);

/** Whether the source is masked. Without `masking` it is always open. */
export const maskOf = (source: SourceId): Cell<Mask> => cell('mask', source, source, source);

/** The source's interrupt that waits for the VCPU to take it. */
export const pendingOf = (source: SourceId, vcpu: VcpuId): Cell<Interrupt | null> =>
  cell('pending', `${source}, ${vcpu}`, source, source);

/** The source's handler that runs on the VCPU. */
export const servicingOf = (source: SourceId, vcpu: VcpuId): Cell<Handler | null> =>
  cell('servicing', `${source}, ${vcpu}`, source, source);

/** What a fault keeps about a source. A right machine has no such cell. */
export const keptOf = (source: SourceId): Cell<Json> => cell('kept', source, source, source);
