import { describePolicy } from 'hintproof/vitest';
// so that `vitest --watch` runs these tests again when the policy changes
import './mine.js';

const mine = new URL('./mine.ts', import.meta.url);

// One test for every property that the policy must keep, on the whole ladder of configurations. A violation fails with
// the steps that lead there.
describePolicy(mine, { budget: '2m' });

// What hinting is for, as far as it can be had: where no VCPU moves. (While they do, any hint may come too late.)
describePolicy(mine, { scope: '2:2x1', moves: false, contracts: ['locality'] });
