import { row } from '../../model/action.ts';
import { mappedOf } from '../../model/state.ts';
import { eachIdentification, sendsHint, sentBy } from '../hinted.ts';
import { step } from '../property.ts';
import { listInWords } from '../words.ts';

export const hintIsComplete = step({
  id: 'hint-is-complete',
  contract: 'claim-1',
  sentence: "A hint names every VCPU of the VM that the map places on the event's host CPU.",
  source: 'US9411624B2, claim 1',
  ...eachIdentification,
  observes: ({ vm }) => ({ mapped: row(vm.vcpus, mappedOf) }),
  whenever: sendsHint,
  then: (identification, { vm }) => {
    const { hint, on } = sentBy(identification);
    const { mapped } = identification.before;
    const missing = vm.vcpus.filter((vcpu) => !hint.includes(vcpu) && mapped(vcpu) === on);
    return (
      missing.length === 0 || {
        expected: `${listInWords(missing)} in the hint: the map places it on ${on}`,
        found: `a hint that names ${listInWords(hint)}`,
      }
    );
  },
});
