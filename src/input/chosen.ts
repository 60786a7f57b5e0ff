/** A policy, a guest or a fault as a user names it: one of ours, or a module by its path, or at a revision of git. */
import { existsSync } from 'node:fs';
import { isAbsolute, join, posix, relative, sep } from 'node:path';
import { faultNamed, faults } from '../../model/faults/index.ts';
import { guestNamed, guestNames } from '../../model/guests/index.ts';
import { policyNamed, policyNames } from '../../model/policies/index.ts';
import { UserError } from '../errors.ts';
import type { ModuleKind } from '../modules/index.ts';
import type { RevisionName } from '../modules/revision.ts';
import { isRelative, nameAtRoot, revisionIn, slashed } from '../modules/revision.ts';
import { readable, remedyFor } from '../reading/names.ts';
import { show } from '../reading/show.ts';
import type { Chosen } from '../results/request.ts';

const builtIns = {
  policy: { names: policyNames, has: (name: string) => policyNamed(name) !== undefined },
  guest: { names: guestNames, has: (name: string) => guestNamed(name) !== undefined },
  fault: {
    names: faults.map(({ name }) => name),
    has: (name: string) => faultNamed(name) !== undefined,
  },
} as const;

/** A path that is relative to another directory, seen from the working directory. */
export const pathFrom = (directory: string, path: string): string => {
  if (isAbsolute(path) || directory === process.cwd()) return path;
  const seen = relative(process.cwd(), join(directory, path));
  return seen.startsWith('..') ? seen : `.${sep}${seen}`;
};

/** What can't be a built-in's name that is mistyped. */
export const looksLikePath = (name: string): boolean => /[/\\.]/.test(name);

/** What the user named, and where. */
interface Naming {
  readonly place: string;
  readonly kind: ModuleKind;
  readonly name: string;
  readonly directory: string;
}

/**
 * What a name says as that of a file at a revision. A file that has the whole name is meant before; and what is no path
 * after the colon is a scope in the wrong place, or a built-in's name that is mistyped.
 */
const atRevision = (name: string, directory: string): RevisionName | null => {
  const asked = existsSync(pathFrom(directory, name)) ? null : revisionIn(name);
  return asked !== null && looksLikePath(asked.path) ? asked : null;
};

/** A module's name that is relative to another directory, seen from the working directory. */
export const nameFrom = (directory: string, name: string): string => {
  const asked = atRevision(name, directory);
  if (asked === null) return pathFrom(directory, name);
  const { revision, path } = asked;
  if (!isRelative(path) || directory === process.cwd()) return name;
  const seen = posix.join(slashed(relative(process.cwd(), directory)), path);
  return `${revision}:${seen.startsWith('../') ? seen : `./${seen}`}`;
};

/** Refuses a revision without a path. `beside`: what it is to be compared with */
const refuseBareRevision = async (
  { place, kind, name, directory }: Naming,
  beside: readonly string[],
): Promise<void> => {
  const { atBareRevision } = await import('../modules/index.ts');
  const paths = beside.map((other) => pathFrom(directory, other));
  const meant = await atBareRevision(name, paths.find((path) => existsSync(path)) ?? null);
  if (meant !== null)
    throw new UserError(
      place,
      `${show(name)} is a revision of git, and no ${kind}`,
      `Name the ${kind} at that revision: ${meant}`,
    );
};

/**
 * A built-in's name, or else a file that is there, or else `revision:path`, or else a path: what has a slash or a dot.
 *
 * @param directory what a path is relative to
 * @param beside other names that were written there: a revision without a path may have been meant for one of them
 * @throws {UserError} if there is none of them, or the module can't be bundled
 */
export const chosen = async (
  place: string,
  kind: ModuleKind,
  name: string,
  directory: string,
  beside: readonly string[] = [],
): Promise<Chosen> => {
  const { names, has } = builtIns[kind];
  if (has(name)) return { is: 'built-in', name };
  if (atRevision(name, directory) !== null) {
    const { bundleRevision } = await import('../modules/index.ts');
    const bundle = await bundleRevision(readable(place, nameFrom(directory, name)), kind, directory);
    // Records of failures name it from the root of the repository.
    readable(place, nameAtRoot(bundle.revision));
    return { is: 'module', bundle };
  }
  const path = pathFrom(directory, name);
  if (name !== '' && !existsSync(path) && revisionIn(name) === null)
    await refuseBareRevision({ place, kind, name, directory }, beside);
  if (name === '' || (!looksLikePath(name) && !existsSync(path)))
    throw new UserError(
      place,
      `there is no ${kind} ${show(name)}`,
      `${remedyFor(name, names)} Or name a module by its path.`,
    );
  const { bundleModule } = await import('../modules/index.ts');
  return { is: 'module', bundle: await bundleModule(readable(place, path), kind) };
};
