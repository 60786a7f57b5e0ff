import { eachIdentification, placementsOf, sendsNames, sentBy } from '../hinted.ts';
import { step } from '../property.ts';

export const hintWithinVm = step({
  id: 'hint-within-vm',
  contract: 'safe',
  sentence:
    'When it is identified, a hint names only VCPUs of the VM that the event is for, that exist and are online.',
  source: 'US9411624B2, claim 1',
  ...eachIdentification,
  observes: placementsOf,
  whenever: sendsNames,
  then: (identification, { vm }) => {
    const { placement } = identification.before;
    const others = sentBy(identification).hint.filter(
      (vcpu) => !vm.vcpus.includes(vcpu) || placement(vcpu).is === 'offline',
    );
    return (
      others.length === 0 || {
        expected: `only VCPUs of ${vm.id} that are online`,
        found: others
          .map((vcpu) => `${vcpu}, which is ${vm.vcpus.includes(vcpu) ? 'offline' : `not of ${vm.id}`}`)
          .join(', '),
      }
    );
  },
});
