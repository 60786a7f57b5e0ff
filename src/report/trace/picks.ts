/** The name of an action, taken apart: its kind, and its parameters by what they are. */
import type { ActionKind, Parameter } from '../../../model/labels.ts';
import { labelNamed } from '../../../model/labels.ts';

/** Every parameter that some action has. */
export const parameterNames: readonly Parameter[] = ['vm', 'vcpu', 'source', 'on', 'to', 'target'];

export interface Picks {
  readonly kind: ActionKind;
  readonly picked: { readonly [P in Parameter]?: string };
}

/** `migrate(vm0.vcpu0, cpu1)` → kind `migrate`, picked `{ vcpu: 'vm0.vcpu0', to: 'cpu1' }` */
export const picksOf = (action: string): Picks => {
  const { is: kind, ...picked } = labelNamed(action);
  return { kind, picked };
};
