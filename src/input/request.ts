/** From what the user wishes to what is asked of a check. */
import { hintingModes, lifecycles, mapModes } from '../../model/configuration.ts';
import { faultNamed } from '../../model/faults/index.ts';
import { contracts } from '../../model/policies/policy.ts';
import { properties } from '../../properties/index.ts';
import { defaultEngine, engineNames } from '../engine/engines.ts';
import { cellOrderNames, defaultOrder } from '../engine/symbolic/order.ts';
import { UserError } from '../errors.ts';
import { known, readable } from '../reading/names.ts';
import { durationMs, sizeBytes } from '../reading/quantity.ts';
import type { RandomChoice } from '../results/ladder.ts';
import { ladderFor, rungFor } from '../results/ladder.ts';
import type { CheckRequest, Chosen, Limits, RandomWish, Rung } from '../results/request.ts';
import { nameOf } from '../results/request.ts';
import type { RunOptions } from '../results/result.ts';
import { topologyOf } from '../scope.ts';
import { chosen, nameFrom, pathFrom } from './chosen.ts';
import type { Wish, Wishes } from './config.ts';
import { waiversIn } from './waivers.ts';

export const defaultPolicy = 'first-time';
export const defaultGuest = 'any';
export const defaultLimits: Limits = {
  timeMs: 30_000,
  memoryBytes: 2 * 2 ** 30,
  callMs: 5_000,
  maxMemories: 1_000,
};

const propertyIds = properties.map(({ id }) => id);

const unique = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

const parsed = <T, R>(
  wish: Wish<T> | undefined,
  parse: (value: T, place: string, directory: string) => R,
): R | undefined => (wish === undefined ? undefined : parse(wish.value, wish.place, wish.directory));

/** Without the fields that are not set. */
const present = <T extends object>(object: T): { readonly [F in keyof T]?: Exclude<T[F], undefined> } =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;

const each =
  <A extends string>(noun: string, names: readonly A[]) =>
  (values: readonly string[], place: string): readonly A[] =>
    unique(values.map((value) => known(place, noun, value, names)));

/** The name under which a fault is reported; `null`: none. Whether there is such a one is found out when it is chosen. */
const faultIn = (name: string | null, _place: string, directory: string): string | null => {
  if (name === null || name === 'none') return null;
  return faultNamed(name) === undefined ? nameFrom(directory, name) : name;
};

/** `none` stands for an empty list, so that a flag can undo what a file says. */
const lifecycleIn = (values: readonly string[], place: string) => {
  const named = each('lifecycle option', [...lifecycles, 'none' as const])(values, place);
  // in the order of the model, so that equal options are written in one way
  return lifecycles.filter((one) => named.includes(one));
};

/** The axes that are set. */
export const optionsIn = ({ map, hinting, moves, lifecycle, fault }: Wishes): Partial<RunOptions> =>
  present({
    map: parsed(map, (value, place) => known(place, 'map', value, mapModes)),
    hinting: parsed(hinting, (value, place) => known(place, 'hinting', value, hintingModes)),
    moves: moves?.value,
    lifecycle: parsed(lifecycle, lifecycleIn),
    fault: parsed(fault, faultIn),
  });

/** A number of the user's that must be whole, and within limits. */
export const wholeNumberIn =
  (min: number, max: number) =>
  (value: number, place: string): number => {
    if (!Number.isSafeInteger(value) || value < min || value > max)
      throw new UserError(
        place,
        `found ${Number.isNaN(value) ? 'no whole number' : value}`,
        `Write a whole number from ${min} to ${max}.`,
      );
    return value;
  };

const countIn = wholeNumberIn(1, 1e6);
/** fast-check's seeds are 32 bits wide. */
const seedIn = wholeNumberIn(0, 2 ** 31 - 1);

const defaultSeed = 1;

/** What random runs are made from. */
export const randomIn = ({ seed, runs }: Wishes): RandomWish => ({
  seed: parsed(seed, seedIn) ?? defaultSeed,
  runs: parsed(runs, countIn) ?? null,
});

/** What is tried on random runs. */
export const randomChoiceIn = ({ random }: Wishes): RandomChoice => {
  if (random === undefined) return 'beyond-reach';
  return random.value ? 'all' : 'none';
};

export const limitsIn = ({ budget, memory, callLimit, maxMemories }: Wishes): Limits => ({
  ...defaultLimits,
  ...present({
    timeMs: parsed(budget, (value, place) => durationMs(place, value)),
    memoryBytes: parsed(memory, (value, place) => sizeBytes(place, value)),
    callMs: parsed(callLimit, (value, place) => durationMs(place, value)),
    maxMemories: parsed(maxMemories, countIn),
  }),
});

/** The explorer, and how it orders the cells. */
export const enginesIn = ({ engine, cellOrder }: Wishes): Pick<CheckRequest, 'engine' | 'order'> => ({
  engine: parsed(engine, (value, place) => known(place, 'engine', value, engineNames)) ?? defaultEngine,
  order:
    parsed(cellOrder, (value, place) => known(place, 'cell order', value, cellOrderNames)) ?? defaultOrder,
});

type Place = Pick<Rung, 'scope' | 'topology'>;

const topologyFrom = async ({ value, place, directory }: Wish<string>): Promise<Place> => {
  const { readTopology } = await import('../reading/topology.ts');
  const scope = readable(place, pathFrom(directory, value));
  return { scope, topology: await readTopology(scope) };
};

const rungsIn = async (wishes: Wishes, parties: Pick<Rung, 'guest' | 'fault'>): Promise<readonly Rung[]> => {
  const { scope, topology } = wishes;
  const options = optionsIn(wishes);
  const scopes = parsed(scope, (value, place) =>
    unique([value].flat() as readonly string[]).map(
      (one): Place => ({ scope: one, topology: topologyOf(one, place) }),
    ),
  );
  const files = topology === undefined ? [] : [await topologyFrom(topology)];
  const places = [...(scopes ?? []), ...files];
  const choice = randomChoiceIn(wishes);
  return places.length === 0
    ? ladderFor(parties, options, choice)
    : places.map((place) => rungFor({ ...place, ...parties }, options, choice));
};

/** A path may be written in two ways; a policy is checked once. */
const policiesIn = async ({ policies }: Wishes): Promise<readonly Chosen[]> => {
  const { value, place, directory } = policies ?? { value: [defaultPolicy], place: '', directory: '' };
  // A program may have looked for them, and found none: to check another one would be no answer.
  if (value.length === 0)
    throw new UserError(place, 'names no policy', `Name one; if this is left out, it is ${defaultPolicy}.`);
  const names = unique(value);
  const all = await Promise.all(names.map((name) => chosen(place, 'policy', name, directory, names)));
  return all.filter((one, i) => all.findIndex((other) => nameOf(other) === nameOf(one)) === i);
};

/** Who else is in the configuration. */
const partiesIn = async ({ guest, fault }: Wishes): Promise<Pick<Rung, 'guest' | 'fault'>> => ({
  guest: guest
    ? await chosen(guest.place, 'guest', guest.value, guest.directory)
    : { is: 'built-in', name: defaultGuest },
  fault:
    fault === undefined || fault.value === null || fault.value === 'none'
      ? null
      : await chosen(fault.place, 'fault', fault.value, fault.directory),
});

/** A flag that can do nothing is a mistake. A configuration file may say more than one command needs. */
const refuseIdle = (wishes: Wishes, rungs: readonly Rung[], isSimulated: boolean): void => {
  const idle = (fields: readonly (keyof Wishes)[], remedy: string): void => {
    const flag = fields.map((field) => wishes[field]).find((wish) => wish?.place.startsWith('--'));
    if (flag !== undefined) throw new UserError(flag.place, 'changes nothing here', remedy);
  };
  if (rungs.every(({ random }) => random))
    idle(['engine', 'cellOrder'], 'Nothing is explored exhaustively with --random.');
  if (!rungs.some(({ random }) => random))
    idle(isSimulated ? ['runs'] : ['seed', 'runs'], 'There are no random runs here; --random makes them.');
};

/**
 * `isSimulated`: something is simulated besides, from the same seed.
 *
 * @throws {UserError} that names the flag, or the field of the configuration file, that is wrong
 */
export const requestFrom = async (wishes: Wishes, isSimulated = false): Promise<CheckRequest> => {
  const limits = limitsIn(wishes);
  const asked = {
    contracts: parsed(wishes.contracts, each('contract', contracts)) ?? [],
    properties: parsed(wishes.properties, each('property', propertyIds)) ?? [],
  };
  const random = randomIn(wishes);
  optionsIn(wishes);
  const rungs = await rungsIn(wishes, await partiesIn(wishes));
  refuseIdle(wishes, rungs, isSimulated);
  const policies = await policiesIn(wishes);
  const waivers = await waiversIn(wishes, policies, limits);
  return {
    policies,
    rungs,
    ...asked,
    ...enginesIn(wishes),
    random,
    limits,
    waivers,
  };
};
