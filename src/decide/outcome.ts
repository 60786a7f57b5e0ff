/** What exploring a machine says of some questions, and the traces that come of it. */
import type { Machine } from '../../model/machine.ts';
import type { Observer } from '../../properties/property.ts';
import type { EngineName } from '../engine/engines.ts';
import { defaultEngine, engines } from '../engine/engines.ts';
import type { Exploration, Found, Request } from '../engine/exploration.ts';
import type { Model } from '../engine/model.ts';
import { observed } from '../engine/observe.ts';
import type { CellOrderName } from '../engine/symbolic/order.ts';
import { traceAlong } from '../path/along.ts';
import { actionsAlong } from '../path/replay.ts';
import type { ExplorationResult, PhaseSeconds, Trace } from '../results/result.ts';
import type { Case } from './rides.ts';
import { observersOf } from './rides.ts';
import { stopwatch } from './stopwatch.ts';

/** What came of a question. */
export interface Outcome extends Case {
  readonly model: Model;
  readonly observers: readonly Observer[];
  readonly exploration: Exploration;
  readonly found: Found | null;
  /** It was found, but no way there was. */
  readonly wayless: boolean;
  readonly exercised: boolean;
}

/** How a machine is explored. */
export interface How {
  /** The machine of the configuration made anew, with fresh instances of the user's modules, if it has any. */
  readonly again?: (() => Machine) | undefined;
  readonly engine?: EngineName;
  readonly order?: CellOrderName;
}

/** Explores a machine, with what some cases must remember of the run, and decides those cases. */
export const decideCases = (
  machine: Machine,
  cases: readonly Case[],
  { again, engine = defaultEngine, ...options }: How & Pick<Request, 'budget' | 'untilFound' | 'isOneEnough'>,
) => {
  const began = performance.now();
  const watch = stopwatch();
  const observers = observersOf(cases);
  const withObservers = (bare: Model): Model => observers.reduce(observed, bare);
  const model = withObservers(machine);
  const questions = cases.map(({ question }) => question);
  const exploration = engines[engine]({
    ...options,
    model,
    questions,
    onPhase: watch.onPhase,
    again: again && (() => withObservers(again())),
  });
  const outcomes = cases.map(
    (one, i): Outcome => ({
      ...one,
      model,
      observers,
      exploration,
      found: exploration.found[i]!,
      wayless: exploration.wayless[i]!,
      exercised: exploration.exercised[i]!,
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  return { exploration, outcomes, result: explorationResult(exploration, seconds, watch.seconds()) };
};

const traceOf = ({ model, observers, question, found, property }: Outcome, isShortest: boolean): Trace => {
  const actions = actionsAlong(model, found!);
  const trace = traceAlong({ model, observers, question, actions, isShortest });
  if (trace === null) throw new Error(`the trace to a violation of ${property.id} leads elsewhere`);
  return trace;
};

const shortest = (outcomes: readonly Outcome[]): Outcome | undefined =>
  outcomes.filter(({ found }) => found !== null).sort((a, b) => a.found!.length - b.found!.length)[0];

/** No way to a finding of the question is shorter than this, as far as was shown. */
const leastLength = ({ exploration, found, wayless, question }: Outcome): number => {
  if (found !== null) return found.atLeast;
  if (wayless) return 0;
  if (exploration.complete) return Infinity;
  // It had done with every level above that at which it was cut, if it went by levels.
  if (exploration.depth === null) return 0;
  return exploration.depth + (question.is === 'step' ? 1 : 0);
};

/** Whether no question of the property can have a shorter way. */
export const isShortest = (outcomes: readonly Outcome[], { length }: Pick<Trace, 'length'>): boolean =>
  outcomes.every((outcome) => leastLength(outcome) >= length);

/** The trace of what was found, if a way there is known, and whether there is none shorter. */
export const ownTrace = (outcomes: readonly Outcome[]): Trace | null => {
  const best = shortest(outcomes);
  return best === undefined ? null : traceOf(best, isShortest(outcomes, best.found!));
};

/** The shorter one of two traces; the first one, if they are as long as each other. */
export const shorter = (one: Trace | null, other: Trace | null): Trace | null =>
  one === null || (other !== null && other.length < one.length) ? other : one;

const explorationResult = (
  exploration: Exploration,
  seconds: number,
  phases: PhaseSeconds,
): ExplorationResult => ({
  engine: exploration.engine,
  states: String(exploration.states),
  transitions: String(exploration.transitions),
  depth: exploration.depth,
  complete: exploration.complete,
  settled: exploration.settled,
  seconds,
  bytes: exploration.bytes,
  diagram: exploration.diagram && { ...exploration.diagram, seconds: phases },
  random: null,
});
