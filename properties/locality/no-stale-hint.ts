import { row } from '../../model/action.ts';
import { placementOf } from '../../model/state.ts';
import type { OfSource } from '../each.ts';
import { eachSource } from '../each.ts';
import type { Origins } from '../origins.ts';
import { follow, noOrigins, programmedFrom } from '../origins.ts';
import type { Pipeline } from '../pipeline.ts';
import { pipelineOf } from '../pipeline.ts';
import type { Memory } from '../property.ts';
import { history } from '../property.ts';
import { cpuOf, isAbout, namesSomebody, placementInWords, programs } from '../words.ts';

/** For every hint on its way that names somebody: the CPU of the event that it came with. */
export const eventCpus: Memory<OfSource, Pipeline, Origins> = {
  name: 'event CPUs',
  initial: ({ vm }) => noOrigins(vm),
  observes: pipelineOf,
  watches: isAbout,
  next: (origins, step, subject) => {
    const { sent } = step;
    return follow(origins, step, subject, sent && namesSomebody(sent.hint) ? sent.on : null);
  },
};

/** No hinting policy can promise it while VCPUs move: the shortest trace is the reason. */
export const noStaleHint = history({
  id: 'no-stale-hint',
  contract: 'locality',
  sentence:
    'When the guest programs a route from a hint, the chosen VCPU is still on the CPU of the event that the hint came with.',
  source: 'ours',
  each: eachSource,
  remembers: eventCpus,
  observes: (of) => ({ ...pipelineOf(of), placement: row(of.vm.vcpus, placementOf) }),
  asks: (label, { source }) => programs(label, source),
  whenever: (origins, programming) => programmedFrom(origins, programming) !== null,
  then: (origins, programming, { source }) => {
    const { chosen, origin } = programmedFrom(origins, programming)!;
    const now = programming.before.placement(chosen);
    return (
      cpuOf(now) === origin || {
        expected: `${chosen} still on ${origin}, where the event of ${source} came from`,
        found: `${chosen} ${placementInWords(now)}`,
      }
    );
  },
});
