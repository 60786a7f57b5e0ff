/** What the worker does for a check: it decides one configuration, or says what would be decided. */
import type { Configuration } from '../../model/configuration.ts';
import type { Workplace } from '../decide/run.ts';
import { runIn } from '../decide/run.ts';
import { configurationOf } from '../decide/setup.ts';
import type { CallBoardWriter } from '../modules/index.ts';
import { askedOn, demandsOf } from '../results/demands.ts';
import type { Run } from '../results/result.ts';
import type { PlanJob, Planned, RunJob } from './jobs.ts';

export const decideRung = async (at: Workplace, job: RunJob): Promise<Run> => {
  const wanted = ({ policy }: Configuration) => {
    const { chosen, isDemanded } = demandsOf(job, policy.claims);
    const asked = askedOn(job.rung, chosen);
    return { properties: asked.filter(({ id }) => !job.settled.includes(id)), isDemanded };
  };
  return (await runIn(at, job, wanted)).run;
};

export const planIn = (board: CallBoardWriter, job: PlanJob): readonly Planned[] => {
  const { claims } = configurationOf(job.policy, job.rung, job.limits, board).policy;
  const { chosen, isDemanded } = demandsOf(job, claims);
  return chosen.filter(isDemanded).map(({ id, sentence }) => ({ id, sentence }));
};
