/**
 * Which survivors the compiler refuses. `npm test` asks it before any test runs, so that nobody could land such a change;
 * Stryker's own checker would ask it of every mutant, and most of them are killed by a test anyway.
 */
import { resolve } from 'node:path';
import ts from 'typescript';
import type { Report } from './report.ts';
import { survives } from './report.ts';

type File = Report['files'][string];
type Mutant = File['mutants'][number];

/** The sources as the compiler sees them, some of them with other texts. */
const serviceFor = (root: string, texts: Map<string, string>) => {
  const { config } = ts.readConfigFile(resolve(root, 'tsconfig.json'), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const { fileExists, readFile, readDirectory, directoryExists, getDirectories } = ts.sys;
  const mutated = fileNames.filter((file) => /\/(model|properties)\//.test(file.slice(root.length)));
  let version = 0;
  const service = ts.createLanguageService({
    getScriptFileNames: () => mutated,
    getScriptVersion: (file) => (texts.has(file) ? String(version) : '0'),
    getScriptSnapshot: (file) => {
      const text = texts.get(file) ?? readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    ...{ fileExists, readFile, readDirectory, directoryExists, getDirectories },
  });
  const isFine = (file: string): boolean =>
    service.getSyntacticDiagnostics(file).length + service.getSemanticDiagnostics(file).length === 0;
  return {
    /** Whether all of it compiles, with another text for one file, which is looked at first. */
    compiles: (file: string, text: string): boolean => {
      version++;
      texts.clear();
      texts.set(file, text);
      return isFine(file) && mutated.every(isFine);
    },
  };
};

const withMutant = (source: string, { location, replacement = '' }: Mutant): string => {
  const lines = ts.createSourceFile('mutated.ts', source, ts.ScriptTarget.ES2022);
  const [from, to] = [location.start, location.end].map(({ line, column }) =>
    ts.getPositionOfLineAndCharacter(lines, line - 1, column - 1),
  );
  return source.slice(0, from) + replacement + source.slice(to);
};

/** The same report, where a survivor that does not compile has the status that the report's schema has for that. */
export const askedOfCompiler = (report: Report, root: string): Report => {
  const service = serviceFor(root, new Map());
  const judged = (path: string, { source, mutants }: File): File => ({
    source,
    mutants: mutants.map((mutant) =>
      !survives(mutant.status) || service.compiles(resolve(root, path), withMutant(source, mutant))
        ? mutant
        : { ...mutant, status: 'CompileError' },
    ),
  });
  return {
    ...report,
    files: Object.fromEntries(Object.entries(report.files).map(([path, file]) => [path, judged(path, file)])),
  };
};
