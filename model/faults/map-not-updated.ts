import { without } from './amend.ts';
import { defineFault } from './fault.ts';

export const mapNotUpdated = defineFault({
  name: 'map-not-updated',
  summary: 'a migration or a dispatch does not write the map',
  source: 'Linux AVIC: vcpu->cpu read with preemption on (KVM list, November 2021: svm_vcpu_blocking)',
  caughtBy: ['map-faithful', 'hinted-on-event-cpu'],
  shows: { scope: '2:1x1' },
  next: {
    migrate: ({ sound }) => without(sound(), 'mapped', 'memory'),
    dispatch: ({ sound }) => without(sound(), 'mapped', 'memory'),
  },
});
