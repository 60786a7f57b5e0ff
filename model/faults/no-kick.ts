import { without } from './amend.ts';
import { defineFault } from './fault.ts';

export const noKick = defineFault({
  name: 'no-kick',
  summary: 'an injection does not wake a halted VCPU',
  source: 'Linux a2486020a82e; acrn-hypervisor PR 4665',
  caughtBy: ['no-lost-wakeup', 'event-is-served', 'pending-is-taken'],
  shows: { scope: '1:1x1' },
  next: { inject: ({ sound }) => without(sound(), 'placement') },
});
