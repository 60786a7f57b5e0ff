/** What claims are made of: each VCPU, each source, … */
import type { Setup } from '../model/configuration.ts';
import type { HostCpuId, SourceId, VcpuId, Vm } from '../model/topology.ts';

export interface OfVm {
  readonly vm: Vm;
}
export interface OfVcpu extends OfVm {
  readonly vcpu: VcpuId;
}
export interface OfSource extends OfVm {
  readonly source: SourceId;
}
export interface OfSourceAndVcpu extends OfSource {
  readonly vcpu: VcpuId;
}

export const eachCpu = ({ layout }: Setup): readonly HostCpuId[] => layout.cpus;

export const eachVcpu = ({ layout }: Setup): readonly OfVcpu[] =>
  layout.vms.flatMap((vm) => vm.vcpus.map((vcpu) => ({ vm, vcpu })));

export const eachSource = ({ layout }: Setup): readonly OfSource[] =>
  layout.vms.flatMap((vm) => vm.sources.map((source) => ({ vm, source })));

export const eachSourceAndVcpu = ({ layout }: Setup): readonly OfSourceAndVcpu[] =>
  layout.vms.flatMap((vm) => vm.sources.flatMap((source) => vm.vcpus.map((vcpu) => ({ vm, source, vcpu }))));

/** Every two VCPUs of the host, once. */
export const eachTwoVcpus = ({
  layout,
}: Setup): readonly { readonly one: VcpuId; readonly other: VcpuId }[] =>
  layout.vcpus.flatMap((one, i) => layout.vcpus.slice(i + 1).map((other) => ({ one, other })));
