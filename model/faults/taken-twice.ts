import { without } from './amend.ts';
import { defineFault } from './fault.ts';

export const takenTwice = defineFault({
  name: 'taken-twice',
  summary: 'an interrupt stays pending when its handler starts',
  source: 'au-ts/libvmm PR 257',
  caughtBy: ['no-spurious-interrupt'],
  shows: { scope: '1:1x1' },
  next: { take: ({ sound }) => without(sound(), 'pending') },
});
