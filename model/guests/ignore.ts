import { defineGuest } from './guest.ts';

export const ignore = defineGuest({
  name: 'ignore',
  summary: 'never programs anything',
  choices: () => [],
  mayIgnore: true,
  usesHints: false,
  makesVacuous: [
    'route-changes-only-by-programming',
    'programmed-from-hint',
    'no-stale-hint',
    'local-after-programming',
  ],
});
