import { amended } from './amend.ts';
import type { FaultyStep } from './fault.ts';
import { defineFault } from './fault.ts';

const discarding = ({ source, cells, sound }: FaultyStep<'program' | 'writeRoute'>) =>
  amended(sound(), (writes) => {
    const old = cells.route(source);
    const isNew = writes.route !== undefined && writes.route[source] !== old;
    return isNew ? { ...writes, pending: { [source]: { [old]: null } } } : writes;
  });

export const droppedAtRetarget = defineFault({
  name: 'dropped-at-retarget',
  summary: 'programming the route discards what is pending on the old VCPU',
  source: 'Linux 6f1a4891a592 (torn MSI write)',
  caughtBy: ['no-lost-interrupt', 'event-is-served', 'pending-is-taken'],
  shows: { scope: '1:2x1' },
  next: {
    program: (step) => discarding(step),
    writeRoute: (step) => discarding(step),
  },
});
