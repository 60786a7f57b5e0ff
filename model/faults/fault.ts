/**
 * The language in which a wrong machine is written: a fault replaces what some actions do. It sees every cell of the
 * machine, can ask what the right machine would do (even if some cells held something else), and may keep a note of its
 * own for each source.
 */
import type { disabled } from '../action.ts';
import type { ActionKind, ActionLabel } from '../labels.ts';
import type { DeviceEvent, Handler, Hint, Interrupt, Json, Mask, Placement } from '../state.ts';
import type { HostCpuId, SourceId, VcpuId, Vm } from '../topology.ts';

/** The actions that a fault can replace. `receive` is `identify` and `inject` in one, and follows them. */
export type Replaceable = Exclude<ActionKind, 'receive'>;

export const replaceable = [
  ...(['dispatch', 'preempt', 'halt', 'migrate', 'raise', 'identify', 'inject', 'take', 'program'] as const),
  ...(['finish', 'maskSource', 'writeRoute', 'unmaskSource', 'reset', 'unplug', 'plug'] as const),
] satisfies readonly Replaceable[];

/** Every cell of the machine, by kind. A cell counts as read when its value is asked for, not before. */
export interface Cells {
  readonly placement: (vcpu: VcpuId) => Placement;
  readonly mapped: (vcpu: VcpuId) => HostCpuId | null;
  readonly busy: (cpu: HostCpuId) => boolean;
  readonly memory: (source: SourceId) => Json;
  readonly event: (source: SourceId) => DeviceEvent;
  readonly route: (source: SourceId) => VcpuId;
  readonly mask: (source: SourceId) => Mask;
  readonly pending: (source: SourceId, vcpu: VcpuId) => Interrupt | null;
  readonly servicing: (source: SourceId, vcpu: VcpuId) => Handler | null;
  /** The fault's own note about a source. */
  readonly kept: (source: SourceId) => Json;
}

type ByVcpu<T> = { readonly [vcpu: VcpuId]: T };
type BySource<T> = { readonly [source: SourceId]: T };

/** What a step writes: new values by kind of cell, then by id. What it leaves out stays. */
export interface Writes {
  readonly placement?: ByVcpu<Placement>;
  readonly mapped?: ByVcpu<HostCpuId | null>;
  readonly busy?: { readonly [cpu: HostCpuId]: boolean };
  readonly memory?: BySource<Json>;
  readonly event?: BySource<DeviceEvent>;
  readonly route?: BySource<VcpuId>;
  readonly mask?: BySource<Mask>;
  readonly pending?: BySource<ByVcpu<Interrupt | null>>;
  readonly servicing?: BySource<ByVcpu<Handler | null>>;
  readonly kept?: BySource<Json>;
}

/** What a step does; `disabled` if the action is not enabled. */
export type Outcome = Writes | typeof disabled;

type ParametersOf<K extends Replaceable> = Omit<ActionLabel & { readonly is: K }, 'is' | 'vm'>;

/** One action with its parameters (`vcpu`, `source`, `target`, …), in a state. */
export type FaultyStep<K extends Replaceable> = ParametersOf<K> & {
  /** The VM on whose behalf it is done. */
  readonly vm: Vm;
  readonly vms: readonly Vm[];
  readonly cpus: readonly HostCpuId[];
  readonly cells: Cells;
  /** The VCPUs that the guest would like to program from a hint, whether or not the hypervisor accepts them. */
  readonly choices: (hint: Hint) => readonly VcpuId[];
  /** What the right machine does; with other values for some cells, what it would do if they held those. */
  readonly sound: (instead?: Partial<Cells>) => Outcome;
};

export type Replacements = { readonly [K in Replaceable]?: (step: FaultyStep<K>) => Outcome };

/** The smallest configuration in which a fault can show; axes that are left out have their defaults. */
export interface Showing {
  /** In short form: `1:2x1`. */
  readonly scope: string;
  readonly policy?: string;
  readonly guest?: string;
  readonly map?: 'on-move' | 'on-dispatch';
  readonly hinting?: 'interleaved' | 'atomic';
  readonly moves?: boolean;
  readonly lifecycle?: readonly ('reset' | 'hotplug' | 'masking')[];
}

export interface Fault {
  readonly name: string;
  /** What goes wrong, in one sentence. */
  readonly summary: string;
  /** Where it was seen in the wild: a commit or a thread; `ours` if nowhere yet. */
  readonly source: string;
  /** The properties, by id, that must catch it: named beforehand. */
  readonly caughtBy: readonly string[];
  readonly shows: Showing;
  /** What it keeps for each source, at first; left out: it keeps nothing. A reset of the VM brings it back. */
  readonly initial?: Json;
  /** What it does in place of the right `next` of the actions that it names. */
  readonly next: Replacements;
}

/** A fault as its author writes it: `name` and `next` are enough to put it into a machine. */
export type FaultDefinition = Pick<Fault, 'name' | 'next'> & Partial<Omit<Fault, 'name' | 'next'>>;

/**
 * Defines a fault: a wrong machine, to see that the properties catch it, or another machine, to see that they don't.
 *
 * Left out, `caughtBy` is empty, `source` is 'ours' and `shows` is one VCPU on one CPU.
 */
export const defineFault = (definition: FaultDefinition): Fault => ({
  summary: '',
  source: 'ours',
  caughtBy: [],
  shows: { scope: '1:1x1' },
  ...definition,
});
