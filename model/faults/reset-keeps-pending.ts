import { without } from './amend.ts';
import { defineFault } from './fault.ts';

export const resetKeepsPending = defineFault({
  name: 'reset-keeps-pending',
  summary: 'a reset leaves an interrupt pending',
  source: 'au-ts/libvmm PR 349 (virtio: deassert interrupt on reset)',
  caughtBy: ['reset-forgets', 'no-spurious-interrupt'],
  shows: { scope: '1:1x1', lifecycle: ['reset'] },
  next: { reset: ({ sound }) => without(sound(), 'pending') },
});
