import { disabled } from '../action.ts';
import { defineFault } from './fault.ts';

export const coalescingDrops = defineFault({
  name: 'coalescing-drops',
  summary: 'an interrupt that finds one pending is dropped, with its hint',
  source: 'ours',
  caughtBy: ['hint-survives-coalescing'],
  // The policy must hint later than first, or there is nothing to lose.
  shows: { scope: '2:1x1', policy: 'first-nonempty' },
  next: {
    inject: ({ source, cells, sound }) => {
      if (cells.event(source).is !== 'identified') return disabled;
      const isOpen = cells.mask(source).is === 'open';
      return isOpen && cells.pending(source, cells.route(source)) !== null
        ? { event: { [source]: { is: 'idle' } } }
        : sound();
    },
  },
});
