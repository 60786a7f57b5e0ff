/**
 * Builds dist/: the command line, the library and the worker as ES modules that share their chunks, the declarations
 * that a user of the library sees, the page of a trace, and the licences of what is bundled.
 *
 * Everything but esbuild is bundled: a check then starts in three quarters of the time, and an installation has one
 * package.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

const buildPrograms = async () => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: {
      cli: 'src/cli.ts',
      index: 'src/index.ts',
      vitest: 'src/vitest.ts',
      worker: 'src/worker.ts',
    },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    mainFields: ['module', 'main'],
    // vitest is the user's own: its tests are registered with the one that runs
    external: ['esbuild', 'vitest'],
    // commander is CommonJS and requires Node's own modules
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    metafile: true,
    logLevel: 'warning',
  });
  chmodSync(join(dist, 'cli.js'), 0o755);
  return metafile;
};

/** The packages that something was built from. */
const packagesIn = ({ inputs }) =>
  [
    ...new Set(
      Object.keys(inputs).flatMap((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1] ?? []),
    ),
  ].sort();

/** MIT and the like ask that the notice goes with the code. */
const noticeOf = (name) => {
  const directory = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const file = readdirSync(directory).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} comes without its licence`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(directory, file), 'utf8').trim()}\n`;
};

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * Builds the page of a trace, less the trace: its script and its style stand in it, and a browser that has it runs
 * these, nothing else, and asks nobody for anything.
 */
const buildPage = async () => {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/viewer/main.tsx', 'src/viewer/style.css'],
    outdir: 'dist/viewer',
    write: false,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome100', 'firefox100', 'safari15'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  const [script, style] = ['.js', '.css'].map((suffix) =>
    outputFiles.find(({ path }) => path.endsWith(suffix)).text.trim(),
  );
  const notices = packagesIn(metafile).map(noticeOf).join('\n');
  const parts = {
    policy: [
      "default-src 'none'",
      `script-src ${hashOf(script)}`,
      `style-src ${hashOf(style)}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ].join('; '),
    notices: `<!--\nThis page contains:\n\n${notices}-->`,
    script,
    style,
  };
  const page = readFileSync(join(root, 'src/viewer/page.html'), 'utf8').replace(
    /<!--(policy|notices|script|style)-->/g,
    (_, part) => parts[part],
  );
  writeFileSync(join(dist, 'viewer.html'), page);
  return metafile;
};

/** Builds the style sheet of the reports that are pages; each has it in itself. */
const buildReportStyle = () =>
  build({
    absWorkingDir: root,
    entryPoints: { report: 'src/report/html/style.css' },
    outdir: 'dist',
    bundle: true,
    minify: true,
    target: ['chrome100', 'firefox100', 'safari15'],
    charset: 'utf8',
    logLevel: 'warning',
  });

/** What `hintproof init` writes is copied as it is: somebody will read it. */
const copyTemplates = () => {
  const templates = join(dist, 'templates');
  rmSync(templates, { recursive: true, force: true });
  cpSync(join(root, 'src/init/templates'), templates, { recursive: true });
};

/** Builds the programs and the pages; what they were built from, and into. */
export const bundle = async () => {
  copyTemplates();
  const [programs, page] = [await buildPrograms(), await buildPage()];
  await buildReportStyle();
  return { inputs: { ...programs.inputs, ...page.inputs }, outputs: programs.outputs };
};

/** What an earlier build left behind. */
const removeStale = ({ outputs }) => {
  const fresh = Object.keys(outputs).map((path) => resolve(root, path));
  for (const name of readdirSync(dist))
    if (name.endsWith('.js') && !fresh.includes(join(dist, name))) rmSync(join(dist, name));
};

const writeLicences = (metafile) => {
  const notices = packagesIn(metafile).map(noticeOf);
  writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), notices.join(`\n${'-'.repeat(72)}\n\n`));
};

const relativeImport = /(from |import\()(['"])(\.[^'"]+)\.ts\2/g;

/** The declarations that those of the package's entries lead to, with imports that every resolution mode understands. */
export const writeDeclarations = (types = join(dist, 'types')) => {
  rmSync(types, { recursive: true, force: true });
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const args = ['-p', join(root, 'tsconfig.build.json'), '--outDir', types];
  execFileSync(process.execPath, [tsc, ...args], { stdio: 'inherit' });
  const wanted = new Set([join(types, 'src/index.d.ts'), join(types, 'src/vitest.d.ts')]);
  for (const file of wanted) {
    const text = readFileSync(file, 'utf8');
    for (const [, , , path] of text.matchAll(relativeImport))
      wanted.add(resolve(dirname(file), `${path}.d.ts`));
    writeFileSync(file, text.replace(relativeImport, '$1$2$3.js$2'));
  }
  for (const entry of readdirSync(types, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !wanted.has(path)) rmSync(path);
  }
  for (const entry of readdirSync(types, { recursive: true, withFileTypes: true }).reverse()) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory() && existsSync(path) && readdirSync(path).length === 0)
      rmSync(path, { recursive: true });
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const metafile = await bundle();
  removeStale(metafile);
  writeLicences(metafile);
  writeDeclarations();
}
