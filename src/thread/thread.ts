/** The worker thread as seen from outside: one question at a time, and a watch over it. */
import { Worker } from 'node:worker_threads';
import { UserError } from '../errors.ts';
import { createCallBoard, readCallBoard } from '../modules/index.ts';
import type { Limits } from '../results/request.ts';
import type { Answer, Job, WorkerData } from './job.ts';
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

/** The worker did not get to answer: it had no memory left, or did not stop when told to. */
export type Ending = { readonly is: 'out-of-memory' } | { readonly is: 'killed'; readonly reason: string };

export interface Thread {
  readonly ask: (job: Job, watch: Watch) => Promise<Answer | Ending>;
  readonly close: () => Promise<unknown>;
}

interface Watch {
  readonly onProgress?: ((gauges: Gauges) => void) | undefined;
  readonly signal: AbortSignal;
  /** When the worker should have stopped by itself, in milliseconds since the epoch. */
  readonly deadline: number;
}

/** Says what an answer means that is not the one that was hoped for. */
export const refuse = (answer: Answer | Ending, where = ''): never => {
  if (answer.is === 'mistake') throw new UserError(answer.place, answer.found + where, answer.remedy);
  if (answer.is === 'defect') {
    const error = new Error(answer.message);
    error.stack = answer.stack;
    throw error;
  }
  throw new Error(`the worker answered '${answer.is}'`);
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

export const startThread = (limits: Limits): Thread => {
  const data: WorkerData = { board: createCallBoard(), gauges: createGauges() };
  const gauges = new Float64Array(data.gauges);
  const worker = new Worker(workerFile, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: Math.ceil(limits.memoryBytes / mib) + 256, stackSizeMb },
  });
  worker.unref();

  const ask = (job: Job, { onProgress, signal, deadline }: Watch): Promise<Answer | Ending> =>
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
          kill(() => resolve({ is: 'killed', reason: why + where }));
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
      const onMessage = (answer: Answer): void => {
        if (answer.is === 'phase') phase = answer.phase;
        else done(() => resolve(answer));
      };
      const onError = (error: NodeJS.ErrnoException): void =>
        kill(() => {
          if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ is: 'out-of-memory' });
          else reject(error);
        });
      worker.ref();
      worker.on('message', onMessage);
      worker.on('error', onError);
      gauges.fill(0);
      worker.postMessage(job);
    });

  return { ask, close: () => worker.terminate() };
};

const neverReturned = (text: string, callMs: number): UserError =>
  new UserError(text, `has not returned for ${callMs / 1000} s`, 'Let it return, or raise --call-limit.');
