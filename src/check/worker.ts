/** The worker thread: decides one configuration after the other. It alone runs the user's modules. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { match } from 'ts-pattern';
import type { Configuration } from '../../model/configuration.ts';
import { isReplaced } from '../../model/faults/replace.ts';
import { machineOf } from '../../model/machine.ts';
import { layoutOf } from '../../model/topology.ts';
import { propertyNamed } from '../../properties/index.ts';
import type { Property } from '../../properties/property.ts';
import { observerOf } from '../../properties/property.ts';
import type { Budget } from '../engine/budget.ts';
import type { Model } from '../engine/model.ts';
import { observed } from '../engine/observe.ts';
import { Nondeterminism } from '../engine/recheck.ts';
import { UserError } from '../errors.ts';
import { callBoardWriter, instantiateFault } from '../modules/index.ts';
import type { Outcome } from '../record/retry.ts';
import { retry } from '../record/retry.ts';
import { cellsOf, firstFinding, replay } from '../replay/replay.ts';
import type { Demands } from './decide.ts';
import { decide } from './decide.ts';
import { demandsOf } from './demands.ts';
import type { Decided } from './described.ts';
import type {
  AboutFault,
  AboutJob,
  Answer,
  Job,
  PlanJob,
  Planned,
  ReplayJob,
  ReplayReport,
  RetryJob,
  RunJob,
  WorkerData,
} from './job.ts';
import { gauge } from './job.ts';
import type { Chosen, Rung } from './request.ts';
import { nameOf } from './request.ts';
import type { Run } from './result.ts';
import { configurationOf } from './setup.ts';

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

const budgetOf = (job: RunJob): Budget => ({
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

/** A fault that replaces nothing of a configuration that the user has chosen would look as if it had been kept in check. */
const refuseIdleFault = (config: Configuration, { shows, scope }: Rung): void => {
  const { fault } = config;
  if (fault === null || shows !== '') return;
  if (machineOf(config).actions.some((action) => isReplaced(fault, action))) return;
  const replaced = Object.keys(fault.next).join(', ');
  throw new UserError(
    fault.name,
    `replaces ${replaced}, and nobody does that on ${scope} with these options`,
    'Choose options under which somebody does: --lifecycle hotplug, reset or masking, or --moves.',
  );
};

/** Random testing brings fast-check along, which is loaded by those who need it. */
const decideAsAsked = async (
  { rung, engine, order, seed, runs }: RunJob,
  config: Configuration,
  demands: Demands,
  budget: Budget,
): Promise<Decided> => {
  if (!rung.random) return decide(config, { ...demands, engine, order }, budget);
  const { decideRandomly } = await import('./decide-randomly.ts');
  return decideRandomly(config, { ...demands, seed, runs }, budget);
};

const run = async (job: RunJob): Promise<Run> => {
  const began = performance.now();
  const { policy, rung, limits, settled } = job;
  const make = () => configurationOf(policy, rung, limits, board);
  const config = make();
  const isModule = [policy, rung.guest, rung.fault].some((party) => party?.is === 'module');
  refuseIdleFault(config, rung);
  const { chosen, isDemanded } = demandsOf(job, nameOf(policy), config.policy.claims);
  const demands: Demands = {
    properties: chosen.filter(({ id }) => !settled.includes(id)),
    isDemanded,
    onPhase: (phase) => post({ is: 'phase', phase }),
    ...(isModule ? { again: () => machineOf(make()) } : {}),
  };
  const decided = await decideAsAsked(job, config, demands, budgetOf(job));
  const { exploration, histories, properties } = decided;
  return {
    policy: nameOf(policy),
    claims: config.policy.claims,
    guest: nameOf(rung.guest),
    scope: rung.scope,
    topology: rung.topology,
    options: rung.options,
    exploration,
    histories,
    seconds: (performance.now() - began) / 1000,
    properties,
  };
};

const plan = (job: PlanJob): readonly Planned[] => {
  const { claims } = configurationOf(job.policy, job.rung, job.limits, board).policy;
  const { chosen, isDemanded } = demandsOf(job, nameOf(job.policy), claims);
  return chosen.filter(isDemanded).map(({ id, sentence }) => ({ id, sentence }));
};

const rerun = (job: ReplayJob): ReplayReport => {
  const machine = machineOf(configurationOf(job.policy, job.rung, job.limits, board));
  const property = propertyNamed(job.property);
  const question = property?.questions(machine.setup).find(({ subject }) => subject === job.subject);
  if (question === undefined)
    throw new UserError('property', `there is no property '${job.property}' about '${job.subject}'`);
  const reason = property!.notMeant(machine.setup.config);
  if (reason !== null)
    throw new UserError('property', `'${job.property}' is not meant for this configuration. ${reason}`);
  const observer = observerOf(question);
  const model: Model = observer === null ? machine : observed(machine, observer);
  const isMemory = (cell: string) => observer?.initial.has(cell) ?? false;
  const actions = job.actions.map((name, i) => {
    const action = model.actions.find((one) => one.name === name);
    if (action === undefined)
      throw new UserError(`actions[${i}]`, `the configuration has no action '${name}'`);
    return action;
  });
  const taken = replay(model, actions);
  const found = firstFinding(question, actions, taken);
  const shown = taken.steps.slice(0, found?.after ?? taken.steps.length);
  const steps = shown.map(({ action, changes }) => ({
    action,
    changes: changes.filter(({ cell }) => !isMemory(cell)),
  }));
  const stuck = taken.stuck;
  return {
    leadsThere: found !== null,
    initially: cellsOf(model.initial, isMemory),
    steps,
    stuck: stuck === null ? null : { index: stuck, action: job.actions[stuck]! },
    finding: found?.finding ?? null,
  };
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
  return [policy, rung.guest, ...(rung.fault === null ? [] : [rung.fault])];
};

const tryAgain = (job: RetryJob): Outcome => {
  const { policy, rung, limits, way } = job;
  const isDemanded = (property: Property, { claims }: Configuration['policy']): boolean => {
    const demands = demandsOf(job, nameOf(policy), claims);
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
    .with({ is: 'replay' }, (one) => ({ is: 'replay', report: rerun(one) }))
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
