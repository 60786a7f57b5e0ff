/** `--watch`: runs a command again whenever one of the files that it reads changes. */
import { relative, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { UserError } from '../errors.ts';
import { listed } from '../report/text.ts';
import type { Sources } from '../sources.ts';
import { markNow, noting, wasThere } from '../sources.ts';
import { isInCommand } from './flags.ts';
import type { Steps } from './steps.ts';
import type { Terminal } from './terminal.ts';
import { exitInterrupted } from './terminal.ts';

const lookMs = 100;
/** Of the time, one part in so many may go into looking, where there are many files or a slow disk. */
const share = 20;
const namesMax = 3;

/** Resolves early, and without an error, where nobody waits any more. */
const rest = (ms: number, signal: AbortSignal): Promise<unknown> =>
  pause(ms, null, { signal }).catch(() => null);

/** The files whose marks are not what they were, with the marks that they have now. */
const changesIn = async (sources: Sources): Promise<Sources> => {
  const changed: Sources = new Map();
  for (const [file, mark] of [...sources]) {
    const now = await markNow(file);
    if (now !== mark) changed.set(file, now);
  }
  return changed;
};

const isSame = (a: Sources, b: Sources): boolean =>
  a.size === b.size && [...a].every(([file, mark]) => b.get(file) === mark);

/**
 * Looks at the files, again and again, until one of them has changed, and then until nothing changes any more: an
 * editor may remove a file before it writes it anew, and git writes one file after the other. It looks at the files
 * themselves, and not at what the operating system tells of them: that is so on every disk, for files that are not there
 * yet, and for what happened while nobody was listening.
 *
 * @param onChange called at the first change
 * @returns the files that have changed; none if `signal` came first
 */
const nextChange = async (
  sources: Sources,
  signal: AbortSignal,
  onChange: () => void,
): Promise<readonly string[]> => {
  const seen = new Set<string>();
  let before: Sources = new Map();
  while (!signal.aborted) {
    const start = performance.now();
    const now = await changesIn(sources);
    for (const file of now.keys()) seen.add(file);
    if (now.size > 0) onChange();
    // What is as it was before is a change, too: it was away when it was looked for.
    if (seen.size > 0 && isSame(now, before)) return [...seen];
    before = now;
    await rest(Math.max(lookMs, share * (performance.now() - start)), signal);
  }
  return [];
};

const shown = (files: readonly string[]): string => {
  const names = files.map((file) => {
    const seen = relative(process.cwd(), file);
    return seen.startsWith('..') ? file : seen.replaceAll(sep, '/');
  });
  const some = names.length > namesMax ? names.slice(0, namesMax - 1) : names;
  return listed(some.length < names.length ? [...some, `${names.length - some.length} more`] : some);
};

/** Nothing is there, and nothing is missed: whatever is changed, the answer will be the same. */
const refuseNothing = (sources: Sources): void => {
  if ([...sources.values()].some(wasThere)) return;
  throw new UserError(
    '--watch',
    'there is no file to watch: everything here is built in',
    'Name a policy by its path, or write a configuration file.',
  );
};

const stepByStep = async <Asked, Found>(
  { ask, find, tell }: Steps<Asked, Found>,
  sources: Sources,
  signal: AbortSignal,
  isFirst: boolean,
): Promise<void> => {
  const asked = await noting(sources, ask);
  if (isFirst) refuseNothing(sources);
  if (signal.aborted) return;
  const found = await find(asked, signal);
  if (!signal.aborted) await tell(asked, found);
};

const whatIsWatched = (sources: Sources): string => {
  const files = [...sources].flatMap(([file, mark]) => (wasThere(mark) ? [file] : []));
  return files.length === 0 ? 'for the files that are missing' : shown(files);
};

/** Runs it once, and waits for a change. A change meanwhile interrupts it, and nothing is told of it. */
const round = async <Asked, Found>(
  steps: Steps<Asked, Found>,
  { err, clear }: Terminal,
  ending: AbortSignal,
  isFirst: boolean,
): Promise<void> => {
  const [stale, over] = [new AbortController(), new AbortController()];
  const end = (): void => {
    stale.abort();
    over.abort();
  };
  ending.addEventListener('abort', end, { signal: over.signal });
  const sources: Sources = new Map();
  const changed = nextChange(sources, over.signal, () => stale.abort());
  try {
    await stepByStep(steps, sources, stale.signal, isFirst).catch((error: unknown) => {
      const isMistake = error instanceof UserError && !(isFirst && isInCommand(error.place));
      // an interrupt ends esbuild, too, and whoever waits for it
      if (!isMistake && !ending.aborted) throw error;
      if (isMistake && !stale.signal.aborted) err(`${error.message}\n`);
    });
    if (!stale.signal.aborted) err(`\nWatching ${whatIsWatched(sources)}. Ctrl-C ends it.\n`);
    const files = await changed;
    if (files.length === 0) return;
    clear?.();
    err(`Changed: ${shown(files)}\n\n`);
  } finally {
    over.abort();
  }
};

/**
 * Runs a command again and again, until an interrupt. A mistake is shown, and waits to be mended.
 *
 * @returns the exit code of a process that was interrupted: of the last run it would say no more than the screen, and
 *   not that the files are still the same
 * @throws {UserError} if no change of a file could change anything
 */
export const watching = async <Asked, Found>(
  steps: Steps<Asked, Found>,
  terminal: Terminal,
): Promise<number> => {
  const ending = new AbortController();
  for (const signal of [terminal.signal(), terminal.unread])
    signal.addEventListener('abort', () => ending.abort());
  for (let isFirst = true; !ending.signal.aborted; isFirst = false)
    await round(steps, terminal, ending.signal, isFirst);
  return exitInterrupted;
};
