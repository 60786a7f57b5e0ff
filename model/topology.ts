/**
 * Who is there: host CPUs, VMs, their VCPUs, their virtual devices, and the sources of interrupts.
 * A topology is data; nothing in the model depends on the names in it.
 */

/** A physical CPU. It runs at most one VCPU at a time. */
export type HostCpuId = `cpu${number}`;
export type VmId = `vm${number}`;
export type VcpuId = `${VmId}.vcpu${number}`;
/** One type of event of one device of one VM: one interrupt vector, one route. Example: `vm0.net0.rx`. */
export type SourceId = `${VmId}.${string}.${string}`;

/** What a user writes down. `devices` maps a device's name to the types of event that it raises. */
export interface Topology {
  readonly hostCpus: number;
  readonly vms: readonly {
    readonly vcpus: number;
    readonly devices: Readonly<Record<string, readonly string[]>>;
  }[];
}

export interface Vm {
  readonly id: VmId;
  readonly vcpus: readonly VcpuId[];
  readonly sources: readonly SourceId[];
}

/** A topology with every id written out. */
export interface Layout {
  readonly cpus: readonly HostCpuId[];
  readonly vms: readonly Vm[];
  /** Every VCPU of every VM in the global order: `vm0.vcpu0, vm0.vcpu1, …, vm1.vcpu0, …` */
  readonly vcpus: readonly VcpuId[];
}

const count = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);

export const layoutOf = (topology: Topology): Layout => {
  const vms = topology.vms.map((vm, i): Vm => {
    const id: VmId = `vm${i}`;
    return {
      id,
      vcpus: count(vm.vcpus).map((n): VcpuId => `${id}.vcpu${n}`),
      sources: Object.entries(vm.devices).flatMap(([device, events]) =>
        events.map((event): SourceId => `${id}.${device}.${event}`),
      ),
    };
  });
  return {
    cpus: count(topology.hostCpus).map((n): HostCpuId => `cpu${n}`),
    vms,
    vcpus: vms.flatMap((vm) => vm.vcpus),
  };
};

/** The VM that a VCPU or a source belongs to. */
export const vmIdOf = (id: VcpuId | SourceId): VmId => id.slice(0, id.indexOf('.')) as VmId;

/** One index more than a VM has VCPUs: a guest may try to program it, and the hypervisor must refuse. */
export const vcpuBeyond = (vcpus: readonly VcpuId[]): VcpuId => `${vmIdOf(vcpus[0]!)}.vcpu${vcpus.length}`;
