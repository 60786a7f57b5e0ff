/** The guards of what a virtual device does. */
import { match } from 'ts-pattern';
import { eventOf } from '../../../model/state.ts';
import type { SourceId } from '../../../model/topology.ts';
import type { Guard } from '../part.ts';
import { part } from '../part.ts';
import { inWords } from './common.ts';

export const raise = (source: SourceId): Guard => [
  part({ event: eventOf(source) }, ({ event }) => {
    const before = (lacks: string) =>
      `the event of ${source} before it has not been ${lacks} yet: ${inWords(eventOf(source), event)}`;
    return match(event)
      .with({ is: 'idle' }, () => null)
      .with({ is: 'raised' }, () => before('identified'))
      .with({ is: 'identified' }, () => before('injected'))
      .exhaustive();
  }),
];
