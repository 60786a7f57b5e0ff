/** The name of an action, taken apart: its kind, and its parameters by what they are. */
import type { ActionKind, ActionLabel } from '../../../model/labels.ts';

/** The parameters of the actions of a kind. */
type ParameterOf<K extends ActionKind, L = ActionLabel> = L extends ActionLabel
  ? K extends L['is']
    ? Exclude<keyof L, 'is'>
    : never
  : never;

export type Parameter = ParameterOf<ActionKind>;

/** By kind of action, in the order of the name. */
const parameters: { readonly [K in ActionKind]: readonly ParameterOf<K>[] } = {
  dispatch: ['vcpu'],
  preempt: ['vcpu'],
  halt: ['vcpu'],
  migrate: ['vcpu', 'to'],
  raise: ['source', 'on'],
  identify: ['source'],
  inject: ['source'],
  receive: ['source'],
  take: ['source', 'vcpu'],
  finish: ['source', 'vcpu'],
  program: ['source', 'vcpu', 'target'],
  maskSource: ['source', 'vcpu', 'target'],
  writeRoute: ['source', 'vcpu'],
  unmaskSource: ['source', 'vcpu'],
  reset: ['vm'],
  unplug: ['vcpu'],
  plug: ['vcpu', 'to'],
};

/** Every parameter that some action has. */
export const parameterNames: readonly Parameter[] = ['vm', 'vcpu', 'source', 'on', 'to', 'target'];

export interface Picks {
  readonly kind: ActionKind;
  readonly picked: { readonly [P in Parameter]?: string };
}

/** `migrate(vm0.vcpu0, cpu1)` → kind `migrate`, picked `{ vcpu: 'vm0.vcpu0', to: 'cpu1' }` */
export const picksOf = (action: string): Picks => {
  const [, kind = '', inside = ''] = /^(\w+)\((.*)\)$/.exec(action) ?? [];
  if (!Object.hasOwn(parameters, kind)) throw new Error(`there is no action ${action}`);
  const values = inside.split(', ');
  const names: readonly Parameter[] = parameters[kind as ActionKind];
  if (names.length !== values.length) throw new Error(`${action} should have ${names.length} parameters`);
  return { kind: kind as ActionKind, picked: Object.fromEntries(names.map((name, i) => [name, values[i]!])) };
};
