import { row } from '../../model/action.ts';
import { placementOf } from '../../model/state.ts';
import type { OfSource } from '../each.ts';
import { eachSource } from '../each.ts';
import type { Pipeline } from '../pipeline.ts';
import { pipelineOf } from '../pipeline.ts';
import type { Memory } from '../property.ts';
import { sometimesAfter } from '../property.ts';
import { cpuOf, injects, programs, resets } from '../words.ts';

/** Whether the guest has programmed the route since the VM was last reset. */
const programmed: Memory<OfSource, Pipeline, { readonly already: boolean }> = {
  name: 'programmed',
  initial: () => ({ already: false }),
  observes: pipelineOf,
  watches: (label, { vm, source }) => programs(label, source) || resets(label, vm),
  next: (_, { label, before, after }) => {
    if (label.is === 'reset') return { already: false };
    if (label.is !== 'writeRoute') return { already: true };
    const handler = before.servicing(label.vcpu);
    return handler?.is === 'programming' && handler.target === after.route ? { already: true } : {};
  },
};

export const deliveredLocallyAfterProgramming = sometimesAfter({
  id: 'delivered-locally-after-programming',
  contract: 'possible',
  sentence: 'An injection is local after the guest has programmed the route.',
  source: 'US9411624B2, claim 2',
  notMeant: ({ guest }) =>
    guest.obeys && !guest.usesHints ? `The guest ${guest.name} does not use hints.` : null,
  each: eachSource,
  remembers: programmed,
  observes: (of) => ({ ...pipelineOf(of), placement: row(of.vm.vcpus, placementOf) }),
  asks: (label, { source }) => injects(label, source),
  reached: ({ already }, { before }) => {
    if (!already) return false;
    const { event, route, placement } = before;
    if (event.is === 'idle' || cpuOf(placement(route)) !== event.on) return false;
    return `an event from ${event.on} injected into ${route}, which is on that CPU`;
  },
});
