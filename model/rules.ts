/** The rules of the machine that a programming error may break. A fault replaces one of them. */
import type { Interrupt, Placement } from './state.ts';

export interface Rules {
  /** The interrupt that stays when one arrives where another of its source is pending already. */
  readonly coalesce: (pending: Interrupt | null, arriving: Interrupt) => Interrupt;
  /** What an injected interrupt does to the placement of the VCPU it is made pending on. */
  readonly kick: (target: Placement) => Placement;
  /** The same for an interrupt that a mask owed, when the guest opens the mask. */
  readonly kickOnUnmask: (target: Placement) => Placement;
  /** Whether the scheduler records in the map where it migrated or dispatched a VCPU to. */
  readonly schedulerWritesMap: boolean;
}

const namesSomebody = (interrupt: Interrupt): boolean => interrupt.hint !== null && interrupt.hint.length > 0;

// Only a halted VCPU needs a kick: a ready VCPU will run, a running one looks for interrupts by itself.
const wake: Rules['kick'] = (target) => (target.is === 'halted' ? { is: 'ready', on: target.on } : target);

export const soundRules: Rules = {
  // A newer hint that names somebody replaces an older one; one that names nobody never does.
  coalesce: (pending, arriving) =>
    pending === null || namesSomebody(arriving) || pending.hint === null ? arriving : pending,
  kick: wake,
  kickOnUnmask: wake,
  schedulerWritesMap: true,
};
