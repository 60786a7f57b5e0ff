/**
 * What a transition is to fairness and to the questions about the long run, as one small number. Asked once for each
 * combination of the values that it depends on; what the number stands for is in a table.
 */
import type { Action } from '../../../model/action.ts';
import type { Family, RunQuestion, Sight } from '../../../properties/property.ts';
import { bitsOf } from './part.ts';

/** What a mark stands for. */
export interface Meaning {
  /** The numbers of the families that the step belongs to; none: fairness asks for no such step. */
  readonly families: readonly number[];
  /** By question: what the step is to it, as bits. */
  readonly parts: Uint8Array;
}

export class Marks {
  readonly meanings: Meaning[] = [];
  readonly #families: readonly Family[];
  readonly #questions: readonly RunQuestion[];
  readonly #numbers = new Map<string, number>();
  readonly #concernedBy = new Map<string, { families: readonly number[]; questions: readonly number[] }>();

  constructor(families: readonly Family[], questions: readonly RunQuestion[]) {
    this.#families = families;
    this.#questions = questions;
  }

  /** The mark of a transition. */
  readonly of = (sight: Sight): number => {
    const { families, questions } = this.#concerned(sight.action);
    const parts = new Uint8Array(this.#questions.length);
    for (const i of questions) parts[i] = bitsOf(this.#questions[i]!.partsOf(sight));
    return this.#numberOf({ families: families.filter((i) => this.#families[i]!.has(sight)), parts });
  };

  /** The numbers of the families and questions that may have something to say of an action. */
  #concerned(action: Action) {
    const known = this.#concernedBy.get(action.name);
    if (known !== undefined) return known;
    const those = (all: readonly (Family | RunQuestion)[]) =>
      all.flatMap((one, i) => (one.concerns(action) ? [i] : []));
    const concerned = { families: those(this.#families), questions: those(this.#questions) };
    this.#concernedBy.set(action.name, concerned);
    return concerned;
  }

  #numberOf(meaning: Meaning): number {
    const key = `${meaning.families.join()} ${meaning.parts.join(' ')}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.meanings.length);
    return this.meanings.push(meaning) - 1;
  }
}
