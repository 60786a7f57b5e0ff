/** What a fault says of itself. */
import type { Fault } from '../../model/faults/fault.ts';
import type { Bundle } from '../modules/index.ts';
import type { Limits } from '../results/request.ts';
import { jobNamed } from '../thread/job.ts';
import { doneBy, withThread } from '../thread/thread.ts';

export type AboutFault = Pick<Fault, 'name' | 'summary' | 'source' | 'caughtBy' | 'shows'>;

export const aboutJob = jobNamed<Bundle, AboutFault>('about');

/** What a module of the user's says. @throws {UserError} where it is no fault */
export const aboutFault = async (fault: Bundle, limits: Limits): Promise<AboutFault> => {
  const watch = { signal: new AbortController().signal, deadline: Date.now() + limits.timeMs };
  return withThread(limits, async (thread) => doneBy(await thread.ask(aboutJob, fault, watch)));
};
