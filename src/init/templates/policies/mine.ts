import { definePolicy } from 'hintproof';

/** So many events in a row must miss before a hint is worth its price. */
const patience = 2;

/**
 * A policy decides with which events of a device a hint goes to the VM, and which VCPUs the hint names. This one waits
 * until a few events in a row came from a host CPU that has VCPUs of the VM, but not the one that is interrupted.
 *
 * Change it, while `npx hintproof check --watch` tells you what it promises then.
 */
export default definePolicy({
  // For you: reports name a policy by its path.
  name: 'mine',
  summary: 'hints when the events of a source have missed the routed VCPU twice in a row',

  // The contracts that it promises. `safe` (no interrupt is lost, no hint leaves its VM, …) and `possible` (hints can be sent and
  // followed, …) are demanded of every policy, and need no mention. There are two more:
  //   'claim-1'   a hint goes with the first event of a source, names all VCPUs there, and is the only one
  //   'locality'  what hinting is for: no hint is empty or stale, and the next event from that CPU is delivered there
  // What is claimed is demanded: with claims: ['locality'], the check shows how a VCPU that moves makes a hint stale.
  claims: [],

  // Properties that can't come into play, by design. A property that was never put to the test is no success, unless it
  // is named here. This policy never sends a hint that names nobody, so nothing can be shown about such hints.
  makesVacuous: ['hint-empty'],

  // What it remembers of each source of interrupts: any JSON value. It is this in the beginning, and after a reset of the
  // VM. Few different values will do: every one multiplies the states, and a check of a counter without an end has no end.
  // To know when a VCPU moves, add `onMove: (memory, { vcpu, from, to }) => …`, which returns a memory.
  initial: { misses: 0 },

  // Called with every event. `mappedHere` are the VCPUs of the VM on the host CPU that sent it, and `route` is the VCPU
  // that is interrupted now. There are also `on`, `source` and `condition(vcpu)`. A function of nothing else: no clock, no
  // chance, no state of its own.
  decide: ({ memory, mappedHere, route }) => {
    if (mappedHere.length === 0 || mappedHere.includes(route)) return { hint: null, memory: { misses: 0 } };
    const misses = memory.misses + 1;
    return misses < patience
      ? { hint: null, memory: { misses } }
      : { hint: mappedHere, memory: { misses: 0 } };
  },
});
