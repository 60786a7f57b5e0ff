/** The initial state. */
import type { Cell } from './action.ts';
import type { Setup } from './configuration.ts';
import * as state from './state.ts';
import type { SourceId, Vm } from './topology.ts';

export interface Initial<T = unknown> {
  readonly cell: Cell<T>;
  readonly value: T;
}

const starts = <T>(cell: Cell<T>, value: T): Initial => ({ cell, value });

/** The cells of one source, as they are in the beginning and after a reset of the VM. */
export const sourceInit = ({ config }: Setup, vm: Vm, source: SourceId): readonly Initial[] => [
  starts(state.memoryOf(source), config.policy.initial),
  starts(state.eventOf(source), { is: 'idle' }),
  starts(state.routeOf(source), vm.vcpus[0]!),
  starts(state.maskOf(source), { is: 'open' }),
  ...vm.vcpus.flatMap((vcpu) => [
    starts(state.pendingOf(source, vcpu), null),
    starts(state.servicingOf(source, vcpu), null),
  ]),
  ...(config.fault?.initial === undefined ? [] : [starts(state.keptOf(source), config.fault.initial)]),
];

/** Every VCPU waits for a CPU, dealt out in turn, and the map knows; no CPU is busy; no source has a history. */
export const init = (setup: Setup): readonly Initial[] => {
  const { cpus, vms, vcpus } = setup.layout;
  const cpuOf = new Map(vcpus.map((vcpu, i) => [vcpu, cpus[i % cpus.length]!]));
  return [
    ...cpus.map((cpu) => starts(state.busyOf(cpu), false)),
    ...vms.flatMap((vm) => [
      ...vm.vcpus.flatMap((vcpu) => [
        starts(state.placementOf(vcpu), { is: 'ready', on: cpuOf.get(vcpu)! }),
        starts(state.mappedOf(vcpu), cpuOf.get(vcpu)!),
      ]),
      ...vm.sources.flatMap((source) => sourceInit(setup, vm, source)),
    ]),
  ];
};
