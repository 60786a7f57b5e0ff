/** Stories of real traces, found anew: one for every kind of thing that a format has to show. */
import type { Configuration } from '../../model/configuration.ts';
import { faultNamed } from '../../model/faults/index.ts';
import { guestNamed } from '../../model/guests/index.ts';
import { policyNamed } from '../../model/policies/index.ts';
import { propertyNamed } from '../../properties/index.ts';
import { decide } from '../../src/decide/decide.ts';
import type { Chosen } from '../../src/results/request.ts';
import type { Run, RunOptions } from '../../src/results/result.ts';
import type { Story } from '../../src/results/story.ts';
import { topologyOf } from '../../src/scope.ts';
import type { PropertyTrace } from '../../src/trace/file.ts';
import { traceFileOf } from '../../src/trace/file.ts';
import { storyOfTrace } from '../../src/trace/telling.ts';

const usual: RunOptions = { map: 'on-move', hinting: 'interleaved', moves: true, lifecycle: [], fault: null };

interface Wanted {
  readonly policy: string;
  readonly property: string;
  readonly scope?: string;
  readonly guest?: string;
  readonly fault?: string;
  readonly options?: Partial<Omit<RunOptions, 'fault'>>;
}

/** A run in which a property has a shortest trace; throws where there is none. */
const runOf = (wanted: Wanted) => {
  const { policy, property, scope = '2:2x1', guest = 'any', fault = null, options = {} } = wanted;
  const topology = topologyOf(scope);
  const config: Configuration = {
    topology,
    policy: policyNamed(policy)!,
    guest: guestNamed(guest)!,
    ...{ ...usual, ...options },
    fault: fault === null ? null : faultNamed(fault)!,
  };
  const demands = {
    properties: [propertyNamed(property)!],
    isDemanded: () => true,
    engine: 'auto',
  } as const;
  const decided = decide(config, demands, { memoryBytes: 2 ** 30, check: () => null });
  const run: Run = {
    ...{ policy, guest, scope, topology, ...decided },
    options: { ...usual, ...options, fault },
    claims: config.policy.claims,
    seconds: 0,
  };
  const result = run.properties[0]!;
  if (result.trace === null) throw new Error(`${property} has no trace under ${policy} on ${scope}`);
  return { run, property: result, trace: result.trace };
};

/** The story of a shortest trace. */
export const storyOf = (wanted: Wanted): Story => {
  const { run, property, trace } = runOf(wanted);
  return {
    ...storyOfTrace(run, property, trace),
    repeat: `hintproof check ${run.policy} --scope ${run.scope} --property ${property.id}`,
  };
};

const fileOf = (wanted: Wanted): PropertyTrace => {
  const { run, property, trace } = runOf(wanted);
  const builtIn = (name: string): Chosen => ({ is: 'built-in', name });
  const { scope, topology, options } = run;
  const rung = {
    scope,
    topology,
    options,
    guest: builtIn(run.guest),
    fault: wanted.fault === undefined ? null : builtIn(wanted.fault),
    random: false,
    finiteOnly: false,
    shows: '',
  };
  const saved = { version: '1', policy: builtIn(run.policy), rung, run, maxMemories: 7, property, trace };
  return traceFileOf(saved, '.');
};

/** The trace file of a stale hint, as it would be in the working directory. */
export const staleHintFile = (): PropertyTrace =>
  fileOf({ policy: 'every-event', property: 'no-stale-hint' });

const remote = { policy: 'never', property: 'locality-restored' } as const;
const asleep = {
  policy: 'first-time',
  property: 'event-is-served',
  scope: '1:1x1',
  fault: 'no-kick',
} as const;

/** The trace files of two runs without end: one that goes round, and one in which nothing happens any more. */
export const remoteFile = (): PropertyTrace => fileOf(remote);
export const asleepFile = (): PropertyTrace => fileOf(asleep);

/** By what they show. Made when they are asked for. */
export const stories = {
  /** Seven steps; the last one violates: a hint that was true when it was made. */
  'a stale hint': () => storyOf({ policy: 'every-event', property: 'no-stale-hint' }),
  /** A hint that names nobody. */
  'a burnt hint': () => storyOf({ policy: 'first-time', property: 'hint-names-somebody' }),
  /** Nothing is violated: something is reached. */
  'a witness': () =>
    storyOf({
      policy: 'on-miss',
      property: 'delivered-locally-after-programming',
      options: { moves: false, hinting: 'atomic' },
    }),
  'two VMs': () => storyOf({ policy: 'every-event', property: 'no-stale-hint', scope: '2:2x1+1x1' }),
  'a masked source': () =>
    storyOf({ policy: 'every-event', property: 'no-stale-hint', options: { lifecycle: ['masking'] } }),
  'a map that is behind': () =>
    storyOf({ policy: 'every-event', property: 'no-stale-hint', options: { map: 'on-dispatch' } }),
  /** A run without end: one step, then five for ever. */
  'remote injections for ever': () => storyOf(remote),
  /** A run without end: five steps, then nothing. */
  'a kick that nobody gave': () => storyOf(asleep),
} as const;

export const storyNames = Object.keys(stories) as readonly (keyof typeof stories)[];
