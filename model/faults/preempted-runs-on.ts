import { amended } from './amend.ts';
import { defineFault } from './fault.ts';

export const preemptedRunsOn = defineFault({
  name: 'preempted-runs-on',
  summary: 'a VCPU that is preempted goes to the head of the queue, and gets its CPU again at once',
  source: 'ChibiOS PR 179 (RT: fix deferred round-robin preemption)',
  caughtBy: ['event-is-served', 'pending-is-taken'],
  shows: { scope: '1:2x1' },
  next: { preempt: ({ sound }) => amended(sound(), () => ({})) },
});
