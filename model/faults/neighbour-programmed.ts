import { amended } from './amend.ts';
import { defineFault } from './fault.ts';

export const neighbourProgrammed = defineFault({
  name: 'neighbour-programmed',
  summary: "the driver takes a VCPU's number for its index, and programs the next one",
  source: 'FreeBSD 999174ba0363 (Hyper-V: vPCI: fix cpu id mis-mapping)',
  caughtBy: ['programmed-from-hint'],
  shows: { scope: '2:2x1', moves: false },
  next: {
    program: ({ source, target, vm, sound }) =>
      amended(sound(), (writes) => {
        const next = vm.vcpus[(vm.vcpus.indexOf(target) + 1) % vm.vcpus.length]!;
        return { ...writes, route: { [source]: next } };
      }),
  },
});
