import { definePolicy } from './policy.ts';

export const everyEvent = definePolicy({
  name: 'every-event',
  summary: 'hints with every event, even if that names nobody',
  decide: (event) => ({ hint: event.mappedHere, memory: null }),
});
