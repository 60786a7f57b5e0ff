/** A trace as a file: versioned JSON that can be read, sent and replayed. */
import { dirname, join, relative, resolve } from 'node:path';
import type * as t from 'io-ts';
import { hintingModes, lifecycles, mapModes } from '../../model/configuration.ts';
import { contracts } from '../../model/policies/policy.ts';
import type { Chosen, Rung } from '../check/request.ts';
import type { PropertyResult, Run, Trace } from '../check/result.ts';
import { UserError } from '../errors.ts';
import {
  codec,
  decode,
  fields,
  flag,
  list,
  nonEmptyText,
  oneOf,
  orNull,
  text,
  wholeNumber,
} from '../input/decode.ts';
import { readText } from '../input/files.ts';
import { parseJson } from '../input/json.ts';
import { checkTopology, topologyCodec } from '../input/topology.ts';
import { portable } from './names.ts';

const format = 'hintproof-trace';
const version = 1;

const hash = codec('a SHA-256 in hex', (v): v is string => typeof v === 'string' && /^[0-9a-f]{64}$/.test(v));
const nonNegative = wholeNumber(0);

/** Either a built-in, without a path, or a module: its path from the trace file's directory, and its hash. */
const party = fields({ name: nonEmptyText }, { path: nonEmptyText, hash });

const traceCodec = fields(
  {
    format: oneOf([format]),
    version: codec(`${version}`, (v): v is typeof version => v === version),
    tool: fields({ name: text, version: text }, {}),
    policy: party,
    guest: party,
    scope: nonEmptyText,
    topology: topologyCodec,
    options: fields(
      {
        map: oneOf(mapModes),
        hinting: oneOf(hintingModes),
        moves: flag,
        lifecycle: list(oneOf(lifecycles)),
        fault: orNull(nonEmptyText),
      },
      {},
    ),
    maxMemories: wholeNumber(1),
    property: nonEmptyText,
    contract: oneOf(contracts),
    subject: text,
    expected: text,
    found: text,
    length: nonNegative,
    shortest: flag,
    actions: list(nonEmptyText, 'an array of actions'),
  },
  // The module of a fault; one of ours is named in the options.
  { fault: party },
);

export type TraceFile = t.TypeOf<typeof traceCodec>;
export type Party = TraceFile['policy'];

const partyOf = (chosen: Chosen, directory: string): Party =>
  chosen.is === 'built-in'
    ? { name: chosen.name }
    : {
        name: chosen.bundle.file,
        path: portable(relative(directory, resolve(chosen.bundle.file))),
        hash: chosen.bundle.hash,
      };

/** Everything that a trace file says about one finding. */
export interface Saved {
  readonly version: string;
  readonly policy: Chosen;
  readonly rung: Rung;
  readonly run: Run;
  readonly maxMemories: number;
  readonly property: PropertyResult;
  readonly trace: Trace;
}

/** A trace as the content of a file in a directory. */
export const traceFileOf = (saved: Saved, directory: string): TraceFile => {
  const { policy, rung, run, maxMemories, property, trace } = saved;
  const { expected, found, subject, length, shortest, actions } = trace;
  return {
    format,
    version,
    tool: { name: 'hintproof', version: saved.version },
    policy: partyOf(policy, directory),
    guest: partyOf(rung.guest, directory),
    ...(rung.fault?.is === 'module' ? { fault: partyOf(rung.fault, directory) } : {}),
    scope: run.scope,
    topology: run.topology,
    options: { ...run.options, lifecycle: [...run.options.lifecycle] },
    maxMemories,
    property: property.id,
    contract: property.contract,
    ...{ subject, expected, found, length, shortest },
    actions,
  };
};

export const printTraceFile = (file: TraceFile): string => `${JSON.stringify(file, null, 2)}\n`;

/** The format and the version come first: what is not ours has no fields to complain about. */
const checkFormat = (file: string, value: unknown): void => {
  const head =
    typeof value === 'object' && value !== null ? (value as { format?: unknown; version?: unknown }) : {};
  if (head.format !== format)
    throw new UserError(
      file,
      'is no trace file',
      `A trace file has "format": "${format}"; check --save writes them.`,
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
  checkTopology(`${file}: topology`, trace.topology);
  return trace;
};

/** @throws {UserError} that names the file and the field */
export const readTraceFile = async (file: string): Promise<TraceFile> =>
  parseTraceFile(file, await readText(file));

/** Where the module of a trace file is, seen from the working directory; a built-in's name. */
export const nameIn = (file: string, { name, path }: Party): string =>
  path === undefined ? name : join(dirname(file), path);
