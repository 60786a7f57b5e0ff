import type { VcpuId } from '../topology.ts';
import { defineFault } from './fault.ts';

/** `vm0.vcpu1` → 1 */
const indexOf = (vcpu: VcpuId): number => Number(vcpu.slice(vcpu.lastIndexOf('u') + 1));

export const idsConfused = defineFault({
  name: 'ids-confused',
  summary: "a VCPU's index is compared with the CPU's number",
  source: 'Linux 5c94ac5d0f9e (KVM: the AVIC physical id is not the vcpu_id); Linux a3e03bc1368c (KVM: s390)',
  caughtBy: ['hinted-are-mapped', 'hinted-on-event-cpu'],
  shows: { scope: '2:1x1' },
  next: {
    identify: ({ sound }) => sound({ mapped: (vcpu) => `cpu${indexOf(vcpu)}` }),
  },
});
