import { without } from './amend.ts';
import { defineFault } from './fault.ts';

export const staysMasked = defineFault({
  name: 'stays-masked',
  summary: 'opening the mask has no effect: the source stays masked',
  source: 'FreeBSD D6947 (Xen before 4.6.0 does not propagate the unmasking of an entry)',
  caughtBy: ['no-stuck-handler', 'hint-is-used', 'event-is-served'],
  // A hint that comes second finds the mask closed.
  shows: { scope: '1:1x1', policy: 'every-event', lifecycle: ['masking'] },
  next: { unmaskSource: ({ sound }) => without(sound(), 'mask', 'pending', 'placement') },
});
