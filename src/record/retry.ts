/** Whether a recorded failure is still one: the actions of its trace, on the machine as it is now. */
import type { Action } from '../../model/action.ts';
import { disabled } from '../../model/action.ts';
import type { Configuration } from '../../model/configuration.ts';
import type { Machine, State } from '../../model/machine.ts';
import { machineOf, step } from '../../model/machine.ts';
import { propertyNamed } from '../../properties/index.ts';
import type { FiniteProperty, LongRunProperty, Property } from '../../properties/property.ts';
import { isLongRun, observerOf } from '../../properties/property.ts';
import { describe } from '../decide/described.ts';
import { lassoAlong } from '../decide/long-run.ts';
import { configurationOf } from '../decide/setup.ts';
import type { Model } from '../engine/model.ts';
import { observed } from '../engine/observe.ts';
import { Nondeterminism } from '../engine/recheck.ts';
import { canonical } from '../engine/values.ts';
import type { CallBoardWriter } from '../modules/index.ts';
import { traceAlong } from '../path/along.ts';
import { firstFinding, replay } from '../path/replay.ts';
import { demandsOf } from '../results/demands.ts';
import type { Trace } from '../results/result.ts';
import type { Retrial, RetryJob, Way } from './job.ts';

/** The actions up to the first that the machine does not have: the violation may come before it. */
const actionsNamed = (model: Model, names: readonly string[]): readonly Action[] => {
  const byName = new Map(model.actions.map((action) => [action.name, action]));
  const actions = names.map((name) => byName.get(name));
  const known = actions.indexOf(undefined);
  return (known === -1 ? actions : actions.slice(0, known)) as readonly Action[];
};

/** The same as text, whatever the order of the cells. */
const textOf = (state: State): string => canonical(Object.fromEntries(state));

/**
 * Takes the steps once more, last things first. A module that keeps something in mind answers differently then, and what
 * it answered before is no behaviour of a policy.
 */
const recheckSteps = (model: Model, actions: readonly Action[], states: readonly State[]): void => {
  for (let i = states.length - 2; i >= 0; i--) {
    const [action] = actionsNamed(model, [actions[i]!.name]);
    const taken = step(states[i]!, action!);
    if (taken === disabled || textOf(taken.after) !== textOf(states[i + 1]!))
      throw new Nondeterminism(actions[i]!.name);
  }
};

/** Asked once more, and asked first, of a model made anew: both tell. */
const recheckBoth = (
  models: readonly Model[],
  actions: readonly Action[],
  states: readonly State[],
): void => {
  for (const model of models) recheckSteps(model, actions, states);
};

interface Retried {
  readonly make: () => Configuration;
  readonly machine: Machine;
  readonly way: Way;
}

/** The trace of a way that still leads to a violation; `null`: it does not. */
const finiteTrace = ({ make, machine, way }: Retried, property: FiniteProperty): Trace | null => {
  const question = property.questions(machine.setup).find(({ subject }) => subject === way.subject);
  if (question === undefined) return null;
  const observer = observerOf(question);
  const observers = observer === null ? [] : [observer];
  const watched = (bare: Model): Model => observers.reduce(observed, bare);
  const model = watched(machine);
  const actions = actionsNamed(model, way.actions);
  const run = replay(model, actions);
  recheckBoth([model, watched(machineOf(make()))], actions, run.states);
  const found = firstFinding(question, actions, run);
  if (found === null) return null;
  const shorter = actions.slice(0, found.after);
  // There may be a shorter one: nobody has looked since the policy was changed, or the file was.
  const trace = traceAlong({ model, observers, question, actions: shorter, isShortest: false });
  if (trace === null)
    throw new Error(`the way to a violation of ${property.id} leads elsewhere the second time`);
  return trace;
};

/** The trace of a run without end that still breaks the promise; `null`: it does not. */
const endlessTrace = ({ make, machine, way }: Retried, property: LongRunProperty): Trace | null => {
  const { actions: names, loop: from } = way;
  const question = property.runs(machine.setup).find(({ subject }) => subject === way.subject);
  const actions = actionsNamed(machine, names);
  if (question === undefined || from === null || actions.length < names.length) return null;
  recheckBoth([machine, machineOf(make())], actions, replay(machine, actions).states);
  return lassoAlong(machine, question, {
    stem: names.slice(0, from),
    cycle: names.slice(from),
    shortest: false,
  });
};

/**
 * Tries a recorded failure again.
 *
 * @param make makes the configuration anew, with fresh instances of the user's modules
 * @throws {UserError | Nondeterminism} where a module of the user's makes a mistake on the way
 */
export const retry = (
  make: () => Configuration,
  way: Way,
  isDemanded: (property: Property, policy: Configuration['policy']) => boolean,
): Retrial => {
  const config = make();
  const property = propertyNamed(way.property);
  // To reach what one hopes for is no failure, whatever a file says.
  if (property === undefined || property.kind === 'sometimes' || !isDemanded(property, config.policy))
    return { is: 'open' };
  if (property.notMeant(config) !== null) return { is: 'mended' };
  const machine = machineOf(config);
  const retried = { make, machine, way };
  const trace = isLongRun(property) ? endlessTrace(retried, property) : finiteTrace(retried, property);
  if (trace === null) return { is: 'mended' };
  return {
    is: 'fails',
    claims: config.policy.claims,
    property: { ...describe(machine, property, true), result: 'violated', reason: null, trace },
  };
};

/** The same in the worker, of a property that is demanded. */
export const retryIn = (board: CallBoardWriter, job: RetryJob): Retrial => {
  const { policy, rung, limits, way } = job;
  const isDemanded = (property: Property, { claims }: Configuration['policy']): boolean => {
    const demands = demandsOf(job, claims);
    return demands.chosen.includes(property) && demands.isDemanded(property);
  };
  return retry(() => configurationOf(policy, rung, limits, board), way, isDemanded);
};
