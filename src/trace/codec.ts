/** The fields of a trace file, and what each of them may hold. */
import * as t from 'io-ts';
import { hintingModes, lifecycles, mapModes } from '../../model/configuration.ts';
import { contracts } from '../../model/policies/policy.ts';
import { revisionIn } from '../modules/revision.ts';
import {
  codec,
  dictionary,
  fields,
  flag,
  line,
  list,
  nonEmptyLine,
  nonEmptyText,
  oneOf,
  orNull,
  text,
  wholeNumber,
} from '../reading/decode.ts';
import { topologyCodec } from '../reading/topology.ts';

export const format = 'hintproof-trace';
export const version = 1;

const hash = codec('a SHA-256 in hex', (v): v is string => typeof v === 'string' && /^[0-9a-f]{64}$/.test(v));
const nonNegative = wholeNumber(0);

/**
 * Either a built-in, by its name alone, or a module: its path from the trace file's directory, or its revision and its
 * path from the root of the repository; its hash, and the module itself, bundled with all that it imports, with its
 * source map, so that the trace replays elsewhere.
 */
const party = fields(
  { name: nonEmptyLine },
  {
    // It may lead through directories that are called anything: only the name is shown.
    path: nonEmptyText,
    revision: codec(
      'a revision, a colon, and a path from the root of the repository',
      (v): v is string => nonEmptyLine.is(v) && revisionIn(v) !== null,
    ),
    hash,
    code: text,
    map: text,
  },
);

/** A cell's value is JSON; whether it is a value that the cell can have, a replay tells. */
const state = dictionary(nonEmptyLine, t.unknown);

export const traceCodec = fields(
  {
    format: oneOf([format]),
    version: codec(`${version}`, (v): v is typeof version => v === version),
    tool: fields({ name: line, version: line }, {}),
    policy: party,
    guest: party,
    scope: nonEmptyLine,
    topology: topologyCodec,
    options: fields(
      {
        map: oneOf(mapModes),
        hinting: oneOf(hintingModes),
        moves: flag,
        lifecycle: list(oneOf(lifecycles)),
        fault: orNull(nonEmptyLine),
      },
      {},
    ),
    maxMemories: wholeNumber(1),
    subject: line,
    expected: line,
    found: line,
    length: nonNegative,
    shortest: flag,
    actions: list(nonEmptyLine, 'an array of actions'),
  },
  {
    // The module of a fault; one of ours is named in the options.
    fault: party,
    // What it is about: a property with its contract, or a condition.
    property: nonEmptyLine,
    contract: oneOf(contracts),
    condition: nonEmptyLine,
    // Of a run without end, how many of its actions come before the loop; all of them: nothing happens any more.
    loop: nonNegative,
    // The initial state, and that after each action.
    states: list(state, 'an array of states'),
  },
);

export type TraceFile = t.TypeOf<typeof traceCodec>;
export type Party = TraceFile['policy'];

/** The trace of a violation, or of a witness, of a property. */
export type PropertyTrace = TraceFile & { readonly property: string };

export const isOfProperty = (trace: TraceFile): trace is PropertyTrace => trace.property !== undefined;
