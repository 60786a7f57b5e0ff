import { disabled } from '../action.ts';
import { amended } from './amend.ts';
import { defineFault } from './fault.ts';

export const coalescingOverwrites = defineFault({
  name: 'coalescing-overwrites',
  summary: 'a coalesced interrupt without a hint erases one with',
  source: 'ours',
  caughtBy: ['hint-survives-coalescing'],
  // By then the policy must be done hinting: a later interrupt has to come without one.
  shows: { scope: '1:1x1', policy: 'first-time' },
  next: {
    inject: ({ source, cells, sound }) => {
      const event = cells.event(source);
      if (event.is !== 'identified') return disabled;
      const { hint } = event;
      return amended(sound(), (writes) => ({
        ...writes,
        ...(writes.mask && { mask: { [source]: { is: 'masked', owes: { hint } } } }),
        ...(writes.pending && { pending: { [source]: { [cells.route(source)]: { hint } } } }),
      }));
    },
  },
});
