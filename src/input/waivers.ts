/** The waivers of a configuration: each for a property and a policy that there are. */
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { policyNamed, policyNames } from '../../model/policies/index.ts';
import { properties } from '../../properties/index.ts';
import { UserError } from '../errors.ts';
import { revisionIn } from '../modules/revision.ts';
import { known, remedyFor } from '../reading/names.ts';
import { show } from '../reading/show.ts';
import { rungFor } from '../results/ladder.ts';
import type { Chosen, Limits } from '../results/request.ts';
import { nameOf } from '../results/request.ts';
import type { Waiver } from '../results/waivers.ts';
import { topologyOf } from '../scope.ts';
import { noteSource } from '../sources.ts';
import { pathFrom } from './chosen.ts';
import type { WaiverConfig, Wishes } from './config.ts';

const propertyIds = properties.map(({ id }) => id);

const isSameFile = (a: string, b: string): boolean => realpathSync(a) === realpathSync(b);

/** The names of a file at revisions, among the policies. */
const revisionsOf = (path: string, policies: readonly Chosen[]): readonly string[] =>
  policies.flatMap((policy) => {
    const at = policy.is === 'module' ? policy.bundle.revision : null;
    const file = at?.root == null ? null : join(at.root, at.path);
    return file !== null && existsSync(file) && isSameFile(file, path) ? [nameOf(policy)] : [];
  });

/** A path may be written in two ways. */
const isSameWaiver = (a: WaiverConfig, b: WaiverConfig): boolean =>
  a.property === b.property && resolve(a.policy) === resolve(b.policy);

/** What is written down, each of a property and a file that are there. */
const writtenIn = ({ waivers }: Wishes, policies: readonly Chosen[]): readonly Waiver[] => {
  const { value, place, directory } = waivers ?? { value: [], place: '', directory: '' };
  return value.map(({ property, policy, reason }, i) => {
    const at = `${place}[${i}]`;
    known(`${at}.property`, 'property', property, propertyIds);
    const first = value.findIndex((one) => isSameWaiver(one, value[i]!));
    if (first !== i)
      throw new UserError(at, `waives what ${place}[${first}] waives`, 'Keep the one whose reason is right.');
    if (policyNamed(policy) !== undefined) return { property, policy, revisions: [], reason, place: at };
    const path = pathFrom(directory, policy);
    if (!existsSync(path) && revisionIn(policy) !== null)
      throw new UserError(
        `${at}.policy`,
        `${show(policy)} is a policy at a revision`,
        'Name the file: a waiver is for it at all revisions.',
      );
    if (!existsSync(path)) {
      noteSource(path);
      throw new UserError(
        `${at}.policy`,
        `there is no policy ${show(policy)}`,
        `${remedyFor(policy, policyNames)} Or name a module by its path, from the configuration file.`,
      );
    }
    return { property, policy: path, revisions: revisionsOf(path, policies), reason, place: at };
  });
};

/** Whether a check loads the file anyway, and says what is wrong with it: now, or as it is at a revision. */
const isAsked = ({ policy: path, revisions }: Waiver, policies: readonly Chosen[]): boolean =>
  revisions.length > 0 ||
  policies.some(
    (one) => one.is === 'module' && one.bundle.revision === null && isSameFile(one.bundle.file, path),
  );

/** Loads a policy, in the smallest machine that there is. */
const tryToLoad = async (path: string, limits: Limits): Promise<void> => {
  const [{ bundleModule }, { planOf }] = await Promise.all([
    import('../modules/index.ts'),
    import('../check/index.ts'),
  ]);
  const policy: Chosen = { is: 'module', bundle: await bundleModule(path, 'policy') };
  const scope = '1:1x1';
  const guest = { is: 'built-in', name: 'any' } as const;
  const rung = rungFor({ scope, topology: topologyOf(scope, scope), guest, fault: null }, {});
  await planOf({ policies: [policy], rungs: [rung], contracts: [], properties: [], limits });
};

/** A directory, or a file that policies import, is never checked: a waiver for it would never be found to be unused. */
const refuseOther = async ({ policy: path, place }: Waiver, limits: Limits): Promise<void> => {
  await tryToLoad(path, limits).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      `${place}.policy`,
      `${show(path)} holds no policy (${error.place}: ${error.found})`,
      'Name the file whose default export is the policy, or a built-in policy.',
    );
  });
};

/** @throws {UserError} if there is no such property or policy: a waiver for it could never be found to be unused */
export const waiversIn = async (
  wishes: Wishes,
  policies: readonly Chosen[],
  limits: Limits,
): Promise<readonly Waiver[]> => {
  const waivers = writtenIn(wishes, policies);
  const others = waivers.filter((one) => policyNamed(one.policy) === undefined && !isAsked(one, policies));
  for (const [i, one] of others.entries())
    if (others.findIndex(({ policy }) => policy === one.policy) === i) await refuseOther(one, limits);
  return waivers;
};
