import { without } from './amend.ts';
import { defineFault } from './fault.ts';

export const resetKeepsRoute = defineFault({
  name: 'reset-keeps-route',
  summary: 'a reset leaves the route where the guest has put it',
  source: 'google/alioth PR 34; firecracker PR 5891',
  caughtBy: ['reset-forgets'],
  shows: { scope: '1:2x1', lifecycle: ['reset'] },
  next: { reset: ({ sound }) => without(sound(), 'route') },
});
