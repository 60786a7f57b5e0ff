import { definePolicy } from './policy.ts';

export const firstNonempty = definePolicy({
  name: 'first-nonempty',
  summary: 'hints with the first event whose host CPU has a VCPU of the VM, and never again',
  makesVacuous: ['hint-empty'],
  initial: { seen: false },
  decide: (event) =>
    event.memory.seen || event.mappedHere.length === 0
      ? { hint: null, memory: event.memory }
      : { hint: event.mappedHere, memory: { seen: true } },
});
