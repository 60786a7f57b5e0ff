/** `faults` as a function: every fault in the configuration where it shows, and which properties catch it there. */
import { dirname, posix, resolve } from 'node:path';
import { faultNamed } from '../../model/faults/index.ts';
import { properties } from '../../properties/index.ts';
import type { CheckEvents, Chosen, ExitCode, Run, Rung, RunRequest } from '../check/index.ts';
import { nameOf, runEach, rungFor } from '../check/index.ts';
import { chosen, looksLikePath } from '../input/chosen.ts';
import type { ModuleKind } from '../modules/index.ts';
import { revisionIn } from '../modules/revision.ts';
import { topologyOf } from '../scope.ts';
import type { AboutFault } from './about.ts';
import { aboutFault } from './about.ts';

/** A property that breaks, and the length of the trace that shows it. */
export interface Broken {
  readonly property: string;
  readonly length: number;
  readonly shortest: boolean;
}

/** A fault in its configuration, and what came of it. */
export interface TriedFault {
  readonly about: AboutFault;
  /** The name of a built-in, or the path of a module. */
  readonly fault: string;
  readonly policy: string;
  readonly guest: string;
  /** The configuration, less the policy. */
  readonly rung: Rung;
  /** What it breaks, and the right machine keeps: those properties first that were named beforehand. */
  readonly breaks: readonly Broken[];
  /** Properties that were named beforehand, and do not catch it. */
  readonly missed: readonly string[];
  /** `unfinished`: the budget ended before it was known. */
  readonly result: 'caught' | 'not-caught' | 'unfinished';
}

/** Who breaks a property: a fault, or a policy in a right machine. */
export interface Breaker {
  readonly is: 'fault' | 'policy';
  readonly name: string;
  readonly rung: Rung;
  readonly length: number;
}

export interface TriedProperty {
  readonly property: string;
  readonly contract: string;
  /** Those with the shortest traces first. */
  readonly brokenBy: readonly Breaker[];
}

export interface FaultsReport {
  readonly faults: readonly TriedFault[];
  /** Every property of the contracts that faults are to break; empty where only some faults were tried. */
  readonly properties: readonly TriedProperty[];
  readonly exitCode: ExitCode;
}

export interface FaultsRequest {
  readonly faults: readonly Chosen[];
  /** Whether these are all that there are, so that every property must be broken. */
  readonly isAll: boolean;
  readonly limits: RunRequest['limits'];
  readonly engine: RunRequest['engine'];
  readonly order: RunRequest['order'];
}

/** The contracts whose every property must be broken by something: what a run can keep or break. */
const breakable: readonly string[] = ['safe', 'claim-1', 'locality', 'live'];

const about = async (fault: Chosen, { limits }: FaultsRequest): Promise<AboutFault> =>
  fault.is === 'module' ? aboutFault(fault.bundle, limits) : faultNamed(fault.name)!;

interface Case {
  readonly fault: Chosen;
  readonly about: AboutFault;
  readonly policy: Chosen;
  readonly rung: Rung;
}

/** What a module names is relative to where it is, and is of the same revision. */
const seenBy = async (fault: Chosen, place: string, kind: ModuleKind, name: string): Promise<Chosen> => {
  if (fault.is === 'built-in') return chosen(place, kind, name, process.cwd());
  const { file, revision: at } = fault.bundle;
  if (at === null) return chosen(place, kind, name, dirname(resolve(file)));
  const isBeside = looksLikePath(name) && revisionIn(name) === null;
  const path = posix.join(posix.dirname(at.path), name);
  return chosen(place, kind, isBeside ? `${at.revision}:${path}` : name, process.cwd());
};

/** The configuration in which a fault shows. */
const caseOf = async (fault: Chosen, said: AboutFault): Promise<Case> => {
  const { scope, policy = 'first-time', guest = 'any', ...axes } = said.shows;
  const place = `${nameOf(fault)}: shows`;
  const options = { ...axes, fault: nameOf(fault) };
  return {
    fault,
    about: said,
    policy: await seenBy(fault, `${place}.policy`, 'policy', policy),
    rung: rungFor(
      {
        scope,
        topology: topologyOf(scope, `${place}.scope`),
        guest: await seenBy(fault, `${place}.guest`, 'guest', guest),
        fault,
      },
      options,
    ),
  };
};

/** The same configuration without the fault. */
const sound = ({ policy, rung }: Case): Pick<Case, 'policy' | 'rung'> => ({
  policy,
  rung: { ...rung, fault: null, options: { ...rung.options, fault: null } },
});

const keyOf = ({ policy, rung }: Pick<Case, 'policy' | 'rung'>): string =>
  JSON.stringify([nameOf(policy), nameOf(rung.guest), rung.scope, rung.options]);

const violatedIn = ({ properties: decided }: Run): readonly Broken[] =>
  decided.flatMap(({ id, kind, result, trace }) =>
    kind !== 'sometimes' && result === 'violated' && trace !== null
      ? [{ property: id, length: trace.length, shortest: trace.shortest }]
      : [],
  );

const isOpen = (run: Run | undefined, property: string): boolean =>
  run === undefined || run.properties.some(({ id, result }) => id === property && result === 'unfinished');

const judged = (one: Case, right: Run | undefined, wrong: Run | undefined): TriedFault => {
  const { about: said, fault, policy, rung } = one;
  const before = right === undefined ? [] : violatedIn(right).map(({ property }) => property);
  const broken =
    wrong === undefined ? [] : violatedIn(wrong).filter(({ property }) => !before.includes(property));
  const isNamed = ({ property }: Broken) => said.caughtBy.includes(property);
  const missed = said.caughtBy.filter((id) => !broken.some(({ property }) => property === id));
  const isUnknown =
    right === undefined ||
    wrong === undefined ||
    missed.some((id) => isOpen(wrong, id)) ||
    said.caughtBy.some((id) => isOpen(right, id));
  const isCaught = broken.length > 0 && missed.length === 0;
  return {
    about: said,
    fault: nameOf(fault),
    policy: nameOf(policy),
    guest: nameOf(rung.guest),
    rung,
    breaks: [...broken.filter(isNamed), ...broken.filter((one) => !isNamed(one))],
    missed,
    result: isUnknown ? 'unfinished' : isCaught ? 'caught' : 'not-caught',
  };
};

/** Who breaks which property, those that need the fewest steps first. */
const byProperty = (tried: readonly TriedFault[], right: readonly Run[], rungs: readonly Rung[]) => {
  const byFault = tried.flatMap(({ breaks, fault, rung }) =>
    breaks.map(({ property, length }) => ({
      property,
      by: { is: 'fault', name: fault, rung, length } as const,
    })),
  );
  const byPolicy = right.flatMap((run, i) =>
    violatedIn(run).map(({ property, length }) => ({
      property,
      by: { is: 'policy', name: run.policy, rung: rungs[i]!, length } as const,
    })),
  );
  const all = [...byFault, ...byPolicy];
  return properties
    .filter(({ contract }) => breakable.includes(contract))
    .map(({ id, contract }): TriedProperty => {
      const brokenBy = all.filter(({ property }) => property === id).map(({ by }) => by);
      return { property: id, contract, brokenBy: brokenBy.sort((a, b) => a.length - b.length) };
    });
};

const exitCodeOf = (faults: readonly TriedFault[], tried: readonly TriedProperty[]): ExitCode => {
  if (faults.some(({ result }) => result === 'not-caught')) return 1;
  if (faults.some(({ result }) => result === 'unfinished')) return 3;
  return tried.some(({ brokenBy }) => brokenBy.length === 0) ? 1 : 0;
};

/**
 * Puts faults, one at a time, into the machine of the smallest configuration where each shows, and says which
 * properties catch it there: those that it breaks and the right machine keeps.
 *
 * @throws {UserError} where a module, or what it says of itself, is wrong
 */
export const tryFaults = async (
  request: FaultsRequest,
  events: CheckEvents,
  signal: AbortSignal,
): Promise<FaultsReport> => {
  const { limits, engine, order } = request;
  const cases: Case[] = [];
  for (const fault of request.faults) cases.push(await caseOf(fault, await about(fault, request)));
  const rights = [...new Map(cases.map(sound).map((one) => [keyOf(one), one])).values()];
  // Every fault shows where everything can be explored.
  const random = { seed: 1, runs: null };
  const how = { contracts: [], properties: [], limits, engine, order, random };
  const runs = await runEach([...rights, ...cases], how, events, signal);
  const rightOf = new Map(rights.map((one, i) => [keyOf(one), runs[i]]));
  const faults = cases.map((one, i) => judged(one, rightOf.get(keyOf(sound(one))), runs[rights.length + i]));
  const rungs = rights.map(({ rung }) => rung);
  const tried = request.isAll ? byProperty(faults, runs.slice(0, rights.length), rungs) : [];
  return { faults, properties: tried, exitCode: exitCodeOf(faults, tried) };
};
