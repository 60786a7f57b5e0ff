/** The machine, driven by fast-check's model-based testing, with properties as oracles after every step. */
import fc from 'fast-check';
import type { Action } from '../../model/action.ts';
import type { Machine, State } from '../../model/machine.ts';
import { readerOf } from '../../model/machine.ts';
import type { Answer, Observer, Property, Question } from '../../properties/property.ts';
import type { Taken } from '../oracle/naive.ts';
import { askedOfStep, stepsFrom } from '../oracle/naive.ts';
import type { Choice } from './walk.ts';
import { anyChoice, chosen, enabledIn } from './walk.ts';

interface Asked {
  readonly property: Property;
  readonly question: Question;
}

/** What was seen on all walks together. */
export class Coverage {
  /** Actions taken, by kind. */
  readonly taken = new Map<string, number>();
  /** `sometimes` properties that were reached, and others whose premise was true, by id. */
  readonly exercised = new Set<string>();
  readonly lengths: number[] = [];

  count(kind: string): number {
    return this.taken.get(kind) ?? 0;
  }
}

/** A walk through a machine. A claim among `claims` that is violated ends it with an error; others are only noted. */
export class Walk {
  readonly #machine: Machine;
  readonly #claims: ReadonlySet<Property>;
  readonly #asked: readonly Asked[];
  readonly #observers: readonly Observer[];
  readonly #coverage: Coverage;
  readonly #names: string[] = [];
  /** The machine's cells alone, and those of the observers. */
  #state: State;
  #memories: State;

  constructor(machine: Machine, asked: readonly Property[], claims: readonly Property[], coverage: Coverage) {
    this.#machine = machine;
    this.#claims = new Set(claims);
    this.#coverage = coverage;
    this.#asked = asked
      .filter((property) => property.notMeant(machine.setup.config) === null)
      .flatMap((property) => property.questions(machine.setup).map((question) => ({ property, question })));
    this.#observers = [
      ...new Map(
        this.#asked.flatMap(({ question }) =>
          question.is === 'step' && question.observer ? [[question.observer.name, question.observer]] : [],
        ),
      ).values(),
    ];
    this.#state = machine.initial;
    this.#memories = new Map(this.#observers.flatMap(({ initial }) => [...initial]));
    this.#askOfState();
  }

  get length(): number {
    return this.#names.length;
  }

  /** Takes the action that a choice means; returns its name. */
  take(choice: Choice): string {
    const action = chosen(enabledIn(this.#state, this.#machine.actions), choice);
    if (action === null) throw new Error(`nothing is enabled any more ${this.#after()}`);
    const [taken] = stepsFrom(this.#state, [action], null);
    this.#names.push(action.name);
    this.#coverage.taken.set(action.label.is, this.#coverage.count(action.label.is) + 1);
    this.#askOfStep(taken!, action);
    this.#state = taken!.after;
    this.#askOfState();
    return action.name;
  }

  /** Questions see the observers' cells besides the machine's. */
  #askOfStep(taken: Taken, action: Action): void {
    const { change, reads } = taken.sight;
    const before = new Map([...taken.before, ...this.#memories]);
    const after = new Map([...taken.after, ...this.#memories]);
    const sight = { action, change, reads, before: readerOf(before), after: readerOf(after) };
    for (const { property, question } of this.#asked)
      if (question.is === 'step') this.#note(property, askedOfStep(question, { ...taken, sight }));
    const advanced = new Map(this.#memories);
    for (const { concerns, advance } of this.#observers)
      if (concerns(action)) for (const [cell, value] of advance(sight)) advanced.set(cell.name, value);
    this.#memories = advanced;
  }

  #askOfState(): void {
    const read = readerOf(this.#state);
    for (const { property, question } of this.#asked)
      if (question.is === 'state') this.#note(property, question.ask(read));
  }

  #note(property: Property, answer: Answer): void {
    if (answer === undefined || (answer === true && property.kind === 'sometimes')) return;
    this.#coverage.exercised.add(property.id);
    if (answer === true || !this.#claims.has(property)) return;
    const { id, sentence } = property;
    const { expected, found } = answer;
    throw new Error(
      `${id} is violated ${this.#after()}\n  ${sentence}\n  expected: ${expected}\n  found: ${found}`,
    );
  }

  #after(): string {
    const latest = this.#names.slice(-12);
    const more = this.#names.length > latest.length ? '…, ' : '';
    return `after ${this.#names.length} steps: ${more}${latest.join(', ')}`;
  }
}

/** The only place that knows fast-check's commands: each takes one of the actions that are enabled by then. */
class TakeOne implements fc.Command<Walk, null> {
  readonly #choice: Choice;
  #taken = 'not taken';

  constructor(choice: Choice) {
    this.#choice = choice;
  }
  check(): boolean {
    return true;
  }
  run(walk: Walk): void {
    this.#taken = walk.take(this.#choice);
  }
  toString(): string {
    return this.#taken;
  }
}

export const anyCommands = fc.commands([anyChoice.map((choice) => new TakeOne(choice))], {
  size: 'large',
  maxCommands: 500,
});

/** Walks one after the other through machines of their own. */
export const drive = (walk: Walk, commands: Iterable<fc.Command<Walk, null>>, coverage: Coverage): void => {
  fc.modelRun(() => ({ model: walk, real: null }), commands);
  coverage.lengths.push(walk.length);
};
