/** Who acts, by the kind of action: the files of model/actions. */
import type { ActionKind } from '../../model/labels.ts';
import { labelNamed } from '../../model/labels.ts';

export type Actor = 'host' | 'device' | 'hypervisor' | 'guest' | 'lifecycle';

const actors: Readonly<Record<ActionKind, Actor>> = {
  dispatch: 'host',
  preempt: 'host',
  halt: 'host',
  migrate: 'host',
  raise: 'device',
  identify: 'hypervisor',
  inject: 'hypervisor',
  receive: 'hypervisor',
  take: 'guest',
  program: 'guest',
  maskSource: 'guest',
  writeRoute: 'guest',
  unmaskSource: 'guest',
  finish: 'guest',
  reset: 'lifecycle',
  unplug: 'lifecycle',
  plug: 'lifecycle',
};

/** `migrate(vm0.vcpu0, cpu1)` → `host` */
export const actorOf = (action: string): Actor => actors[labelNamed(action).is];
