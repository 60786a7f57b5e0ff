/** The modules of a revision as files, beside the packages that are installed now. */
import { mkdir, readdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, parse, posix, relative, sep } from 'node:path';
import { UserError } from '../errors.ts';
import { gitOutput } from './git.ts';
import type { Listing } from './listing.ts';
import { modes } from './listing.ts';
import type { AtRevision } from './repository.ts';
import { slashed } from './revision.ts';
import { inTemporary } from './temporary.ts';

/** Everything that a module may import, and what says how it is read. */
const importable = /\.(?:[cm]?[jt]s|[jt]sx|json|css|txt)$/;

/** A repository may be very large; what is written of it has a limit. */
const filesMax = 50_000;

const isInPackages = (path: string): boolean => /(^|\/)node_modules(\/|$)/.test(path);

/** Links are taken whatever they are called: they may lead to a directory. */
const wantedIn = (files: Listing): readonly string[] =>
  [...files]
    .filter(([path, mode]) => mode !== modes.submodule && !isInPackages(path))
    .filter(([path, mode]) => mode === modes.symbolicLink || importable.test(path))
    .map(([path]) => path);

/** A directory that stands for the root of the file system: what is at a path is at the same path below it. */
export interface Mirror {
  readonly of: (path: string) => string;
  /** The root of the repository as it was. */
  readonly tree: string;
}

/** Whether a path is in a directory, or is that directory. */
export const isWithin = (directory: string, path: string): boolean => {
  const seen = relative(directory, path);
  return seen !== '..' && !seen.startsWith(`..${sep}`) && parse(seen).root === '';
};

const mirrorIn = (temporary: string, root: string): Mirror => {
  const of = (path: string): string => join(temporary, relative(parse(path).root, path));
  return { of, tree: of(root) };
};

/** Writes the files as git would check them out, with its filters, and without touching the repository's index. */
const writeFiles = async (
  name: string,
  { place, tree, files }: AtRevision,
  mirror: Mirror,
  index: string,
): Promise<readonly string[]> => {
  const wanted = wantedIn(files);
  if (wanted.length > filesMax)
    throw new UserError(
      name,
      `is in a repository of ${wanted.length} modules`,
      `At most ${filesMax} are read. Check the revision out with git worktree, and name the module by its path.`,
    );
  await gitOutput(name, place, ['read-tree', tree], { index });
  await mkdir(mirror.tree, { recursive: true });
  const prefix = `${slashed(mirror.tree)}/`;
  const input = Buffer.from(wanted.map((path) => `${path}\0`).join(''), 'latin1');
  await gitOutput(name, place, ['checkout-index', '-z', '--stdin', `--prefix=${prefix}`], { index, input });
  return wanted;
};

/** A package, or a scope of some, in a `node_modules`. */
interface Installed {
  readonly path: string;
  readonly isLink: boolean;
}

const installedIn = async (packages: string): Promise<readonly Installed[]> => {
  const entries = await readdir(packages, { withFileTypes: true }).catch(() => []);
  const visible = entries.filter(({ name }) => !name.startsWith('.'));
  return visible.map((entry) => ({ path: join(packages, entry.name), isLink: entry.isSymbolicLink() }));
};

/** A link into the repository, as workspaces have them, is no package: where it leads to. */
const ownIn = async (all: readonly Installed[], root: string): Promise<ReadonlyMap<string, string>> => {
  const own = new Map<string, string>();
  for (const { path, isLink } of all) {
    const real = isLink ? await realpath(path).catch(() => null) : null;
    if (real !== null && isWithin(root, real) && !isInPackages(slashed(relative(root, real))))
      own.set(path, real);
  }
  return own;
};

const isScope = ({ path, isLink }: Installed): boolean => !isLink && basename(path).startsWith('@');

/** Links the packages of a directory; what is no package but a part of the repository is what it was at the revision. */
const linkPackages = async (packages: string, root: string, mirror: Mirror): Promise<void> => {
  const top = await installedIn(packages);
  if (top.length === 0) return;
  const scopes = top.filter(isScope);
  const scoped = (await Promise.all(scopes.map(({ path }) => installedIn(path)))).flat();
  const all = [...top.filter((one) => !isScope(one)), ...scoped];
  const own = await ownIn(all, root);
  await mkdir(dirname(mirror.of(packages)), { recursive: true });
  // all at once, where there are none but packages
  if (own.size === 0) return symlink(packages, mirror.of(packages), 'junction');
  for (const { path } of [{ path: packages }, ...scopes]) await mkdir(mirror.of(path));
  for (const { path } of all) {
    const part = own.get(path);
    await symlink(part === undefined ? path : mirror.of(part), mirror.of(path), 'junction');
  }
};

/** A directory and all above it. */
const upwards = (directory: string): readonly string[] => {
  const above = dirname(directory);
  return above === directory ? [directory] : [directory, ...upwards(above)];
};

/** Where packages are looked for: in the directories that have modules, in those above them, and above the root. */
const placesOfPackages = (root: string, wanted: readonly string[]): readonly string[] => {
  const directories = new Set(wanted.map((path) => posix.dirname(path)));
  const within = new Set(['.']);
  for (const directory of directories)
    for (let one = directory; !within.has(one); one = posix.dirname(one)) within.add(one);
  const inRepository = [...within].map((path) => join(root, Buffer.from(path, 'latin1').toString()));
  const places = new Set([...inRepository, ...upwards(dirname(root))]);
  return [...places].map((path) => join(path, 'node_modules'));
};

/**
 * Has the modules of a revision as files for as long as they are used.
 *
 * The whole tree is there, for what an import means depends on files that it does not name: another with the same stem,
 * a `package.json`, a `tsconfig.json`. Nothing of the working tree is, but its packages.
 *
 * @throws {UserError} if git can't check them out
 */
export const checkedOut = async <T>(
  name: string,
  at: AtRevision,
  use: (mirror: Mirror) => Promise<T>,
): Promise<T> => {
  return inTemporary('hintproof-revision-', async (temporary) => {
    const mirror = mirrorIn(join(temporary, 'files'), at.root);
    const wanted = await writeFiles(name, at, mirror, join(temporary, 'index'));
    for (const packages of placesOfPackages(at.root, wanted)) await linkPackages(packages, at.root, mirror);
    // what lies above the temporary directory is not looked at
    for (const file of ['package.json', 'tsconfig.json']) await writeFile(join(temporary, file), '{}');
    return use(mirror);
  });
};
