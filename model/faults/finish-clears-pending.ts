import { amended } from './amend.ts';
import { defineFault } from './fault.ts';

export const finishClearsPending = defineFault({
  name: 'finish-clears-pending',
  summary: 'the end of a handler forgets an interrupt that has arrived meanwhile',
  source: 'asterinas PR 2493',
  caughtBy: ['no-lost-interrupt', 'event-is-served', 'pending-is-taken'],
  shows: { scope: '1:1x1' },
  next: {
    finish: ({ source, vcpu, sound }) =>
      amended(sound(), (writes) => ({ ...writes, pending: { [source]: { [vcpu]: null } } })),
  },
});
