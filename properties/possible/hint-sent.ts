import { eachIdentification, sendsHint, sentBy } from '../hinted.ts';
import { sometimesStep } from '../property.ts';
import { hintInWords } from '../words.ts';

export const hintSent = sometimesStep({
  id: 'hint-sent',
  contract: 'possible',
  sentence: 'A hint is sent.',
  source: 'US9411624B2, claim 1',
  ...eachIdentification,
  observes: () => ({}),
  reached: (identification) => sendsHint(identification) && hintInWords(sentBy(identification).hint),
});
