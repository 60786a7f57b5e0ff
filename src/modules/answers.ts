/** Decodes what a module's functions return. By hand, since it happens at every call. */
import { types } from 'node:util';
import type { Layout, VcpuId } from '../../model/topology.ts';
import { Refusal } from '../reading/refusal.ts';
import { show } from '../reading/values.ts';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const quietly = () => undefined;

/** Refuses a promise, and sees to it that its rejection, if any, disturbs nobody. */
export const refusePromise = (returned: unknown): void => {
  if (!isObject(returned)) return;
  if (types.isPromise(returned)) Promise.prototype.then.call(returned, quietly, quietly);
  else if (typeof Reflect.get(returned, 'then') !== 'function') return;
  throw new Refusal('returned a promise', 'It must answer at once: it can await nothing.');
};

/** The fields of a decision, both there. */
export const decisionFields = (returned: unknown): { readonly hint: unknown; readonly memory: unknown } => {
  refusePromise(returned);
  if (!isObject(returned)) throw new Refusal(`returned ${show(returned)}`, 'Return { hint, memory }.');
  const hint: unknown = Reflect.get(returned, 'hint');
  if (hint === undefined)
    throw new Refusal(
      "returned no 'hint'",
      'Return { hint, memory }; a hint is null or an array of VCPU ids.',
    );
  const memory: unknown = Reflect.get(returned, 'memory');
  if (memory === undefined)
    throw new Refusal(
      "returned no 'memory'",
      'Return { hint, memory }; to keep it, return the memory it got.',
    );
  return { hint, memory };
};

/** Whether an id is a VCPU's, and what to tell whoever named one that is none. */
export interface Vcpus {
  readonly has: (id: unknown) => id is VcpuId;
  /** The VCPUs that there are in the VM that an id speaks of, or else in a VM: one sentence. */
  readonly near: (id: unknown, vm: string) => string;
}

export const vcpusOf = ({ vcpus, vms }: Layout): Vcpus => {
  const known: ReadonlySet<unknown> = new Set(vcpus);
  return {
    has: (id): id is VcpuId => known.has(id),
    near: (id, home) => {
      const spoken = vms.find((vm) => typeof id === 'string' && id.startsWith(`${vm.id}.`));
      const vm = spoken ?? vms.find((each) => each.id === home);
      return vm === undefined ? '' : `The VCPUs of ${vm.id} are ${vm.vcpus.join(', ')}.`;
    },
  };
};

/** A list of ids as a set, as text: order and repetition do not matter. */
export const setText = (ids: readonly string[]): string =>
  ids.length === 0 ? '[]' : JSON.stringify(ids.length === 1 ? ids : [...new Set(ids)].sort());

/** Which ids a list may hold. */
export interface Accepts {
  /** What the list is called in errors: `its hint`. */
  readonly as: string;
  /** What would do in place of something that is no list of ids. */
  readonly remedy: string;
  readonly has: (id: unknown) => id is VcpuId;
  readonly near: (id: unknown) => string;
}

/** Copies a list of ids out of the realm. */
export const idsIn = (list: unknown, { as, remedy, has, near }: Accepts): readonly VcpuId[] => {
  if (!Array.isArray(list)) throw new Refusal(`returned ${show(list)} as ${as}`, remedy);
  const ids: VcpuId[] = [];
  for (let i = 0; i < list.length; i += 1) {
    const id: unknown = list[i];
    if (typeof id !== 'string') throw new Refusal(`returned ${show(id)} in ${as}`, remedy);
    if (!has(id)) throw new Refusal(`names ${show(id)} in ${as}, a VCPU that does not exist`, near(id));
    ids.push(id);
  }
  return Object.freeze(ids);
};
