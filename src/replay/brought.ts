/** From a trace file to what is asked of a replay: its modules are found, or taken from the file. */
import { existsSync } from 'node:fs';
import { faults } from '../../model/faults/index.ts';
import { properties, propertyNamed } from '../../properties/index.ts';
import type { SeekAim } from '../condition/aim.ts';
import { UserError } from '../errors.ts';
import { chosen } from '../input/chosen.ts';
import { defaultLimits } from '../input/request.ts';
import type { ModuleKind } from '../modules/index.ts';
import { revisionIn } from '../modules/revision.ts';
import { oneLine } from '../printable.ts';
import { known } from '../reading/names.ts';
import type { Chosen } from '../results/request.ts';
import { nameOf } from '../results/request.ts';
import type { Party, TraceFile } from '../trace/file.ts';
import { nameIn } from '../trace/file.ts';
import type { ReplayRequest } from './index.ts';

/** What of a replay is not as the file says. */
export interface Wanted {
  /** Another policy: a built-in's name, or the path of a module. */
  readonly policy?: string | undefined;
  /** With the modules as they were when the trace was made, wherever they are now. */
  readonly asRecorded: boolean;
  readonly wantsAlternatives: boolean;
  /** For one call of a module, in milliseconds. */
  readonly callMs: number;
}

export interface Brought {
  readonly request: ReplayRequest;
  /** What to know of the modules, a line each. */
  readonly notes: readonly string[];
}

interface Found {
  readonly party: Chosen;
  readonly notes: readonly string[];
}

/** The module that is in the file. */
const recorded = (kind: ModuleKind, { name, revision: at, code, map, hash }: Party): Chosen | null => {
  if (code === undefined || map === undefined || hash === undefined) return null;
  const asked = at === undefined ? null : revisionIn(at);
  const revision = asked && { ...asked, root: null };
  return { is: 'module', bundle: { file: name, revision, kind, code, map, hash, inputs: [] } };
};

/** A module, whether it is still what it was or not. */
const moduleOf = (party: Chosen, { hash }: Party): Found => {
  const isOther = party.is === 'module' && hash !== undefined && party.bundle.hash !== hash;
  const notes = isOther ? [`warning: ${nameOf(party)} is not what it was when the trace was made`] : [];
  return { party, notes };
};

const moduleAtPath = async (file: string, kind: ModuleKind, party: Party): Promise<Found | null> => {
  const path = nameIn(file, party);
  if (party.code !== undefined && !existsSync(path)) return null;
  const found = await chosen(`${file}: ${kind}.path`, kind, path, process.cwd());
  if (found.is === 'built-in')
    throw new UserError(
      `${file}: ${kind}.path`,
      `'${party.path}' is no module`,
      'Name a module by its path.',
    );
  return moduleOf(found, party);
};

const moduleAtRevision = async (kind: ModuleKind, name: string, party: Party): Promise<Found | null> => {
  const { bundleRevision, whyNotAt } = await import('../modules/index.ts');
  if (party.code !== undefined && (await whyNotAt(name)) !== null) return null;
  return moduleOf({ is: 'module', bundle: await bundleRevision(name, kind) }, party);
};

const moduleFrom = async (
  file: string,
  kind: ModuleKind,
  party: Party,
  asRecorded: boolean,
): Promise<Found> => {
  const inFile = recorded(kind, party);
  const { revision } = party;
  const where = revision === undefined ? 'path' : 'revision';
  if (asRecorded) {
    if (inFile !== null) return { party: inFile, notes: [] };
    throw new UserError(
      `${file}: ${kind}`,
      `has the ${where} of the module, and not the module itself`,
      `Leave --as-recorded out: the module is then read from its ${where}.`,
    );
  }
  const found =
    revision === undefined
      ? await moduleAtPath(file, kind, party)
      : await moduleAtRevision(kind, revision, party);
  const name = revision ?? nameIn(file, party);
  // What can't be found was not asked for where the file has the module.
  return (
    found ?? {
      party: inFile!,
      notes: [`${oneLine(name)} is not there: the ${kind} is taken from the trace file`],
    }
  );
};

const partyFrom = async (
  file: string,
  kind: ModuleKind,
  party: Party,
  asRecorded: boolean,
): Promise<Found> => {
  if (party.path !== undefined || party.revision !== undefined)
    return moduleFrom(file, kind, party, asRecorded);
  return { party: await chosen(`${file}: ${kind}.name`, kind, party.name, process.cwd()), notes: [] };
};

/** A fault is one of ours, by its name in the options, or a module, which has an entry of its own. */
const faultFrom = async (
  file: string,
  trace: TraceFile,
  asRecorded: boolean,
): Promise<Found | { readonly party: null; readonly notes: readonly string[] }> => {
  if (trace.fault !== undefined) return partyFrom(file, 'fault', trace.fault, asRecorded);
  const { fault: name } = trace.options;
  if (name === null) return { party: null, notes: [] };
  const names = faults.map((fault) => fault.name);
  return {
    party: { is: 'built-in', name: known(`${file}: options.fault`, 'fault', name, names) },
    notes: [],
  };
};

const aimOf = (file: string, { property, contract, condition }: TraceFile): SeekAim => {
  if (condition !== undefined) return { is: 'condition', text: condition, place: `${file}: condition` };
  const ids = properties.map(({ id }) => id);
  const id = known(`${file}: property`, 'property', property!, ids);
  const own = propertyNamed(id)!.contract;
  if (contract !== own)
    throw new UserError(`${file}: contract`, `found '${contract}'`, `'${id}' is of the contract '${own}'.`);
  return { is: 'property', id };
};

/** @throws {UserError} that names the file and the field, or the flag */
export const broughtBy = async (
  file: string,
  trace: TraceFile,
  { policy: other, asRecorded, wantsAlternatives, callMs }: Wanted,
): Promise<Brought> => {
  const { scope, topology, options, subject, actions, loop = null, maxMemories } = trace;
  const aim = aimOf(file, trace);
  const policy =
    other === undefined
      ? await partyFrom(file, 'policy', trace.policy, asRecorded)
      : { party: await chosen('--policy', 'policy', other, process.cwd()), notes: [] };
  const guest = await partyFrom(file, 'guest', trace.guest, asRecorded);
  const { party: fault, notes } = await faultFrom(file, trace, asRecorded);
  const request: ReplayRequest = {
    policy: policy.party,
    rung: {
      scope,
      topology,
      guest: guest.party,
      fault,
      options: { ...options, fault: fault && nameOf(fault) },
      random: false,
      finiteOnly: false,
      shows: '',
    },
    ...{ aim, subject, actions, loop, wantsAlternatives },
    // Under another policy the states differ wherever it decides otherwise.
    states: other === undefined ? (trace.states ?? null) : null,
    limits: { ...defaultLimits, maxMemories, callMs },
  };
  return { request, notes: [...policy.notes, ...guest.notes, ...notes] };
};
