import type { HostCpuId, VcpuId } from '../topology.ts';
import { rehinted } from './amend.ts';
import { defineFault } from './fault.ts';

export const hintFromOtherVm = defineFault({
  name: 'hint-from-other-vm',
  summary: "the look-up finds every VM's VCPUs on that CPU",
  source: 'ours',
  caughtBy: ['hint-within-vm', 'hinted-are-mapped', 'isolation'],
  shows: { scope: '1:1x1+1x1' },
  next: {
    identify: ({ source, vm, vms, cells, sound }) => {
      const isFound = (vcpu: VcpuId, on: HostCpuId) => !vm.vcpus.includes(vcpu) && cells.mapped(vcpu) === on;
      const all = vms.flatMap(({ vcpus }) => vcpus);
      return rehinted(
        sound(),
        source,
        (hint, on) => hint && all.filter((vcpu) => hint.includes(vcpu) || isFound(vcpu, on)),
      );
    },
  },
});
