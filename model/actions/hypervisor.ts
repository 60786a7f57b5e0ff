/** What the hypervisor does with an event: it looks VCPUs up, hints, and makes the interrupt pending. */
import type { View } from '../action.ts';
import { action, disabled, row } from '../action.ts';
import type { Setup } from '../configuration.ts';
import type { Identification } from '../policies/policy.ts';
import type { Hint } from '../state.ts';
import { eventOf, mappedOf, maskOf, memoryOf, pendingOf, placementOf, routeOf } from '../state.ts';
import type { HostCpuId, Layout, SourceId, Vm } from '../topology.ts';
import { injection } from './delivery.ts';

/** What an identification says aloud: the hint that it sends with the event of that host CPU. */
export interface Sent {
  readonly hint: Hint;
  readonly on: HostCpuId;
}

/** A hint is a set, kept in the global order. A VCPU that the policy had no business to name stays in it. */
export const asSet = (layout: Layout, hint: Hint): Hint =>
  hint === null ? null : [...new Set(hint)].sort((a, b) => layout.vcpus.indexOf(a) - layout.vcpus.indexOf(b));

/** The cells of which a policy may learn something when an event of the source is identified. */
export const policySees = (vm: Vm, source: SourceId) => ({
  memory: memoryOf(source),
  route: routeOf(source),
  mapped: row(vm.vcpus, mappedOf),
  placement: row(vm.vcpus, placementOf),
});

const identifyTouches = (vm: Vm, source: SourceId) => ({ event: eventOf(source), ...policySees(vm, source) });

/** What a policy is asked. It is lazy, like the view: what the policy does not ask for was not read. */
export const identificationOf = (
  vm: Vm,
  source: SourceId,
  on: HostCpuId,
  cells: View<ReturnType<typeof policySees>>,
): Identification => ({
  on,
  source,
  get memory() {
    return cells.memory;
  },
  get mappedHere() {
    return vm.vcpus.filter((vcpu) => cells.mapped(vcpu) === on);
  },
  get route() {
    return cells.route;
  },
  // A VCPU that the VM does not have is one that is not there.
  condition: (vcpu) => (vm.vcpus.includes(vcpu) ? cells.placement(vcpu).is : 'offline'),
});

const decide = (
  { config, layout }: Setup,
  vm: Vm,
  source: SourceId,
  on: HostCpuId,
  cells: View<ReturnType<typeof policySees>>,
) => {
  const { hint, memory } = config.policy.decide(identificationOf(vm, source, on, cells));
  return { hint: asSet(layout, hint), memory };
};

const injectTouches = (vm: Vm, source: SourceId) => ({
  event: eventOf(source),
  route: routeOf(source),
  mask: maskOf(source),
  pending: row(vm.vcpus, (vcpu) => pendingOf(source, vcpu)),
  placement: row(vm.vcpus, placementOf),
});

/** The hypervisor finds out whose event it is, looks up who is mapped to the event's CPU, and decides on a hint. */
export const identify = (setup: Setup, vm: Vm, source: SourceId) =>
  action({
    label: { is: 'identify', source },
    touches: identifyTouches(vm, source),
    next: (cells) => {
      const event = cells.event;
      if (event.is !== 'raised') return disabled;
      const { hint, memory } = decide(setup, vm, source, event.on, cells);
      const announce: Sent = { hint, on: event.on };
      return { event: { is: 'identified', on: event.on, hint }, memory, announce };
    },
  });

/** The hypervisor makes the identified event's interrupt pending, with its hint, where the route leads. */
export const inject = (vm: Vm, source: SourceId) =>
  action({
    label: { is: 'inject', source },
    touches: injectTouches(vm, source),
    next: (cells) => {
      const event = cells.event;
      return event.is === 'identified' ? injection(cells, { hint: event.hint }) : disabled;
    },
  });

/** With `hinting: atomic`: identifies and injects in one step, so that nothing comes in between. */
export const receive = (setup: Setup, vm: Vm, source: SourceId) =>
  action({
    label: { is: 'receive', source },
    touches: { ...identifyTouches(vm, source), ...injectTouches(vm, source) },
    next: (cells) => {
      const event = cells.event;
      if (event.is !== 'raised') return disabled;
      const { hint, memory } = decide(setup, vm, source, event.on, cells);
      const announce: Sent = { hint, on: event.on };
      return { ...injection(cells, { hint }), memory, announce };
    },
  });
