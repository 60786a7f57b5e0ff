import { without } from './amend.ts';
import { defineFault } from './fault.ts';

export const unmaskForgetsKick = defineFault({
  name: 'unmask-forgets-kick',
  summary: 'what the mask owed is delivered without a wake-up',
  source: 'ours',
  caughtBy: ['no-lost-wakeup', 'event-is-served', 'pending-is-taken'],
  shows: { scope: '1:2x1', lifecycle: ['masking'] },
  next: { unmaskSource: ({ sound }) => without(sound(), 'placement') },
});
