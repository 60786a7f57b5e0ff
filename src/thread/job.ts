/** What goes between the main thread and the worker. */

/**
 * Something that the worker can be asked to do, by its name, and the types of what it is told and of what comes of it.
 * Both can be sent between threads. Those who ask and those who do it know nothing of each other but the job.
 */
export interface Job<Told, Done> {
  readonly name: string;
  /** For the compiler alone. */
  readonly types?: (told: Told) => Done;
}

export const jobNamed = <Told, Done>(name: string): Job<Told, Done> => ({ name });

/** What the worker is sent. */
export interface Order {
  readonly job: string;
  readonly told: unknown;
}

/** A mistake of the user's. */
interface Mistake {
  readonly is: 'mistake';
  readonly place: string;
  readonly found: string;
  readonly remedy: string;
}

/** A mistake of ours. */
interface Defect {
  readonly is: 'defect';
  readonly message: string;
  readonly stack: string;
}

/** What the worker has to say of an order in the end. */
export type Reply<Done> = { readonly is: 'done'; readonly done: Done } | Mistake | Defect;

/** What the worker sends. */
export type Message = Reply<unknown> | { readonly is: 'phase'; readonly phase: string };

/** What the worker has when it starts. */
export interface WorkerData {
  readonly board: SharedArrayBuffer;
  readonly gauges: SharedArrayBuffer;
}

/** Numbers that the worker keeps up to date, and one that the main thread sets to make it stop. */
export const gauge = { stop: 0, states: 1, waiting: 2, depth: 3, bytes: 4, nodes: 5, runs: 6 } as const;
export const createGauges = (): SharedArrayBuffer =>
  new SharedArrayBuffer(Object.keys(gauge).length * Float64Array.BYTES_PER_ELEMENT);
