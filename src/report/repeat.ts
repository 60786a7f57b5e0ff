/** The one command that repeats a finding. */

import type { OfBoth } from '../compare/report.ts';
import { canonical } from '../engine/values.ts';
import type { Usual } from '../input/usual.ts';
import { durationText, sizeText } from '../reading/quantity.ts';
import { plannedRuns } from '../results/planned-runs.ts';
import type { CheckRequest, Chosen, Limits } from '../results/request.ts';
import { nameOf } from '../results/request.ts';
import type { RandomResult, Run } from '../results/result.ts';
import { optionFlags } from '../results/rung-name.ts';
import { looksLikeScope } from '../scope.ts';
import type { SeekRequest } from '../seek/index.ts';

const plain = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** A word as a POSIX shell reads it back. */
export const quoted = (word: string): string =>
  plain.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

const limitFlags = (limits: Limits, usual: Limits): readonly string[] => [
  ...(limits.timeMs === usual.timeMs ? [] : ['--budget', durationText(limits.timeMs)]),
  ...(limits.memoryBytes === usual.memoryBytes ? [] : ['--memory', sizeText(limits.memoryBytes)]),
  ...(limits.callMs === usual.callMs ? [] : ['--call-limit', durationText(limits.callMs)]),
  ...(limits.maxMemories === usual.maxMemories ? [] : ['--max-memories', String(limits.maxMemories)]),
];

/** How a check was done, as far as flags say it. */
type Done = Pick<CheckRequest, 'engine' | 'order' | 'limits'>;

const engineFlags = ({ engine, order }: Done, usual: Usual): readonly string[] => [
  ...(engine === usual.engine ? [] : ['--engine', engine]),
  ...(order === usual.order ? [] : ['--cell-order', order]),
];

/** The same runs once more: as many, from the same seed. */
const randomFlags = ({ exploration }: Pick<Repeated, 'exploration'>, usual: Usual): readonly string[] => {
  const random = exploration?.random ?? null;
  if (random === null) return usual.isAllRandom ? ['--no-random'] : [];
  const { seed, plannedRuns } = random;
  return [
    ...(usual.isAllRandom ? [] : ['--random']),
    ...(seed === usual.random.seed ? [] : ['--seed', String(seed)]),
    ...(plannedRuns === usual.random.runs ? [] : ['--runs', String(plannedRuns)]),
  ];
};

type Repeated = Pick<Run, 'policy' | 'guest' | 'scope' | 'options'> & {
  readonly exploration: {
    readonly random: Pick<RandomResult, 'seed' | 'plannedRuns'> | null;
  } | null;
};

/** A run of which a record settled what was asked is repeated as it would have been made: at random, or exhaustively. */
export const asAsked = (run: Run, request: CheckRequest): Repeated => {
  const rung = request.rungs.find(
    ({ scope, options }) =>
      canonical({ scope, options }) === canonical({ scope: run.scope, options: run.options }),
  );
  if (run.exploration !== null || !rung?.random) return run;
  const random = { seed: request.random.seed, plannedRuns: plannedRuns(request) };
  return { ...run, exploration: { random } };
};

/** The configuration of a run, in flags. */
const configurationFlags = (run: Omit<Repeated, 'policy'>, usual: Usual): readonly string[] => [
  ...[looksLikeScope(run.scope) ? '--scope' : '--topology', run.scope],
  ...(run.guest === usual.guest ? [] : ['--guest', run.guest]),
  ...optionFlags(run.options, usual.options),
];

/** How the run was explored, and what it might cost, in flags. */
const explorationFlags = (
  run: Pick<Repeated, 'exploration'>,
  done: Done,
  usual: Usual,
): readonly string[] => [
  ...randomFlags(run, usual),
  // Nothing is explored on random runs.
  ...(run.exploration?.random ? [] : engineFlags(done, usual)),
  ...limitFlags(done.limits, usual.limits),
  ...(usual.config === null ? [] : ['--config', usual.config]),
];

const asCommand = (words: readonly string[]): string => words.map(quoted).join(' ');

/** `hintproof check first-time --scope 2:2x1 --property no-stale-hint` */
export const repeatCommand = (run: Repeated, property: string, done: Done, usual: Usual): string =>
  asCommand([
    ...['hintproof', 'check', run.policy],
    ...configurationFlags(run, usual),
    ...['--property', property],
    ...explorationFlags(run, done, usual),
  ]);

/** `hintproof trace no-stale-hint first-time --scope 2:2x1` */
export const traceCommand = (
  run: Repeated,
  { aim, count, ...done }: Done & Pick<SeekRequest, 'aim' | 'count'>,
  usual: Usual,
): string =>
  asCommand([
    ...['hintproof', 'trace'],
    ...(aim.is === 'property' ? [aim.id, run.policy] : [run.policy, '--to', aim.text]),
    ...(count === 1 ? [] : ['--count', String(count)]),
    ...configurationFlags(run, usual),
    ...explorationFlags(run, done, usual),
  ]);

/** `hintproof compare first-time on-miss --scope 2:2x1` */
export const compareCommand = (
  run: Omit<Repeated, 'policy'>,
  { baseline, candidate, ...done }: Done & OfBoth<Chosen>,
  usual: Usual,
): string =>
  asCommand([
    ...['hintproof', 'compare', nameOf(baseline), nameOf(candidate)],
    ...configurationFlags(run, usual),
    ...explorationFlags(run, done, usual),
  ]);

/** What of a replay is not as the file says, in flags. */
interface Otherwise {
  readonly policy?: string | undefined;
  readonly asRecorded?: boolean | undefined;
  readonly callLimit?: string | undefined;
}

/** `hintproof replay t.json --policy never` */
export const replayCommand = (file: string, { policy, asRecorded, callLimit }: Otherwise = {}): string =>
  asCommand([
    ...['hintproof', 'replay', file],
    ...(policy === undefined ? [] : ['--policy', policy]),
    ...(asRecorded === true ? ['--as-recorded'] : []),
    ...(callLimit === undefined ? [] : ['--call-limit', callLimit]),
  ]);
