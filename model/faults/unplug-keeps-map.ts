import { without } from './amend.ts';
import { defineFault } from './fault.ts';

export const unplugKeepsMap = defineFault({
  name: 'unplug-keeps-map',
  summary: "an unplugged VCPU's entry stays in the map",
  source: 'Linux f6aa37c51ec0 (powerpc/pseries: unregister VPA when hot unplugging a CPU)',
  caughtBy: ['map-faithful', 'hint-within-vm'],
  shows: { scope: '1:2x1', lifecycle: ['hotplug'] },
  next: { unplug: ({ sound }) => without(sound(), 'mapped') },
});
