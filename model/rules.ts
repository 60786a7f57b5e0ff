/** The rules of the machine that a programming error may break. A fault replaces one of them. */
import type { Interrupt, Placement } from './state.ts';

export interface Rules {
  /** The interrupt that stays when one arrives where another of its source is pending already. */
  readonly coalesce: (pending: Interrupt | null, arriving: Interrupt) => Interrupt;
  /** What an interrupt does to the placement of the VCPU it is made pending on. */
  readonly kick: (target: Placement) => Placement;
  /** Whether the scheduler records in the map where it migrated or dispatched a VCPU to. */
  readonly schedulerWritesMap: boolean;
}

const namesSomebody = (interrupt: Interrupt): boolean => interrupt.hint !== null && interrupt.hint.length > 0;

export const soundRules: Rules = {
  // A newer hint that names somebody replaces an older one; one that names nobody never does.
  coalesce: (pending, arriving) =>
    pending === null || namesSomebody(arriving) || pending.hint === null ? arriving : pending,
  // Only a halted VCPU needs one: a ready VCPU will run, a running one looks for interrupts by itself.
  kick: (target) => (target.is === 'halted' ? { is: 'ready', on: target.on } : target),
  schedulerWritesMap: true,
};
