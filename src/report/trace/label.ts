/** An action's name, taken apart again. */
import type { ActionKind, ActionLabel } from '../../../model/labels.ts';

/** In the order in which names are written. */
const parameters: Readonly<Record<ActionKind, readonly string[]>> = {
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

/** `migrate(vm0.vcpu0, cpu1)` → `{ is: 'migrate', vcpu: 'vm0.vcpu0', to: 'cpu1' }` */
export const labelOf = (action: string): ActionLabel => {
  const [, kind = '', inside = ''] = /^(\w+)\((.*)\)$/.exec(action) ?? [];
  if (!Object.hasOwn(parameters, kind)) throw new Error(`no action is called ${action}`);
  const values = inside.split(', ');
  const named = parameters[kind as ActionKind].map((name, i) => [name, values[i]]);
  return { is: kind, ...Object.fromEntries(named) } as ActionLabel;
};
