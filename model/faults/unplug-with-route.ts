import { defineFault } from './fault.ts';

export const unplugWithRoute = defineFault({
  name: 'unplug-with-route',
  summary: 'a VCPU is unplugged although a route leads there',
  source: 'Linux 52d6b926aabc (x86/hotplug: Silence APIC only after all interrupts are migrated)',
  caughtBy: ['route-within-vm', 'event-is-served', 'pending-is-taken'],
  shows: { scope: '1:2x1', lifecycle: ['hotplug'] },
  // The first VCPU is never unplugged: a route that leads there is in nobody's way.
  next: { unplug: ({ vm, sound }) => sound({ route: () => vm.vcpus[0]! }) },
});
