/** `hintproof.config.ts` as a module: bundled, and evaluated. It is the user's own program, and may do what it likes. */
import { SourceMap } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure, Plugin } from 'esbuild';
import { UserError } from '../errors.ts';
import { show } from '../reading/show.ts';
import { isPlain } from '../reading/values.ts';
import { sourcesOfBuild } from '../sources.ts';

/** What is awaited at the top level may never come; then Node would end without a word, and `--watch` would wait for ever. */
const loadMsMax = 10_000;

/** What `import … from 'hintproof'` is in a configuration file. */
const hintproof: Plugin = {
  name: 'hintproof',
  setup: (build) => {
    build.onResolve({ filter: /^hintproof$/ }, () => ({ path: 'hintproof', namespace: 'hintproof' }));
    build.onLoad({ filter: /^/, namespace: 'hintproof' }, () => ({
      contents: 'export const defineConfig = (config) => config',
    }));
  },
};

const remedy = "Write export default defineConfig({ … }), with import { defineConfig } from 'hintproof'.";

const buildError = (file: string, { errors }: BuildFailure): UserError => {
  const { text, location } = errors[0]!;
  const place = location === null ? file : `${location.file}:${location.line}:${location.column + 1}`;
  return new UserError(place, text, text.includes('"default"') || text.includes('"hintproof:') ? remedy : '');
};

/** One ES module, and its source map as JSON, with sources relative to the working directory. */
interface Script {
  readonly code: string;
  readonly map: string;
}

const bundle = async (file: string): Promise<Script> => {
  const path = resolve(file);
  const sources = sourcesOfBuild();
  const esbuild = await import('esbuild');
  const built = esbuild.build({
    entryPoints: [path],
    absWorkingDir: process.cwd(),
    outfile: join(process.cwd(), 'bundle.js'),
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'external',
    sourcesContent: false,
    logLevel: 'silent',
    // it runs from a URL of its own, and looks as if it ran from its file
    define: {
      'import.meta.url': JSON.stringify(pathToFileURL(path).href),
      'import.meta.dirname': JSON.stringify(dirname(path)),
      'import.meta.filename': JSON.stringify(path),
    },
    plugins: [hintproof, sources.plugin],
  });
  const { outputFiles } = await built.catch((failure: BuildFailure) => {
    if (!Array.isArray(failure.errors) || failure.errors.length === 0) throw failure;
    sources.noteUnresolved(process.cwd(), failure.errors);
    throw buildError(file, failure);
  });
  const output = (ending: string) => outputFiles.find((one) => one.path.endsWith(ending))!.text;
  return { code: output('.js'), map: output('.js.map') };
};

const frame = /data:text\/javascript;base64,[\w+/=]*:(\d+):(\d+)/;

/** What was thrown, at its place in the user's files. `when`: `while it was loaded` */
const thrownIn = (file: string, { map }: Script, error: unknown, when: string): UserError => {
  if (!(error instanceof Error)) return new UserError(file, `${when}: threw ${show(error)}`);
  const [, line, column] = frame.exec(error.stack ?? '') ?? [];
  const message = `${when}: ${error.name}: ${error.message}`;
  if (line === undefined || column === undefined) return new UserError(file, message);
  const found = new SourceMap(JSON.parse(map)).findEntry(Number(line) - 1, Number(column) - 1);
  if (!('originalSource' in found)) return new UserError(file, message);
  const { originalSource, originalLine, originalColumn } = found;
  return new UserError(`${originalSource}:${originalLine + 1}:${originalColumn + 1}`, message);
};

const inTime = <T>(file: string, loading: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const mistake = new UserError(
      file,
      `is still being loaded after ${loadMsMax / 1000} s`,
      'Something that it awaits at the top level does not come to an end.',
    );
    timer = setTimeout(() => reject(mistake), loadMsMax);
  });
  return Promise.race([loading, late]).finally(() => clearTimeout(timer));
};

/** A configuration has no more levels; what is deeper is in no field, and is refused as it is. */
const depthMax = 4;

/** Reads a part of a configuration, which may run the user's code. `path`: `waivers[0].reason` */
type Read = <T>(path: string, from: () => T) => T;

/** The plain data in a value, each part read once: a getter may throw, or say another thing the second time. */
const asData = (value: unknown, path: string, read: Read, depth = 0): unknown => {
  if (typeof value !== 'object' || value === null || depth === depthMax) return value;
  const part = (key: string, at: string): unknown => {
    const found = read(at, () => (value as Readonly<Record<string, unknown>>)[key]);
    return asData(found, at, read, depth + 1);
  };
  const length = read(path, () => (Array.isArray(value) ? value.length : null));
  if (length !== null) return Array.from({ length }, (_, i) => part(String(i), `${path}[${i}]`));
  const keys = read(path, () => (isPlain(value) ? Object.keys(value) : null));
  if (keys === null) return value;
  return Object.fromEntries(keys.map((key) => [key, part(key, path === '' ? key : `${path}.${key}`)]));
};

/**
 * The default export of a configuration file, as data.
 *
 * @throws {UserError} naming the file, and the line where there is one, if it can't be bundled, throws or does not end,
 *   or has no default export; and the field, if reading that throws
 */
export const evaluate = async (file: string): Promise<unknown> => {
  const script = await bundle(file);
  const url = `data:text/javascript;base64,${Buffer.from(script.code).toString('base64')}`;
  const load = async (): Promise<unknown> => {
    try {
      // what is exported may itself be a promise
      return await (await import(url)).default;
    } catch (error) {
      throw thrownIn(file, script, error, 'while it was loaded');
    }
  };
  const exported = await inTime(file, load());
  if (exported === undefined) throw new UserError(file, 'has no default export', remedy);
  return asData(exported, '', (path, from) => {
    try {
      return from();
    } catch (error) {
      throw thrownIn(file, script, error, path === '' ? 'while it was read' : `while ${path} was read`);
    }
  });
};
