import { disabled } from '../action.ts';
import { defineFault } from './fault.ts';

export const nobodyThereDrops = defineFault({
  name: 'nobody-there-drops',
  summary: 'an event from a CPU that hosts no VCPU of the VM is dropped',
  source: 'FreeBSD b265a2e0d764 (vmm: the same mistake with a start-up interrupt that finds no target)',
  caughtBy: ['no-lost-interrupt', 'event-is-served'],
  shows: { scope: '2:1x1' },
  next: {
    identify: ({ source, vm, cells, sound }) => {
      const event = cells.event(source);
      if (event.is !== 'raised') return disabled;
      const isSomebodyThere = vm.vcpus.some((vcpu) => cells.mapped(vcpu) === event.on);
      return isSomebodyThere ? sound() : { event: { [source]: { is: 'idle' } } };
    },
  },
});
