import { eachIdentification, sendsNames, sentBy } from '../hinted.ts';
import { sometimesStep } from '../property.ts';
import { hintInWords } from '../words.ts';
import { mayShareCpu } from './configurations.ts';

export const hintNamesTwo = sometimesStep({
  id: 'hint-names-two',
  contract: 'possible',
  sentence: 'A hint names two VCPUs.',
  source: 'US9411624B2, claim 1',
  notMeant: (config) => (mayShareCpu(config) ? null : 'No two VCPUs of a VM are ever on one host CPU.'),
  ...eachIdentification,
  observes: () => ({}),
  reached: (identification) => {
    if (!sendsNames(identification)) return false;
    const { hint } = sentBy(identification);
    return hint.length > 1 && hintInWords(hint);
  },
});
