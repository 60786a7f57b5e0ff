/** `hintproof replay` */
import { faults } from '../../model/faults/index.ts';
import { properties, propertyNamed } from '../../properties/index.ts';
import { replayTrace } from '../check/index.ts';
import type { Chosen, ExitCode, ReplayRequest } from '../check/request.ts';
import { nameOf } from '../check/request.ts';
import { UserError } from '../errors.ts';
import { chosen } from '../input/chosen.ts';
import { known } from '../input/names.ts';
import { defaultLimits } from '../input/request.ts';
import type { ModuleKind } from '../modules/index.ts';
import { lookOf, replayReport } from '../report/index.ts';
import type { Party, TraceFile } from '../trace/file.ts';
import { nameIn, readTraceFile } from '../trace/file.ts';
import type { Terminal } from './terminal.ts';

const partyFrom = async (
  file: string,
  kind: ModuleKind,
  party: Party,
  terminal: Terminal,
): Promise<Chosen> => {
  const found = await chosen(
    `${file}: ${kind}.${party.path === undefined ? 'name' : 'path'}`,
    kind,
    nameIn(file, party),
    process.cwd(),
  );
  if (party.path !== undefined && found.is === 'built-in')
    throw new UserError(
      `${file}: ${kind}.path`,
      `'${party.path}' is no module`,
      'Name a module by its path.',
    );
  if (found.is === 'module' && party.hash !== undefined && found.bundle.hash !== party.hash)
    terminal.err(`warning: ${found.bundle.file} is not what it was when the trace was made\n`);
  return found;
};

/** A fault is one of ours, by its name in the options, or a module, which has an entry of its own. */
const faultFrom = async (file: string, trace: TraceFile, terminal: Terminal): Promise<Chosen | null> => {
  if (trace.fault !== undefined) return partyFrom(file, 'fault', trace.fault, terminal);
  const { fault: name } = trace.options;
  if (name === null) return null;
  const names = faults.map((fault) => fault.name);
  return { is: 'built-in', name: known(`${file}: options.fault`, 'fault', name, names) };
};

const requestFrom = async (file: string, trace: TraceFile, terminal: Terminal): Promise<ReplayRequest> => {
  const { scope, topology, options, property, subject, actions, maxMemories } = trace;
  known(
    `${file}: property`,
    'property',
    property,
    properties.map(({ id }) => id),
  );
  const guest = await partyFrom(file, 'guest', trace.guest, terminal);
  const fault = await faultFrom(file, trace, terminal);
  return {
    policy: await partyFrom(file, 'policy', trace.policy, terminal),
    rung: {
      scope,
      topology,
      guest,
      fault,
      options: { ...options, fault: fault && nameOf(fault) },
      random: false,
      shows: '',
    },
    ...{ property, subject, actions },
    limits: { ...defaultLimits, maxMemories },
  };
};

/** A field that does not fit the machine is a field of the file; a module's mistakes have places of their own. */
const inFile = (file: string, error: unknown): unknown =>
  error instanceof UserError && /^(actions\[\d+\]|property|subject)$/.test(error.place)
    ? new UserError(`${file}: ${error.place}`, error.found, error.remedy)
    : error;

const exitCodeOf = (leadsThere: boolean, violates: boolean): ExitCode => {
  if (violates) return leadsThere ? 1 : 0;
  return leadsThere ? 0 : 4;
};

/** Runs the command; the exit code: 1 if the trace still leads to the violation. */
export const replayCommand = async (
  file: string,
  { color }: { readonly color: boolean },
  terminal: Terminal,
): Promise<number> => {
  const trace = await readTraceFile(file);
  const request = await requestFrom(file, trace, terminal);
  const report = await replayTrace(request, terminal.signal()).catch((error: unknown) => {
    throw inFile(file, error);
  });
  const { sentence, kind } = propertyNamed(trace.property)!;
  const violates = kind !== 'sometimes';
  const exitCode = exitCodeOf(report.leadsThere, violates);
  const look = lookOf(color && terminal.color.out, terminal.width);
  terminal.out(replayReport(report, trace, { sentence, violates, exitCode }, look));
  return exitCode;
};
