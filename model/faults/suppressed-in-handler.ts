import { disabled } from '../action.ts';
import { defineFault } from './fault.ts';

export const suppressedInHandler = defineFault({
  name: 'suppressed-in-handler',
  summary: 'what arrives while a handler of the source is at work is not injected, and nobody looks again',
  source: 'DPDK 159793ac867b (vhost: fix virtio freeze due to missed interrupt)',
  caughtBy: ['delivered-where-routed', 'no-lost-interrupt', 'event-is-served'],
  shows: { scope: '1:1x1' },
  next: {
    inject: ({ source, vm, cells, sound }) => {
      if (cells.event(source).is !== 'identified') return disabled;
      const isAtWork = vm.vcpus.some((vcpu) => cells.servicing(source, vcpu) !== null);
      return isAtWork ? { event: { [source]: { is: 'idle' } } } : sound();
    },
  },
});
