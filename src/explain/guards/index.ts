/** The guard of every action, as parts. An action without one does not compile. */
import { match } from 'ts-pattern';
import type { Setup } from '../../../model/configuration.ts';
import type { ActionLabel } from '../../../model/labels.ts';
import { ownerOf } from '../../../model/labels.ts';
import type { Guard } from '../part.ts';
import { raise } from './device.ts';
import { finish, maskSource, program, take, unmaskSource, writeRoute } from './guest.ts';
import { identify, inject, receive } from './hypervisor.ts';
import { plug, reset, unplug } from './lifecycle.ts';
import { dispatch, halt, migrate, preempt } from './scheduler.ts';

/** The guard of an action in the right machine of a setup, whatever its fault. */
export const guardOf = (setup: Setup, label: ActionLabel): Guard => {
  const { layout } = setup;
  const vm = layout.vms.find(({ id }) => id === ownerOf(label));
  if (vm === undefined) throw new Error(`the machine has no ${ownerOf(label)}`);
  return match(label)
    .with({ is: 'dispatch' }, ({ vcpu }) => dispatch(layout, vcpu))
    .with({ is: 'preempt' }, ({ vcpu }) => preempt(vcpu))
    .with({ is: 'halt' }, ({ vcpu }) => halt(vm, vcpu))
    .with({ is: 'migrate' }, ({ vcpu, to }) => migrate(vcpu, to))
    .with({ is: 'raise' }, ({ source }) => raise(source))
    .with({ is: 'identify' }, ({ source }) => identify(source))
    .with({ is: 'inject' }, ({ source }) => inject(source))
    .with({ is: 'receive' }, ({ source }) => receive(source))
    .with({ is: 'take' }, ({ source, vcpu }) => take(source, vcpu))
    .with({ is: 'program' }, ({ source, vcpu, target }) => program(setup, vm, source, vcpu, target))
    .with({ is: 'maskSource' }, ({ source, vcpu, target }) => maskSource(setup, vm, source, vcpu, target))
    .with({ is: 'writeRoute' }, ({ source, vcpu }) => writeRoute(source, vcpu))
    .with({ is: 'unmaskSource' }, ({ source, vcpu }) => unmaskSource(source, vcpu))
    .with({ is: 'finish' }, ({ source, vcpu }) => finish(setup, vm, source, vcpu))
    .with({ is: 'reset' }, () => reset(setup, vm))
    .with({ is: 'unplug' }, ({ vcpu }) => unplug(vm, vcpu))
    .with({ is: 'plug' }, ({ vcpu }) => plug(vcpu))
    .exhaustive();
};
