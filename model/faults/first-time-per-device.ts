import type { SourceId } from '../topology.ts';
import { remembered } from './amend.ts';
import { defineFault } from './fault.ts';

/** `vm0.net0.rx` → `vm0.net0` */
const deviceOf = (source: SourceId): string => source.slice(0, source.lastIndexOf('.'));

export const firstTimePerDevice = defineFault({
  name: 'first-time-per-device',
  summary: 'what was seen is remembered for a device, and not for a type of event',
  source: 'ours',
  caughtBy: ['first-time-hinted'],
  shows: { scope: '1:1x2' },
  next: {
    identify: ({ source, vm, sound }) =>
      remembered(
        sound(),
        source,
        vm.sources.filter((one) => deviceOf(one) === deviceOf(source)),
      ),
  },
});
