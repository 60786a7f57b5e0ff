/** How a fault gets into the machine: the actions that it names take its steps in place of their own. */
import type { Action, Cell, Change, Read } from '../action.ts';
import { disabled } from '../action.ts';
import type { Sent } from '../actions/hypervisor.ts';
import type { Guest } from '../guests/guest.ts';
import type { Hint } from '../state.ts';
import * as state from '../state.ts';
import type { Layout, SourceId, VcpuId, Vm } from '../topology.ts';
import type { Cells, Fault, Outcome, Replaceable, Writes } from './fault.ts';

/** The cells of each kind that have one id, and of those that have two. */
const ofOne = {
  placement: state.placementOf,
  mapped: state.mappedOf,
  busy: state.busyOf,
  memory: state.memoryOf,
  event: state.eventOf,
  route: state.routeOf,
  mask: state.maskOf,
  kept: state.keptOf,
} as const;
const ofTwo = { pending: state.pendingOf, servicing: state.servicingOf } as const;

type Values = Readonly<Record<string, unknown>>;

/** `pending(vm0.dev0.e0, vm0.vcpu1)` → its two ids. */
const idsOf = ({ name }: Cell<unknown>): readonly string[] =>
  name.slice(name.indexOf('(') + 1, -1).split(', ');

const cellsFor = (read: Read): Cells => ({
  placement: (vcpu) => read(ofOne.placement(vcpu)),
  mapped: (vcpu) => read(ofOne.mapped(vcpu)),
  busy: (cpu) => read(ofOne.busy(cpu)),
  memory: (source) => read(ofOne.memory(source)),
  event: (source) => read(ofOne.event(source)),
  route: (source) => read(ofOne.route(source)),
  mask: (source) => read(ofOne.mask(source)),
  kept: (source) => read(ofOne.kept(source)),
  pending: (source, vcpu) => read(ofTwo.pending(source, vcpu)),
  servicing: (source, vcpu) => read(ofTwo.servicing(source, vcpu)),
});

/** Reads some cells as if they held something else. */
const redirected = (read: Read, instead: Partial<Cells>): Read => {
  const others = instead as Readonly<Record<string, ((...ids: readonly string[]) => unknown) | undefined>>;
  return <T>(cell: Cell<T>): T => {
    const other = others[cell.kind];
    return other === undefined ? read(cell) : (other(...idsOf(cell)) as T);
  };
};

/** Writes, one after the other, as a record by kind and id. */
const outcomeOf = (change: Change | typeof disabled): Outcome => {
  if (change === disabled) return disabled;
  const byKind: Record<string, Values> = {};
  for (const [cell, value] of change.writes) {
    const [id, second] = idsOf(cell) as [string, string?];
    const before = byKind[cell.kind]?.[id] as Values | undefined;
    const written = second === undefined ? value : { ...before, [second]: value };
    byKind[cell.kind] = { ...byKind[cell.kind], [id]: written };
  }
  return byKind as Writes;
};

const writesOf = (writes: Writes): Change['writes'] => {
  const ones = Object.entries(ofOne).flatMap(([kind, cellOf]) =>
    Object.entries((writes as Record<string, Values | undefined>)[kind] ?? {}).map(
      ([id, value]) => [(cellOf as (id: string) => Cell<unknown>)(id), value] as const,
    ),
  );
  const twos = Object.entries(ofTwo).flatMap(([kind, cellOf]) =>
    Object.entries((writes as Record<string, Values | undefined>)[kind] ?? {}).flatMap(([source, byVcpu]) =>
      Object.entries(byVcpu as Values).map(
        ([vcpu, value]) => [cellOf(source as SourceId, vcpu as VcpuId), value] as const,
      ),
    ),
  );
  return [...ones, ...twos];
};

/**
 * An identification sends the hint that it leaves with its event; a fault need not say so twice. It can't deny the CPU
 * that the event came from: that is no decision of the hypervisor's.
 */
const sentWith = (writes: Writes, source: SourceId, { event: before }: Cells): Sent | undefined => {
  const event = writes.event?.[source];
  if (event?.is !== 'identified') return undefined;
  const raised = before(source);
  return { hint: event.hint, on: raised.is === 'raised' ? raised.on : event.on };
};

const overlaid = (read: Read, { writes }: Change): Read => {
  const written = new Map(writes.map(([cell, value]) => [cell.name, value]));
  return <T>(cell: Cell<T>): T => (written.has(cell.name) ? (written.get(cell.name) as T) : read(cell));
};

interface Place {
  readonly fault: Fault;
  readonly guest: Guest;
  readonly layout: Layout;
  readonly vm: Vm;
}

/** The step of an action in the wrong machine. */
const faulty = ({ fault, guest, layout, vm }: Place, action: Action): Action['step'] => {
  const next = fault.next[action.label.is as Replaceable] as ((step: unknown) => Outcome) | undefined;
  if (next === undefined) return action.step;
  const { is: _, ...parameters } = action.label;
  return (read) => {
    const cells = cellsFor(read);
    const choices = (hint: Hint) => {
      if (!('source' in parameters)) return [];
      const { source } = parameters;
      return guest.choices(hint, {
        vcpus: vm.vcpus,
        get route() {
          return cells.route(source);
        },
      });
    };
    const outcome = next({
      ...parameters,
      vm,
      vms: layout.vms,
      cpus: layout.cpus,
      cells,
      choices,
      sound: (instead: Partial<Cells> = {}) => outcomeOf(action.step(redirected(read, instead))),
    });
    if (outcome === disabled) return disabled;
    const announces =
      action.label.is === 'identify' ? sentWith(outcome, action.label.source, cells) : undefined;
    return { writes: writesOf(outcome), announces };
  };
};

/**
 * An identification and an injection in one: the second sees what the first wrote. An event that the first has made
 * away with needs no injection; one that can't be injected is not received.
 */
const both =
  (identify: Action['step'], inject: Action['step']): Action['step'] =>
  (read) => {
    const first = identify(read);
    if (first === disabled) return disabled;
    const second = inject(overlaid(read, first));
    if (second === disabled) return first.announces === undefined ? first : disabled;
    const written = new Set(second.writes.map(([cell]) => cell.name));
    const kept = first.writes.filter(([cell]) => !written.has(cell.name));
    return { writes: [...kept, ...second.writes], announces: first.announces };
  };

/** The two steps that `receive` is made of. */
export interface Halves {
  readonly identify: Action;
  readonly inject: Action;
}

/** Whether a fault makes something else of an action. */
export const isReplaced = ({ next }: Fault, { label }: Action): boolean =>
  label.is === 'receive'
    ? next.identify !== undefined || next.inject !== undefined
    : next[label.is] !== undefined;

/**
 * An action as it is in the wrong machine. It may touch any cell: what a fault looks at is known when it has looked.
 * `halves`: of a `receive`.
 */
export const withFault = (
  place: Place,
  action: Action,
  cells: readonly Cell<unknown>[],
  halves: Halves | null,
): Action => {
  if (!isReplaced(place.fault, action)) return action;
  const step = halves
    ? both(faulty(place, halves.identify), faulty(place, halves.inject))
    : faulty(place, action);
  return { ...action, touches: cells, step };
};
