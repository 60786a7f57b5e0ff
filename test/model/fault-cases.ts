/**
 * For each fault, in the configuration where it shows: by property named beforehand, the length of a shortest trace to its
 * violation; of a run without end, its stem and once around its cycle.
 */
import { faults } from '../../model/faults/index.ts';
import type { Short } from '../configurations.ts';

const lengths: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'map-not-updated': { 'map-faithful': 1, 'hinted-on-event-cpu': 3 },
  'map-read-before-preempt': { 'hinted-are-mapped': 3, 'hinted-on-event-cpu': 3 },
  'ids-confused': { 'hinted-are-mapped': 3, 'hinted-on-event-cpu': 3 },
  'wrong-queue': { 'hint-travels-with-its-event': 13 },
  'hint-from-other-vm': { 'hint-within-vm': 2, 'hinted-are-mapped': 2, isolation: 2 },
  'partial-hint': { 'hint-is-complete': 2 },
  'first-time-per-vm': { 'first-time-hinted': 4 },
  'first-time-per-device': { 'first-time-hinted': 4 },
  'never-remembers': { 'first-time-only': 5 },
  'remembers-before-hinting': { 'first-time-hinted': 2 },
  'coalescing-overwrites': { 'hint-survives-coalescing': 6 },
  'coalescing-drops': { 'hint-survives-coalescing': 6 },
  'inject-before-route': { 'delivered-where-routed': 9 },
  'finish-needs-programming': { 'no-stuck-handler': 8, 'event-is-served': 11, 'pending-is-taken': 11 },
  'injected-twice': { 'delivered-where-routed': 9, 'no-spurious-interrupt': 11 },
  'dropped-at-retarget': { 'no-lost-interrupt': 9, 'event-is-served': 10, 'pending-is-taken': 10 },
  'no-kick': { 'no-lost-wakeup': 5, 'event-is-served': 5, 'pending-is-taken': 5 },
  'halt-with-pending': { 'no-lost-wakeup': 5, 'event-is-served': 5, 'pending-is-taken': 5 },
  'routed-to-offline': { 'route-within-vm': 9, 'event-is-served': 13, 'pending-is-taken': 13 },
  'unplug-with-route': { 'route-within-vm': 9, 'event-is-served': 13, 'pending-is-taken': 13 },
  'host-rewrites-route': { 'route-changes-only-by-programming': 1 },
  'guest-overreach': { 'route-within-vm': 6 },
  'masked-drops': { 'delivered-where-routed': 9, 'no-lost-interrupt': 9, 'event-is-served': 12 },
  'unmask-forgets-kick': { 'no-lost-wakeup': 13, 'event-is-served': 14, 'pending-is-taken': 14 },
  'reset-keeps-memory': { 'reset-forgets': 3, 'first-time-hinted': 5 },
  'reset-keeps-pending': { 'reset-forgets': 4, 'no-spurious-interrupt': 6 },
  'double-dispatch': { 'one-vcpu-per-cpu': 2 },
  'kick-sent-by-map': { 'no-lost-wakeup': 6, 'event-is-served': 6, 'pending-is-taken': 6 },
  'kicks-whom-it-hints': { 'no-lost-wakeup': 5, 'event-is-served': 5, 'pending-is-taken': 5 },
  'unplug-keeps-map': { 'map-faithful': 3, 'hint-within-vm': 5 },
  'plug-forgets-map': { 'map-faithful': 4 },
  'rewrite-clears-pending-bit': { 'no-lost-interrupt': 10, 'event-is-served': 12 },
  'mask-ignored': { 'delivered-where-routed': 9 },
  'taken-twice': { 'no-spurious-interrupt': 8 },
  'finish-clears-pending': { 'no-lost-interrupt': 10, 'event-is-served': 10, 'pending-is-taken': 10 },
  'preempt-drops-pending': { 'no-lost-interrupt': 5, 'event-is-served': 5, 'pending-is-taken': 5 },
  'missed-while-ready': { 'delivered-where-routed': 3, 'no-lost-interrupt': 3, 'event-is-served': 3 },
  'suppressed-in-handler': { 'delivered-where-routed': 8, 'no-lost-interrupt': 8, 'event-is-served': 10 },
  'finish-lost-after-retarget': { 'no-stuck-handler': 6, 'event-is-served': 9, 'pending-is-taken': 9 },
  'finish-clears-every-vm': { isolation: 7 },
  'reset-keeps-mask': { 'reset-forgets': 7 },
  'reset-keeps-route': { 'reset-forgets': 7 },
  'retarget-injects': { 'no-spurious-interrupt': 9 },
  'nobody-there-drops': { 'no-lost-interrupt': 2, 'event-is-served': 2 },
  'neighbour-programmed': { 'programmed-from-hint': 6, 'locality-restored': 7 },
  'halt-keeps-cpu-busy': { 'busy-faithful': 2, 'event-is-served': 5, 'pending-is-taken': 5 },
  'memory-shared-by-vms': { isolation: 2, 'first-time-hinted': 4 },
  'reset-keeps-handler': { 'reset-forgets': 6 },
  'unmask-delivers-to-old-route': { 'no-spurious-interrupt': 13 },
  'looked-up-again': { 'event-is-served': 6 },
  'postponed-while-halted': { 'event-is-served': 4 },
  'preempted-runs-on': { 'event-is-served': 5, 'pending-is-taken': 5 },
  'handler-taken-for-idle': { 'hint-is-used': 6 },
  'programming-put-off': { 'hint-is-used': 11 },
  'stays-masked': { 'no-stuck-handler': 13, 'hint-is-used': 13, 'event-is-served': 12 },
  'write-lost-while-masked': { 'locality-restored': 8 },
};

export interface FaultCase {
  readonly where: readonly [scope: string, axes: Short];
  /** By property: the length of a shortest trace to its violation. */
  readonly breaks: Readonly<Record<string, number>>;
}

export const faultCases: Readonly<Record<string, FaultCase>> = Object.fromEntries(
  faults.map(({ name, shows: { scope, ...axes } }) => [
    name,
    { where: [scope, axes], breaks: lengths[name] ?? {} },
  ]),
);
