import type { Fault } from './fault.ts';

/** It loses a hint only under a policy that is done hinting: a later interrupt must come without one. */
export const coalescingOverwrites: Fault = {
  name: 'coalescing-overwrites',
  summary: 'a coalesced interrupt without a hint erases one with',
  source: 'ours',
  caughtBy: ['hint-survives-coalescing'],
  breaks: { coalesce: (_pending, arriving) => arriving },
};
