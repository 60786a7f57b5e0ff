/** Decides properties of one configuration: explores its machine, and again with what has to be remembered of the run. */
import type { Configuration } from '../../model/configuration.ts';
import type { Machine } from '../../model/machine.ts';
import { machineOf } from '../../model/machine.ts';
import type { FiniteProperty, Property } from '../../properties/property.ts';
import { isLongRun, observerOf } from '../../properties/property.ts';
import type { Budget } from '../engine/budget.ts';
import type { Exploration } from '../engine/exploration.ts';
import type { Trace } from '../results/result.ts';
import type { Conclusion, Decided } from './described.ts';
import { cutWords, describe } from './described.ts';
import { decideLongRun } from './long-run.ts';
import type { How, Outcome } from './outcome.ts';
import { decideCases, isShortest, ownTrace, shorter } from './outcome.ts';
import type { Case } from './rides.ts';
import { observersOf, rideInWords, ridesOf } from './rides.ts';
import { simplerTrace } from './simpler.ts';

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
type Simpler = Map<FiniteProperty, Trace | null>;

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

const conclusionOf = (
  property: FiniteProperty,
  outcomes: readonly Outcome[],
  main: Exploration,
  simpler: Simpler,
): Conclusion => {
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

export interface Demands extends How {
  readonly properties: readonly Property[];
  readonly isDemanded: (property: Property) => boolean;
  /** One property is sought, and nothing else counts: an exploration ends with its first finding. */
  readonly isSought?: boolean;
  /** Called with what is explored next, in words. */
  readonly onPhase?: (phase: string) => void;
}

/** What is decided of a machine by looking at its states and steps. */
const decideFinite = (
  config: Configuration,
  machine: Machine,
  properties: readonly FiniteProperty[],
  { onPhase, isSought = false, ...how }: Omit<Demands, 'properties' | 'isDemanded'>,
  budget: Budget,
) => {
  const until = isSought ? { untilFound: true, isOneEnough: true } : {};
  const cases = properties.flatMap((property) =>
    property.questions(machine.setup).map((question): Case => ({ property, question })),
  );
  const plain = cases.filter(({ question }) => observerOf(question) === null);
  const simpler: Simpler = new Map();
  // What is asked of nothing but runs needs no exploration without their memories, if nothing else counts.
  const isIdle = isSought && plain.length === 0 && cases.length > 0;
  const main = isIdle ? null : decideCases(machine, plain, { ...how, budget, ...until });
  lookForSimpler(config, main?.outcomes ?? [], budget, simpler);
  const rest = ridesOf(cases, main?.exploration.engine ?? 'explicit').map((group) => {
    const observers = observersOf(group).map(({ name }) => name);
    onPhase?.(rideInWords(observers));
    const decided = decideCases(machine, group, { ...how, budget, untilFound: true, ...until });
    lookForSimpler(config, decided.outcomes, budget, simpler);
    return { observers, ...decided };
  });
  const outcomes = [...(main?.outcomes ?? []), ...rest.flatMap((one) => one.outcomes)];
  const first = main ?? rest[0]!;
  return {
    exploration: first.exploration,
    result: first.result,
    histories: rest.map(({ observers, result }) => ({ observers, exploration: result })),
    conclusionOf: (property: FiniteProperty): Conclusion =>
      conclusionOf(
        property,
        outcomes.filter((outcome) => outcome.property === property),
        first.exploration,
        simpler,
      ),
  };
};

/** Decides properties of a configuration within a budget. Never says that a property holds where that was not shown. */
export const decide = (config: Configuration, demands: Demands, budget: Budget): Decided => {
  const { properties, isDemanded, ...how } = demands;
  if (how.isSought && properties.length !== 1) throw new Error('one property is sought at a time');
  const machine = machineOf(config);
  const meant = properties.filter((property) => property.notMeant(config) === null);
  const finite = decideFinite(
    config,
    machine,
    meant.filter((property) => !isLongRun(property)),
    how,
    budget,
  );
  const ofRuns = meant.filter(isLongRun);
  if (ofRuns.length > 0) how.onPhase?.('fair runs');
  const longRun = ofRuns.length === 0 ? null : decideLongRun(config, ofRuns, how, budget);
  const decided = (property: Property): Conclusion => {
    const reason = property.notMeant(config);
    if (reason !== null) return { result: 'not-applicable', reason, trace: null };
    return isLongRun(property) ? longRun!.conclusions.get(property)! : finite.conclusionOf(property);
  };
  return {
    exploration: finite.result,
    histories: finite.histories,
    longRun: longRun?.result ?? null,
    properties: properties.map((property) => ({
      ...describe(machine, property, isDemanded(property)),
      ...decided(property),
    })),
  };
};
