import { eachIdentification, hintedAreThere, placementsOf, sendsNames } from '../hinted.ts';
import { step } from '../property.ts';

export const hintedOnEventCpu = step({
  id: 'hinted-on-event-cpu',
  contract: 'safe',
  sentence: "Every VCPU in a hint is on the event's host CPU when it is identified.",
  source: 'US9411624B2, claim 1',
  notMeant: ({ map }) =>
    map === 'on-dispatch'
      ? 'A map that is written when a VCPU next runs is behind by design: see hint-is-true.'
      : null,
  ...eachIdentification,
  observes: placementsOf,
  whenever: sendsNames,
  then: hintedAreThere,
});
