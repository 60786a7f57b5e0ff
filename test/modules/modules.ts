/** Modules in a temporary directory, and what is needed to call them. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Fault } from '../../model/faults/fault.ts';
import type { Guest } from '../../model/guests/guest.ts';
import type { Identification, Policy } from '../../model/policies/policy.ts';
import { layoutOf } from '../../model/topology.ts';
import type { Bundle, CallBoardWriter, ModuleKind } from '../../src/modules/index.ts';
import {
  bundleModule,
  instantiateFault,
  instantiateGuest,
  instantiatePolicy,
} from '../../src/modules/index.ts';

export const layout = layoutOf({
  hostCpus: 2,
  vms: [
    { vcpus: 2, devices: { net0: ['rx'] } },
    { vcpus: 1, devices: { net0: ['rx'] } },
  ],
});

/** Writes files, by name, into a directory outside the project that is there during the test. */
export const directoryWith = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'hintproof-modules-')));
  onTestFinished(() => rm(directory, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), text);
  }
  return directory;
};

/** What was thrown, as a user reads it: without the directory in which the test put the module. */
export const errorOf = async (run: () => unknown): Promise<string> => {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const text = error.name === 'UserError' ? error.message : `${error.name}: ${error.message}`;
    return text.replaceAll(/\/\S*hintproof-modules-[^/\s]+\//g, '');
  }
  throw new Error('nothing was thrown');
};

export const bundleOf = async (
  source: string,
  kind: ModuleKind = 'policy',
  file = `${kind}.ts`,
): Promise<Bundle> => bundleModule(join(await directoryWith({ [file]: source }), file), kind);

export const contextWith = (maxMemories = 100, board?: CallBoardWriter) => ({
  layout,
  maxMemories,
  ...(board === undefined ? {} : { board }),
});

export const policyFrom = async (source: string, context = contextWith()): Promise<Policy> =>
  instantiatePolicy(await bundleOf(source), context);

export const guestFrom = async (source: string): Promise<Guest> =>
  instantiateGuest(await bundleOf(source, 'guest'), contextWith());

export const faultFrom = async (source: string, maxMemories = 100): Promise<Fault> =>
  instantiateFault(await bundleOf(source, 'fault'), contextWith(maxMemories));

/** A policy of one line: what `decide` does with its `event`. */
export const deciding = (body: string, more = '') => `
import { definePolicy } from 'hintproof'
export default definePolicy({ name: 'test', ${more} decide: (event) => ${body} })
`;

/** An event of vm0.net0.rx, as the model gives it. */
export const eventWith = (fields: Partial<Identification> = {}): Identification => ({
  memory: null,
  on: 'cpu0',
  mappedHere: ['vm0.vcpu0'],
  route: 'vm0.vcpu1',
  source: 'vm0.net0.rx',
  condition: () => 'ready',
  ...fields,
});
