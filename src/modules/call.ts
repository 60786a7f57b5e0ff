/** One guarded call of a user's function: it is made twice, and named in every error. */
import { UserError } from '../errors.ts';
import { Refusal } from '../reading/refusal.ts';
import { clip } from '../reading/values.ts';
import type { CallBoardWriter } from './call-board.ts';
import type { Mishap } from './thrown.ts';

/** What a module returned, decoded. Two answers are the same if their texts are. */
export interface Answer<T> {
  readonly text: string;
  readonly value: T;
}

/** The module that is called. */
export interface Guarded {
  readonly file: string;
  readonly board: CallBoardWriter | undefined;
  readonly mishap: (thrown: unknown) => Mishap;
}

/** The first time that a call is made, or the second. */
export type Time = 0 | 1;

export interface Call {
  /** Adds an argument to those that errors and the call board name. */
  readonly note: (argument: string) => void;
  /** Reads from the model while the module runs. What that throws is not the module's, whatever it catches. */
  readonly read: <T>(from: () => T) => T;
  /** Makes the call twice, for `time` 0 and 1, and returns the first answer; the second must be the same. */
  readonly twice: <T>(answer: (time: Time) => Answer<T>) => T;
}

type Outcome<T> = ({ readonly is: 'answer' } & Answer<T>) | ({ readonly is: 'mishap' } & Mishap);

const worded = <T>(outcome: Outcome<T>): string =>
  outcome.is === 'answer' ? `answered ${clip(outcome.text)}` : outcome.found;

const agree = <T>(first: Outcome<T>, second: Outcome<T>): boolean =>
  first.is === 'answer' && second.is === 'answer'
    ? first.text === second.text
    : worded(first) === worded(second);

/** A stack that the module has used up is the module's doing, wherever it ends. */
const isStackOverflow = (thrown: unknown): boolean =>
  thrown instanceof RangeError && thrown.message.startsWith('Maximum call stack');

/**
 * Opens a call.
 *
 * @param opening how the call begins in errors: `decide({ `; its arguments follow as they become known
 * @param closing how it ends: ` })`
 */
export const openCall = (guarded: Guarded, opening: string, closing: string): Call => {
  const { file, board, mishap } = guarded;
  let known = opening;
  let separator = '';
  let stopped: { readonly by: unknown } | null = null;

  const outcomeOf = <T>(answer: (time: Time) => Answer<T>, time: Time): Outcome<T> => {
    let outcome: Outcome<T>;
    try {
      const { text, value } = answer(time);
      outcome = { is: 'answer', text, value };
    } catch (thrown) {
      const { found, remedy } = thrown instanceof Refusal ? thrown : mishap(thrown);
      outcome = { is: 'mishap', found, remedy };
    }
    if (stopped === null) return outcome;
    const { by } = stopped;
    stopped = null;
    if (!(by instanceof Refusal)) throw by;
    return { is: 'mishap', found: by.found, remedy: by.remedy };
  };

  const fail = (found: string, remedy: string): never => {
    throw new UserError(file, `${known.trimEnd()}${closing} ${found}`, remedy);
  };

  const compared = <T>(answer: (time: Time) => Answer<T>): T => {
    const first = outcomeOf(answer, 0);
    const second = outcomeOf(answer, 1);
    if (!agree(first, second))
      fail(
        `answers differently the second time: it ${worded(first)}, then it ${worded(second)}`,
        'The same arguments must give the same answer: keep what matters in the memory, not in the module.',
      );
    return first.is === 'answer' ? first.value : fail(first.found, first.remedy);
  };

  return {
    note: (argument) => {
      const more = separator + argument;
      known += more;
      separator = ', ';
      board?.add(more);
    },
    read: (from) => {
      try {
        return from();
      } catch (thrown) {
        if (!isStackOverflow(thrown)) stopped ??= { by: thrown };
        throw thrown;
      }
    },
    twice: (answer) => {
      if (board === undefined) return compared(answer);
      board.enter(`${file}: ${known}`, closing);
      try {
        return compared(answer);
      } finally {
        board.leave();
      }
    },
  };
};
