import { row } from '../../model/action.ts';
import { placementOf, routeOf } from '../../model/state.ts';
import { eachSource } from '../each.ts';
import { always } from '../property.ts';

export const routeWithinVm = always({
  id: 'route-within-vm',
  contract: 'safe',
  sentence: 'A route names a VCPU of its own VM that is online.',
  source: 'Linux 1e7381f3617d; Linux 52d6b926aabc',
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
