/** The guards of what the hypervisor does with an event. */
import { match } from 'ts-pattern';
import type { DeviceEvent } from '../../../model/state.ts';
import { eventOf } from '../../../model/state.ts';
import type { SourceId } from '../../../model/topology.ts';
import type { Guard } from '../part.ts';
import { part } from '../part.ts';
import { inWords } from './common.ts';

/** The source's event has come so far, and no farther. */
const eventIs = (source: SourceId, stage: DeviceEvent['is']): Guard => [
  part({ event: eventOf(source) }, ({ event }) => {
    if (event.is === stage) return null;
    const value = inWords(eventOf(source), event);
    return match(event)
      .with({ is: 'idle' }, () => `no event of ${source} has been raised: ${value}`)
      .with({ is: 'raised' }, () => `the event of ${source} has not been identified yet: ${value}`)
      .with({ is: 'identified' }, () => `the event of ${source} has been identified already: ${value}`)
      .exhaustive();
  }),
];

export const identify = (source: SourceId): Guard => eventIs(source, 'raised');

export const inject = (source: SourceId): Guard => eventIs(source, 'identified');

export const receive = (source: SourceId): Guard => eventIs(source, 'raised');
