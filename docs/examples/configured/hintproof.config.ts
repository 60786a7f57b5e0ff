import { defineConfig } from 'hintproof';

export default defineConfig({
  policies: ['../first-nonempty.ts'],
  scope: ['2:2x1', '2:1x2'],
  contracts: ['safe', 'locality'],
  budget: '2m',
  waivers: [
    {
      property: 'no-stale-hint',
      policy: '../first-nonempty.ts',
      reason: 'a VCPU may always move between the hint and the programming',
    },
    {
      property: 'locality-restored',
      policy: '../first-nonempty.ts',
      reason: 'it hints once',
    },
  ],
});
