/** Which questions are decided in one exploration, because what they remember of the run may ride on it together. */
import type { FiniteProperty, Observer, Question } from '../../properties/property.ts';
import { observerOf } from '../../properties/property.ts';
import type { Exploration } from '../engine/exploration.ts';

/** One question of one property. */
export interface Case {
  readonly property: FiniteProperty;
  readonly question: Question;
}

/**
 * Names the exploration that a case rides on. Observers that add no states ride together. Of the others, each rides
 * alone where states are enumerated, for they multiply. With diagrams they add up, if they look at nothing but their
 * own cluster: then those of one kind ride together.
 */
const rideOf = ({ question }: Case, engine: Exploration['engine']): string => {
  const { addsNoState, name, cells, touches } = observerOf(question)!;
  if (addsNoState) return '';
  const looksAround = touches.some(({ cluster }) => cluster !== cells[0]?.cluster);
  return engine === 'explicit' || looksAround ? name : cells[0]!.kind;
};

/** The cases that remember something, by the exploration that they ride on. */
export const ridesOf = (
  cases: readonly Case[],
  engine: Exploration['engine'],
): readonly (readonly Case[])[] => {
  const rides = new Map<string, Case[]>();
  for (const one of cases.filter(({ question }) => observerOf(question) !== null)) {
    const ride = rideOf(one, engine);
    rides.set(ride, [...(rides.get(ride) ?? []), one]);
  }
  return [...rides.values()];
};

/** The observers of some cases, each once. */
export const observersOf = (cases: readonly Case[]): readonly Observer[] => {
  const all = cases.flatMap(({ question }) => observerOf(question) ?? []);
  return [...new Map(all.map((observer) => [observer.name, observer])).values()];
};

/** `identified(vm0.dev0.e0)`, or, of several observers, how many there are of each kind. */
export const rideInWords = (observers: readonly string[]): string => {
  if (observers.length === 1) return observers[0]!;
  const kinds = observers.map((name) => name.slice(0, name.indexOf('(')));
  return [...new Set(kinds)]
    .map((kind) => `${kind} of ${kinds.filter((one) => one === kind).length} sources`)
    .join(', ');
};
