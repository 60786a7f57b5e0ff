/** Tries those records that belong to what is asked, before anything is explored. */
import { dirname } from 'node:path';
import { UserError } from '../errors.ts';
import { demandsOf } from '../results/demands.ts';
import type { CheckRequest, Chosen, Rung } from '../results/request.ts';
import { nameOf } from '../results/request.ts';
import type { Thread } from '../thread/thread.ts';
import { doneOrCut, withThread } from '../thread/thread.ts';
import { aboutAsked, aboutTrace } from './about.ts';
import type { RecordFile } from './files.ts';
import type { Retrial } from './job.ts';
import { retryJob } from './job.ts';

/** A record that belongs to what is asked. */
interface Asked {
  readonly record: RecordFile;
  readonly policy: Chosen;
  readonly rung: Rung;
}

/** A record that was tried, and what came of it. */
export interface Tried extends Asked {
  readonly outcome: Retrial;
}

/** A failure that was found again. */
export interface FoundAgain extends Tried {
  readonly outcome: Extract<Retrial, { readonly is: 'fails' }>;
}

export const isFoundAgain = (tried: Tried): tried is FoundAgain => tried.outcome.is === 'fails';

/** The records of exactly what is asked, in the order in which it would be explored. */
export const askedIn = (request: CheckRequest, records: readonly RecordFile[]): readonly Asked[] => {
  // Which properties are decided does not depend on what a policy claims; which are demanded, the worker knows.
  const ids = demandsOf(request, []).chosen.map(({ id }) => id);
  const possible = records
    .filter(({ trace }) => ids.includes(trace.property))
    .map((record) => ({ record, directory: dirname(record.file), property: record.trace.property }))
    .map((one) => ({ ...one, about: aboutTrace(one.directory, one.record.trace) }));
  return request.policies.flatMap((policy) =>
    request.rungs.flatMap((rung) =>
      possible
        .filter(({ about, directory, property }) => about === aboutAsked(directory, policy, rung, property))
        .map(({ record }) => ({ record, policy, rung })),
    ),
  );
};

interface How {
  readonly request: CheckRequest;
  readonly records: readonly RecordFile[];
  readonly signal: AbortSignal;
  /** When the time budget ends, in milliseconds since the epoch. */
  readonly deadline: number;
}

/** What came of one; `null` if the worker did not survive it. What is wrong then, the exploration says better. */
const tryOne = async (
  thread: Thread,
  { record, policy, rung }: Asked,
  { request, signal, deadline }: How,
): Promise<Retrial | null> => {
  const { contracts, properties, limits } = request;
  const { property, subject, actions, loop = null } = record.trace;
  const way = { property, subject, actions, loop };
  try {
    const told = { policy, rung, contracts, properties, limits, way };
    const answer = await thread.ask(retryJob, told, { signal, deadline });
    // A module's mistake on the way: the record is not to blame, and the exploration says where it was.
    if (answer.is === 'mistake') return { is: 'open' };
    const ended = doneOrCut(answer);
    return ended.is === 'cut' ? null : ended.done;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
};

/** Tries them one after the other, but none of a property that one before has settled already. */
export const tryRecords = async (how: How): Promise<readonly Tried[]> => {
  const { request, records, signal, deadline } = how;
  const asked = askedIn(request, records);
  if (asked.length === 0) return [];
  const tried: Tried[] = [];
  const isSettled = ({ policy, record }: Asked): boolean =>
    settledAgain(tried, nameOf(policy)).includes(record.trace.property);
  return withThread(request.limits, async (thread) => {
    for (const one of asked) {
      if (signal.aborted || Date.now() > deadline) break;
      if (isSettled(one)) continue;
      const outcome = await tryOne(thread, one, how);
      if (outcome === null) break;
      tried.push({ ...one, outcome: named(outcome, one.record.file) });
    }
    return tried;
  });
};

/** The trace says which record it comes from. */
const named = (outcome: Retrial, file: string): Retrial => {
  if (outcome.is !== 'fails' || outcome.property.trace === null) return outcome;
  const trace = { ...outcome.property.trace, foundAgainBy: file };
  return { ...outcome, property: { ...outcome.property, trace } };
};

/** The properties of a policy that records have settled, by id. */
export const settledAgain = (tried: readonly Tried[], policy: string): readonly string[] =>
  tried
    .filter((one) => isFoundAgain(one) && nameOf(one.policy) === policy)
    .map(({ record }) => record.trace.property);
