import { mappedOf, placementOf } from '../../model/state.ts';
import { eachVcpu } from '../each.ts';
import { always } from '../property.ts';
import { cpuOf, placementInWords } from '../words.ts';

export const mapFaithful = always({
  id: 'map-faithful',
  contract: 'safe',
  sentence:
    "The map's entry of a running VCPU is the CPU it runs on; with `map: on-move`, of every VCPU that is online; an offline one has none.",
  source: 'US9411624B2, claim 1; KVM list 2021-11, "AVIC block/unblock passes vcpu->cpu with preemption on"',
  each: (setup) => eachVcpu(setup).map((of) => ({ ...of, lazily: setup.config.map === 'on-dispatch' })),
  observes: ({ vcpu }) => ({ placement: placementOf(vcpu), mapped: mappedOf(vcpu) }),
  whenever: ({ placement }, { lazily }) =>
    !lazily || placement.is === 'running' || placement.is === 'offline',
  then: (cells, { vcpu }) =>
    cells.mapped === cpuOf(cells.placement) || {
      expected: `the entry of ${vcpu} to be ${cpuOf(cells.placement) ?? 'none'}: it is ${placementInWords(cells.placement)}`,
      found: `an entry that says ${cells.mapped ?? 'none'}`,
    },
});
