import { row } from '../../model/action.ts';
import { mappedOf } from '../../model/state.ts';
import { eachIdentification, sendsNames, sentBy } from '../hinted.ts';
import { step } from '../property.ts';

export const hintedAreMapped = step({
  id: 'hinted-are-mapped',
  contract: 'safe',
  sentence: "The hinted VCPUs are among those of the VM that the map places on the event's host CPU.",
  source: 'US9411624B2, claim 1',
  ...eachIdentification,
  observes: ({ vm }) => ({ mapped: row(vm.vcpus, mappedOf) }),
  whenever: sendsNames,
  then: (identification, { vm }) => {
    const { hint, on } = sentBy(identification);
    const { mapped } = identification.before;
    const others = hint.filter((vcpu) => !vm.vcpus.includes(vcpu) || mapped(vcpu) !== on);
    return (
      others.length === 0 || {
        expected: `only VCPUs of ${vm.id} that the map places on ${on}`,
        found: others
          .map((vcpu) => {
            if (!vm.vcpus.includes(vcpu)) return `${vcpu}, which is none of them`;
            return `${vcpu}, which the map places ${mapped(vcpu) === null ? 'nowhere' : `on ${mapped(vcpu)}`}`;
          })
          .join(', '),
      }
    );
  },
});
