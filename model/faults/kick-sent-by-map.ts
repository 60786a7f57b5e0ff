import { amended } from './amend.ts';
import { defineFault } from './fault.ts';

export const kickSentByMap = defineFault({
  name: 'kick-sent-by-map',
  summary: 'the kick is sent to the CPU that the map names, and misses a VCPU that has moved',
  source: 'KVM list, 6 November 2019 (KVM: VMX: Do not change PID.NDST when loading a blocked vCPU)',
  caughtBy: ['no-lost-wakeup', 'event-is-served', 'pending-is-taken'],
  // The map must be behind.
  shows: { scope: '2:1x1', map: 'on-dispatch' },
  next: {
    inject: ({ source, cells, sound }) =>
      amended(sound(), (writes) => {
        const target = cells.route(source);
        const woken = writes.placement?.[target];
        const isMissed = woken !== undefined && woken.is !== 'offline' && woken.on !== cells.mapped(target);
        return isMissed ? { ...writes, placement: {} } : writes;
      }),
  },
});
