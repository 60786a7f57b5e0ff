/** Decides promises about the long run: whether some fair run of the machine breaks them. */
import type { Configuration } from '../../model/configuration.ts';
import type { Machine } from '../../model/machine.ts';
import { machineOf } from '../../model/machine.ts';
import { fairnessOf } from '../../properties/fairness.ts';
import type { LongRunProperty, RunQuestion } from '../../properties/property.ts';
import type { Budget } from '../engine/budget.ts';
import { upToStates } from '../engine/budget.ts';
import type { EngineName } from '../engine/engines.ts';
import { defaultEngine } from '../engine/engines.ts';
import { longRunAuto } from '../engine/fair/auto.ts';
import { longRunOf } from '../engine/fair/explicit.ts';
import type { Lasso, LongRun, LongRunAnswer, LongRunRequest } from '../engine/fair/request.ts';
import { longRunSymbolically } from '../engine/fair/symbolic.ts';
import { UserError } from '../errors.ts';
import { loopAlong } from '../path/loop.ts';
import { cellsOf, replay } from '../path/replay.ts';
import type { LongRunResult, Trace } from '../results/result.ts';
import type { Conclusion } from './described.ts';
import { cutWords } from './described.ts';
import type { How } from './outcome.ts';
import { shorter } from './outcome.ts';
import { partsOf } from './simpler.ts';

/** One question of one property, and what came of it. */
interface Answered {
  readonly property: LongRunProperty;
  readonly question: RunQuestion;
  readonly answer: LongRunAnswer;
}

export interface LongRunDecided {
  readonly result: LongRunResult;
  readonly conclusions: ReadonlyMap<LongRunProperty, Conclusion>;
}

/** A lasso as a trace, if the pure machine agrees: `null` if it does not. */
export const lassoAlong = (machine: Machine, question: RunQuestion, lasso: Lasso): Trace | null => {
  const byName = new Map(machine.actions.map((action) => [action.name, action]));
  const actions = [...lasso.stem, ...lasso.cycle].flatMap((name) => byName.get(name) ?? []);
  const run = replay(machine, actions);
  const aim = { question, fairness: fairnessOf(machine.setup) };
  const looped = loopAlong(machine, aim, actions, run, lasso.stem.length);
  if (looped.is === 'nothing') return null;
  const { finding, involved, loop } = looped;
  return {
    length: actions.length,
    shortest: lasso.shortest,
    actions: actions.map(({ name }) => name),
    initially: cellsOf(machine.initial, () => false),
    steps: run.steps,
    subject: question.subject,
    ...finding,
    involved,
    loop,
  };
};

const traceOf = (machine: Machine, { property, question, answer }: Answered): Trace | null => {
  if (answer.is !== 'broken' || answer.lasso === null) return null;
  const trace = lassoAlong(machine, question, answer.lasso);
  if (trace === null) throw new Error(`the run that breaks ${property.id} does not: ${question.subject}`);
  return trace;
};

/** Whether no question of the property can have a shorter run that breaks it. */
const isShortest = (answered: readonly Answered[], { length }: Trace): boolean =>
  answered.every(({ answer }) => {
    if (answer.is === 'open') return false;
    if (answer.is !== 'broken') return true;
    const { lasso } = answer;
    return lasso?.shortest === true && lasso.stem.length + lasso.cycle.length >= length;
  });

/** What a smaller configuration may cost. */
const statesOfPartMax = 300_000;

/** A run that breaks the property, from a part of the configuration: the whole machine takes it before it counts. */
const fromPart = (
  config: Configuration,
  machine: Machine,
  property: LongRunProperty,
  budget: Budget,
): Trace | null => {
  const large = property.runs(machine.setup);
  for (const topology of partsOf(config.topology)) {
    const part = machineOf({ ...config, topology });
    if (property.notMeant(part.setup.config) !== null) continue;
    const questions = property
      .runs(part.setup)
      .filter(({ subject }) => large.some((one) => one.subject === subject));
    const few = upToStates(budget, statesOfPartMax).budget;
    try {
      const { answers } = longRunOf({
        model: part,
        fairness: fairnessOf(part.setup),
        questions,
        budget: few,
      });
      for (const [i, answer] of answers.entries()) {
        if (answer.is !== 'broken' || answer.lasso === null) continue;
        const question = large.find(({ subject }) => subject === questions[i]!.subject)!;
        const trace = lassoAlong(machine, question, { ...answer.lasso, shortest: false });
        if (trace !== null) return trace;
      }
    } catch (error) {
      // A module of the user's need not know what to do with a part of what it was made for.
      if (!(error instanceof UserError)) throw error;
    }
  }
  return null;
};

const conclusionOf = (
  machine: Machine,
  answered: readonly Answered[],
  elsewhere: () => Trace | null,
): Conclusion => {
  const traces = answered.map((one) => traceOf(machine, one));
  const isBroken = answered.some(({ answer }) => answer.is === 'broken');
  const found = traces.reduce(shorter, null) ?? (isBroken ? elsewhere() : null);
  if (found !== null)
    return {
      result: 'violated',
      reason: null,
      trace: { ...found, shortest: isShortest(answered, found) },
    };
  if (isBroken) {
    const reason = 'some fair run breaks it, but the budget ended before one was found that can be shown';
    return { result: 'unfinished', reason, trace: null };
  }
  const open = answered.flatMap(({ answer }) => (answer.is === 'open' ? [answer.cut] : []))[0];
  if (open !== undefined) return { result: 'unfinished', reason: cutWords[open], trace: null };
  return answered.some(({ answer }) => answer.is === 'kept')
    ? { result: 'holds', reason: null, trace: null }
    : {
        result: 'vacuous',
        reason: 'explored completely, and no fair run is one that it is about',
        trace: null,
      };
};

const resultOf = (
  { engine, states, transitions, bytes }: LongRun,
  families: number,
  seconds: number,
): LongRunResult => ({
  engine,
  states: String(states),
  transitions: String(transitions),
  families,
  seconds,
  bytes,
});

/** By the names of the explorers. */
const engines: { readonly [N in EngineName]: (request: LongRunRequest) => LongRun } = {
  auto: (request) => longRunAuto(request),
  explicit: longRunOf,
  symbolic: (request) => longRunSymbolically(request),
};

/** Decides promises about the long run of a configuration. */
export const decideLongRun = (
  config: Configuration,
  properties: readonly LongRunProperty[],
  { again, engine = defaultEngine }: How,
  budget: Budget,
): LongRunDecided => {
  const began = performance.now();
  const machine = machineOf(config);
  const asked = properties.flatMap((property) =>
    property.runs(machine.setup).map((question) => ({ property, question })),
  );
  const questions = asked.map(({ question }) => question);
  const fairness = fairnessOf(machine.setup);
  const run = engines[engine]({ model: machine, fairness, questions, budget, again });
  const answered = asked.map((one, i): Answered => ({ ...one, answer: run.answers[i]! }));
  const conclusions = properties.map((property) => {
    const own = answered.filter((one) => one.property === property);
    return [property, conclusionOf(machine, own, () => fromPart(config, machine, property, budget))] as const;
  });
  const seconds = (performance.now() - began) / 1000;
  return { result: resultOf(run, fairness.length, seconds), conclusions: new Map(conclusions) };
};
