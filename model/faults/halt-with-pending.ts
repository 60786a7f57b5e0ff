import { defineFault } from './fault.ts';

export const haltWithPending = defineFault({
  name: 'halt-with-pending',
  summary: 'a VCPU halts although an interrupt is pending',
  source: 'Linux 325f9c649c8a (kick lost before guest entry); unikraft PR 257',
  caughtBy: ['no-lost-wakeup', 'event-is-served', 'pending-is-taken'],
  shows: { scope: '1:1x1' },
  next: { halt: ({ sound }) => sound({ pending: () => null }) },
});
