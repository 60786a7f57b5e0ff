import { without } from './amend.ts';
import { defineFault } from './fault.ts';

export const neverRemembers = defineFault({
  name: 'never-remembers',
  summary: 'what the policy wants to remember is thrown away: it takes every event for the first',
  source: 'ours',
  caughtBy: ['first-time-only'],
  shows: { scope: '1:1x1' },
  next: { identify: ({ sound }) => without(sound(), 'memory') },
});
