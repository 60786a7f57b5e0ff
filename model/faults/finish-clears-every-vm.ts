import type { Vm } from '../topology.ts';
import { amended } from './amend.ts';
import { defineFault } from './fault.ts';

export const finishClearsEveryVm = defineFault({
  name: 'finish-clears-every-vm',
  summary: 'the end of a handler clears what is pending, of every VM',
  source: 'syswonder/hvisor issue 361 (an acknowledgement that names no VM)',
  caughtBy: ['isolation'],
  shows: { scope: '1:1x1+1x1' },
  next: {
    finish: ({ vms, sound }) =>
      amended(sound(), (writes) => {
        const none = ({ vcpus }: Vm) => Object.fromEntries(vcpus.map((vcpu) => [vcpu, null]));
        const everywhere = vms.flatMap((vm) => vm.sources.map((source) => [source, none(vm)] as const));
        return { ...writes, pending: Object.fromEntries(everywhere) };
      }),
  },
});
