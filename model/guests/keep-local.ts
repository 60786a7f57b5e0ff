import { defineGuest } from './guest.ts';

export const keepLocal = defineGuest({
  name: 'keep-local',
  summary: 'keeps a route that the hint names, else programs the lowest-numbered VCPU of the hint',
  choices: (hint, device) => (hint === null || hint.includes(device.route) ? [] : hint.slice(0, 1)),
});
