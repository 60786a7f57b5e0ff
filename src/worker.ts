/** The worker thread: does one job after the other. It alone runs the user's modules. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { planJob, runJob } from './check/jobs.ts';
import { decideRung, planIn } from './check/rung.ts';
import { lockstepJob, priceJob } from './compare/jobs.ts';
import { lockstepIn } from './compare/lockstep-run.ts';
import type { Exploring, Workplace } from './decide/run.ts';
import type { Budget } from './engine/budget.ts';
import { Nondeterminism } from './engine/recheck.ts';
import { UserError } from './errors.ts';
import { aboutJob } from './faults/about.ts';
import { aboutIn } from './faults/about-run.ts';
import type { CallBoardWriter } from './modules/index.ts';
import { callBoardWriter } from './modules/index.ts';
import { retryJob } from './record/job.ts';
import { retryIn } from './record/retry.ts';
import { replayJob } from './replay/job.ts';
import { rerun } from './replay/rerun.ts';
import type { Chosen } from './results/request.ts';
import { nameOf } from './results/request.ts';
import { seekJob } from './seek/job.ts';
import { seekIn } from './seek/sought.ts';
import type { Job, Message, Order, Reply, WorkerData } from './thread/job.ts';
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

/** What a job may cost. */
type Bounds = Pick<Exploring, 'limits' | 'deadline'>;

const budgetOf = ({ limits: { memoryBytes }, deadline }: Bounds): Budget => ({
  memoryBytes,
  check: ({ states, waiting, depth, bytes, nodes = 0, runs = 0 }) => {
    const heap = getHeapStatistics().used_heap_size;
    gauges[gauge.states] = states;
    gauges[gauge.waiting] = waiting;
    gauges[gauge.depth] = depth;
    gauges[gauge.nodes] = nodes;
    gauges[gauge.runs] = runs;
    gauges[gauge.bytes] = bytes + heap;
    if (gauges[gauge.stop] !== 0) return 'interrupted';
    if (Date.now() > deadline) return 'time';
    return bytes + heap > memoryBytes && bytes + usedHeap() > memoryBytes ? 'memory' : null;
  },
});

const send = (message: Message): void => parentPort!.postMessage(message);

const placeFor = (bounds: Bounds): Workplace => ({
  board,
  budget: budgetOf(bounds),
  onPhase: (phase) => send({ is: 'phase', phase }),
});

/** Does what it is told, and answers with what came of it. Which types those are, the job knows. */
type Hand = (told: never) => unknown;

/** A job that a user's module may make long, and nothing else. */
const short = <Told, Done>(
  { name }: Job<Told, Done>,
  does: (board: CallBoardWriter, told: Told) => Done,
): readonly [string, Hand] => [name, (told: Told) => does(board, told)];

/** A job that has a budget. */
const long = <Told extends Bounds, Done>(
  { name }: Job<Told, Done>,
  does: (at: Workplace, told: Told) => Done | Promise<Done>,
): readonly [string, Hand] => [name, (told: Told) => does(placeFor(told), told)];

const hands = new Map<string, Hand>([
  long(runJob, decideRung),
  long(seekJob, seekIn),
  long(lockstepJob, lockstepIn),
  long(priceJob, async (at, told) => (await import('./compare/price-run.ts')).priceIn(at, told)),
  short(planJob, planIn),
  short(replayJob, rerun),
  short(retryJob, retryIn),
  short(aboutJob, aboutIn),
]);

/** Those of a job whose modules are asked again and again. */
interface Parties {
  readonly policy?: Chosen;
  readonly baseline?: Chosen;
  readonly rung?: { readonly guest: Chosen; readonly fault: Chosen | null };
}

/** The user's modules among them, by name. */
const modulesOf = ({ policy, baseline, rung }: Parties): readonly string[] =>
  [policy, baseline, rung?.guest, rung?.fault].flatMap((party) =>
    party?.is === 'module' ? nameOf(party) : [],
  );

/** A module that answers differently is the user's mistake; anything else that is not a `UserError` is ours. */
const replyTo = async ({ job, told }: Order): Promise<Reply<unknown>> => {
  try {
    return { is: 'done', done: await hands.get(job)!(told as never) };
  } catch (error) {
    if (error instanceof UserError)
      return { is: 'mistake', place: error.place, found: error.found, remedy: error.remedy };
    const blamed = modulesOf(told as Parties);
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
parentPort!.on('message', async (order: Order) => send(await replyTo(order)));
