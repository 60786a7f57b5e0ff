/** A trace as a file: versioned JSON that can be read, sent and replayed. */
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import type { Bundle } from '../modules/bundle.ts';
import { nameAtRoot } from '../modules/revision.ts';
import { visible } from '../printable.ts';
import { decode } from '../reading/decode.ts';
import { readText } from '../reading/files.ts';
import { parseJson } from '../reading/json.ts';
import type { Chosen, Rung } from '../results/request.ts';
import type { PropertyResult, Run, Trace } from '../results/result.ts';
import { statesOf } from '../results/story.ts';
import type { Party, PropertyTrace, TraceFile } from './codec.ts';
import { format, traceCodec, version } from './codec.ts';
import { checkFields } from './fitting.ts';
import { portable } from './names.ts';

export type { Party, PropertyTrace, TraceFile } from './codec.ts';
export { isOfProperty } from './codec.ts';

/** Far more than any trace has that somebody reads: a replay keeps every state. */
const actionsMax = 10_000;

/** Where a module is, seen from a directory; at a revision, a module is in the same place wherever that is looked at. */
export const whereIs = (
  { file, revision }: Pick<Bundle, 'file' | 'revision'>,
  directory: string,
): { readonly path: string } | { readonly revision: string } =>
  revision === null
    ? { path: portable(relative(directory, resolve(file))) }
    : { revision: nameAtRoot(revision) };

/** A party as a trace file in a directory names it. */
export const partyOf = (chosen: Chosen, directory: string): Party => {
  if (chosen.is === 'built-in') return { name: chosen.name };
  const { file: name, hash, code, map } = chosen.bundle;
  return { name, ...whereIs(chosen.bundle, directory), hash, code, map };
};

/** Everything that a trace file says about one finding, but what it is a finding of. */
export interface Saved {
  readonly version: string;
  readonly policy: Chosen;
  readonly rung: Rung;
  readonly run: Run;
  readonly maxMemories: number;
  readonly trace: Trace;
  /** Whether the states are in the file, too. */
  readonly withStates?: boolean;
}

/** Every state of a trace, as objects. What only repeats other cells is left out. */
export const statesIn = (trace: Pick<Trace, 'initially' | 'steps'>): NonNullable<TraceFile['states']> =>
  statesOf(trace).map((cells) =>
    Object.fromEntries([...cells].filter(([cell]) => !cell.startsWith('busy('))),
  );

/** `aim` is what the trace is about, in fields of the file. */
const fileAbout = <A extends Pick<TraceFile, 'property' | 'contract' | 'condition'>>(
  aim: A,
  { version: writer, policy, rung, run, maxMemories, trace, withStates = false }: Saved,
  directory: string,
) => {
  const { expected, found, subject, length, shortest, actions, loop } = trace;
  return {
    ...({ format, version, tool: { name: 'hintproof', version: writer } } as const),
    policy: partyOf(policy, directory),
    guest: partyOf(rung.guest, directory),
    ...(rung.fault?.is === 'module' ? { fault: partyOf(rung.fault, directory) } : {}),
    scope: run.scope,
    topology: run.topology,
    options: { ...run.options, lifecycle: [...run.options.lifecycle] },
    maxMemories,
    ...aim,
    // Either may quote what a module remembers, and that may be anything.
    ...{ subject, expected: visible(expected), found: visible(found), length, shortest },
    actions,
    ...(loop === null ? {} : { loop: loop.from }),
    ...(withStates ? { states: statesIn(trace) } : {}),
  };
};

/** A trace as the content of a file in a directory. */
export const traceFileOf = (
  saved: Saved & { readonly property: Pick<PropertyResult, 'id' | 'contract'> },
  directory: string,
): PropertyTrace =>
  fileAbout({ property: saved.property.id, contract: saved.property.contract }, saved, directory);

/** The same of a way to a state in which a condition is true. */
export const conditionFileOf = (condition: string, saved: Saved, directory: string): TraceFile =>
  fileAbout({ condition }, saved, directory);

export const printTraceFile = (file: TraceFile): string => `${JSON.stringify(file, null, 2)}\n`;

/** The format and the version come first: what is not ours has no fields to complain about. */
const checkFormat = (file: string, value: unknown): void => {
  const head =
    typeof value === 'object' && value !== null ? (value as { format?: unknown; version?: unknown }) : {};
  if (head.format !== format)
    throw new UserError(
      file,
      'is no trace file',
      `A trace file has "format": "${format}"; trace --format json and check --save write them.`,
    );
  if (head.version !== version)
    throw new UserError(
      `${file}: version`,
      `found ${JSON.stringify(head.version) ?? 'nothing'}`,
      `This version of hintproof reads version ${version}.`,
    );
};

/** @throws {UserError} that names the file and the field */
export const parseTraceFile = (file: string, source: string): TraceFile => {
  const value = parseJson(file, source);
  checkFormat(file, value);
  const trace = decode(file, traceCodec, value);
  if (trace.length !== trace.actions.length)
    throw new UserError(
      `${file}: length`,
      `found ${trace.length}`,
      `There are ${trace.actions.length} actions.`,
    );
  if (trace.actions.length > actionsMax)
    throw new UserError(
      `${file}: actions`,
      `found ${trace.actions.length}`,
      `At most ${actionsMax} are replayed.`,
    );
  checkFields(file, trace);
  return trace;
};

/** @throws {UserError} that names the file and the field */
export const readTraceFile = async (file: string): Promise<TraceFile> =>
  parseTraceFile(file, await readText(file));

/** Where the module of a trace file is, seen from the working directory; a built-in's name. */
export const nameIn = (file: string, { name, path }: Party): string =>
  path === undefined ? name : isAbsolute(path) ? path : join(dirname(file), path);
