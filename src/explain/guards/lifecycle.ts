/** The guards of what happens to a VM as a whole. */
import { row } from '../../../model/action.ts';
import type { Setup } from '../../../model/configuration.ts';
import { sourceInit } from '../../../model/init.ts';
import { same } from '../../../model/same.ts';
import { placementOf, routeOf } from '../../../model/state.ts';
import type { VcpuId, Vm } from '../../../model/topology.ts';
import type { Guard } from '../part.ts';
import { part } from '../part.ts';
import { conditionIs, nobodyAtWork, nothingPending, whereIs } from './common.ts';

export const reset = (setup: Setup, vm: Vm): Guard => {
  const initial = vm.sources.flatMap((source) => sourceInit(setup, vm, source));
  const byName = new Map(initial.map(({ cell }) => [cell.name, cell]));
  return [
    part({ now: row([...byName.keys()], (name) => byName.get(name)!) }, ({ now }) =>
      initial.some(({ cell, value }) => !same(now(cell.name), value))
        ? null
        : `nothing has changed since the start: every source of ${vm.id} is as it was`,
    ),
  ];
};

export const unplug = (vm: Vm, vcpu: VcpuId): Guard => [
  part({ placement: placementOf(vcpu) }, ({ placement }) => {
    if (placement.is === 'halted') return null;
    const where = whereIs(vcpu, placement);
    return placement.is === 'offline' ? `${where} already` : `${where}, and only a halted VCPU is unplugged`;
  }),
  part({}, () => (vcpu === vm.vcpus[0] ? `${vcpu} is the first VCPU of ${vm.id}, which stays` : null)),
  ...vm.sources.flatMap((source) => [
    part({ route: routeOf(source) }, ({ route }) =>
      route === vcpu ? `the route of ${source} leads to ${vcpu}` : null,
    ),
    nothingPending(source, vcpu),
    nobodyAtWork(source, vcpu),
  ]),
];

export const plug = (vcpu: VcpuId): Guard => [conditionIs(vcpu, 'offline', 'an offline VCPU is plugged in')];
