import { eachIdentification, hintedAreThere, placementsOf, sendsNames } from '../hinted.ts';
import { step } from '../property.ts';

export const hintIsTrue = step({
  id: 'hint-is-true',
  contract: 'locality',
  sentence: "Every VCPU in a hint is on the event's host CPU when it is identified, whatever the map.",
  source: 'ours',
  ...eachIdentification,
  observes: placementsOf,
  whenever: sendsNames,
  then: hintedAreThere,
});
