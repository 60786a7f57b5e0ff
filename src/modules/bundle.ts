/** Turns a user's module, with all that it imports, into one script. */
import { realpath, stat } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { basename, dirname, extname, resolve } from 'node:path';
import type { BuildFailure, BuildResult, Message, OnResolveArgs, Plugin } from 'esbuild';
import { UserError } from '../errors.ts';
import type { SourcesOfBuild } from '../sources.ts';
import { noteSource, sourcesOfBuild } from '../sources.ts';
import { contentHash } from './hash.ts';
import type { ModuleKind } from './realm.ts';
import { allowedBuiltins, purity } from './realm.ts';
import type { Revision } from './revision.ts';
import { calledIn } from './revision.ts';

/** A module as one script: plain data, so that it can be sent to a worker thread. */
export interface Bundle {
  /** The name as the user gave it: a path, or one at a revision. */
  readonly file: string;
  /** `null` for what was read from the working tree. */
  readonly revision: Revision | null;
  readonly kind: ModuleKind;
  /** A CommonJS script in strict mode. */
  readonly code: string;
  /** The source map of `code`, as JSON; its sources are relative to the file's directory. */
  readonly map: string;
  /** Of `code`, in hex: it does not depend on where the module is, nor on its comments. */
  readonly hash: string;
  /** The absolute paths of the files that went into it, sorted: those to watch. None of what was read from git. */
  readonly inputs: readonly string[];
}

const extensions = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];

/** What a module gets when it imports `hintproof`. Definitions are decoded when they leave the module's realm. */
const hintproofSource = `
export const definePolicy = (definition) => definition
export const defineGuest = (definition) => definition
export const defineFault = (definition) => definition
export const disabled = /* @__PURE__ */ Symbol.for('hintproof.disabled')
`;

const entryName = 'entry';
const hintproofName = 'hintproof';

/** Resolves `hintproof`, and refuses Node's built-ins. */
const plugin = (kind: ModuleKind): Plugin => ({
  name: hintproofName,
  setup: (build) => {
    build.onResolve({ filter: /^hintproof$/ }, () => ({ path: hintproofName, namespace: hintproofName }));
    build.onLoad({ filter: /^/, namespace: hintproofName }, () => ({ contents: hintproofSource }));
    build.onResolve({ filter: /^[^./]/ }, ({ path }: OnResolveArgs) => {
      const name = path.replace(/^node:/, '');
      if (allowedBuiltins.includes(name)) return { path: `node:${name}`, external: true };
      if (!path.startsWith('node:') && !builtinModules.includes(path)) return undefined;
      const allowed = allowedBuiltins.map((builtin) => `node:${builtin}`).join(', ');
      return {
        errors: [
          {
            text: `imports '${path}', which a ${kind} may not`,
            notes: [{ text: `It may import ${allowed}` }],
          },
        ],
      };
    });
  },
});

const definer = { policy: 'definePolicy', guest: 'defineGuest', fault: 'defineFault' } as const;

/** What would do instead of a module without a default export. */
export const defaultExportRemedy = (kind: ModuleKind): string =>
  `Write export default ${definer[kind]}({ … }), with import { ${definer[kind]} } from 'hintproof'.`;

/** esbuild's words, except where they speak of what the user did not write. */
const foundBy = ({ text }: Message): string => {
  const name = /^No matching export in "hintproof:hintproof" for import "(.*)"$/.exec(text)?.[1];
  if (name !== undefined) return `'hintproof' does not export '${name}'`;
  return text.startsWith('Top-level await') ? 'awaits at the top level' : text;
};

const remedyFor = (kind: ModuleKind, { text, notes }: Message): string | null => {
  if (text.startsWith('imports ')) return `${purity(kind)} ${notes[0]?.text ?? ''}.`;
  if (text.startsWith('Top-level await')) return `A ${kind} answers at once: it awaits nothing.`;
  if (text.includes('"hintproof:hintproof"'))
    return `A ${kind} may import ${definer[kind]}${kind === 'fault' ? ', disabled' : ''} from 'hintproof', and types.`;
  return null;
};

/** A module that is there as a file, and how it is spoken of. */
export interface Located {
  /** Absolute, and without symbolic links. */
  readonly real: string;
  /** The name as the user gave it. */
  readonly file: string;
  /** What a file is called that is named relative to the module's directory. */
  readonly called: (source: string) => string;
  /** What would do where nothing that is the same for all modules would. */
  readonly remedy: (message: Message) => string;
}

/** The first of esbuild's errors; the others often follow from it. */
const buildError = (
  { file, called, remedy }: Located,
  kind: ModuleKind,
  errors: readonly Message[],
): UserError => {
  const first = errors[0]!;
  const { location } = first;
  if (location?.file === entryName)
    return new UserError(file, 'has no default export', defaultExportRemedy(kind));
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const place = location === null ? file : `${called(location.file)}:${location.line}:${location.column + 1}`;
  return new UserError(place, foundBy(first) + more, remedyFor(kind, first) ?? remedy(first));
};

/** Says early, and better than a bundler would, that there is nothing to bundle: what is at `path`, without links. */
export const realFile = async (path: string, name: string): Promise<string> => {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    const missing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
    throw new UserError(name, missing ? 'there is no such file' : `can't be read (${error.code})`);
  });
  if (found.isDirectory()) throw new UserError(name, 'is a directory', 'Name the module in it.');
  return realpath(path);
};

/** @throws {UserError} if a name is not that of a module */
export const refuseStrange = (name: string): void => {
  if (extensions.includes(extname(name))) return;
  throw new UserError(
    name,
    'is no TypeScript or JavaScript module',
    `Its name may end in ${extensions.join(', ')}.`,
  );
};

/** Bundles; nothing in the result depends on where the directory is. */
const build = async (directory: string, entry: string, kind: ModuleKind, sources: SourcesOfBuild | null) => {
  const esbuild = await import('esbuild');
  return esbuild.build({
    // an entry of our own gets at the default export of ES modules and of CommonJS alike
    stdin: {
      contents: `export { default } from ${JSON.stringify(`./${entry}`)}`,
      resolveDir: directory,
      sourcefile: entryName,
      loader: 'js',
    },
    absWorkingDir: directory,
    outfile: resolve(directory, 'bundle.js'),
    bundle: true,
    write: false,
    metafile: true,
    format: 'cjs',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'node20',
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: { js: "'use strict';" },
    // comments and paths in comments go; the source map finds the lines
    minifyWhitespace: true,
    legalComments: 'none',
    sourcemap: 'external',
    sourcesContent: false,
    logLevel: 'silent',
    plugins: [plugin(kind), ...(sources === null ? [] : [sources.plugin])],
  });
};

const bundleOf = (file: string, kind: ModuleKind, directory: string, result: BuildResult): Bundle => {
  const output = (ending: string) =>
    result.outputFiles?.find(({ path }) => path.endsWith(ending))?.text ?? '';
  const code = output('.js');
  const inputs = Object.keys(result.metafile?.inputs ?? {})
    .filter((input) => input !== entryName && !input.startsWith(`${hintproofName}:`))
    .map((input) => resolve(directory, input))
    .sort();
  return { file, revision: null, kind, code, map: output('.js.map'), hash: contentHash(code), inputs };
};

/**
 * Bundles a module that is there as a file. `sources`: notes what it is made of; `null` if that does not change.
 *
 * @throws {UserError} as `bundleModule` does
 */
export const bundleFile = async (
  module: Located,
  kind: ModuleKind,
  sources: SourcesOfBuild | null,
): Promise<Bundle> => {
  const directory = dirname(module.real);
  const entry = basename(module.real);
  const result = await build(directory, entry, kind, sources).catch((failure: BuildFailure) => {
    if (!Array.isArray(failure.errors) || failure.errors.length === 0) throw failure;
    sources?.noteUnresolved(directory, failure.errors);
    throw buildError(module, kind, failure.errors);
  });
  return bundleOf(module.file, kind, directory, result);
};

/**
 * Bundles a TypeScript or JavaScript module, wherever it is, with its relative imports and its packages.
 *
 * @param path relative to the working directory, or absolute
 * @throws {UserError} if there is no such module, it does not parse, an import can't be resolved or is a Node
 *   built-in that a module may not use, or there is no default export
 */
export const bundleModule = async (path: string, kind: ModuleKind): Promise<Bundle> => {
  noteSource(path);
  const real = await realFile(path, path);
  refuseStrange(path);
  const called = (source: string) => calledIn({ file: path, revision: null }, source);
  return bundleFile({ real, file: path, called, remedy: () => '' }, kind, sourcesOfBuild());
};
