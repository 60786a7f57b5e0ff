import type { Fault } from './fault.ts';

export const mapNotUpdated: Fault = {
  name: 'map-not-updated',
  summary: 'a migration or a dispatch does not write the map',
  source:
    'Linux AVIC: stale vcpu->cpu, KVM list 2021-11 ("AVIC block/unblock passes vcpu->cpu with preemption on")',
  caughtBy: ['map-faithful', 'hinted-on-event-cpu'],
  breaks: { schedulerWritesMap: false },
};
