/** Decides properties of one configuration: explores its machine, and again with what has to be remembered of the run. */
import type { Configuration } from '../../model/configuration.ts';
import type { Machine } from '../../model/machine.ts';
import { machineOf } from '../../model/machine.ts';
import type { Observer, Property } from '../../properties/property.ts';
import { observerOf } from '../../properties/property.ts';
import type { Budget } from '../engine/budget.ts';
import type { EngineName } from '../engine/engines.ts';
import { defaultEngine, engines } from '../engine/engines.ts';
import type { Exploration, Found, Request } from '../engine/exploration.ts';
import type { Model } from '../engine/model.ts';
import { observed } from '../engine/observe.ts';
import type { CellOrderName } from '../engine/symbolic/order.ts';
import { actionsAlong } from '../replay/replay.ts';
import type { ExplorationResult, HistoryResult, PropertyResult, Trace } from './result.ts';
import type { Case } from './rides.ts';
import { observersOf, rideInWords, ridesOf } from './rides.ts';
import { simplerTrace } from './simpler.ts';
import type { PhaseSeconds } from './stopwatch.ts';
import { stopwatch } from './stopwatch.ts';
import { traceAlong } from './trace.ts';

export interface Decided {
  readonly exploration: ExplorationResult;
  readonly histories: readonly HistoryResult[];
  readonly properties: readonly PropertyResult[];
}

/** What came of a question. */
interface Outcome extends Case {
  readonly model: Model;
  readonly observers: readonly Observer[];
  readonly exploration: Exploration;
  readonly found: Found | null;
  /** It was found, but no way there was. */
  readonly wayless: boolean;
  readonly exercised: boolean;
}

/** Explores a machine, with what some cases must remember of the run, and decides those cases. */
const decideCases = (
  machine: Machine,
  cases: readonly Case[],
  { again, engine = defaultEngine, ...options }: How & Pick<Request, 'budget' | 'untilFound'>,
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
const isShortest = (outcomes: readonly Outcome[], { length }: Pick<Trace, 'length'>): boolean =>
  outcomes.every((outcome) => leastLength(outcome) >= length);

const cutWords = {
  time: 'the time budget ended',
  memory: 'the memory budget ended',
  interrupted: 'interrupted',
  capacity: 'more states than can be numbered',
} as const;

type Verdict = Pick<PropertyResult, 'result' | 'reason' | 'trace'>;

/** Why a property is open for which nothing was found; `null` if it is not. */
const openReason = (outcomes: readonly Outcome[], main: Exploration): string | null => {
  const wayless = outcomes.some(({ wayless }) => wayless);
  if (wayless)
    return 'a state of that kind can be reached, but the budget ended before a way there was found';
  // A property without questions is vacuous only where the machine was explored completely.
  const explorations = outcomes.length === 0 ? [main] : outcomes.map(({ exploration }) => exploration);
  const cut = explorations.find((exploration) => exploration.cut !== null)?.cut;
  return cut ? cutWords[cut] : null;
};

/** What a part of the configuration showed of properties whose own traces are not known to be shortest. */
type Simpler = Map<Property, Trace | null>;

/** The trace of what was found, if a way there is known, and whether there is none shorter. */
const ownTrace = (outcomes: readonly Outcome[]): Trace | null => {
  const best = shortest(outcomes);
  return best === undefined ? null : traceOf(best, isShortest(outcomes, best.found!));
};

/** Looks for simpler traces as soon as there is something to be found: later there may be no time for it. */
const lookForSimpler = (
  config: Configuration,
  outcomes: readonly Outcome[],
  budget: Budget,
  simpler: Simpler,
): void => {
  for (const property of new Set(outcomes.map((outcome) => outcome.property))) {
    const own = outcomes.filter((outcome) => outcome.property === property);
    const trace = ownTrace(own);
    const isThere = trace !== null || own.some(({ wayless }) => wayless);
    if (!isThere || trace?.shortest || simpler.get(property)) continue;
    simpler.set(property, simplerTrace({ config, property, trace, budget }));
  }
};

const shorter = (one: Trace | null, other: Trace | null): Trace | null =>
  one === null || (other !== null && other.length < one.length) ? other : one;

const verdictOf = (
  property: Property,
  outcomes: readonly Outcome[],
  main: Exploration,
  simpler: Simpler,
): Verdict => {
  const found = shorter(ownTrace(outcomes), simpler.get(property) ?? null);
  const reason = openReason(outcomes, main);
  if (found) {
    const result = property.kind === 'sometimes' ? 'holds' : 'violated';
    return { result, reason: null, trace: { ...found, shortest: isShortest(outcomes, found) } };
  }
  if (reason !== null) return { result: 'unfinished', reason, trace: null };
  if (property.kind === 'sometimes')
    return { result: 'vacuous', reason: 'explored completely, and never reached', trace: null };
  return outcomes.some(({ exercised }) => exercised)
    ? { result: 'holds', reason: null, trace: null }
    : { result: 'vacuous', reason: 'explored completely, and its premise was never true', trace: null };
};

/** How a machine is explored. */
interface How {
  /** The machine of the configuration made anew, with fresh instances of the user's modules, if it has any. */
  readonly again?: (() => Machine) | undefined;
  readonly engine?: EngineName;
  readonly order?: CellOrderName;
}

export interface Demands extends How {
  readonly properties: readonly Property[];
  readonly isDemanded: (property: Property) => boolean;
  /** Called with what is explored next, in words. */
  readonly onPhase?: (phase: string) => void;
}

/** Decides properties of a configuration within a budget. Never says that a property holds where that was not shown. */
export const decide = (config: Configuration, demands: Demands, budget: Budget): Decided => {
  const { properties, isDemanded, onPhase, ...how } = demands;
  const machine = machineOf(config);
  const meant = properties.filter((property) => property.notMeant(config) === null);
  const cases = meant.flatMap((property) =>
    property.questions(machine.setup).map((question): Case => ({ property, question })),
  );
  const plain = cases.filter(({ question }) => observerOf(question) === null);
  const simpler: Simpler = new Map();
  const main = decideCases(machine, plain, { ...how, budget });
  lookForSimpler(config, main.outcomes, budget, simpler);
  const rest = ridesOf(cases, main.exploration.engine).map((group) => {
    const observers = observersOf(group).map(({ name }) => name);
    onPhase?.(rideInWords(observers));
    const decided = decideCases(machine, group, { ...how, budget, untilFound: true });
    lookForSimpler(config, decided.outcomes, budget, simpler);
    return { observers, ...decided };
  });
  const outcomes = [...main.outcomes, ...rest.flatMap((one) => one.outcomes)];
  return {
    exploration: main.result,
    histories: rest.map(({ observers, result }) => ({ observers, exploration: result })),
    properties: properties.map((property) => ({
      ...describe(machine, property, isDemanded(property)),
      ...(meant.includes(property)
        ? verdictOf(
            property,
            outcomes.filter((outcome) => outcome.property === property),
            main.exploration,
            simpler,
          )
        : { result: 'not-applicable', reason: property.notMeant(config), trace: null }),
    })),
  };
};

/** What a result says of its property, whatever came of it. */
export const describe = (machine: Machine, property: Property, demanded: boolean) => ({
  id: property.id,
  contract: property.contract,
  kind: property.kind,
  sentence: property.sentence,
  demanded,
  vacuousByDesign: vacuousByDesign(machine.setup.config).includes(property.id),
});

const vacuousByDesign = ({ policy, guest }: Configuration): readonly string[] => [
  ...policy.makesVacuous,
  ...guest.makesVacuous,
];

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
});
