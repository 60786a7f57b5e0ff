import { amended } from './amend.ts';
import type { FaultyStep } from './fault.ts';
import { defineFault } from './fault.ts';

const nextOne = ({ source, vm, sound }: FaultyStep<'program' | 'writeRoute'>) =>
  amended(sound(), (writes) => {
    const target = writes.route?.[source];
    if (target === undefined) return writes;
    const next = vm.vcpus[(vm.vcpus.indexOf(target) + 1) % vm.vcpus.length]!;
    return { ...writes, route: { [source]: next } };
  });

export const neighbourProgrammed = defineFault({
  name: 'neighbour-programmed',
  summary: "the driver takes a VCPU's number for its index, and programs the next one",
  source: 'FreeBSD 999174ba0363 (Hyper-V: vPCI: fix cpu id mis-mapping)',
  caughtBy: ['programmed-from-hint', 'locality-restored'],
  // The policy must restore locality, or there is nothing to miss.
  shows: { scope: '2:2x1', policy: 'on-miss', moves: false },
  next: {
    program: (step) => nextOne(step),
    writeRoute: (step) => nextOne(step),
  },
});
