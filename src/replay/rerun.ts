/** What the worker does with a trace that somebody brings: it takes the actions once more, and asks once more. */
import type { Action } from '../../model/action.ts';
import type { Machine, State } from '../../model/machine.ts';
import { machineOf } from '../../model/machine.ts';
import { same } from '../../model/same.ts';
import { fairnessOf } from '../../properties/fairness.ts';
import type { Property, Question, RunQuestion } from '../../properties/property.ts';
import { isLongRun, observerOf } from '../../properties/property.ts';
import { propertyOf } from '../condition/aim.ts';
import { misfit, parseCondition } from '../condition/index.ts';
import { configurationOf } from '../decide/setup.ts';
import type { Model } from '../engine/model.ts';
import { observed } from '../engine/observe.ts';
import { UserError } from '../errors.ts';
import { alternativesIn, whyNot } from '../explain/index.ts';
import type { CallBoardWriter } from '../modules/index.ts';
import { loopAlong } from '../path/loop.ts';
import type { Replayed } from '../path/replay.ts';
import { cellsOf, firstFinding, replay } from '../path/replay.ts';
import { remedyFor } from '../reading/names.ts';
import { show } from '../reading/show.ts';
import type { Departure, ReplayReport, ReplayRequest } from './job.ts';

/** A condition that names what is not there is shown where it does; nobody is asked about. */
const checkCondition = ({ aim, subject, rung }: ReplayRequest, { config }: Machine['setup']): void => {
  if (aim.is === 'property') return;
  const { topology, fault } = config;
  const error = misfit(parseCondition(aim.place, aim.text), { topology, fault, scope: rung.scope });
  if (error !== null) throw error;
  if (subject !== '')
    throw new UserError(
      'subject',
      `found ${show(subject)}`,
      'A condition is asked about nobody: it is empty.',
    );
};

/** One of a property's questions: that about the subject. */
const askedAbout = <Q extends { readonly subject: string }>(
  { id }: Property,
  questions: readonly Q[],
  subject: string,
): Q => {
  const question = questions.find((one) => one.subject === subject);
  if (question !== undefined) return question;
  const subjects = questions.map((one) => one.subject);
  throw new UserError(
    'subject',
    `'${id}' is not asked about ${show(subject)} here`,
    remedyFor(subject, subjects),
  );
};

/** What is asked of a run, in whose model, and what of that is only remembered. */
interface Asked {
  readonly model: Model;
  readonly isMemory: (cell: string) => boolean;
  readonly come: (actions: readonly Action[], taken: Replayed) => Come;
}

/** What a run comes to, and after how many actions. */
type Come = Pick<ReplayReport, 'loop' | 'because' | 'told'> & { readonly after: number | null };

const nothingCome: Come = { loop: null, because: null, told: null, after: null };

const aboutRuns = (machine: Machine, question: RunQuestion, { loop: from }: ReplayRequest): Asked => ({
  model: machine,
  isMemory: () => false,
  come: (actions, taken) => {
    if (taken.stuck !== null) return nothingCome;
    const aim = { question, fairness: fairnessOf(machine.setup) };
    const looped = loopAlong(machine, aim, actions, taken, from!);
    if (looped.is === 'nothing') return { ...nothingCome, because: looped.because };
    const { finding, involved, loop } = looped;
    return { loop, because: null, told: { ...finding, involved }, after: actions.length };
  },
});

const aboutStates = (machine: Machine, question: Question): Asked => {
  const observer = observerOf(question);
  const isMemory = (cell: string) => observer?.initial.has(cell) ?? false;
  return {
    model: observer === null ? machine : observed(machine, observer),
    isMemory,
    come: (actions, taken) => {
      const found = firstFinding(question, actions, taken);
      if (found === null) return nothingCome;
      const involved = found.involved.filter((cell) => !isMemory(cell));
      return { ...nothingCome, told: { ...found.finding, involved }, after: found.after };
    },
  };
};

/** A question of a property with the machine, and what must be remembered to answer it. */
const questionIn = (machine: Machine, job: ReplayRequest): Asked => {
  const { aim, subject } = job;
  checkCondition(job, machine.setup);
  const property = propertyOf(aim);
  const reason = property.notMeant(machine.setup.config);
  if (reason !== null)
    throw new UserError('property', `'${property.id}' is not meant for this configuration. ${reason}`);
  return isLongRun(property)
    ? aboutRuns(machine, askedAbout(property, property.runs(machine.setup), subject), job)
    : aboutStates(machine, askedAbout(property, property.questions(machine.setup), subject));
};

/** @throws {UserError} where an action is none of the machine's */
const actionsNamed = (model: Model, names: readonly string[]): readonly Action[] => {
  const byName = new Map(model.actions.map((action) => [action.name, action]));
  return names.map((name, i) => {
    const action = byName.get(name);
    if (action === undefined)
      throw new UserError(`actions[${i}]`, `the configuration has no action ${show(name)}`);
    return action;
  });
};

const departureIn = (
  states: readonly State[],
  recorded: ReplayRequest['states'],
  isRecorded: (cell: string) => boolean,
): Departure | null => {
  for (const [after, before] of (recorded ?? []).slice(0, states.length).entries()) {
    const now = new Map([...states[after]!].filter(([cell]) => isRecorded(cell)));
    const then = new Map(Object.entries(before));
    const cells = [...new Set([...now.keys(), ...then.keys()])]
      .filter((cell) => !same(now.get(cell), then.get(cell)))
      .map((cell) => ({ cell, recorded: then.get(cell), now: now.get(cell) }));
    if (cells.length > 0) return { after, cells };
  }
  return null;
};

/** @throws {UserError} where the trace does not fit the configuration, or a module makes a mistake on the way */
export const rerun = (board: CallBoardWriter, job: ReplayRequest): ReplayReport => {
  const machine = machineOf(configurationOf(job.policy, job.rung, job.limits, board));
  const { model, isMemory, come } = questionIn(machine, job);
  const actions = actionsNamed(model, job.actions);
  const taken = replay(model, actions);
  const { after, told, loop, because } = come(actions, taken);
  const shown = taken.steps.slice(0, after ?? taken.steps.length);
  const states = taken.states.slice(0, shown.length + 1);
  const name = taken.stuck === null || after !== null ? null : job.actions[taken.stuck];
  const refused = machine.actions.find((action) => action.name === name) ?? null;
  return {
    leadsThere: after !== null,
    initially: cellsOf(model.initial, isMemory),
    steps: shown.map(({ action, changes }) => ({
      action,
      changes: changes.filter(({ cell }) => !isMemory(cell)),
    })),
    stuck: refused && {
      action: refused.name,
      because: whyNot(machine, states.at(-1)!, refused) ?? [],
    },
    ...{ told, loop, because },
    alternatives: job.wantsAlternatives ? states.map((state) => alternativesIn(machine, state)) : null,
    departure: departureIn(states, job.states, (cell) => !isMemory(cell) && !cell.startsWith('busy(')),
  };
};
