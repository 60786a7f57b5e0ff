/**
 * The only place that knows fast-check's commands. Each takes one of the actions that are enabled when its turn comes.
 *
 * What it took once, it takes again: when fast-check leaves out others to make a failing sequence shorter, a command
 * stands for the same action as before, or for none where that is not enabled any more.
 */
import fc from 'fast-check';

/** What commands are run on. */
export interface Course {
  /** The enabled action that a number means; -1 if none is enabled. */
  readonly choose: (number: number) => number;
  readonly isEnabled: (action: number) => boolean;
  readonly take: (action: number) => void;
}

/** Thrown by a course that has reached what was looked for. */
export const reached = new Error('reached');

/** Thrown by a course that must not go on: fast-check then does nothing more, not even shrink. */
export const interrupted = new fc.PreconditionFailure(true);

class TakeOne implements fc.Command<Course, null> {
  readonly #number: number;
  #action = -1;

  constructor(number: number) {
    this.#number = number;
  }
  check(course: Readonly<Course>): boolean {
    if (this.#action >= 0) return course.isEnabled(this.#action);
    this.#action = course.choose(this.#number);
    return this.#action >= 0;
  }
  run(course: Course): void {
    course.take(this.#action);
  }
  toString(): string {
    return `action ${this.#action}`;
  }
}

/** Numbers mean nothing by themselves, so there is no point in making them smaller. */
const anyCommand = fc.noShrink(fc.nat()).map((number) => new TakeOne(number));

/** A sequence of up to so many commands, as likely short as long. `size`: else fast-check stops at ten. */
export const anyCommands = (commandsMax: number) =>
  fc.commands([anyCommand], { size: 'large', maxCommands: commandsMax, disableReplayLog: true });

/**
 * A function that makes one run from a seed, and then, if the run reaches something, shorter and shorter versions of
 * it. What was reached, and how, the course knows: no seed and no path of fast-check's is needed to say it again.
 *
 * `begin` is called for the run and for each version. It may throw what a course may throw.
 */
export const runnerOf = (commandsMax: number, begin: () => Course): ((seed: number) => void) => {
  let failure: { readonly error: unknown } | null = null;
  const property = fc.property(anyCommands(commandsMax), (commands) => {
    try {
      const course = begin();
      fc.modelRun(() => ({ model: course, real: null }), commands);
    } catch (error) {
      if (error === reached || error === interrupted) throw error;
      // Of any other error fast-check would seek a shorter way.
      failure = { error };
      throw interrupted;
    }
  });
  return (seed) => {
    fc.check(property, { seed, numRuns: 1 });
    if (failure !== null) throw failure.error;
  };
};
