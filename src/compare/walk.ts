/** Walks through the machine of a configuration, under a random scheduler, with what each step is charged. */
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { Configuration } from '../../model/configuration.ts';
import type { Machine } from '../../model/machine.ts';
import { machineOf } from '../../model/machine.ts';
import type { Placement } from '../../model/state.ts';
import { placementOf } from '../../model/state.ts';
import type { SourceId, VcpuId } from '../../model/topology.ts';
import { Enabled } from '../engine/random/enabled.ts';
import { Walker } from '../engine/random/walker.ts';
import type { Charge } from './charge.ts';
import { chargeOf } from './charge.ts';
import { eventsPerChoiceOfCpu, scheduler } from './scheduler.ts';

export interface Walk {
  readonly machine: Machine;
  readonly walker: Walker;
  /** What an action is charged in the state at hand, in which it is enabled. */
  readonly chargeOf: (action: number) => Charge;
  /** The action by which each source has raised its last event, if it has. */
  readonly lastRaised: Map<SourceId, number>;
  /** Under the scheduler, with nothing barred. */
  readonly anything: Enabled;
  readonly placement: (vcpu: VcpuId) => Placement;
}

export const walkOf = (config: Configuration): Walk => {
  const machine = machineOf(config);
  const walker = new Walker(machine, []);
  const cells = new Map(machine.cells.map(({ name }, i) => [name, i]));
  return {
    machine,
    walker,
    chargeOf: walker.teller('the charge', chargeOf),
    lastRaised: new Map(),
    anything: new Enabled(walker, scheduler),
    placement: (vcpu) => walker.valueAt(cells.get(placementOf(vcpu).name)!) as Placement,
  };
};

/** The action itself; of an event, mostly the one that raises it where the source's last one was raised. */
const asScheduled = (
  { machine, walker, lastRaised }: Walk,
  random: RandomGenerator,
  action: number,
): number => {
  const { label } = machine.actions[action]!;
  if (label.is !== 'raise') return action;
  const last = lastRaised.get(label.source);
  const isAnywhere = (random.next() >>> 0) % eventsPerChoiceOfCpu === 0;
  const taken = last === undefined || isAnywhere || !walker.isEnabled(last) ? action : last;
  lastRaised.set(label.source, taken);
  return taken;
};

/**
 * Takes steps until there have been so many, or `onStep` says that it is enough, or nothing is enabled; how many it
 * took.
 */
export const wander = (
  walk: Walk,
  enabled: Enabled,
  random: RandomGenerator,
  steps: number,
  onStep: (action: number, charge: Charge) => boolean = () => false,
): number => {
  const { walker, chargeOf } = walk;
  enabled.refresh();
  for (let i = 0; i < steps; i++) {
    const chosen = enabled.chosen(random.next() >>> 0);
    if (chosen < 0) return i;
    const action = asScheduled(walk, random, chosen);
    const charge = chargeOf(action);
    walker.take(action);
    enabled.update();
    if (onStep(action, charge)) return i + 1;
  }
  return steps;
};

/** One of some things, all alike; there must be one. */
export const anyOf = <T>(random: RandomGenerator, things: readonly T[]): T =>
  things[(random.next() >>> 0) % things.length]!;
