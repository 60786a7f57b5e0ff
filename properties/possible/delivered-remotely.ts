import { row } from '../../model/action.ts';
import { placementOf } from '../../model/state.ts';
import { eachSource } from '../each.ts';
import { pipelineOf } from '../pipeline.ts';
import { sometimesStep } from '../property.ts';
import { cpuOf, injects, placementInWords } from '../words.ts';

export const deliveredRemotely = sometimesStep({
  id: 'delivered-remotely',
  contract: 'possible',
  sentence: 'An injection is remote.',
  source: 'ours',
  notMeant: ({ topology }) => (topology.hostCpus < 2 ? 'On one host CPU everything is local.' : null),
  each: eachSource,
  observes: (of) => ({ ...pipelineOf(of), placement: row(of.vm.vcpus, placementOf) }),
  asks: (label, { source }) => injects(label, source),
  reached: ({ before }) => {
    const { event, route, placement } = before;
    if (event.is === 'idle' || cpuOf(placement(route)) === event.on) return false;
    return `an event from ${event.on} injected into ${route}, ${placementInWords(placement(route))}`;
  },
});
