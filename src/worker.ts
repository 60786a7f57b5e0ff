/** The worker thread: decides one configuration after the other. It alone runs the user's modules. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { match } from 'ts-pattern';
import type { Configuration } from '../model/configuration.ts';
import { layoutOf } from '../model/topology.ts';
import type { Property } from '../properties/property.ts';
import type { LockstepJob } from './compare/lockstep-run.ts';
import { lockstepIn } from './compare/lockstep-run.ts';
import type { PriceJob } from './compare/price-run.ts';
import type { Workplace } from './decide/run.ts';
import { runIn } from './decide/run.ts';
import { configurationOf } from './decide/setup.ts';
import type { Budget } from './engine/budget.ts';
import { Nondeterminism } from './engine/recheck.ts';
import { UserError } from './errors.ts';
import { callBoardWriter, instantiateFault } from './modules/index.ts';
import type { Outcome } from './record/retry.ts';
import { retry } from './record/retry.ts';
import { rerun } from './replay/rerun.ts';
import { askedOn, demandsOf } from './results/demands.ts';
import type { Chosen } from './results/request.ts';
import { nameOf } from './results/request.ts';
import type { Run } from './results/result.ts';
import type { SeekJob } from './seek/sought.ts';
import { seekIn } from './seek/sought.ts';
import type {
  AboutFault,
  AboutJob,
  Answer,
  Job,
  PlanJob,
  Planned,
  RetryJob,
  RunJob,
  WorkerData,
} from './thread/job.ts';
import { gauge } from './thread/job.ts';

const shared = workerData as WorkerData;
const board = callBoardWriter(shared.board);
const gauges = new Float64Array(shared.gauges);

// Some of the heap is what explorations before this one left behind: only what a collection spares counts.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const usedHeap = (): number => {
  collectGarbage();
  return getHeapStatistics().used_heap_size;
};

/** A job that has a budget. */
type LongJob = RunJob | SeekJob | LockstepJob | PriceJob;

const budgetOf = (job: LongJob): Budget => ({
  memoryBytes: job.limits.memoryBytes,
  check: ({ states, waiting, depth, bytes, nodes = 0, runs = 0 }) => {
    const heap = getHeapStatistics().used_heap_size;
    gauges[gauge.states] = states;
    gauges[gauge.waiting] = waiting;
    gauges[gauge.depth] = depth;
    gauges[gauge.nodes] = nodes;
    gauges[gauge.runs] = runs;
    gauges[gauge.bytes] = bytes + heap;
    if (gauges[gauge.stop] !== 0) return 'interrupted';
    if (Date.now() > job.deadline) return 'time';
    const { memoryBytes } = job.limits;
    return bytes + heap > memoryBytes && bytes + usedHeap() > memoryBytes ? 'memory' : null;
  },
});

const placeOf = (job: LongJob): Workplace => ({
  board,
  budget: budgetOf(job),
  onPhase: (phase) => post({ is: 'phase', phase }),
});

const run = async (job: RunJob): Promise<Run> => {
  const wanted = ({ policy }: Configuration) => {
    const { chosen, isDemanded } = demandsOf(job, policy.claims);
    const asked = askedOn(job.rung, chosen);
    return { properties: asked.filter(({ id }) => !job.settled.includes(id)), isDemanded };
  };
  return (await runIn(placeOf(job), job, wanted)).run;
};

const plan = (job: PlanJob): readonly Planned[] => {
  const { claims } = configurationOf(job.policy, job.rung, job.limits, board).policy;
  const { chosen, isDemanded } = demandsOf(job, claims);
  return chosen.filter(isDemanded).map(({ id, sentence }) => ({ id, sentence }));
};

/** What a module says of itself does not depend on the topology. */
const aboutFault = ({ fault }: AboutJob): AboutFault => {
  const context = { layout: layoutOf({ hostCpus: 1, vms: [] }), maxMemories: 1, board };
  const { name, summary, source, caughtBy, shows } = instantiateFault(fault, context);
  return { name, summary, source, caughtBy, shows };
};

/** Who has a part in the configuration. */
const partiesOf = (job: Job): readonly Chosen[] => {
  if (job.is === 'about') return [{ is: 'module', bundle: job.fault }];
  const { policy, rung } = job;
  const others = job.is === 'lockstep' ? [job.baseline] : [];
  return [policy, ...others, rung.guest, ...(rung.fault === null ? [] : [rung.fault])];
};

const tryAgain = (job: RetryJob): Outcome => {
  const { policy, rung, limits, way } = job;
  const isDemanded = (property: Property, { claims }: Configuration['policy']): boolean => {
    const demands = demandsOf(job, claims);
    return demands.chosen.includes(property) && demands.isDemanded(property);
  };
  return retry(() => configurationOf(policy, rung, limits, board), way, isDemanded);
};

/** Does what it is told, and says what came of it. */
const done = (job: Job): Answer | Promise<Answer> =>
  match(job)
    .returnType<Answer | Promise<Answer>>()
    .with({ is: 'run' }, async (one) => ({ is: 'run', run: await run(one) }))
    .with({ is: 'plan' }, (one) => ({ is: 'plan', plan: plan(one) }))
    .with({ is: 'replay' }, (one) => ({ is: 'replay', report: rerun(one, board) }))
    .with({ is: 'seek' }, async (one) => ({ is: 'seek', sought: await seekIn(placeOf(one), one) }))
    .with({ is: 'lockstep' }, async (one) => ({
      is: 'lockstep',
      lockstepped: await lockstepIn(placeOf(one), one),
    }))
    .with({ is: 'price' }, async (one) => {
      const { priceIn } = await import('./compare/price-run.ts');
      return { is: 'price', priced: priceIn(placeOf(one), one) };
    })
    .with({ is: 'retry' }, (one) => ({ is: 'retry', outcome: tryAgain(one) }))
    .with({ is: 'about' }, (one) => ({ is: 'about', about: aboutFault(one) }))
    .exhaustive();

const post = (answer: Answer): void => parentPort!.postMessage(answer);

/** A module that answers differently is the user's mistake; anything else that is not a `UserError` is ours. */
const answerTo = async (job: Job): Promise<Answer> => {
  try {
    return await done(job);
  } catch (error) {
    if (error instanceof UserError)
      return { is: 'mistake', place: error.place, found: error.found, remedy: error.remedy };
    const blamed = partiesOf(job)
      .filter(({ is }) => is === 'module')
      .map(nameOf);
    if (error instanceof Nondeterminism && blamed.length > 0)
      return {
        is: 'mistake',
        place: blamed.join(' or '),
        found: `answers differently when asked the same again: ${error.message}`,
        remedy:
          'An answer may depend on nothing but the arguments: keep what must be remembered in `memory`.',
      };
    const { message, stack = '' } = error as Error;
    return { is: 'defect', message, stack };
  }
};

// A promise that a module leaves behind, rejected, can't change an answer: answers are never promises.
process.on('unhandledRejection', () => {});
parentPort!.on('message', async (job: Job) => post(await answerTo(job)));
