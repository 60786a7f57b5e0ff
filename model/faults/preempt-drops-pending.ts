import { amended } from './amend.ts';
import { defineFault } from './fault.ts';

export const preemptDropsPending = defineFault({
  name: 'preempt-drops-pending',
  summary: 'a VCPU that is preempted loses what is pending there',
  source: 'acrn-hypervisor PR 3377',
  caughtBy: ['no-lost-interrupt', 'event-is-served', 'pending-is-taken'],
  shows: { scope: '1:1x1' },
  next: {
    preempt: ({ vcpu, vm, sound }) =>
      amended(sound(), (writes) => ({
        ...writes,
        pending: Object.fromEntries(vm.sources.map((source) => [source, { [vcpu]: null }])),
      })),
  },
});
