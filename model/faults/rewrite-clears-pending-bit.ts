import { amended } from './amend.ts';
import { defineFault } from './fault.ts';

export const rewriteClearsPendingBit = defineFault({
  name: 'rewrite-clears-pending-bit',
  summary: 'writing a masked entry forgets the interrupt that the mask owes',
  source:
    'QEMU 78d6a05d2f69 (x86/lapic: Load LAPIC state at post_load: the same mistake with its pending bits)',
  caughtBy: ['no-lost-interrupt', 'event-is-served'],
  shows: { scope: '1:1x1', lifecycle: ['masking'] },
  next: {
    writeRoute: ({ source, sound }) =>
      amended(sound(), (writes) => ({ ...writes, mask: { [source]: { is: 'masked', owes: null } } })),
  },
});
