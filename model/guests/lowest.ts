import { defineGuest } from './guest.ts';

export const lowest = defineGuest({
  name: 'lowest',
  summary: 'programs the lowest-numbered VCPU of the hint',
  choices: (hint) => hint?.slice(0, 1) ?? [],
});
