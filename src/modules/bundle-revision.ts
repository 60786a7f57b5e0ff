/** Bundles a module as it was at a revision of git. */
import { dirname, posix, relative, resolve, sep } from 'node:path';
import type { Message } from 'esbuild';
import { UserError } from '../errors.ts';
import { noteSpared } from '../sources.ts';
import type { Bundle } from './bundle.ts';
import { bundleFile, realFile, refuseStrange } from './bundle.ts';
import type { Mirror } from './checkout.ts';
import { checkedOut, isWithin } from './checkout.ts';
import type { ModuleKind } from './realm.ts';
import type { AtRevision } from './repository.ts';
import { atRevision } from './repository.ts';
import type { Revision } from './revision.ts';
import { calledAt, revisionIn, slashed } from './revision.ts';

/** A file from the root of the repository, whether it is one of the revision or a package. */
const inRepository = (file: string, { root }: AtRevision, { tree }: Mirror): string =>
  slashed(relative(isWithin(tree, file) ? tree : root, file));

const remedyIn = ({ text, location }: Message): string => {
  if (location?.lineText.startsWith('version https://git-lfs.github.com/'))
    return 'It is a pointer of Git LFS, and not the module: git lfs fetch --all brings the modules.';
  const path = /^Could not resolve "(.*)"/.exec(text)?.[1];
  if (path === undefined) return '';
  return path.startsWith('.')
    ? 'What it imports must be in that revision, too.'
    : 'Packages are those that are installed now.';
};

/** What is of the working tree as it is now is not what was asked for. */
const refuseStray = (name: string, { inputs }: Bundle, { root }: AtRevision, { tree }: Mirror): void => {
  const isOfNow = (file: string) =>
    !isWithin(tree, file) &&
    isWithin(root, file) &&
    !relative(root, file).split(sep).includes('node_modules');
  const stray = inputs.find(isOfNow);
  if (stray !== undefined)
    throw new UserError(
      name,
      `imports ${slashed(relative(root, stray))} as it is now`,
      'An absolute path, or a package of the working tree, leads there.',
    );
};

/** The source map as it would be if the revision were the working tree. */
const withSources = (map: string, directory: string, moduleDirectory: string, called: Called): string => {
  const { sources, ...rest } = JSON.parse(map) as { readonly sources: readonly string[] };
  const moved = (source: string) => posix.relative(moduleDirectory, called(resolve(directory, source)));
  return JSON.stringify({ ...rest, sources: sources.map(moved) });
};

/** A module that was read from git. */
type BundleAtRevision = Bundle & { readonly revision: Revision };

type Called = (file: string) => string;

const bundleIn = async (
  name: string,
  kind: ModuleKind,
  at: AtRevision,
  mirror: Mirror,
): Promise<BundleAtRevision> => {
  const { revision, path, root } = at;
  const real = await realFile(resolve(mirror.tree, path), name);
  const directory = dirname(real);
  const fromRoot: Called = (file) => inRepository(file, at, mirror);
  const called = (source: string) =>
    calledAt(at, posix.relative(posix.dirname(path), fromRoot(resolve(directory, source))));
  const bundle = await bundleFile({ real, file: name, called, remedy: remedyIn }, kind, null);
  refuseStray(name, bundle, at, mirror);
  for (const input of bundle.inputs) noteSpared(resolve(root, fromRoot(input)));
  const map = withSources(bundle.map, directory, posix.dirname(path), fromRoot);
  return { ...bundle, revision: { revision, path, root }, map, inputs: [] };
};

const find = (name: string, from: string): Promise<AtRevision> => {
  const asked = revisionIn(name);
  if (asked === null) throw new Error(`${name} is no name at a revision`);
  return atRevision(name, asked, from);
};

/** Why a module at a revision can't be read; `null` if it can. */
export const whyNotAt = async (name: string): Promise<UserError | null> => {
  try {
    await find(name, process.cwd());
    return null;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
};

/**
 * Bundles a module as it was at a revision, with all that it imports as it was then, and its packages as they are now.
 *
 * @param name `main:policies/mine.ts`, as seen from the working directory
 * @param from where it was written: a directory of the same repository
 * @throws {UserError} if it can't be found there, or as `bundleModule` does
 */
export const bundleRevision = async (
  name: string,
  kind: ModuleKind,
  from: string = process.cwd(),
): Promise<BundleAtRevision> => {
  const at = await find(name, from);
  refuseStrange(name);
  return checkedOut(name, at, (mirror) => bundleIn(name, kind, at, mirror));
};
