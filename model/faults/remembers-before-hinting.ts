import { disabled } from '../action.ts';
import { defineFault } from './fault.ts';

export const remembersBeforeHinting = defineFault({
  name: 'remembers-before-hinting',
  summary: 'an event counts as seen before it is asked whether it was: the first one has no hint',
  source: 'ours',
  caughtBy: ['first-time-hinted'],
  shows: { scope: '1:1x1' },
  next: {
    // The memory that the decision leaves is there before the decision is made.
    identify: ({ source, sound }) => {
      const first = sound();
      if (first === disabled) return disabled;
      const after = first.memory?.[source] ?? null;
      return sound({ memory: () => after });
    },
  },
});
