import { disabled } from '../action.ts';
import { defineFault } from './fault.ts';

export const postponedWhileHalted = defineFault({
  name: 'postponed-while-halted',
  summary: 'an injection waits until its VCPU is awake, and nothing else wakes it',
  source: 'openvmm PR 3881 (virt_whp: Unhalt the VP when injecting a deliverability notification)',
  caughtBy: ['event-is-served'],
  shows: { scope: '1:1x1' },
  next: {
    inject: ({ source, cells, sound }) => {
      const isOpen = cells.mask(source).is === 'open';
      return isOpen && cells.placement(cells.route(source)).is === 'halted' ? disabled : sound();
    },
  },
});
