import { eachIdentification, sendsHint, sendsNames, sentBy } from '../hinted.ts';
import { sometimesStep } from '../property.ts';
import { mayLeaveCpuEmpty } from './configurations.ts';

export const hintEmpty = sometimesStep({
  id: 'hint-empty',
  contract: 'possible',
  sentence: 'A hint that names nobody is sent.',
  source: 'US9411624B2, claim 1',
  notMeant: (config) =>
    mayLeaveCpuEmpty(config)
      ? null
      : 'Every VM always has a VCPU on every host CPU: no look-up finds nobody.',
  ...eachIdentification,
  observes: () => ({}),
  reached: (identification) =>
    sendsHint(identification) &&
    !sendsNames(identification) &&
    `an empty hint with an event from ${sentBy(identification).on}`,
});
