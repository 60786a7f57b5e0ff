import { amended } from './amend.ts';
import { defineFault } from './fault.ts';

export const kicksWhomItHints = defineFault({
  name: 'kicks-whom-it-hints',
  summary: 'the kick goes to a VCPU of the hint, and not to the one that the route names',
  source: 'Linux a3e03bc1368c (KVM: s390: index kvm->arch.idle_mask by vcpu_idx: another one is woken)',
  caughtBy: ['no-lost-wakeup', 'event-is-served', 'pending-is-taken'],
  shows: { scope: '2:2x1', moves: false },
  next: {
    inject: ({ source, cells, sound }) => {
      const event = cells.event(source);
      const hinted = event.is === 'identified' ? event.hint?.[0] : undefined;
      return hinted === undefined
        ? sound()
        : amended(sound(), (writes) => {
            const placement = cells.placement(hinted);
            const woken =
              placement.is === 'halted' ? { [hinted]: { is: 'ready', on: placement.on } as const } : {};
            return { ...writes, placement: writes.pending ? woken : {} };
          });
    },
  },
});
