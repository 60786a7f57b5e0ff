/** Decides properties of one configuration: explores its machine once, and once more for each observer. */
import type { Configuration } from '../../model/configuration.ts';
import type { Machine } from '../../model/machine.ts';
import { machineOf } from '../../model/machine.ts';
import type { Observer, Property, Question } from '../../properties/property.ts';
import type { Budget } from '../engine/budget.ts';
import { explore } from '../engine/explicit.ts';
import type { Exploration, Found, Request } from '../engine/exploration.ts';
import type { Model } from '../engine/model.ts';
import { observed } from '../engine/observe.ts';
import { actionsAlong, askAtEnd, cellsOf, isFinding, replay } from '../replay/replay.ts';
import type { ExplorationResult, PropertyResult, Trace } from './result.ts';

export interface Decided {
  readonly exploration: ExplorationResult;
  readonly properties: readonly PropertyResult[];
}

/** One question of one property, and what came of it. */
interface Case {
  readonly property: Property;
  readonly question: Question;
}
interface Outcome extends Case {
  readonly model: Model;
  readonly observers: readonly Observer[];
  readonly exploration: Exploration;
  readonly found: Found | null;
  readonly exercised: boolean;
}

/** Explores a machine, with what some cases must remember of the run, and decides those cases. */
const decideCases = (
  machine: Machine,
  cases: readonly Case[],
  { again, ...options }: Pick<Demands, 'again'> & Pick<Request, 'budget' | 'untilFound'>,
) => {
  const observers = observersOf(cases);
  const withObservers = (bare: Model): Model => observers.reduce(observed, bare);
  const model = withObservers(machine);
  const questions = cases.map(({ question }) => question);
  const exploration = explore({
    ...options,
    model,
    questions,
    again: again && (() => withObservers(again())),
  });
  const outcomes = cases.map((one, i): Outcome => {
    const found = exploration.found[i]!;
    return { ...one, model, observers, exploration, found, exercised: exploration.exercised[i]! };
  });
  return { exploration, outcomes };
};

const observerOf = ({ question }: Case) => (question.is === 'step' ? question.observer : null);

/** Cases that ride on one exploration: those with the same observer, and all whose observers add no states. */
const byObserver = (cases: readonly Case[]): readonly (readonly Case[])[] => {
  const groups = new Map<string, Case[]>();
  for (const one of cases) {
    const { addsNoState, cell } = observerOf(one)!;
    const name = addsNoState ? '' : cell.name;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups.values()];
};

const observersOf = (cases: readonly Case[]): readonly Observer[] => [
  ...new Map(
    cases.flatMap((one) => observerOf(one) ?? []).map((observer) => [observer.cell.name, observer]),
  ).values(),
];

/** A trace is shown only after the pure model has taken every step of it and the property has said the same there. */
const traceOf = ({ model, observers, question, found, property }: Outcome, isShortest: boolean): Trace => {
  const actions = actionsAlong(model, found!);
  const run = replay(model, actions);
  const answer = run.stuck === null ? askAtEnd(question, actions, run) : undefined;
  if (!isFinding(answer)) throw new Error(`the trace to a violation of ${property.id} leads elsewhere`);
  const remembered = new Set(observers.map(({ cell }) => cell.name));
  return {
    length: actions.length,
    shortest: isShortest,
    actions: actions.map(({ name }) => name),
    initially: cellsOf(model.initial, (cell) => remembered.has(cell)),
    steps: run.steps.map(({ action, changes }) => ({
      action,
      changes: changes.filter(({ cell }) => !remembered.has(cell)),
    })),
    subject: question.subject,
    ...answer,
  };
};

const shortest = (outcomes: readonly Outcome[]): Outcome | undefined =>
  outcomes.filter(({ found }) => found !== null).sort((a, b) => a.found!.length - b.found!.length)[0];

/**
 * Whether no exploration that was cut could have come upon a shorter way: it found one itself, the first being a
 * shortest one, or it had done with every level above the last action.
 */
const isShortest = (outcomes: readonly Outcome[], { length }: Found): boolean => {
  const finders = new Set(
    outcomes.filter(({ found }) => found !== null).map(({ exploration }) => exploration),
  );
  return outcomes.every(
    ({ exploration }) => exploration.cut === null || finders.has(exploration) || exploration.depth >= length,
  );
};

const cutWords = {
  time: 'the time budget ended',
  memory: 'the memory budget ended',
  interrupted: 'interrupted',
  capacity: 'more states than can be numbered',
} as const;

type Verdict = Pick<PropertyResult, 'result' | 'reason' | 'trace'>;

const verdictOf = (property: Property, outcomes: readonly Outcome[], main: Exploration): Verdict => {
  const best = shortest(outcomes);
  const found = best && traceOf(best, isShortest(outcomes, best.found!));
  // A property without questions is vacuous only where the machine was explored completely.
  const explorations = outcomes.length === 0 ? [main] : outcomes.map(({ exploration }) => exploration);
  const cut = explorations.find((exploration) => exploration.cut !== null)?.cut;
  const unfinished = { result: 'unfinished', reason: cut ? cutWords[cut] : null, trace: null } as const;
  if (property.kind === 'sometimes') {
    if (found) return { result: 'holds', reason: null, trace: found };
    return cut
      ? unfinished
      : { result: 'vacuous', reason: 'explored completely, and never reached', trace: null };
  }
  if (found) return { result: 'violated', reason: null, trace: found };
  if (cut) return unfinished;
  return outcomes.some(({ exercised }) => exercised)
    ? { result: 'holds', reason: null, trace: null }
    : { result: 'vacuous', reason: 'explored completely, and its premise was never true', trace: null };
};

export interface Demands {
  readonly properties: readonly Property[];
  readonly isDemanded: (property: Property) => boolean;
  /** The machine of the configuration made anew, with fresh instances of the user's modules, if it has any. */
  readonly again?: (() => Machine) | undefined;
  /** Called with what is explored next, in words. */
  readonly onPhase?: (phase: string) => void;
}

/** Decides properties of a configuration within a budget. Never says that a property holds where that was not shown. */
export const decide = (config: Configuration, demands: Demands, budget: Budget): Decided => {
  const { properties, isDemanded, again, onPhase } = demands;
  const machine = machineOf(config);
  const began = performance.now();
  const meant = properties.filter((property) => property.notMeant(config) === null);
  const cases = meant.flatMap((property) =>
    property.questions(machine.setup).map((question): Case => ({ property, question })),
  );
  const plain = cases.filter((one) => observerOf(one) === null);
  const main = decideCases(machine, plain, { budget, again });
  const seconds = (performance.now() - began) / 1000;
  const rest = byObserver(cases.filter((one) => observerOf(one) !== null)).flatMap((group) => {
    onPhase?.(
      observersOf(group)
        .map(({ cell }) => cell.name)
        .join(', '),
    );
    return decideCases(machine, group, { budget, again, untilFound: true }).outcomes;
  });
  const outcomes = [...main.outcomes, ...rest];
  return {
    exploration: explorationResult(main.exploration, seconds),
    properties: properties.map((property) => ({
      ...describe(machine, property, isDemanded(property)),
      ...(meant.includes(property)
        ? verdictOf(
            property,
            outcomes.filter((outcome) => outcome.property === property),
            main.exploration,
          )
        : { result: 'not-applicable', reason: property.notMeant(config), trace: null }),
    })),
  };
};

const describe = (machine: Machine, property: Property, demanded: boolean) => ({
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

const explorationResult = (exploration: Exploration, seconds: number): ExplorationResult => ({
  engine: 'explicit',
  states: String(exploration.states),
  transitions: String(exploration.transitions),
  depth: exploration.depth,
  complete: exploration.complete,
  seconds,
  bytes: exploration.bytes,
});
