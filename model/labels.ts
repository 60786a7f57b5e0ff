/** The name of every action with its parameters, in the order in which docs/model.md writes them. */
import type { HostCpuId, SourceId, VcpuId, VmId } from './topology.ts';
import { vmIdOf } from './topology.ts';

export type ActionLabel =
  // the host's scheduler
  | { readonly is: 'dispatch' | 'preempt' | 'halt'; readonly vcpu: VcpuId }
  | { readonly is: 'migrate'; readonly vcpu: VcpuId; readonly to: HostCpuId }
  // the device
  | { readonly is: 'raise'; readonly source: SourceId; readonly on: HostCpuId }
  // the hypervisor
  | { readonly is: 'identify' | 'inject' | 'receive'; readonly source: SourceId }
  // the guest
  | { readonly is: 'take' | 'finish'; readonly source: SourceId; readonly vcpu: VcpuId }
  | {
      readonly is: 'program' | 'maskSource';
      readonly source: SourceId;
      readonly vcpu: VcpuId;
      readonly target: VcpuId;
    }
  | { readonly is: 'writeRoute' | 'unmaskSource'; readonly source: SourceId; readonly vcpu: VcpuId }
  // the VM's lifecycle
  | { readonly is: 'reset'; readonly vm: VmId }
  | { readonly is: 'unplug'; readonly vcpu: VcpuId }
  | { readonly is: 'plug'; readonly vcpu: VcpuId; readonly to: HostCpuId };

export type ActionKind = ActionLabel['is'];

type ParameterOf<K extends ActionKind, L = ActionLabel> = L extends ActionLabel
  ? K extends L['is']
    ? Exclude<keyof L, 'is'>
    : never
  : never;

export type Parameter = ParameterOf<ActionKind>;

/** What the parameters of an action are, in the order in which its name has them. */
const parametersOf: { readonly [K in ActionKind]: readonly ParameterOf<K>[] } = {
  dispatch: ['vcpu'],
  preempt: ['vcpu'],
  halt: ['vcpu'],
  migrate: ['vcpu', 'to'],
  raise: ['source', 'on'],
  identify: ['source'],
  inject: ['source'],
  receive: ['source'],
  take: ['source', 'vcpu'],
  program: ['source', 'vcpu', 'target'],
  maskSource: ['source', 'vcpu', 'target'],
  writeRoute: ['source', 'vcpu'],
  unmaskSource: ['source', 'vcpu'],
  finish: ['source', 'vcpu'],
  reset: ['vm'],
  unplug: ['vcpu'],
  plug: ['vcpu', 'to'],
};

/** `migrate(vm0.vcpu0, cpu1)` */
export const nameOf = (label: ActionLabel): string => {
  const parameters: readonly string[] = parametersOf[label.is];
  return `${label.is}(${parameters.map((parameter) => Reflect.get(label, parameter)).join(', ')})`;
};

/**
 * The label of an action that has this name: the ids in it are taken as they are.
 *
 * @throws {Error} where no action can be called so
 */
export const labelNamed = (name: string): ActionLabel => {
  const [, kind = '', inside = ''] = /^(\w+)\((.*)\)$/s.exec(name) ?? [];
  const parameters: readonly string[] | undefined = Object.hasOwn(parametersOf, kind)
    ? parametersOf[kind as ActionKind]
    : undefined;
  const ids = inside.split(', ');
  if (parameters?.length !== ids.length) throw new Error(`no action is called ${name}`);
  return { is: kind, ...Object.fromEntries(parameters.map((one, i) => [one, ids[i]])) } as ActionLabel;
};

/** The VM on whose behalf an action is done. */
export const ownerOf = (label: ActionLabel): VmId =>
  'vm' in label ? label.vm : vmIdOf('source' in label ? label.source : label.vcpu);
