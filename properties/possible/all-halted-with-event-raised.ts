import { row } from '../../model/action.ts';
import { eventOf, placementOf } from '../../model/state.ts';
import { eachSource } from '../each.ts';
import { sometimes } from '../property.ts';

export const allHaltedWithEventRaised = sometimes({
  id: 'all-halted-with-event-raised',
  contract: 'possible',
  sentence: 'Every VCPU of a VM that is online is halted while an event for the VM is raised.',
  source: 'Linux a2486020a82e',
  each: eachSource,
  observes: ({ vm, source }) => ({ event: eventOf(source), placement: row(vm.vcpus, placementOf) }),
  reached: ({ event, placement }, { vm, source }) => {
    if (event.is !== 'raised') return false;
    const asleep = vm.vcpus.every((vcpu) => ['halted', 'offline'].includes(placement(vcpu).is));
    return asleep && `nobody of ${vm.id} is awake, and an event of ${source} is raised on ${event.on}`;
  },
});
