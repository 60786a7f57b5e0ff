/** How local the injections of a source are after its events come from elsewhere: what `Curves` are made of. */
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { HostCpuId, SourceId, Vm } from '../../model/topology.ts';
import { cpuOf, injects } from '../../properties/words.ts';
import { Enabled } from '../engine/random/enabled.ts';
import type { Curves } from './report.ts';
import { settled } from './scheduler.ts';
import type { Walk } from './walk.ts';
import { anyOf, wander } from './walk.ts';

export type Scenario = Curves['after'];

/** The injections that a curve tells of. */
export const pointsMax = 20;
/** Before events move, so many in a row come from one CPU: what the policy makes of that is over then. */
const eventsBefore = 10;
/** A run that has not come so far by then is stuck: some action that is needed is never enabled. */
const stepsPerInjectionMax = 1000;

/** From where a source's events come from now on. */
interface Course {
  readonly source: SourceId;
  readonly on: HostCpuId;
}

/** Lets a source's events come from one CPU, until so many of them are injected; whether each was local. */
const follow = (
  walk: Walk,
  random: RandomGenerator,
  { source, on }: Course,
  injections: number,
): readonly boolean[] => {
  const { actions } = walk.machine;
  // Only there can one be raised from now on: that of the last one is barred.
  walk.lastRaised.delete(source);
  const enabled = new Enabled(walk.walker, settled(source, on));
  const were: boolean[] = [];
  // What was raised before is not of this course.
  let isOurs = false;
  wander(walk, enabled, random, injections * stepsPerInjectionMax, (action, charge) => {
    const { label } = actions[action]!;
    if (label.is === 'raise' && label.source === source) isOurs = true;
    if (!isOurs || !injects(label, source)) return false;
    isOurs = false;
    were.push(charge.local > 0);
    return were.length === injections;
  });
  return were;
};

const anySource = ({ machine }: Walk, random: RandomGenerator): { source: SourceId; vm: Vm } | null => {
  const all = machine.setup.layout.vms.flatMap((vm) => vm.sources.map((source) => ({ source, vm })));
  return all.length === 0 ? null : anyOf(random, all);
};

/** Takes an action by its name; whether there is one, and it is enabled. */
const take = ({ machine, walker }: Walk, name: string): boolean => {
  const action = machine.actions.findIndex((one) => one.name === name);
  if (action < 0 || !walker.isEnabled(action)) return false;
  walker.take(action);
  return true;
};

/** Moves any VCPU of any source's VM to any other CPU. */
const migration = (walk: Walk, random: RandomGenerator): Course | null => {
  const chosen = anySource(walk, random);
  if (chosen === null) return null;
  const vcpu = anyOf(
    random,
    chosen.vm.vcpus.filter((one) => walk.placement(one).is !== 'offline'),
  );
  const placement = walk.placement(vcpu);
  const others = walk.machine.setup.layout.cpus.filter((cpu) => cpu !== cpuOf(placement));
  if (others.length === 0) return null;
  const on = anyOf(random, others);
  if (placement.is === 'running' && !take(walk, `preempt(${vcpu})`)) return null;
  return take(walk, `migrate(${vcpu}, ${on})`) ? { source: chosen.source, on } : null;
};

/** Lets events of any source come from a CPU that has a VCPU of its VM, and then from another such CPU. */
const eventsMove = (walk: Walk, random: RandomGenerator): Course | null => {
  const chosen = anySource(walk, random);
  if (chosen === null) return null;
  const { source, vm } = chosen;
  const hosts = walk.machine.setup.layout.cpus.filter((cpu) =>
    vm.vcpus.some((vcpu) => cpuOf(walk.placement(vcpu)) === cpu),
  );
  if (hosts.length < 2) return null;
  const before = anyOf(random, hosts);
  const on = anyOf(
    random,
    hosts.filter((cpu) => cpu !== before),
  );
  follow(walk, random, { source, on: before }, eventsBefore);
  return { source, on };
};

const begin: Readonly<Record<Scenario, typeof migration>> = { migration, 'events-move': eventsMove };
export const scenarios = Object.keys(begin) as readonly Scenario[];

/** Whether each injection was local from then on; `null`: the scenario does not fit the state at hand. */
export const localityAfter = (
  walk: Walk,
  random: RandomGenerator,
  scenario: Scenario,
): readonly boolean[] | null => {
  const course = begin[scenario](walk, random);
  return course === null ? null : follow(walk, random, course, pointsMax);
};
