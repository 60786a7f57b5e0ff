/** What many faults have in common: they take what the right machine does, and change some of it. */
import { disabled } from '../action.ts';
import type { Hint } from '../state.ts';
import type { HostCpuId, SourceId } from '../topology.ts';
import type { Outcome, Writes } from './fault.ts';

/** Changes what a step writes; a step that is not enabled stays so. */
export const amended = (outcome: Outcome, change: (writes: Writes) => Writes): Outcome =>
  outcome === disabled ? disabled : change(outcome);

/** Leaves cells of some kinds as they are. */
export const without = (outcome: Outcome, ...kinds: readonly (keyof Writes)[]): Outcome =>
  amended(outcome, (writes) => {
    const left = Object.entries(writes).filter(([kind]) => !(kinds as readonly string[]).includes(kind));
    return Object.fromEntries(left);
  });

/** An identification with another hint. */
export const rehinted = (
  outcome: Outcome,
  source: SourceId,
  change: (hint: Hint, on: HostCpuId) => Hint,
): Outcome =>
  amended(outcome, (writes) => {
    const event = writes.event?.[source];
    if (event?.is !== 'identified') return writes;
    return { ...writes, event: { [source]: { ...event, hint: change(event.hint, event.on) } } };
  });

/** An identification whose memory is written to several sources. */
export const remembered = (outcome: Outcome, source: SourceId, sources: readonly SourceId[]): Outcome =>
  amended(outcome, (writes) => {
    const memory = writes.memory?.[source];
    return memory === undefined
      ? writes
      : { ...writes, memory: Object.fromEntries(sources.map((one) => [one, memory])) };
  });
