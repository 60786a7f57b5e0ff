/** What the worker does to find traces: it decides what is sought, and then looks for other ways to the same. */
import type { Configuration } from '../../model/configuration.ts';
import { machineOf } from '../../model/machine.ts';
import type { FiniteProperty } from '../../properties/property.ts';
import { isLongRun } from '../../properties/property.ts';
import { propertyOf } from '../condition/aim.ts';
import type { Workplace } from '../decide/run.ts';
import { runIn } from '../decide/run.ts';
import { lifted, watchedBy } from '../decide/simpler.ts';
import type { Budget } from '../engine/budget.ts';
import { alternativesIn } from '../explain/index.ts';
import { replay } from '../path/replay.ts';
import type { Trace } from '../results/result.ts';
import type { Alternatives } from '../results/story.ts';
import { differentWays } from './different.ts';
import type { SeekJob, Sought } from './job.ts';

/** The other ways to what a trace leads to, as traces; the trace is the first of them. */
const others = (
  config: Configuration,
  property: FiniteProperty,
  trace: Trace,
  count: number,
  budget: Budget,
): { readonly traces: readonly Trace[]; readonly isComplete: boolean } => {
  const machine = machineOf(config);
  const questions = property.questions(machine.setup);
  const asked = questions.map((question) => ({ question, model: watchedBy(machine, question) }));
  const question = questions.find(({ subject }) => subject === trace.subject)!;
  const known = { question, actions: trace.actions };
  const { ways, isComplete } = differentWays(asked, known, count, budget);
  const traces = ways.map(({ question: own, actions }) => {
    if (actions.join() === trace.actions.join()) return trace;
    const found = lifted(config, own, actions);
    if (found === null) throw new Error(`another way to a finding of ${property.id} leads elsewhere`);
    return { ...found, shortest: trace.shortest && found.length === trace.length };
  });
  return { traces, isComplete };
};

const alternativesAlong =
  (config: Configuration) =>
  ({ actions }: Trace): readonly Alternatives[] => {
    const machine = machineOf(config);
    const byName = new Map(machine.actions.map((action) => [action.name, action]));
    const { states } = replay(
      machine,
      actions.map((name) => byName.get(name)!),
    );
    return states.map((state) => alternativesIn(machine, state));
  };

/** @throws {UserError} where the aim does not fit the configuration */
export const seekIn = async (at: Workplace, job: SeekJob): Promise<Sought> => {
  const property = propertyOf(job.aim);
  const { config, run } = await runIn(at, job, () => ({
    properties: [property],
    isDemanded: () => true,
    isSought: true,
  }));
  const { trace } = run.properties[0]!;
  if (trace === null) return { run, traces: [], isComplete: true };
  const { traces, isComplete } =
    job.count === 1 || isLongRun(property)
      ? { traces: [trace], isComplete: true }
      : others(config, property, trace, job.count, at.budget);
  const alternativesOf = job.wantsAlternatives ? alternativesAlong(config) : () => null;
  return {
    run,
    traces: traces.map((one) => ({ ...one, alternatives: alternativesOf(one) })),
    isComplete,
  };
};
