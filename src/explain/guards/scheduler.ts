/** The guards of what the host's scheduler does. */
import { match } from 'ts-pattern';
import { row } from '../../../model/action.ts';
import { busyOf, placementOf } from '../../../model/state.ts';
import type { HostCpuId, Layout, VcpuId, Vm } from '../../../model/topology.ts';
import type { Guard, Part } from '../part.ts';
import { part } from '../part.ts';
import { conditionIs, nobodyAtWork, nothingPending, whereIs } from './common.ts';

/** No other VCPU has the host CPU that this one is on. The words name whoever does, for `busy` doesn't. */
const cpuIsFree = ({ cpus, vcpus }: Layout, vcpu: VcpuId): Part =>
  part({ placement: row(vcpus, placementOf), busy: row(cpus, busyOf) }, ({ placement, busy }) => {
    const own = placement(vcpu);
    if (own.is === 'offline' || own.is === 'running' || !busy(own.on)) return null;
    const there = vcpus.filter((other) => {
      const its = placement(other);
      return its.is === 'running' && its.on === own.on;
    });
    // Two, or nobody: in a wrong machine only.
    const who = match(there.length)
      .with(0, () => 'nobody runs there, and yet it is taken for busy')
      .with(1, () => `${there[0]} runs there`)
      .otherwise(() => `${there.join(' and ')} run there`);
    return `${own.on} is busy: ${who}`;
  });

export const dispatch = (layout: Layout, vcpu: VcpuId): Guard => [
  conditionIs(vcpu, 'ready', 'a ready VCPU is given its CPU'),
  cpuIsFree(layout, vcpu),
];

export const preempt = (vcpu: VcpuId): Guard => [conditionIs(vcpu, 'running', 'a running VCPU is preempted')];

export const halt = (vm: Vm, vcpu: VcpuId): Guard => [
  conditionIs(vcpu, 'running', 'a running VCPU goes idle'),
  ...vm.sources.flatMap((source) => [nothingPending(source, vcpu), nobodyAtWork(source, vcpu)]),
];

export const migrate = (vcpu: VcpuId, to: HostCpuId): Guard => [
  part({ placement: placementOf(vcpu) }, ({ placement }) => {
    if (placement.is === 'ready' || placement.is === 'halted') return null;
    const moved = placement.is === 'offline' ? 'is on a host CPU' : 'is not running';
    return `${whereIs(vcpu, placement)}, and only a VCPU that ${moved} is moved`;
  }),
  part({ placement: placementOf(vcpu) }, ({ placement }) =>
    placement.is !== 'offline' && placement.on === to ? `${vcpu} is on ${to} already` : null,
  ),
];
