import { without } from './amend.ts';
import { defineFault } from './fault.ts';

export const resetKeepsHandler = defineFault({
  name: 'reset-keeps-handler',
  summary: 'a reset leaves a handler in service',
  source: 'acrn-hypervisor PR 4404 (the same mistake with its local APIC)',
  caughtBy: ['reset-forgets'],
  shows: { scope: '1:1x1', lifecycle: ['reset'] },
  next: { reset: ({ sound }) => without(sound(), 'servicing') },
});
