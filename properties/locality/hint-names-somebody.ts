import { eachIdentification, sendsHint, sentBy } from '../hinted.ts';
import { step } from '../property.ts';

/** Claim 1 to the letter does not promise this: `first-time` burns its only hint on nobody in three steps. */
export const hintNamesSomebody = step({
  id: 'hint-names-somebody',
  contract: 'locality',
  sentence: 'No hint is empty.',
  source: 'ours',
  ...eachIdentification,
  observes: () => ({}),
  whenever: sendsHint,
  then: (identification, { source }) => {
    const { hint, on } = sentBy(identification);
    return (
      hint.length > 0 || {
        expected: 'a hint that names somebody, or no hint',
        found: `an empty hint with the event of ${source} from ${on}`,
      }
    );
  },
});
