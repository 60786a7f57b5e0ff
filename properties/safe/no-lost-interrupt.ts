import type { View } from '../../model/action.ts';
import type { VcpuId } from '../../model/topology.ts';
import type { OfSource } from '../each.ts';
import { eachSource } from '../each.ts';
import type { Pipeline } from '../pipeline.ts';
import { pipelineOf } from '../pipeline.ts';
import type { Step } from '../property.ts';
import { step } from '../property.ts';
import { injects, owedBy, resets } from '../words.ts';

interface OfPlace extends OfSource {
  readonly place: 'event' | 'mask' | VcpuId;
}

const holds = (cells: View<Pipeline>, { place }: OfPlace): boolean => {
  if (place === 'event') return cells.event.is !== 'idle';
  return place === 'mask' ? owedBy(cells.mask) !== null : cells.pending(place) !== null;
};

const isPending = (cells: View<Pipeline>, { vm }: OfPlace): boolean =>
  cells.pending(cells.route) !== null || vm.vcpus.some((vcpu) => cells.pending(vcpu) !== null);

/** What leaves a place has come to the next. Whether it is the right one, delivered-where-routed says. */
const arrived = ({ label, after }: Step<Pipeline>, subject: OfPlace): boolean => {
  const { source, place } = subject;
  if (place === 'event')
    return injects(label, source) && (owedBy(after.mask) !== null || isPending(after, subject));
  if (place === 'mask')
    return label.is === 'unmaskSource' && label.source === source && isPending(after, subject);
  return (
    label.is === 'take' && label.source === source && label.vcpu === place && after.servicing(place) !== null
  );
};

export const noLostInterrupt = step({
  id: 'no-lost-interrupt',
  contract: 'safe',
  sentence:
    'An interrupt injected into a VCPU stays pending there until a handler starts for it, and a raised event stays in the pipeline until it is injected, into a VCPU or into a mask, which owes it until it opens (unless the VM is reset).',
  source: 'Linux 6f1a4891a592; Linux c112b5f50232; cloud-hypervisor PR 795',
  each: (setup): readonly OfPlace[] =>
    eachSource(setup).flatMap((of) =>
      (['event', 'mask', ...of.vm.vcpus] as const).map((place) => ({ ...of, place })),
    ),
  observes: pipelineOf,
  whenever: ({ label, before }, subject) => holds(before, subject) && !resets(label, subject.vm),
  then: (transition, subject) => {
    const { source, place } = subject;
    if (holds(transition.after, subject) || arrived(transition, subject)) return true;
    return place === 'event'
      ? { expected: `the event of ${source} to be injected`, found: 'an event that vanished' }
      : {
          expected: `the interrupt of ${source} to stay until it is ${place === 'mask' ? 'delivered' : 'taken'}`,
          found: `nothing ${place === 'mask' ? 'owed by the mask' : `pending on ${place}`} any more`,
        };
  },
});
