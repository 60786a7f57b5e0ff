/** The worker thread as seen from outside: one question at a time, and a watch over it. */
import { Worker } from 'node:worker_threads';
import { UserError } from '../errors.ts';
import { createCallBoard, readCallBoard } from '../modules/index.ts';
import type { Limits } from '../results/request.ts';
import type { Job, Message, Order, Reply, WorkerData } from './job.ts';
import { createGauges, gauge } from './job.ts';

/** How an exploration is getting on. */
export interface Gauges {
  readonly phase: string;
  readonly states: number;
  readonly waiting: number;
  readonly depth: number;
  readonly nodes: number;
  readonly runs: number;
  readonly bytes: number;
}

/** The worker did not get to answer: it had no memory left, or did not stop when told to. It answers no more. */
export interface Cut {
  readonly is: 'cut';
  readonly reason: string;
}

export type Answer<Done> = Reply<Done> | Cut;

export interface Thread {
  readonly ask: <Told, Done>(job: Job<Told, Done>, told: Told, watch: Watch) => Promise<Answer<Done>>;
  readonly close: () => Promise<unknown>;
}

interface Watch {
  readonly onProgress?: ((gauges: Gauges) => void) | undefined;
  readonly signal: AbortSignal;
  /** When the worker should have stopped by itself, in milliseconds since the epoch. */
  readonly deadline: number;
}

/**
 * What was done, or that it was cut short.
 *
 * @param where said after what was found, where that is a mistake
 * @throws {UserError} where a module is the user's mistake
 */
export const doneOrCut = <Done>(
  answer: Answer<Done>,
  where = '',
): Exclude<Answer<Done>, { is: 'mistake' | 'defect' }> => {
  if (answer.is === 'mistake') throw new UserError(answer.place, answer.found + where, answer.remedy);
  if (answer.is === 'defect') throw Object.assign(new Error(answer.message), { stack: answer.stack });
  return answer;
};

/** What was done, by a job that no budget cuts short. @throws {UserError} where a module is the user's mistake */
export const doneBy = <Done>(answer: Answer<Done>): Done => {
  const ended = doneOrCut(answer);
  if (ended.is === 'cut') throw new Error(`the worker was stopped: ${ended.reason}`);
  return ended.done;
};

const pollMs = 100;
/** What a worker gets to finish what it is at, once it has been told to stop. */
const graceMs = 2_000;
const mib = 2 ** 20;
/** The symbolic explorer recurses once for each cell, and again for each value of a cell. */
const stackSizeMb = 32;

// The tests run the sources, and a worker thread can't: they use the built worker.
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/worker.js' : './worker.js',
  import.meta.url,
);

const startThread = (limits: Limits): Thread => {
  const data: WorkerData = { board: createCallBoard(), gauges: createGauges() };
  const gauges = new Float64Array(data.gauges);
  const worker = new Worker(workerFile, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: Math.ceil(limits.memoryBytes / mib) + 256, stackSizeMb },
  });
  worker.unref();

  const ask = <Told, Done>(
    { name }: Job<Told, Done>,
    told: Told,
    { onProgress, signal, deadline }: Watch,
  ): Promise<Answer<Done>> =>
    new Promise((resolve, reject) => {
      let phase = 'machine';
      let stopAt = Infinity;
      let call = { number: -1, since: 0 };
      const done = (settle: () => void): void => {
        clearInterval(timer);
        worker.off('message', onMessage);
        worker.off('error', onError);
        worker.unref();
        settle();
      };
      const kill = (settle: () => void): void => {
        void worker.terminate();
        done(settle);
      };
      const poll = (): void => {
        const now = Date.now();
        const inCall = readCallBoard(data.board);
        if (inCall === null) call = { number: -1, since: now };
        else if (inCall.calls !== call.number) call = { number: inCall.calls, since: now };
        else if (now - call.since > limits.callMs) {
          kill(() => reject(neverReturned(inCall.text, limits.callMs)));
          return;
        }
        if (signal.aborted && stopAt === Infinity) stopAt = now + graceMs;
        if (signal.aborted) gauges[gauge.stop] = 1;
        if (now > Math.min(stopAt, deadline + graceMs + limits.callMs)) {
          const why = signal.aborted ? 'interrupted' : 'the time budget ended';
          const where = inCall === null ? '' : ` in the middle of ${inCall.text}`;
          kill(() => resolve({ is: 'cut', reason: why + where }));
          return;
        }
        onProgress?.({
          phase,
          states: gauges[gauge.states]!,
          waiting: gauges[gauge.waiting]!,
          depth: gauges[gauge.depth]!,
          nodes: gauges[gauge.nodes]!,
          runs: gauges[gauge.runs]!,
          bytes: gauges[gauge.bytes]!,
        });
      };
      const timer = setInterval(poll, pollMs);
      const onMessage = (message: Message): void => {
        if (message.is === 'phase') phase = message.phase;
        else done(() => resolve(message as Reply<Done>));
      };
      const onError = (error: NodeJS.ErrnoException): void =>
        kill(() => {
          if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
            resolve({ is: 'cut', reason: 'the memory budget ended' });
          else reject(error);
        });
      worker.ref();
      worker.on('message', onMessage);
      worker.on('error', onError);
      gauges.fill(0);
      const order: Order = { job: name, told };
      worker.postMessage(order);
    });

  return { ask, close: () => worker.terminate() };
};

/** Has somebody use a worker, which ends with that. */
export const withThread = async <T>(limits: Limits, use: (thread: Thread) => Promise<T>): Promise<T> => {
  const thread = startThread(limits);
  try {
    return await use(thread);
  } finally {
    await thread.close();
  }
};

const neverReturned = (text: string, callMs: number): UserError =>
  new UserError(text, `has not returned for ${callMs / 1000} s`, 'Let it return, or raise --call-limit.');
