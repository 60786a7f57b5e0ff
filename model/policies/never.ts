import { definePolicy } from './policy.ts';

export const never = definePolicy({
  name: 'never',
  summary: 'never hints: the machine without the patent, to compare with',
  makesVacuous: [],
  decide: () => ({ hint: null, memory: null }),
});
