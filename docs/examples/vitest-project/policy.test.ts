import { describePolicy } from 'hintproof/vitest';
// so that `vitest --watch` runs these tests again when the policy changes
import './policies/second-remote.ts';

// what every policy must keep, and what must be able to happen: on the whole ladder of configurations
describePolicy('./policies/second-remote.ts', { budget: '2m' });

// what hinting is for, as far as it can be had: where no VCPU moves
describePolicy('./policies/second-remote.ts', { scope: '2:2x1', moves: false, contracts: ['locality'] });
