/** The language in which a policy is written: a name, a starting memory, a pure function. */
import type { Condition, Hint, Json } from '../state.ts';
import type { HostCpuId, SourceId, VcpuId } from '../topology.ts';

/** What the hypervisor knows when it identifies an event. What a policy does not read, its decision does not depend on. */
export interface Identification<M = Json> {
  /** What the policy remembers about this source. */
  readonly memory: M;
  /** The host CPU that sent the event. */
  readonly on: HostCpuId;
  /** The VCPUs of the VM that the map places on that CPU, in the global order. */
  readonly mappedHere: readonly VcpuId[];
  /** The VCPU that the source interrupts now. */
  readonly route: VcpuId;
  readonly source: SourceId;
  /** Whether a VCPU of the VM is running, ready, halted or offline: the truth, whatever the map says. */
  readonly condition: (vcpu: VcpuId) => Condition;
}

/** The hint to send with the event (`null`: none; order and repetition do not matter), and what to remember. */
export interface Decision<M = Json> {
  readonly hint: Hint;
  readonly memory: M;
}

/** The map's entry of a VCPU was rewritten. `null`: it had no entry (it was offline). */
export interface Move {
  readonly vcpu: VcpuId;
  readonly from: HostCpuId | null;
  readonly to: HostCpuId;
}

export interface Policy<M = Json> {
  readonly name: string;
  /** One sentence on when it hints, and whom it names. */
  readonly summary?: string;
  /** The contracts that it promises on top of `safe` and `possible`. */
  readonly claims: readonly Contract[];
  /** Properties whose premise it makes impossible by design, by id: they may stay vacuous. */
  readonly makesVacuous: readonly string[];
  readonly initial: M;
  readonly decide: (event: Identification<M>) => Decision<M>;
  /** Called for every source of the VM when the map's entry of one of its VCPUs is rewritten. */
  readonly onMove?: (memory: M, move: Move) => M;
}

/** The contracts of properties/; `safe` and `possible` are demanded of every policy. */
export const contracts = ['safe', 'claim-1', 'locality', 'live', 'possible'] as const;
export type Contract = (typeof contracts)[number];

/** A policy as its author writes it: everything but `name` and `decide` may be left out. */
export type PolicyDefinition<M> = Pick<Policy<M>, 'name' | 'decide'> &
  Partial<Pick<Policy<M>, 'summary' | 'claims' | 'makesVacuous' | 'initial' | 'onMove'>>;

/**
 * Defines a policy. Leave out `initial` for a policy without memory (it is `null`). What a memory looks like
 * is the policy's own business: to everybody else it is JSON.
 *
 * Source: US9411624B2, claims 1 and 2 (when to look VCPUs up, and to hint).
 */
export const definePolicy = <M = null>(definition: PolicyDefinition<M>): Policy => {
  const defaults = { claims: [], makesVacuous: [], initial: null as M };
  return { ...defaults, ...definition } as Policy<M> as unknown as Policy;
};
