/** Whether the fields of a trace file fit each other: each of them alone is what it should be. */
import { same } from '../../model/same.ts';
import { propertyNamed } from '../../properties/index.ts';
import { isLongRun } from '../../properties/property.ts';
import { UserError } from '../errors.ts';
import { contentHash } from '../modules/hash.ts';
import { checkTopology } from '../reading/topology.ts';
import { looksLikeScope, topologyOf } from '../scope.ts';
import type { Party, TraceFile } from './codec.ts';

/** Every heading shows the scope, and what is run is the topology. */
const checkScope = (file: string, { scope, topology }: TraceFile): void => {
  if (!looksLikeScope(scope) || same(topologyOf(scope, `${file}: scope`), topology)) return;
  throw new UserError(
    `${file}: scope`,
    `'${scope}' is not the topology of this file`,
    'Write the scope of that topology, or the name of the file that it came from.',
  );
};

const checkAim = (file: string, { property, contract, condition }: TraceFile): void => {
  if ((property === undefined) === (condition === undefined))
    throw new UserError(
      `${file}: property`,
      property === undefined ? 'found nothing' : "is there, and so is 'condition'",
      'A trace is about a property, or about a condition.',
    );
  if ((property === undefined) !== (contract === undefined))
    throw new UserError(
      `${file}: contract`,
      contract === undefined ? 'found nothing' : 'is there without a property',
      'A property has its contract beside it, a condition has none.',
    );
};

const checkStates = (file: string, { states, actions }: TraceFile): void => {
  if (states === undefined || states.length === actions.length + 1) return;
  throw new UserError(
    `${file}: states`,
    `found ${states.length}`,
    `There are ${actions.length + 1}: the initial one, and one after each action.`,
  );
};

/** A promise about the long run is broken by a run without end, and by no other; nothing else is. */
const checkLoop = (file: string, { property, actions, loop }: TraceFile): void => {
  const about = property === undefined ? undefined : propertyNamed(property);
  // What there is no property for is said of the property.
  if (property !== undefined && about === undefined) return;
  const isEndless = about !== undefined && isLongRun(about);
  if (loop === undefined && isEndless)
    throw new UserError(
      `${file}: loop`,
      'found nothing',
      `'${property}' is about the long run: say how many actions come before the loop.`,
    );
  if (loop === undefined) return;
  if (!isEndless)
    throw new UserError(
      `${file}: loop`,
      'is there, and the trace is not about the long run',
      'Leave it out: only a promise about the long run is broken by a run without end.',
    );
  if (loop > actions.length)
    throw new UserError(
      `${file}: loop`,
      `found ${loop}`,
      `There are ${actions.length} actions: at most as many come before the loop.`,
    );
};

/** What came with the file is run as it came, or not at all. */
const checkParty = (place: string, found: Party | undefined): void => {
  if (found?.path !== undefined && found.revision !== undefined)
    throw new UserError(`${place}.revision`, "is there, and so is 'path'", 'A module is in one place.');
  if (found?.code === undefined) return;
  const isSomewhere = found.path !== undefined || found.revision !== undefined;
  if (!isSomewhere || found.hash === undefined || found.map === undefined)
    throw new UserError(
      `${place}.code`,
      'is there alone',
      'A module has its path or its revision, hash, code and map in the file.',
    );
  if (contentHash(found.code) !== found.hash)
    throw new UserError(
      `${place}.code`,
      'is not what the hash beside it says',
      'Somebody has changed one of them: have the file made again.',
    );
};

/** @throws {UserError} that names the file and the field */
export const checkFields = (file: string, trace: TraceFile): void => {
  checkTopology(`${file}: topology`, trace.topology);
  checkScope(file, trace);
  checkAim(file, trace);
  checkLoop(file, trace);
  checkStates(file, trace);
  for (const kind of ['policy', 'guest', 'fault'] as const) checkParty(`${file}: ${kind}`, trace[kind]);
};
