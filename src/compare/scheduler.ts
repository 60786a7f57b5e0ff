/**
 * The random scheduler that averages are made under: each step is one of the enabled actions, a kind first, by weight,
 * and then one of that kind, all alike; but a source's events mostly come from the CPU of the one before, for if they
 * came from anywhere no policy could make them local. docs/compare.md states it, with the rates that it makes.
 */
import type { Action } from '../../model/action.ts';
import type { ActionKind } from '../../model/labels.ts';
import type { HostCpuId, SourceId } from '../../model/topology.ts';
import type { Taste } from '../engine/random/enabled.ts';

/**
 * What the hypervisor, a guest and a free CPU have to do, they do soon. Devices have events often. VCPUs run until they
 * are preempted or go idle, which is rarer; they move only now and then, and a VM's life is longer than that.
 */
export const schedulerWeights: Readonly<Record<ActionKind, number>> = {
  identify: 400,
  inject: 400,
  receive: 400,
  take: 400,
  program: 400,
  maskSource: 400,
  writeRoute: 400,
  unmaskSource: 400,
  finish: 400,
  dispatch: 400,
  raise: 200,
  preempt: 10,
  halt: 10,
  migrate: 5,
  plug: 2,
  unplug: 1,
  reset: 1,
};

/** One event in so many comes from any CPU, and not from that of the source's last one. */
export const eventsPerChoiceOfCpu = 50;

/** By kind, everything that is enabled. */
export const scheduler: Taste = {
  kindOf: ({ label }) => label.is,
  weightOf: (kind) => schedulerWeights[kind as ActionKind],
};

/** What no VCPU and no VM goes through when a curve is made. */
const upheavals: ReadonlySet<ActionKind> = new Set(['migrate', 'reset', 'plug', 'unplug']);

/** The same scheduler; but VCPUs stay where they are, VMs as they are, and one source's events come from one CPU. */
export const settled = (source: SourceId, on: HostCpuId): Taste => {
  const isBarred = ({ label }: Action): boolean =>
    upheavals.has(label.is) || (label.is === 'raise' && label.source === source && label.on !== on);
  return {
    kindOf: (action) => (isBarred(action) ? 'barred' : scheduler.kindOf(action)),
    weightOf: (kind) => (kind === 'barred' ? 0 : scheduler.weightOf(kind)),
  };
};
