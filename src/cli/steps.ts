/** A command in three steps, so that it can be run once, or again and again. */

/** Nothing is printed or written before the last step: what was interrupted leaves nothing behind. */
export interface Steps<Asked, Found> {
  /** What is asked, from the flags and the user's files. */
  readonly ask: () => Promise<Asked>;
  readonly find: (asked: Asked, signal: AbortSignal) => Promise<Found>;
  /** Tells what was found; the exit code. */
  readonly tell: (asked: Asked, found: Found) => Promise<number>;
}
