/** The language in which a guest is written: what its driver does with the hint in an interrupt. */
import type { Hint } from '../state.ts';
import type { VcpuId } from '../topology.ts';

/** What the driver knows besides the hint. */
export interface GuestDevice {
  /** The VCPU that the source interrupts now. */
  readonly route: VcpuId;
  /** The VCPUs of the VM. */
  readonly vcpus: readonly VcpuId[];
}

export interface Guest {
  readonly name: string;
  /** One sentence on what it does with a hint. */
  readonly summary?: string;
  /** The VCPUs that the handler may program the route to. None: it finishes without programming. */
  readonly choices: (hint: Hint, device: GuestDevice) => readonly VcpuId[];
  /** The handler may finish although it could program. */
  readonly mayIgnore: boolean;
  /** It programs only VCPUs that the hint names. */
  readonly obeys: boolean;
  /** It programs a VCPU of the hint when it gets one. */
  readonly usesHints: boolean;
  /** Properties whose premise it makes impossible by design, by id: they may stay vacuous. */
  readonly makesVacuous: readonly string[];
}

/** A guest as its author writes it: by default it neither ignores hints nor disobeys them. */
export type GuestDefinition = Pick<Guest, 'name' | 'choices'> &
  Partial<Pick<Guest, 'summary' | 'mayIgnore' | 'obeys' | 'usesHints' | 'makesVacuous'>>;

/** Defines a guest. Source: US9411624B2, claim 2 (the VM programs the device from the hint). */
export const defineGuest = (definition: GuestDefinition): Guest => ({
  mayIgnore: false,
  obeys: true,
  usesHints: true,
  makesVacuous: [],
  ...definition,
});
