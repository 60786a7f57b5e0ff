import { defineConfig } from 'hintproof';

/** What `hintproof check` does here when it is given no flags. Flags win. Paths are relative to this file. */
export default defineConfig({
  // Built-in policies by name (such as 'first-time', 'on-miss'), and modules by path.
  policies: ['policies/mine.ts'],

  // For the whole check. What is not decided then is called unfinished, and never well.
  budget: '2m',

  // Where it is checked: host CPUs, then VCPUs and sources of each VM. Without this, on a ladder of configurations.
  // scope: ['2:2x1', '2:1x2'],

  // What the driver in the VM does with a hint. Without this, whatever a driver may do.
  // guest: 'lowest',

  // Only these contracts are decided, and they are demanded. Without this, what the policy claims is.
  // contracts: ['safe', 'locality'],

  // Where reports go.
  // reporters: ['default', 'junit=reports/hintproof.xml'],

  // Violations that are known and accepted. One that is none any more is an error.
  // waivers: [{ property: 'no-stale-hint', policy: 'policies/mine.ts', reason: 'VCPUs move at any time' }],
});
