import { defineGuest } from './guest.ts';

export const any = defineGuest({
  name: 'any',
  summary: 'programs any VCPU of the hint: the most general guest that obeys',
  choices: (hint) => hint ?? [],
});
