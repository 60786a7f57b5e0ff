import { amended } from './amend.ts';
import { defineFault } from './fault.ts';

export const missedWhileReady = defineFault({
  name: 'missed-while-ready',
  summary: 'an interrupt that is injected into a preempted VCPU is never seen there',
  source: 'Linux c112b5f50232 (KVM: x86: Recompute PID.ON when clearing PID.SN)',
  caughtBy: ['delivered-where-routed', 'no-lost-interrupt', 'event-is-served'],
  shows: { scope: '1:1x1' },
  next: {
    inject: ({ source, cells, sound }) =>
      amended(sound(), (writes) => {
        const target = cells.route(source);
        return cells.placement(target).is === 'ready' ? { ...writes, pending: {} } : writes;
      }),
  },
});
