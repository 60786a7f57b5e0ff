import { row } from '../../model/action.ts';
import { busyOf, placementOf } from '../../model/state.ts';
import { eachCpu } from '../each.ts';
import { step } from '../property.ts';
import { listInWords, runsOn } from '../words.ts';

/**
 * Whether a CPU is busy is a derived cell: this is what it is derived from. Asked of the steps, it looks at the VCPUs
 * that a step concerns; asked of the states, it would look at all that there are, in every combination.
 */
export const busyFaithful = step({
  id: 'busy-faithful',
  contract: 'safe',
  sentence:
    'A host CPU becomes busy when a VCPU begins to run on it, and free when that VCPU stops, and at no other time.',
  source: 'ours',
  each: (setup) => eachCpu(setup).map((cpu) => ({ cpu, vcpus: setup.layout.vcpus })),
  observes: ({ cpu, vcpus }) => ({ busy: busyOf(cpu), placement: row(vcpus, placementOf) }),
  then: ({ before, after, writes }, { cpu, vcpus }) => {
    const concerned = vcpus.filter((vcpu) => writes(placementOf(vcpu)));
    const runBefore = concerned.filter((vcpu) => runsOn(before.placement(vcpu), cpu));
    const runAfter = concerned.filter((vcpu) => runsOn(after.placement(vcpu), cpu));
    const expected = runAfter.length > 0 || (runBefore.length === 0 && before.busy);
    return (
      after.busy === expected || {
        expected: `${cpu} to be ${expected ? 'busy' : 'free'}: of the VCPUs that changed, ${listInWords(runAfter)} runs there`,
        found: `${cpu} is ${after.busy ? 'busy' : 'free'}`,
      }
    );
  },
});
