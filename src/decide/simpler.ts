/**
 * Traces from smaller configurations. In a large one a shortest way may be out of reach, and any way is hard to read;
 * a few VCPUs and one source often show the same. What they show is run on the large machine before it counts.
 */
import type { Configuration } from '../../model/configuration.ts';
import { machineOf } from '../../model/machine.ts';
import type { Topology } from '../../model/topology.ts';
import type { FiniteProperty, Question } from '../../properties/property.ts';
import { observerOf } from '../../properties/property.ts';
import type { Budget } from '../engine/budget.ts';
import { upToDepth, upToStates } from '../engine/budget.ts';
import { explore } from '../engine/explicit.ts';
import type { Model } from '../engine/model.ts';
import { observed } from '../engine/observe.ts';
import { UserError } from '../errors.ts';
import { traceAlong } from '../path/along.ts';
import { actionsAlong } from '../path/replay.ts';
import type { Trace } from '../results/result.ts';

/** What a smaller configuration may cost, unless somebody says otherwise. */
const usualStates = 300_000;

type Vm = Topology['vms'][number];

const withSources = (vm: Vm, count: number): Vm => {
  const [device, events] = Object.entries(vm.devices).find(([, types]) => types.length > 0) ?? ['dev0', []];
  return { ...vm, devices: { [device]: events.slice(0, count) } };
};

/** Parts of a topology in which every VCPU begins where it does in the whole, the smallest first. */
export const partsOf = ({ hostCpus, vms }: Topology): readonly Topology[] => {
  const [first, second] = vms;
  if (first === undefined) return [];
  const alone = Array.from({ length: first.vcpus }, (_, i) => [{ ...withSources(first, 1), vcpus: i + 1 }]);
  const two = [withSources(first, 2)];
  const pair = second === undefined ? [] : [[withSources(first, 1), { ...withSources(second, 1), vcpus: 1 }]];
  return [...alone, two, ...pair].map((some) => ({ hostCpus, vms: some }));
};

/** A model with what must be remembered of the run to answer a question. */
export const watchedBy = (model: Model, question: Question): Model => {
  const observer = observerOf(question);
  return observer === null ? model : observed(model, observer);
};

/** The actions of a shortest way to a finding in a small model, by name; `null` if none was found. */
export const shortestWay = (bare: Model, question: Question, budget: Budget): readonly string[] | null => {
  const model = watchedBy(bare, question);
  try {
    const [found] = explore({ model, questions: [question], budget, untilFound: true }).found;
    return found ? actionsAlong(model, found).map(({ name }) => name) : null;
  } catch (error) {
    // A module of the user's need not know what to do with a part of what it was made for.
    if (error instanceof UserError) return null;
    throw error;
  }
};

/** The same actions in the large machine, if they lead to a finding there. */
export const lifted = (config: Configuration, question: Question, names: readonly string[]): Trace | null => {
  const observer = observerOf(question);
  const model = watchedBy(machineOf(config), question);
  const byName = new Map(model.actions.map((action) => [action.name, action]));
  const actions = names.flatMap((name) => byName.get(name) ?? []);
  const observers = observer === null ? [] : [observer];
  return traceAlong({ model, observers, question, actions, isShortest: false });
};

interface Wanted {
  readonly config: Configuration;
  readonly property: FiniteProperty;
  /** What there is already. */
  readonly trace: Trace | null;
  readonly budget: Budget;
  /** How many states of each part are looked at. */
  readonly statesMax?: number;
}

/** A shorter trace than the one that there is, or at least one, from a smaller configuration; else what there is. */
export const simplerTrace = ({
  config,
  property,
  trace,
  budget,
  statesMax = usualStates,
}: Wanted): Trace | null => {
  // A way that is as long as the one that there is will not do.
  const shallow = trace === null ? budget : upToDepth(budget, trace.length - 1);
  const large = property.questions(machineOf(config).setup);
  for (const topology of partsOf(config.topology)) {
    const part = { ...config, topology };
    if (property.notMeant(part) !== null) continue;
    for (const small of property.questions(machineOf(part).setup)) {
      const question = large.find(({ subject }) => subject === small.subject);
      const few = upToStates(shallow, statesMax).budget;
      const names = question === undefined ? null : shortestWay(machineOf(part), small, few);
      const found = names === null ? null : lifted(config, question!, names);
      if (found !== null && (trace === null || found.length < trace.length)) return found;
    }
  }
  return trace;
};
