import { disabled } from '../action.ts';
import type { VcpuId } from '../topology.ts';
import { amended } from './amend.ts';
import { defineFault } from './fault.ts';

export const mapReadBeforePreempt = defineFault({
  name: 'map-read-before-preempt',
  summary: 'an event is identified by the map as it was when the event was raised',
  source: 'the same family: Linux AVIC, vcpu->cpu read with preemption on (KVM list, November 2021)',
  caughtBy: ['hinted-are-mapped', 'hinted-on-event-cpu'],
  shows: { scope: '2:1x1' },
  // who was mapped there
  initial: [],
  next: {
    raise: ({ source, on, vm, cells, sound }) =>
      amended(sound(), (writes) => ({
        ...writes,
        kept: { [source]: vm.vcpus.filter((vcpu) => cells.mapped(vcpu) === on) },
      })),
    identify: ({ source, cells, sound }) => {
      const event = cells.event(source);
      if (event.is !== 'raised') return disabled;
      const then = cells.kept(source) as readonly VcpuId[];
      const identified = sound({ mapped: (vcpu) => (then.includes(vcpu) ? event.on : null) });
      return amended(identified, (writes) => ({ ...writes, kept: { [source]: [] } }));
    },
  },
});
