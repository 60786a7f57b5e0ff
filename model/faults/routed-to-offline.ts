import type { FaultyStep } from './fault.ts';
import { defineFault } from './fault.ts';

type Programming = 'program' | 'maskSource' | 'writeRoute' | 'finish';

const asIfOnline = ({ cpus, cells, sound }: FaultyStep<Programming>) =>
  sound({
    placement: (vcpu) => {
      const placement = cells.placement(vcpu);
      return placement.is === 'offline' ? { is: 'halted', on: cpus[0]! } : placement;
    },
  });

export const routedToOffline = defineFault({
  name: 'routed-to-offline',
  summary: 'the hypervisor accepts an offline VCPU as a route',
  source: 'Linux 1e7381f3617d (KVM: Explicitly verify target vCPU is online in kvm_get_vcpu())',
  caughtBy: ['route-within-vm', 'event-is-served', 'pending-is-taken'],
  shows: { scope: '1:2x1', lifecycle: ['hotplug'] },
  next: {
    program: (step) => asIfOnline(step),
    maskSource: (step) => asIfOnline(step),
    writeRoute: (step) => asIfOnline(step),
    // A handler that may program does not finish: it is asked the same.
    finish: (step) => asIfOnline(step),
  },
});
