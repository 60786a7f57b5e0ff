import { disabled } from '../action.ts';
import type { VcpuId } from '../topology.ts';
import type { FaultyStep, Outcome } from './fault.ts';
import { defineFault } from './fault.ts';

/** The guest programs a VCPU that does not exist: what it is allowed to, if it would like to. */
const unchecked = (
  { source, vcpu, target, vm, cells, choices, sound }: FaultyStep<'program' | 'maskSource'>,
  programming: Outcome,
): Outcome => {
  if (vm.vcpus.includes(target)) return sound();
  if (cells.placement(vcpu).is !== 'running') return disabled;
  const handler = cells.servicing(source, vcpu);
  return handler?.is === 'handling' && choices(handler.hint).includes(target) ? programming : disabled;
};

/** What is routed to nobody can't be delivered. */
const ifRouted = ({ source, vm, cells, sound }: FaultyStep<'inject' | 'unmaskSource'>): Outcome =>
  vm.vcpus.includes(cells.route(source)) ? sound() : disabled;

const withoutHint = { is: 'handling', hint: null } as const;

export const guestOverreach = defineFault({
  name: 'guest-overreach',
  summary: 'the hypervisor does not check which VCPU the guest programs',
  source: 'ours',
  caughtBy: ['route-within-vm'],
  shows: { scope: '1:1x1', guest: 'hostile' },
  next: {
    program: (step) => {
      const { source, vcpu, target } = step;
      return unchecked(step, {
        route: { [source]: target },
        servicing: { [source]: { [vcpu]: withoutHint } },
      });
    },
    maskSource: (step) => {
      const { source, vcpu, target, cells } = step;
      if (cells.mask(source).is !== 'open') return disabled;
      return unchecked(step, {
        mask: { [source]: { is: 'masked', owes: null } },
        servicing: { [source]: { [vcpu]: { is: 'programming', target } } },
      });
    },
    writeRoute: ({ source, vcpu, vm, cells, sound }) => {
      const handler = cells.servicing(source, vcpu);
      if (handler?.is !== 'programming' || cells.placement(vcpu).is !== 'running') return disabled;
      const { target }: { readonly target: VcpuId } = handler;
      return vm.vcpus.includes(target)
        ? sound()
        : { route: { [source]: target }, servicing: { [source]: { [vcpu]: { is: 'programmed' } } } };
    },
    inject: (step) => (step.cells.event(step.source).is === 'identified' ? ifRouted(step) : disabled),
    unmaskSource: (step) => ifRouted(step),
  },
});
