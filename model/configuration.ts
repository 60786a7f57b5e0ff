/** What varies: one value for every axis of docs/model.md. */
import type { Fault } from './faults/fault.ts';
import type { Guest } from './guests/guest.ts';
import type { Policy } from './policies/policy.ts';
import type { Layout, Topology } from './topology.ts';
import { layoutOf } from './topology.ts';

export const lifecycles = ['reset', 'hotplug', 'masking'] as const;
export type Lifecycle = (typeof lifecycles)[number];

export const mapModes = ['on-move', 'on-dispatch'] as const;
export type MapMode = (typeof mapModes)[number];

export const hintingModes = ['interleaved', 'atomic'] as const;
export type HintingMode = (typeof hintingModes)[number];

export interface Configuration {
  readonly topology: Topology;
  readonly policy: Policy;
  readonly guest: Guest;
  /** When the hypervisor writes a VCPU's map entry: at once, or when it next runs (as KVM's `vcpu->cpu` is). */
  readonly map: MapMode;
  /** Whether other steps come between identifying an event and injecting its interrupt. */
  readonly hinting: HintingMode;
  /** `false`: VCPUs are pinned, and the scheduler never migrates one. */
  readonly moves: boolean;
  readonly lifecycle: readonly Lifecycle[];
  /** One programming error put into the machine, to see that the properties catch it. */
  readonly fault: Fault | null;
}

/** A configuration with its ids written out. */
export interface Setup {
  readonly config: Configuration;
  readonly layout: Layout;
}

export const setupOf = (config: Configuration): Setup => ({
  config,
  layout: layoutOf(config.topology),
});
