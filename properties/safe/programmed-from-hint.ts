import { routeOf } from '../../model/state.ts';
import type { VcpuId } from '../../model/topology.ts';
import type { OfSource } from '../each.ts';
import { eachSource } from '../each.ts';
import type { Pipeline } from '../pipeline.ts';
import { handlerOn, hintIn, pipelineOf } from '../pipeline.ts';
import type { Memory, Step } from '../property.ts';
import { history } from '../property.ts';
import { isAbout, nowhere, programs } from '../words.ts';

/** With masking, the VCPUs whose handler chose outside its hint, which is gone when it programs. Who obeys never does. */
const disobedient: Memory<OfSource, Pipeline, Readonly<Record<VcpuId, boolean>>> = {
  name: 'disobedient handlers',
  initial: ({ vm }) => nowhere(vm),
  observes: pipelineOf,
  watches: (label, subject) => label.is !== 'program' && isAbout(label, subject),
  next: (_, { label, before }, { vm }) => {
    if (label.is === 'reset') return nowhere(vm);
    if (label.is === 'writeRoute') return { [label.vcpu]: false };
    if (label.is !== 'maskSource') return {};
    const obeys = hintIn(before, handlerOn(label.vcpu))?.includes(label.target);
    return obeys ? {} : { [label.vcpu]: true };
  },
  addsNoState: true,
};

/** The VCPU that is programmed in this step; `null` if the hypervisor refuses it. */
const programmed = ({ label, after, writes }: Step<Pipeline>, { source }: OfSource): VcpuId | null => {
  if (label.is === 'program') return after.route;
  return label.is === 'writeRoute' && writes(routeOf(source)) ? after.route : null;
};

/** With masking, the VCPU that the handler has chosen. */
const chosenBy = ({ label, before }: Step<Pipeline>): VcpuId | null => {
  const handler = label.is === 'writeRoute' ? before.servicing(label.vcpu) : null;
  return handler?.is === 'programming' ? handler.target : null;
};

export const programmedFromHint = history({
  id: 'programmed-from-hint',
  contract: 'safe',
  sentence: "An obedient guest's route, once programmed, is in the hint that it was handed.",
  source: 'US9411624B2, claim 2',
  notMeant: ({ guest }) => (guest.obeys ? null : `The guest ${guest.name} does not obey hints.`),
  each: eachSource,
  remembers: disobedient,
  observes: pipelineOf,
  asks: (label, { source }) => programs(label, source),
  whenever: (_, programming, subject) => programmed(programming, subject) !== null,
  then: (chooseFreely, programming, subject) => {
    const { label, before } = programming;
    const route = programmed(programming, subject)!;
    if (label.is !== 'program' && label.is !== 'writeRoute') return true;
    const hinted =
      label.is === 'program'
        ? hintIn(before, handlerOn(label.vcpu))?.includes(route)
        : !chooseFreely[label.vcpu] && chosenBy(programming) === route;
    return (
      hinted || {
        expected: `${subject.source} routed to a VCPU of the hint that the handler on ${label.vcpu} got`,
        found: `a route to ${route}, which is not in it`,
      }
    );
  },
});
