import { without } from './amend.ts';
import { defineFault } from './fault.ts';

export const plugForgetsMap = defineFault({
  name: 'plug-forgets-map',
  summary: 'a VCPU that is plugged in gets no entry in the map',
  source: 'Linux af28dfacbe00 (kvm: lapic: fix broken vcpu hotplug)',
  caughtBy: ['map-faithful'],
  shows: { scope: '1:2x1', lifecycle: ['hotplug'] },
  next: { plug: ({ sound }) => without(sound(), 'mapped', 'memory') },
});
