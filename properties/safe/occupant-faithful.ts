import { occupantOf, placementOf } from '../../model/state.ts';
import { eachCpuAndVcpu } from '../each.ts';
import { always } from '../property.ts';
import { placementInWords, runsOn } from '../words.ts';

/** Occupants are derived cells: this is what they are derived from. */
export const occupantFaithful = always({
  id: 'occupant-faithful',
  contract: 'safe',
  sentence: 'The occupant of a host CPU is the VCPU whose placement is running there.',
  source: 'ours',
  each: eachCpuAndVcpu,
  observes: ({ cpu, vcpu }) => ({ occupant: occupantOf(cpu), placement: placementOf(vcpu) }),
  whenever: (cells, { cpu, vcpu }) => cells.occupant === vcpu || runsOn(cells.placement, cpu),
  then: (cells, { cpu, vcpu }) =>
    (cells.occupant === vcpu && runsOn(cells.placement, cpu)) || {
      expected: `${vcpu} to be the occupant of ${cpu} exactly while it runs there`,
      found: `${cpu} occupied by ${cells.occupant ?? 'nobody'}, and ${vcpu} ${placementInWords(cells.placement)}`,
    },
});
