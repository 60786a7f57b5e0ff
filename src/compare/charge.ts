/** What a step of the machine is charged: docs/compare.md says what each item means, and where its weight is from. */
import { match, P } from 'ts-pattern';
import type { Read } from '../../model/action.ts';
import type { Sent } from '../../model/actions/hypervisor.ts';
import { eventOf, maskOf, placementOf, routeOf } from '../../model/state.ts';
import type { HostCpuId, SourceId } from '../../model/topology.ts';
import type { Sight } from '../../properties/property.ts';
import { cpuOf } from '../../properties/words.ts';
import type { Item, Weights } from './report.ts';

/** How often each item is paid in one step. `events`: those that a device raises, by which all is divided. */
export type Charge = Readonly<Record<Item | 'events', number>>;

export const nothing: Charge = {
  events: 0,
  hints: 0,
  local: 0,
  remote: 0,
  ipis: 0,
  exits: 0,
  'wake-ups': 0,
  reprogrammings: 0,
};

/** How an interrupt gets the attention of the VCPU that the route names, on behalf of a host CPU. */
const delivery = (read: Read, source: SourceId, from: HostCpuId): Partial<Charge> => {
  const target = read(placementOf(read(routeOf(source))));
  const isAway = cpuOf(target) !== from;
  // A ready VCPU finds the interrupt when it runs; one that runs here is here already.
  const isCalled = target.is === 'running' || target.is === 'halted';
  return {
    ipis: isAway && isCalled ? 1 : 0,
    exits: isAway && target.is === 'running' ? 1 : 0,
    'wake-ups': target.is === 'halted' ? 1 : 0,
  };
};

/** An injection is local if the VCPU that the route names is on the event's CPU. A mask only notes what arrives. */
const injection = (read: Read, source: SourceId): Partial<Charge> => {
  const event = read(eventOf(source));
  if (event.is === 'idle') return {};
  const isLocal = cpuOf(read(placementOf(read(routeOf(source))))) === event.on;
  const isMasked = read(maskOf(source)).is === 'masked';
  return {
    ...(isLocal ? { local: 1 } : { remote: 1 }),
    ...(isMasked ? {} : delivery(read, source, event.on)),
  };
};

/** A faulty hypervisor may drop the event, and then sends nothing at all. */
const identification = ({ change }: Sight): Partial<Charge> => {
  const sent = change.announces as Sent | undefined;
  return { hints: (sent?.hint ?? null) === null ? 0 : 1 };
};

/** What the mask owes is delivered when it opens, by the CPU on which the handler runs. */
const unmasking = (read: Read, source: SourceId, on: HostCpuId | null): Partial<Charge> => {
  const mask = read(maskOf(source));
  return on !== null && mask.is === 'masked' && mask.owes !== null ? delivery(read, source, on) : {};
};

/** What one transition is charged. */
export const chargeOf = (sight: Sight): Charge => {
  const { before } = sight;
  const own = match(sight.action.label)
    .returnType<Partial<Charge>>()
    .with({ is: 'raise' }, () => ({ events: 1 }))
    .with({ is: 'identify' }, () => identification(sight))
    .with({ is: 'inject' }, ({ source }) => injection(before, source))
    .with({ is: 'receive' }, ({ source }) => ({ ...identification(sight), ...injection(before, source) }))
    .with({ is: P.union('program', 'writeRoute') }, () => ({ reprogrammings: 1 }))
    .with({ is: 'unmaskSource' }, ({ source, vcpu }) =>
      unmasking(before, source, cpuOf(before(placementOf(vcpu)))),
    )
    .with(
      { is: P.union('dispatch', 'preempt', 'halt', 'migrate', 'take', 'finish', 'maskSource') },
      { is: P.union('reset', 'unplug', 'plug') },
      () => ({}),
    )
    .exhaustive();
  return { ...nothing, ...own };
};

/** The weighted cost of a step, in nanoseconds. */
export const costNs = (charge: Charge, { ipi, exit, wakeUp, reprogramming }: Weights): number =>
  charge.ipis * ipi +
  charge.exits * exit +
  charge['wake-ups'] * wakeUp +
  charge.reprogrammings * reprogramming;
