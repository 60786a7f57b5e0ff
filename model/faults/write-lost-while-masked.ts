import { without } from './amend.ts';
import { defineFault } from './fault.ts';

export const writeLostWhileMasked = defineFault({
  name: 'write-lost-while-masked',
  summary: 'what is written into a masked entry is lost: the route stays as it was',
  source: 'Linux 9d8c41816bac (irqchip/sg2042-msi: Fix broken affinity setting)',
  caughtBy: ['locality-restored'],
  // The policy must restore locality, or there is nothing to miss. The axes keep the right machine small.
  shows: { scope: '2:2x1', policy: 'on-miss', hinting: 'atomic', moves: false, lifecycle: ['masking'] },
  next: { writeRoute: ({ sound }) => without(sound(), 'route') },
});
