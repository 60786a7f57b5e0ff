import { row } from '../../model/action.ts';
import { busyOf, placementOf } from '../../model/state.ts';
import { eachCpu } from '../each.ts';
import { always } from '../property.ts';
import { listInWords, runsOn } from '../words.ts';

/** Whether a CPU is busy is a derived cell: this is what it is derived from. */
export const busyFaithful = always({
  id: 'busy-faithful',
  contract: 'safe',
  sentence: 'A host CPU is busy exactly while some VCPU runs on it.',
  source: 'ours',
  each: (setup) => eachCpu(setup).map((cpu) => ({ cpu, vcpus: setup.layout.vcpus })),
  observes: ({ cpu, vcpus }) => ({ busy: busyOf(cpu), placement: row(vcpus, placementOf) }),
  then: (cells, { cpu, vcpus }) => {
    const runs = vcpus.some((vcpu) => runsOn(cells.placement(vcpu), cpu));
    if (runs === cells.busy) return true;
    const running = vcpus.filter((vcpu) => runsOn(cells.placement(vcpu), cpu));
    return {
      expected: `${cpu} to be busy exactly while some VCPU runs on it`,
      found: `${cpu} is ${cells.busy ? 'busy' : 'free'}, and on it runs ${listInWords(running)}`,
    };
  },
});
