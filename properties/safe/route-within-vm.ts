import { row } from '../../model/action.ts';
import { placementOf, routeOf } from '../../model/state.ts';
import { eachSource } from '../each.ts';
import { always } from '../property.ts';

export const routeWithinVm = always({
  id: 'route-within-vm',
  contract: 'safe',
  sentence: 'A route names a VCPU of its own VM that is online.',
  source: 'Xen 753fbd23f5e5; Linux x86-urgent-2020-08-30 (fixup_irqs)',
  each: eachSource,
  observes: ({ vm, source }) => ({ route: routeOf(source), placement: row(vm.vcpus, placementOf) }),
  then: ({ route, placement }, { vm, source }) => {
    const known = vm.vcpus.includes(route);
    if (known && placement(route).is !== 'offline') return true;
    return {
      expected: `${source} routed to a VCPU of ${vm.id} that is online`,
      found: `a route to ${route}, which ${known ? 'is offline' : `${vm.id} does not have`}`,
    };
  },
});
