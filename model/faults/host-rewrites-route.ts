import { amended } from './amend.ts';
import { defineFault } from './fault.ts';

export const hostRewritesRoute = defineFault({
  name: 'host-rewrites-route',
  summary: "the migration of a VCPU rewrites the guest's route",
  source: 'Linux 688124cc541f',
  caughtBy: ['route-changes-only-by-programming'],
  shows: { scope: '2:2x1' },
  next: {
    migrate: ({ vcpu, vm, sound }) =>
      amended(sound(), (writes) => ({
        ...writes,
        route: Object.fromEntries(vm.sources.map((source) => [source, vcpu])),
      })),
  },
});
