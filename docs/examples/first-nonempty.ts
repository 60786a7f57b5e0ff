import { definePolicy } from 'hintproof';

/**
 * Hints with the first event that finds a VCPU of the VM on its host CPU, and never again. An event that finds
 * nobody there is not wasted: the next one is tried in its place.
 */
export default definePolicy({
  name: 'first-nonempty',
  summary: 'hints with the first event whose host CPU has a VCPU of the VM, and never again',
  // no contract beyond the two that are demanded of every policy
  claims: [],
  // it never sends a hint that names nobody
  makesVacuous: ['hint-empty'],
  // remembered for each source of interrupts; any JSON value
  initial: { seen: false },
  decide: ({ memory, mappedHere }) =>
    memory.seen || mappedHere.length === 0
      ? { hint: null, memory }
      : { hint: mappedHere, memory: { seen: true } },
});
