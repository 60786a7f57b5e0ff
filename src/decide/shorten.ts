/**
 * Shorter traces than those of random runs. Leaving out blocks of a run's steps, which is what fast-check does, keeps
 * to the run; a bounded search around it does not. Where that has seen everything that is shorter, or was the first to
 * get there, the trace is known to be a shortest.
 */
import type { Configuration } from '../../model/configuration.ts';
import type { Machine } from '../../model/machine.ts';
import type { FiniteProperty } from '../../properties/property.ts';
import { observerOf } from '../../properties/property.ts';
import type { Budget } from '../engine/budget.ts';
import { upToDepth, upToStates } from '../engine/budget.ts';
import { UserError } from '../errors.ts';
import type { Trace } from '../results/result.ts';
import type { Outcome } from './outcome.ts';
import { decideCases, isShortest, ownTrace, shorter } from './outcome.ts';
import type { Case } from './rides.ts';
import { ridesOf } from './rides.ts';
import { lifted, shortestWay, simplerTrace } from './simpler.ts';

/** What one breadth-first search of the configuration itself may cost. */
const statesMax = 200_000;
/** What a search of a part of it may cost, or one with some of its actions: they are many. */
const statesOfPartMax = 50_000;

type Traces = ReadonlyMap<FiniteProperty, Trace>;

interface Around {
  readonly config: Configuration;
  readonly machine: Machine;
  readonly budget: Budget;
}

/** What breadth-first searches of the whole machine say of the properties, as far as they get. */
const searched = ({ machine, budget }: Around, traces: Traces): readonly Outcome[] => {
  const cases = [...traces.keys()].flatMap((property) =>
    property.questions(machine.setup).map((question): Case => ({ property, question })),
  );
  const plain = cases.filter(({ question }) => observerOf(question) === null);
  const rides = [plain, ...ridesOf(cases, 'explicit')].filter(({ length }) => length > 0);
  return rides.flatMap((ride) => {
    const longest = Math.max(...ride.map(({ property }) => traces.get(property)!.length));
    const few = upToStates(upToDepth(budget, longest - 1), statesMax).budget;
    try {
      return decideCases(machine, ride, { engine: 'explicit', budget: few, untilFound: true }).outcomes;
    } catch (error) {
      // A module of the user's may fail where no random run came; that is no reason to lose what they found.
      if (error instanceof UserError) return [];
      throw error;
    }
  });
};

/** A shorter way that takes no action but those of the trace; else the trace. */
const fromItsOwnActions = (
  { config, machine, budget }: Around,
  property: FiniteProperty,
  trace: Trace,
): Trace => {
  const actions = machine.actions.filter(({ name }) => trace.actions.includes(name));
  const question = property.questions(machine.setup).find(({ subject }) => subject === trace.subject)!;
  const few = upToStates(upToDepth(budget, trace.length - 1), statesOfPartMax).budget;
  const names = shortestWay({ ...machine, actions }, question, few);
  return shorter(trace, names && lifted(config, question, names))!;
};

/** The same traces, or shorter ones, each known to be a shortest if that was shown. */
export const shortened = (around: Around, traces: Traces): Traces => {
  const outcomes = searched(around, traces);
  return new Map(
    [...traces].map(([property, trace]) => {
      const own = outcomes.filter((outcome) => outcome.property === property);
      const isKnown = (one: Trace) => own.length > 0 && isShortest(own, one);
      const best = shorter(trace, ownTrace(own))!;
      if (isKnown(best)) return [property, { ...best, shortest: true }];
      const simpler = simplerTrace({ ...around, property, trace: best, statesMax: statesOfPartMax })!;
      const last = isKnown(simpler) ? simpler : fromItsOwnActions(around, property, simpler);
      return [property, { ...last, shortest: isKnown(last) }];
    }),
  );
};
