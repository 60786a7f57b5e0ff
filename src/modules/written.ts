/** Decodes the cells that a user's fault writes, or pretends to have read: each must hold what such a cell can. */

import { disabled } from '../../model/action.ts';
import type { Outcome } from '../../model/faults/fault.ts';
import type { Hint, Json } from '../../model/state.ts';
import type { Layout, VcpuId } from '../../model/topology.ts';
import { vmIdOf } from '../../model/topology.ts';
import { Refusal } from '../reading/refusal.ts';
import { canonicalText, isPlain, show } from '../reading/values.ts';
import { refusePromise } from './answers.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Checks a value of a cell, and copies it out of the realm. `ids`: the cell's. */
type Decode = (value: unknown, ids: readonly string[]) => unknown;

/** The cells of one kind: what their ids may be, and what they may hold. */
interface Kind {
  readonly idSets: (ids: readonly string[]) => readonly string[];
  readonly ids: 1 | 2;
  readonly holds: string;
  readonly decode: Decode;
}

export interface Decoder {
  /** What a step returned. @throws {Refusal} */
  readonly outcome: (returned: unknown) => { readonly text: string; readonly value: Outcome };
  /** A value that stands in for a cell's. @throws {Refusal} */
  readonly value: (kind: string, ids: readonly string[], value: unknown) => unknown;
  /** The kinds of cells that there are. */
  readonly kinds: readonly string[];
  /** The ids of the cell that some arguments name; more of them than it has do no harm. @throws {Refusal} */
  readonly idsIn: (kind: string, given: readonly unknown[]) => readonly string[];
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && isPlain(value);

const bad = Symbol('not what it may hold');

/** An object of one of some shapes, told apart by `is`: the decoded fields of each. */
const tagged =
  (shapes: Readonly<Record<string, Readonly<Record<string, Decode>>>>): Decode =>
  (value, ids) => {
    if (!isObject(value) || typeof value.is !== 'string' || !Object.hasOwn(shapes, value.is)) return bad;
    const shape = shapes[value.is]!;
    const names = ['is', ...Object.keys(shape)];
    if (Object.keys(value).some((name) => !names.includes(name))) return bad;
    const fields = Object.entries(shape).map(([name, decode]) => [name, decode(value[name], ids)] as const);
    return fields.some(([, field]) => field === bad) ? bad : { is: value.is, ...Object.fromEntries(fields) };
  };

const orNull =
  (decode: Decode): Decode =>
  (value, ids) =>
    value === null ? null : decode(value, ids);

const among =
  (all: readonly string[]): Decode =>
  (value) =>
    all.includes(value as string) ? value : bad;

const json: Decode = (value) => JSON.parse(canonicalText(value, 'a value'));

/** The kinds of cells of a topology. */
const kindsOf = (
  { cpus, vms, vcpus }: Layout,
  keep: (value: Json) => Json,
): Readonly<Record<string, Kind>> => {
  const sources = vms.flatMap((vm) => vm.sources);
  const cpu = among(cpus);
  const hint: Decode = (value): Hint | typeof bad => {
    if (value === null) return null;
    if (!Array.isArray(value) || !value.every((one) => vcpus.includes(one as VcpuId))) return bad;
    return vcpus.filter((vcpu) => value.includes(vcpu));
  };
  const ownVcpu: Decode = (value, [source]) =>
    vcpus.includes(value as VcpuId) && source!.startsWith(`${vmIdOf(value as VcpuId)}.`) ? value : bad;
  const interrupt: Decode = (value, ids) => {
    if (!isObject(value) || Object.keys(value).join() !== 'hint') return bad;
    const decoded = hint(value.hint, ids);
    return decoded === bad ? bad : { hint: decoded };
  };
  const placed = { on: cpu };
  const perVcpu = { ids: 1, idSets: () => vcpus } as const;
  const perSource = { ids: 1, idSets: () => sources } as const;
  const perBoth = {
    ids: 2,
    idSets: ([source]: readonly string[]) =>
      source === undefined ? sources : vcpus.filter((vcpu) => source.startsWith(`${vmIdOf(vcpu)}.`)),
  } as const;
  const kept: Decode = (value, ids) => keep(json(value, ids) as Json);
  return {
    placement: {
      ...perVcpu,
      holds: "{ is: 'running' | 'ready' | 'halted', on: a host CPU }, or { is: 'offline' }",
      decode: tagged({ running: placed, ready: placed, halted: placed, offline: {} }),
    },
    mapped: { ...perVcpu, holds: 'a host CPU, or null', decode: orNull(cpu) },
    busy: {
      ids: 1,
      idSets: () => cpus,
      holds: 'true or false',
      decode: (value) => (typeof value === 'boolean' ? value : bad),
    },
    memory: { ...perSource, holds: 'plain data', decode: kept },
    event: {
      ...perSource,
      holds: "{ is: 'idle' }, { is: 'raised', on }, or { is: 'identified', on, hint }",
      decode: tagged({ idle: {}, raised: placed, identified: { on: cpu, hint } }),
    },
    route: { ...perSource, holds: "a VCPU of the source's VM", decode: ownVcpu },
    mask: {
      ...perSource,
      holds: "{ is: 'open' }, or { is: 'masked', owes: null or { hint } }",
      decode: tagged({ open: {}, masked: { owes: orNull(interrupt) } }),
    },
    pending: { ...perBoth, holds: 'null, or { hint }', decode: orNull(interrupt) },
    servicing: {
      ...perBoth,
      holds: "null, { is: 'handling', hint }, { is: 'programming', target }, or { is: 'programmed' }",
      decode: orNull(tagged({ handling: { hint }, programming: { target: ownVcpu }, programmed: {} })),
    },
    kept: { ...perSource, holds: 'plain data', decode: kept },
  };
};

const listed = (names: readonly string[]): string => names.join(', ');

/**
 * Decoders for a topology.
 *
 * @param keep takes in what the fault keeps, or refuses one value too many
 * @param keeps whether the fault keeps anything
 */
export const decoderOf = (layout: Layout, keep: (value: Json) => Json, keeps: boolean): Decoder => {
  const all = kindsOf(layout, keep);
  const kinds = Object.keys(all).filter((kind) => kind !== 'kept' || keeps);

  const checkId = (kind: string, before: readonly string[], id: unknown): void => {
    const known = all[kind]!.idSets(before);
    if (!known.includes(id as string))
      throw new Refusal(
        `names ${kind}(${[...before, show(id)].join(', ')}), which does not exist`,
        `There are ${listed(known)}.`,
      );
  };

  const value = (kind: string, ids: readonly string[], given: unknown): unknown => {
    const { decode, holds } = all[kind]!;
    const decoded = decode(given, ids);
    if (decoded === bad)
      throw new Refusal(`gives ${show(given)} for ${kind}(${ids.join(', ')})`, `It holds ${holds}.`);
    return decoded;
  };

  const byId = (kind: string, before: readonly string[], given: unknown): Fields => {
    if (!isObject(given))
      throw new Refusal(
        `returned ${show(given)} as ${kind}${before.map((id) => ` of ${id}`).join('')}`,
        'What is written is given by id: { [id]: value }.',
      );
    return Object.fromEntries(
      Object.entries(given).map(([id, one]) => {
        checkId(kind, before, id);
        const ids = [...before, id];
        return [id, ids.length < all[kind]!.ids ? byId(kind, ids, one) : value(kind, ids, one)];
      }),
    );
  };

  return {
    kinds,
    value,
    idsIn: (kind, given) => {
      const ids: string[] = [];
      for (let i = 0; i < all[kind]!.ids; i += 1) {
        checkId(kind, ids, given[i]);
        ids.push(given[i] as string);
      }
      return ids;
    },
    outcome: (returned) => {
      if (returned === disabled) return { text: 'disabled', value: disabled };
      refusePromise(returned);
      const remedy = "Return what is written, by kind and id, or disabled, which 'hintproof' exports.";
      if (!isObject(returned)) throw new Refusal(`returned ${show(returned)}`, remedy);
      const stranger = Object.keys(returned).find((kind) => !kinds.includes(kind));
      if (stranger === 'kept')
        throw new Refusal("writes 'kept'", "A fault that keeps something says what at first: 'initial'.");
      if (stranger !== undefined)
        throw new Refusal(`writes ${show(stranger)}, no kind of cell`, `There are ${listed(kinds)}.`);
      const written = Object.entries(returned).filter(([, cells]) => cells !== undefined);
      const writes = Object.fromEntries(written.map(([kind, cells]) => [kind, byId(kind, [], cells)]));
      return { text: canonicalText(writes, 'what it writes'), value: writes as Outcome };
    },
  };
};
