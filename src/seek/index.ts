/** Seeks traces: to a violation, to a witness, or to a state in which a condition is true. */
import type { Fault } from '../../model/faults/fault.ts';
import { faultNamed } from '../../model/faults/index.ts';
import type { SeekAim } from '../condition/aim.ts';
import { propertyOf } from '../condition/aim.ts';
import { misfit, parseCondition } from '../condition/index.ts';
import { askedOn } from '../results/demands.ts';
import { exitCodeOf } from '../results/exit-code.ts';
import { plannedRuns } from '../results/planned-runs.ts';
import type { CheckProgress, CheckRequest, Chosen, ExitCode, Rung } from '../results/request.ts';
import { nameOf } from '../results/request.ts';
import type { PropertyResult, Run } from '../results/result.ts';
import { doneOrCut, withThread } from '../thread/thread.ts';
import { watching } from '../thread/watching.ts';
import type { SoughtTrace } from './job.ts';
import { seekJob } from './job.ts';

export type { SeekAim } from '../condition/aim.ts';

export interface SeekRequest extends Pick<CheckRequest, 'rungs' | 'engine' | 'order' | 'random' | 'limits'> {
  readonly policy: Chosen;
  readonly aim: SeekAim;
  /** How many different traces are wanted: different in which actions are taken, not in their order. */
  readonly count: number;
  /** Whether to say of every state what could happen there, and why nothing else can. */
  readonly wantsAlternatives: boolean;
}

/** Where traces were found. */
export interface FoundTraces {
  readonly rung: Rung;
  readonly run: Run;
  readonly property: PropertyResult;
  /** Different ones, a shortest first if that is known. */
  readonly traces: readonly [SoughtTrace, ...SoughtTrace[]];
  /** There are no others, or no more were wanted; `false`: the search for others was cut short. */
  readonly isComplete: boolean;
}

export interface SeekReport {
  readonly found: FoundTraces | null;
  /** The configurations in which was looked, in order; the traces are from the last one. */
  readonly runs: readonly Run[];
  /** Why it ended before the last configuration; `null` if it did not. */
  readonly cut: string | null;
  readonly exitCode: ExitCode;
}

export interface SeekEvents {
  readonly onProgress?: (progress: CheckProgress) => void;
}

/** What is known here of what a fault keeps. A module's is known where the module runs: it may keep something. */
const keeps = (fault: Chosen): Pick<Fault, 'initial'> =>
  (fault.is === 'built-in' ? faultNamed(fault.name) : undefined) ?? { initial: null };

/** The configurations that have what the condition names. @throws {UserError} if none has */
const rungsFor = ({ rungs, aim }: SeekRequest): readonly Rung[] => {
  if (aim.is === 'property') return rungs.filter((rung) => askedOn(rung, [propertyOf(aim)]).length > 0);
  const condition = parseCondition(aim.place, aim.text);
  const misfits = rungs.map(({ topology, scope, fault }) =>
    misfit(condition, { topology, scope, fault: fault && keeps(fault) }),
  );
  const fitting = rungs.filter((_, i) => misfits[i] === null);
  if (fitting.length === 0) throw misfits.at(-1)!;
  return fitting;
};

type Some = FoundTraces['traces'];

const isSome = (traces: readonly SoughtTrace[]): traces is Some => traces.length > 0;

/**
 * A witness that a policy declares to be impossible is one that was asked for, and is not there. Where random runs are all
 * that there was, it is not known that there is nothing to be found.
 */
const unreachedCode = (runs: readonly Run[]): ExitCode => {
  const meant = runs
    .map(({ properties }) => properties[0]!)
    .filter(({ result }) => result !== 'not-applicable');
  const isOpen = ({ result }: PropertyResult) => result === 'unfinished' || result === 'holds-within-budget';
  if (meant.some(({ result }) => result === 'unfinished') || (meant.length > 0 && meant.every(isOpen)))
    return 3;
  const code = exitCodeOf(runs, false);
  return code === 0 && meant.every(({ kind }) => kind === 'sometimes') ? 4 : code;
};

/**
 * Climbs the configurations until one has what is sought.
 *
 * @throws {UserError} where a module, a name or the condition is the user's mistake
 */
export const seek = async (
  request: SeekRequest,
  { onProgress }: SeekEvents = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<SeekReport> => {
  const { policy, aim, count, wantsAlternatives, engine, order, random, limits } = request;
  const rungs = rungsFor(request);
  const deadline = Date.now() + limits.timeMs;
  const runs: Run[] = [];
  const cutBy = (cut: string): SeekReport => ({ found: null, runs, cut, exitCode: 3 });
  return withThread(limits, async (thread): Promise<SeekReport> => {
    for (const rung of rungs) {
      if (signal.aborted) return cutBy('interrupted');
      if (Date.now() > deadline) return cutBy('the time budget ended');
      const answer = await thread.ask(
        seekJob,
        {
          ...{ policy, rung, aim, count, wantsAlternatives, engine, order, limits, deadline },
          ...{ seed: random.seed, runs: plannedRuns({ ...request, policies: [policy] }) },
        },
        {
          signal,
          deadline,
          onProgress: watching({ policy: nameOf(policy), scope: rung.scope, deadline }, onProgress),
        },
      );
      const ended = doneOrCut(answer, ` (on ${rung.scope})`);
      if (ended.is === 'cut') return cutBy(ended.reason);
      const { run, traces, isComplete } = ended.done;
      if (run.properties.length > 0) runs.push(run);
      if (!isSome(traces)) continue;
      const property = run.properties[0]!;
      const found = { rung, run, property, traces, isComplete };
      return { found, runs, cut: null, exitCode: property.result === 'violated' ? 1 : 0 };
    }
    return { found: null, runs, cut: null, exitCode: unreachedCode(runs) };
  });
};
