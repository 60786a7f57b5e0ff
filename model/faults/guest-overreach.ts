import { disabled } from '../action.ts';
import { defineFault } from './fault.ts';

export const guestOverreach = defineFault({
  name: 'guest-overreach',
  summary: 'the hypervisor does not check which VCPU the guest programs',
  source: 'ours',
  caughtBy: ['route-within-vm'],
  shows: { scope: '1:1x1', guest: 'hostile' },
  next: {
    program: ({ source, vcpu, target, vm, cells, choices, sound }) => {
      if (vm.vcpus.includes(target)) return sound();
      if (cells.placement(vcpu).is !== 'running') return disabled;
      const handler = cells.servicing(source, vcpu);
      return handler?.is === 'handling' && choices(handler.hint).includes(target)
        ? { route: { [source]: target }, servicing: { [source]: { [vcpu]: { is: 'handling', hint: null } } } }
        : disabled;
    },
    // What is routed to nobody can't be injected.
    inject: ({ source, vm, cells, sound }) =>
      cells.event(source).is === 'identified' && !vm.vcpus.includes(cells.route(source)) ? disabled : sound(),
  },
});
