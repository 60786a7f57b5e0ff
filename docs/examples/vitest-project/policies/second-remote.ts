import { definePolicy } from 'hintproof';

/** One event from elsewhere may be chance. With the second in a row, it is worth moving the interrupt. */
export default definePolicy({
  name: 'second-remote',
  summary: 'hints when two events in a row came from a host CPU that does not have the routed VCPU',
  // it never sends a hint that names nobody
  makesVacuous: ['hint-empty'],
  initial: { remote: false },
  decide: ({ memory, mappedHere, route }) => {
    if (mappedHere.length === 0 || mappedHere.includes(route))
      return { hint: null, memory: { remote: false } };
    return memory.remote
      ? { hint: mappedHere, memory: { remote: false } }
      : { hint: null, memory: { remote: true } };
  },
});
