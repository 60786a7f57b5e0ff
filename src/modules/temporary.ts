/** A directory that is there for a while, and goes even if an interrupt ends the process meanwhile. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Those that are there: what ends a process knows of nothing but what is global. */
const present = new Set<string>();

const removeAll = (): void => {
  for (const directory of present) rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
};

/** Whoever else listens decides what a signal means; if nobody does, it means what it would have meant without us. */
const end = (signal: NodeJS.Signals): void => {
  if (process.listenerCount(signal) > 1) return;
  removeAll();
  process.off(signal, end);
  process.kill(process.pid, signal);
};

const enter = (directory: string): void => {
  present.add(directory);
  if (present.size > 1) return;
  for (const signal of signals) process.on(signal, end);
  process.on('exit', removeAll);
};

const leave = (directory: string): void => {
  present.delete(directory);
  if (present.size > 0) return;
  for (const signal of signals) process.off(signal, end);
  process.off('exit', removeAll);
};

/** Has an empty directory for as long as it is used; no link leads to it. */
export const inTemporary = async <T>(prefix: string, use: (directory: string) => Promise<T>): Promise<T> => {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
  enter(directory);
  try {
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
    leave(directory);
  }
};
