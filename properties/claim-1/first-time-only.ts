import { eachIdentification } from '../hinted.ts';
import { identified } from '../identified.ts';
import { history } from '../property.ts';
import { hintInWords } from '../words.ts';

export const firstTimeOnly = history({
  id: 'first-time-only',
  contract: 'claim-1',
  sentence: 'No later event of that type carries one (until a reset).',
  source: 'US9411624B2, claim 1',
  ...eachIdentification,
  remembers: identified,
  observes: () => ({}),
  whenever: ({ before }) => before,
  then: (_, { sent }, { source }) =>
    sent === null ||
    sent.hint === null || {
      expected: `no hint with a later event of ${source}`,
      found: hintInWords(sent.hint),
    },
});
