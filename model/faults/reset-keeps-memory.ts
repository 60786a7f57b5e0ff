import { without } from './amend.ts';
import { defineFault } from './fault.ts';

export const resetKeepsMemory = defineFault({
  name: 'reset-keeps-memory',
  summary: 'a reset leaves what the policy remembers',
  source: 'cloud-hypervisor PR 1120',
  caughtBy: ['reset-forgets', 'first-time-hinted'],
  shows: { scope: '1:1x1', lifecycle: ['reset'] },
  next: { reset: ({ sound }) => without(sound(), 'memory') },
});
