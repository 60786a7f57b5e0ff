/** The guards of what the guest's driver does on a running VCPU. */
import { match } from 'ts-pattern';
import { row } from '../../../model/action.ts';
import type { Setup } from '../../../model/configuration.ts';
import type { Handler, Hint } from '../../../model/state.ts';
import { maskOf, pendingOf, placementOf, routeOf, servicingOf } from '../../../model/state.ts';
import type { SourceId, VcpuId, Vm } from '../../../model/topology.ts';
import { hintInShort } from '../../words/cells.ts';
import type { Guard, Part } from '../part.ts';
import { part } from '../part.ts';
import { atWork, conditionIs, nobodyAtWork } from './common.ts';

export const take = (source: SourceId, vcpu: VcpuId): Guard => [
  conditionIs(vcpu, 'running', 'a running VCPU takes an interrupt'),
  part({ pending: pendingOf(source, vcpu) }, ({ pending }) =>
    pending === null ? `no interrupt of ${source} is pending on ${vcpu}` : null,
  ),
  nobodyAtWork(source, vcpu),
];

/** A handler of the source is at work on the VCPU, and has come so far, and no farther. */
const handlerIs = (source: SourceId, vcpu: VcpuId, stage: Handler['is']): Part =>
  part({ servicing: servicingOf(source, vcpu) }, ({ servicing: handler }) => {
    if (handler === null) return `no handler of ${source} is at work on ${vcpu}`;
    if (handler.is === stage) return null;
    const next = match(handler)
      .with({ is: 'handling' }, () => 'has not masked the source')
      .with({ is: 'programming' }, () => 'has to write the route next')
      .with({ is: 'programmed' }, () => 'has to unmask the source next')
      .exhaustive();
    return `${atWork(source, vcpu, handler)}, and ${next}`;
  });

const handlerActs = (source: SourceId, vcpu: VcpuId, stage: Handler['is']): Guard => [
  conditionIs(vcpu, 'running', "a running VCPU's handler can act"),
  handlerIs(source, vcpu, stage),
];

/** What the guest makes of a hint, and what it was given: the route, only if it asked for it. */
const choicesOf = ({ config }: Setup, vm: Vm, hint: Hint, cells: { readonly route: VcpuId }) => {
  const asked = new Set<VcpuId>();
  const choices = config.guest.choices(hint, {
    vcpus: vm.vcpus,
    get route() {
      const { route } = cells;
      asked.add(route);
      return route;
    },
  });
  return {
    choices,
    given: [hintInShort(hint), ...[...asked].map((route) => `the route ${route}`)].join(' and '),
  };
};

/** The guest would program the VCPU, if there is a handler that can. */
const guestChooses = (setup: Setup, vm: Vm, source: SourceId, vcpu: VcpuId, target: VcpuId): Part =>
  part({ servicing: servicingOf(source, vcpu), route: routeOf(source) }, (cells) => {
    const handler = cells.servicing;
    if (handler?.is !== 'handling') return null;
    const { choices, given } = choicesOf(setup, vm, handler.hint, cells);
    if (choices.includes(target)) return null;
    return `guest ${setup.config.guest.name} does not choose ${target}, given ${given}`;
  });

/** The hypervisor would accept the VCPU as a route: it is the VM's, and not offline. */
const isAccepted = (vm: Vm, target: VcpuId): Guard => [
  part({}, () => (vm.vcpus.includes(target) ? null : `${vm.id} has no ${target}`)),
  part(
    {
      placement: row(
        vm.vcpus.filter((vcpu) => vcpu === target),
        placementOf,
      ),
    },
    ({ placement }) =>
      vm.vcpus.includes(target) && placement(target).is === 'offline'
        ? `${target} is offline, and no route may lead there`
        : null,
  ),
];

/** No VCPU that the guest would program is one that the hypervisor would accept, or the guest does not care. */
const needNotProgram = (setup: Setup, vm: Vm, source: SourceId, vcpu: VcpuId): Part => {
  const { guest } = setup.config;
  return part(
    { placement: row(vm.vcpus, placementOf), servicing: servicingOf(source, vcpu), route: routeOf(source) },
    (cells) => {
      const handler = cells.servicing;
      if (guest.mayIgnore || handler?.is !== 'handling') return null;
      const { choices, given } = choicesOf(setup, vm, handler.hint, cells);
      const open = vm.vcpus.filter((v) => choices.includes(v) && cells.placement(v).is !== 'offline');
      if (open.length === 0) return null;
      return `guest ${guest.name} must program ${open.join(' or ')} first, given ${given}`;
    },
  );
};

export const program = (setup: Setup, vm: Vm, source: SourceId, vcpu: VcpuId, target: VcpuId): Guard => [
  ...handlerActs(source, vcpu, 'handling'),
  guestChooses(setup, vm, source, vcpu, target),
  ...isAccepted(vm, target),
];

export const maskSource = (setup: Setup, vm: Vm, source: SourceId, vcpu: VcpuId, target: VcpuId): Guard => [
  ...program(setup, vm, source, vcpu, target),
  part({ mask: maskOf(source) }, ({ mask }) => (mask.is === 'open' ? null : `${source} is masked already`)),
];

export const writeRoute = (source: SourceId, vcpu: VcpuId): Guard => handlerActs(source, vcpu, 'programming');

export const unmaskSource = (source: SourceId, vcpu: VcpuId): Guard =>
  handlerActs(source, vcpu, 'programmed');

export const finish = (setup: Setup, vm: Vm, source: SourceId, vcpu: VcpuId): Guard => [
  ...handlerActs(source, vcpu, 'handling'),
  needNotProgram(setup, vm, source, vcpu),
];
