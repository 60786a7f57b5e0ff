import { disabled } from '../action.ts';
import { defineFault } from './fault.ts';

export const finishNeedsProgramming = defineFault({
  name: 'finish-needs-programming',
  summary: 'a handler whose hinted VCPU went offline never finishes',
  source: 'ours',
  caughtBy: ['no-stuck-handler'],
  shows: { scope: '2:2x1', moves: false, lifecycle: ['hotplug'] },
  next: {
    finish: ({ source, vcpu, cells, sound }) => {
      const handler = cells.servicing(source, vcpu);
      return handler?.is === 'handling' && handler.hint !== null && handler.hint.length > 0
        ? disabled
        : sound();
    },
  },
});
