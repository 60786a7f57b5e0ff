import { without } from './amend.ts';
import { defineFault } from './fault.ts';

export const resetKeepsMask = defineFault({
  name: 'reset-keeps-mask',
  summary: 'a reset leaves a source masked',
  source: 'QEMU ae1be0bbc127 (msix: fix mask bit state after reset)',
  caughtBy: ['reset-forgets'],
  shows: { scope: '1:1x1', lifecycle: ['reset', 'masking'] },
  next: { reset: ({ sound }) => without(sound(), 'mask') },
});
