/** What a virtual device does. */
import { action, disabled } from '../action.ts';
import { eventOf } from '../state.ts';
import type { HostCpuId, SourceId } from '../topology.ts';

/** A host CPU sends the hypervisor an event of this source. The next one waits until this one is injected. */
export const raise = (source: SourceId, on: HostCpuId) =>
  action({
    label: { is: 'raise', source, on },
    touches: { event: eventOf(source) },
    next: ({ event }) => (event.is === 'idle' ? { event: { is: 'raised', on } } : disabled),
  });
