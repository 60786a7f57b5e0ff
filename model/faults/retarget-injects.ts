import { amended } from './amend.ts';
import type { FaultyStep } from './fault.ts';
import { defineFault } from './fault.ts';

const injecting = ({ source, cells, sound }: FaultyStep<'program' | 'writeRoute'>) =>
  amended(sound(), (writes) => {
    const target = writes.route?.[source];
    const isNew = target !== undefined && target !== cells.route(source);
    const waiting = isNew ? cells.pending(source, target) : null;
    return isNew ? { ...writes, pending: { [source]: { [target]: waiting ?? { hint: null } } } } : writes;
  });

export const retargetInjects = defineFault({
  name: 'retarget-injects',
  summary: 'programming the route injects once more, on the new VCPU, what is still in service',
  source: 'Linux b6622798bc50 (xen/events: avoid handling the same event on two cpus at the same time)',
  caughtBy: ['no-spurious-interrupt'],
  shows: { scope: '1:2x1' },
  next: {
    program: (step) => injecting(step),
    writeRoute: (step) => injecting(step),
  },
});
