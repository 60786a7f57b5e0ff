/** What the worker does to compare behaviour in one configuration: it runs the two policies in lockstep. */
import type { Configuration } from '../../model/configuration.ts';
import { machineOf, readerOf } from '../../model/machine.ts';
import type { Workplace } from '../decide/run.ts';
import { isModule, runMade } from '../decide/run.ts';
import { configurationOf } from '../decide/setup.ts';
import { replay } from '../path/replay.ts';
import type { Chosen } from '../results/request.ts';
import type { Trace } from '../results/result.ts';
import { divergenceClaims, hintsFor } from './divergences.ts';
import type { LockstepJob, Lockstepped } from './jobs.ts';
import type { Lockstep } from './lockstep.ts';
import { inLockstep } from './lockstep.ts';
import type { Divergence, DivergenceKind } from './report.ts';

interface InLockstep extends Configuration {
  readonly policy: Lockstep;
}

/** What each of the two answers to the event that the last action of a trace identifies. */
const hintsAtEnd = (config: InLockstep, { actions }: Trace): Divergence['hints'] => {
  const machine = machineOf(config);
  const byName = new Map(machine.actions.map((action) => [action.name, action]));
  const taken = actions.map((name) => byName.get(name)!);
  const { states } = replay(machine, taken.slice(0, -1));
  const { label } = taken.at(-1)!;
  if (label.is !== 'identify' && label.is !== 'receive') throw new Error(`nobody is asked in ${label.is}`);
  return hintsFor(config.policy, machine.setup, label.source, readerOf(states.at(-1)!));
};

export const lockstepIn = async (at: Workplace, job: LockstepJob): Promise<Lockstepped> => {
  const { policy, baseline, rung, limits } = job;
  const make = (): InLockstep => {
    const config = (one: Chosen) => configurationOf(one, rung, limits, at.board);
    const own = config(policy);
    return { ...own, policy: inLockstep({ baseline: config(baseline).policy, candidate: own.policy }) };
  };
  const making = { make, hasModules: [policy, baseline, rung.guest, rung.fault].some(isModule) };
  const { config, run } = await runMade(at, job, making, (made) => ({
    properties: divergenceClaims(made.policy).filter(({ id }) => !job.settled.includes(id as DivergenceKind)),
    isDemanded: () => true,
  }));
  const found = run.properties.flatMap(({ id, sentence, trace }) =>
    trace === null ? [] : [{ kind: id as DivergenceKind, sentence, trace }],
  );
  const { guest, scope, options } = run;
  return {
    run,
    divergences: found.map((one) => ({
      ...{ guest, scope, options },
      ...one,
      hints: hintsAtEnd(config, one.trace),
    })),
  };
};
