import { definePolicy } from './policy.ts';

export const never = definePolicy({
  name: 'never',
  summary: 'never hints: the machine without the patent, to compare with',
  makesVacuous: [
    'hinted-on-event-cpu',
    'hinted-are-mapped',
    'hint-within-vm',
    'hint-travels-with-its-event',
    'hint-survives-coalescing',
    'programmed-from-hint',
    'hint-is-complete',
    'hint-names-somebody',
    'hint-is-true',
    'no-stale-hint',
    'local-after-programming',
    'hint-is-used',
    'hint-sent',
    'hint-empty',
    'hint-names-two',
    'hint-goes-stale',
    'hinted-vcpu-unplugged-before-read',
    'route-changes-only-by-programming',
    'delivered-locally-after-programming',
  ],
  decide: () => ({ hint: null, memory: null }),
});
