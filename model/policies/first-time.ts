import { definePolicy } from './policy.ts';

/** Source: US9411624B2, claim 1. */
export const firstTime = definePolicy({
  name: 'first-time',
  summary: 'hints with the first event of a type, even if that names nobody, and never again',
  claims: ['claim-1'],
  initial: { seen: false },
  decide: (event) =>
    event.memory.seen
      ? { hint: null, memory: event.memory }
      : { hint: event.mappedHere, memory: { seen: true } },
});
