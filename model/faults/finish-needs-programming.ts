import { disabled } from '../action.ts';
import { defineFault } from './fault.ts';

export const finishNeedsProgramming = defineFault({
  name: 'finish-needs-programming',
  summary: 'a handler whose hinted VCPU went offline never finishes',
  source: 'ours',
  caughtBy: ['no-stuck-handler', 'event-is-served', 'pending-is-taken'],
  shows: { scope: '2:2x1', moves: false, lifecycle: ['hotplug'] },
  next: {
    finish: ({ source, vcpu, cells, sound }) => {
      const handler = cells.servicing(source, vcpu);
      if (handler?.is !== 'handling' || handler.hint === null) return sound();
      return handler.hint.some((hinted) => cells.placement(hinted).is === 'offline') ? disabled : sound();
    },
  },
});
