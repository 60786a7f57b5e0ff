import { eachIdentification } from '../hinted.ts';
import { identified } from '../identified.ts';
import { history } from '../property.ts';

export const firstTimeHinted = history({
  id: 'first-time-hinted',
  contract: 'claim-1',
  sentence: 'The first event of a type carries a hint.',
  source: 'US9411624B2, claim 1',
  ...eachIdentification,
  remembers: identified,
  observes: () => ({}),
  whenever: ({ before }) => !before,
  then: (_, { sent }, { source }) =>
    (sent !== null && sent.hint !== null) || {
      expected: `a hint with the first event of ${source}`,
      found: 'no hint',
    },
});
