import { row } from '../../model/action.ts';
import { placementOf } from '../../model/state.ts';
import { eachSource } from '../each.ts';
import { eventCpus } from '../locality/no-stale-hint.ts';
import { hintIn, pipelineOf, placesOf } from '../pipeline.ts';
import { sometimesAfter } from '../property.ts';
import { cpuOf, moves } from '../words.ts';
import { mayLeaveItsCpu } from './configurations.ts';

export const hintGoesStale = sometimesAfter({
  id: 'hint-goes-stale',
  contract: 'possible',
  sentence: "A VCPU leaves the event's host CPU while a hint that names it is on its way to the guest.",
  source: 'ours',
  notMeant: (config) => (mayLeaveItsCpu(config) ? null : 'No VCPU ever leaves its host CPU.'),
  each: eachSource,
  remembers: eventCpus,
  observes: (of) => ({ ...pipelineOf(of), placement: row(of.vm.vcpus, placementOf) }),
  asks: (label, { vm }) => moves(label, vm),
  reached: (origins, { label, before }, { vm }) => {
    if (label.is !== 'migrate' && label.is !== 'unplug') return false;
    const left = cpuOf(before.placement(label.vcpu));
    const stale = placesOf(vm).find(
      (place) => origins[place] === left && hintIn(before, place)?.includes(label.vcpu),
    );
    return stale !== undefined && `${label.vcpu} leaves ${left}, and a hint that names it is still unread`;
  },
});
