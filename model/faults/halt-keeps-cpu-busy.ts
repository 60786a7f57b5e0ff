import { without } from './amend.ts';
import { defineFault } from './fault.ts';

export const haltKeepsCpuBusy = defineFault({
  name: 'halt-keeps-cpu-busy',
  summary: 'a VCPU that halts leaves its CPU marked busy',
  source:
    'Xen 1b561702db49 (credit2: Fix runq_tickle to use idle, tickled masks: the same mistake with its masks)',
  caughtBy: ['busy-faithful', 'event-is-served', 'pending-is-taken'],
  shows: { scope: '1:1x1' },
  next: { halt: ({ sound }) => without(sound(), 'busy') },
});
