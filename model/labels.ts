/** The name of every action with its parameters, in the order in which docs/model.md writes them. */
import type { HostCpuId, SourceId, VcpuId, VmId } from './topology.ts';
import { vmIdOf } from './topology.ts';

export type ActionLabel =
  // the host's scheduler
  | { readonly is: 'dispatch' | 'preempt' | 'halt'; readonly vcpu: VcpuId }
  | { readonly is: 'migrate'; readonly vcpu: VcpuId; readonly to: HostCpuId }
  // the device
  | { readonly is: 'raise'; readonly source: SourceId; readonly on: HostCpuId }
  // the hypervisor
  | { readonly is: 'identify' | 'inject' | 'receive'; readonly source: SourceId }
  // the guest
  | { readonly is: 'take' | 'finish'; readonly source: SourceId; readonly vcpu: VcpuId }
  | {
      readonly is: 'program' | 'maskSource';
      readonly source: SourceId;
      readonly vcpu: VcpuId;
      readonly target: VcpuId;
    }
  | { readonly is: 'writeRoute' | 'unmaskSource'; readonly source: SourceId; readonly vcpu: VcpuId }
  // the VM's lifecycle
  | { readonly is: 'reset'; readonly vm: VmId }
  | { readonly is: 'unplug'; readonly vcpu: VcpuId }
  | { readonly is: 'plug'; readonly vcpu: VcpuId; readonly to: HostCpuId };

export type ActionKind = ActionLabel['is'];

/** `migrate(vm0.vcpu0, cpu1)` */
export const nameOf = ({ is, ...parameters }: ActionLabel): string =>
  `${is}(${Object.values(parameters).join(', ')})`;

/** The VM on whose behalf an action is done. */
export const ownerOf = (label: ActionLabel): VmId =>
  'vm' in label ? label.vm : vmIdOf('source' in label ? label.source : label.vcpu);
