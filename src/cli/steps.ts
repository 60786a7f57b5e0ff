/** A command in three steps, so that it can be run once, or again and again. */
import { noting } from '../sources.ts';
import type { Terminal } from './terminal.ts';
import { watching } from './watch.ts';

/** Nothing is printed or written before the last step: what was interrupted leaves nothing behind. */
export interface Steps<Asked, Found> {
  /** What is asked, from the flags and the user's files. */
  readonly ask: () => Promise<Asked>;
  readonly find: (asked: Asked, signal: AbortSignal) => Promise<Found>;
  /** Tells what was found; the exit code. */
  readonly tell: (asked: Asked, found: Found) => Promise<number>;
}

/** Runs a command; the exit code. */
export const carriedOut = async <Asked, Found>(
  steps: Steps<Asked, Found>,
  terminal: Terminal,
  watch: boolean | undefined,
): Promise<number> => {
  if (watch) return watching(steps, terminal);
  const asked = await noting(new Map(), steps.ask);
  return steps.tell(asked, await steps.find(asked, terminal.signal()));
};
