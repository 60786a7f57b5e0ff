import type { SourceId } from '../topology.ts';
import { remembered } from './amend.ts';
import { defineFault } from './fault.ts';

/** `vm0.net0.rx` → `net0.rx` */
const nameOf = (source: SourceId): string => source.slice(source.indexOf('.') + 1);

export const memorySharedByVms = defineFault({
  name: 'memory-shared-by-vms',
  summary: "what is remembered of a source is written to the other VMs' sources of that name, too",
  source: 'ours',
  caughtBy: ['isolation', 'first-time-hinted'],
  shows: { scope: '1:1x1+1x1' },
  next: {
    identify: ({ source, vms, sound }) => {
      const everywhere = vms
        .flatMap(({ sources }) => sources)
        .filter((one) => nameOf(one) === nameOf(source));
      return remembered(sound(), source, everywhere);
    },
  },
});
