/** Carries a command out once, or again and again. */
import { noting } from '../sources.ts';
import type { Steps } from './steps.ts';
import type { Terminal } from './terminal.ts';
import { watching } from './watch.ts';

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
