/**
 * Plain model-based testing, to compare with: a command for each action, which is left out where the action is not
 * enabled, on the plain model, with all questions asked after every step. It shares nothing with the random explorer.
 */
import fc from 'fast-check';
import type { Action } from '../../model/action.ts';
import { disabled } from '../../model/action.ts';
import type { Machine, State } from '../../model/machine.ts';
import { readerOf, step } from '../../model/machine.ts';
import type { FiniteProperty, Observer, Question } from '../../properties/property.ts';
import { observerOf } from '../../properties/property.ts';
import type { Taken } from '../oracle/naive.ts';
import { askedOfStep, stepsFrom } from '../oracle/naive.ts';

export interface PlainCounts {
  /** Commands that were drawn. */
  commands: number;
  /** Those whose action was enabled. */
  steps: number;
  findings: number;
}

/** A walk through a machine, which asks everything and goes on whatever the answer. */
class Walk {
  readonly #questions: readonly Question[];
  readonly #observers: readonly Observer[];
  readonly #counts: PlainCounts;
  /** The machine's cells alone, and those of the observers. */
  #state: State;
  #memories: State;

  constructor(machine: Machine, questions: readonly Question[], counts: PlainCounts) {
    const observers = questions.flatMap((question) => observerOf(question) ?? []);
    this.#questions = questions;
    this.#observers = [...new Map(observers.map((one) => [one.name, one])).values()];
    this.#counts = counts;
    this.#state = machine.initial;
    this.#memories = new Map(this.#observers.flatMap(({ initial }) => [...initial]));
  }

  isEnabled(action: Action): boolean {
    this.#counts.commands++;
    return step(this.#state, action) !== disabled;
  }

  take(action: Action): void {
    this.#counts.steps++;
    const [taken] = stepsFrom(this.#state, [action], null) as [Taken];
    const { change, reads } = taken.sight;
    const before = readerOf(new Map([...taken.before, ...this.#memories]));
    const after = readerOf(new Map([...taken.after, ...this.#memories]));
    const sight = { action, change, reads, before, after };
    for (const question of this.#questions)
      if (typeof askedOfStep(question, { ...taken, sight }) === 'object') this.#counts.findings++;
    const advanced = new Map(this.#memories);
    for (const { concerns, advance } of this.#observers)
      if (concerns(action)) for (const [cell, value] of advance(sight)) advanced.set(cell.name, value);
    this.#memories = advanced;
    this.#state = taken.after;
    for (const question of this.#questions)
      if (question.is === 'state' && typeof question.ask(after) === 'object') this.#counts.findings++;
  }
}

class Take implements fc.Command<Walk, null> {
  readonly #action: Action;

  constructor(action: Action) {
    this.#action = action;
  }
  check(walk: Readonly<Walk>): boolean {
    return walk.isEnabled(this.#action);
  }
  run(walk: Walk): void {
    walk.take(this.#action);
  }
  toString(): string {
    return this.#action.name;
  }
}

/** Makes some runs of up to so many commands; what they did. */
export const runPlainly = (
  machine: Machine,
  properties: readonly FiniteProperty[],
  { seed, runs, commandsMax }: { readonly seed: number; readonly runs: number; readonly commandsMax: number },
): PlainCounts => {
  const counts: PlainCounts = { commands: 0, steps: 0, findings: 0 };
  const meant = properties.filter((property) => property.notMeant(machine.setup.config) === null);
  const questions = meant.flatMap((property) => property.questions(machine.setup));
  const commands = fc.commands(
    machine.actions.map((action) => fc.constant(new Take(action))),
    { size: 'large', maxCommands: commandsMax },
  );
  const property = fc.property(commands, (drawn) =>
    fc.modelRun(() => ({ model: new Walk(machine, questions, counts), real: null }), drawn),
  );
  fc.assert(property, { seed, numRuns: runs });
  return counts;
};
