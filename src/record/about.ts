/** What a record is about: a policy, a guest, a configuration and a property. Not the hash: the policy may be mended. */
import { createHash } from 'node:crypto';
import { join, relative, resolve } from 'node:path';
import type { Topology } from '../../model/topology.ts';
import { canonical } from '../engine/values.ts';
import type { Chosen, Rung } from '../results/request.ts';
import type { RunOptions } from '../results/result.ts';
import { rungName } from '../results/rung-name.ts';
import type { Party, PropertyTrace } from '../trace/file.ts';
import { whereIs } from '../trace/file.ts';
import { portable, safe } from '../trace/names.ts';

interface About {
  readonly policy: object;
  readonly guest: object;
  readonly fault: object | null;
  readonly topology: Topology;
  readonly options: Omit<RunOptions, 'fault'>;
  readonly property: string;
}

/** Two records of equal text are about the same. The scope is left out: it is one way to write the topology. */
const textOf = ({ options, ...about }: About): string =>
  canonical({ ...about, options: { ...options, lifecycle: [...options.lifecycle].sort() } });

/** A path as the record's directory sees it, so that the record moves with what it is about. */
const seenFrom = (directory: string, path: string): string => portable(relative(directory, path));

const chosenAs = (directory: string, chosen: Chosen): object =>
  chosen.is === 'built-in' ? { name: chosen.name } : whereIs(chosen.bundle, directory);

const partyAs = (directory: string, { name, path, revision }: Party): object => {
  if (revision !== undefined) return { revision };
  return path === undefined ? { name } : { path: seenFrom(directory, resolve(directory, path)) };
};

/** What is asked, in a text that is equal to that of a record about it. */
export const aboutAsked = (directory: string, policy: Chosen, rung: Rung, property: string): string => {
  const { topology, guest, fault } = rung;
  const { fault: _, ...options } = rung.options;
  return textOf({
    policy: chosenAs(directory, policy),
    guest: chosenAs(directory, guest),
    fault: fault && chosenAs(directory, fault),
    topology,
    options,
    property,
  });
};

/** What the trace file of a record is about, whatever the file is called. */
export const aboutTrace = (directory: string, trace: PropertyTrace): string => {
  const { topology, property } = trace;
  const { fault: name, ...options } = trace.options;
  const [policy, guest] = [partyAs(directory, trace.policy), partyAs(directory, trace.guest)];
  const fault = trace.fault === undefined ? name && { name } : partyAs(directory, trace.fault);
  return textOf({ policy, guest, fault: fault || null, topology, options, property });
};

/** File systems take 255 bytes. */
const partLengthMax = 60;
const hashLength = 8;

const part = (name: string): string => safe(name).replace(/-+/g, '-').slice(0, partLengthMax);

/** The shape of a topology, in whatever way its scope was written: `2-2x1` */
const shapeOf = ({ hostCpus, vms }: Topology): string =>
  `${hostCpus}:${vms.map(({ vcpus, devices }) => `${vcpus}x${Object.values(devices).flat().length}`).join('+')}`;

/**
 * `.hintproof/first-time.no-stale-hint.2-2x1.0123abcd.json`: words to read, and a hash to tell records apart. It
 * depends on nothing but what the record is about, so that a later one is written over it.
 */
export const recordFile = (directory: string, trace: PropertyTrace): string => {
  const { policy, property, topology, options } = trace;
  const about = aboutTrace(directory, trace);
  const hash = createHash('sha256').update(about).digest('hex').slice(0, hashLength);
  const { path, revision } = policy;
  const name = path === undefined ? (revision ?? policy.name) : seenFrom(directory, resolve(directory, path));
  const words = [part(name), property, part(rungName({ scope: shapeOf(topology), options })), hash];
  return join(directory, `${words.join('.')}.json`);
};
