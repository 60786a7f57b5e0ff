/**
 * What a cell holds, as an expression of ITF.
 *
 * One of several is written as Quint writes a sum type, `{ tag, value }`, with the model's word for it beginning with a
 * capital: labels begin so in Quint. `null` is no expression of ITF; what may be absent is `None` or `Some`.
 */
import { match } from 'ts-pattern';
import type { DeviceEvent, Handler, Hint, Interrupt, Json, Mask, Placement } from '../../../model/state.ts';
import type { HostCpuId } from '../../../model/topology.ts';

export type ItfValue =
  | string
  | boolean
  | readonly ItfValue[]
  | { readonly [field: string]: ItfValue }
  | { readonly '#map': readonly (readonly [ItfValue, ItfValue])[] };

/** Quint's value of a label that carries nothing: the empty tuple. */
const unit: ItfValue = { '#tup': [] };

const variant = (tag: string, value: ItfValue = unit): ItfValue => ({ tag, value });

/** What may be absent. */
export const option = <A>(value: A | null | undefined, write: (value: A) => ItfValue): ItfValue =>
  value === null || value === undefined ? variant('None') : variant('Some', write(value));

const text = (value: string): ItfValue => value;

const hint = (value: Hint): ItfValue => option(value, (vcpus) => ({ '#set': vcpus }));

const interrupt = (value: Interrupt): ItfValue => ({ hint: hint(value.hint) });

const placement = (value: Placement): ItfValue =>
  match(value)
    .with({ is: 'running' }, ({ on }) => variant('Running', { on }))
    .with({ is: 'ready' }, ({ on }) => variant('Ready', { on }))
    .with({ is: 'halted' }, ({ on }) => variant('Halted', { on }))
    .with({ is: 'offline' }, () => variant('Offline'))
    .exhaustive();

const event = (value: DeviceEvent): ItfValue =>
  match(value)
    .with({ is: 'idle' }, () => variant('Idle'))
    .with({ is: 'raised' }, ({ on }) => variant('Raised', { on }))
    .with({ is: 'identified' }, (one) => variant('Identified', { on: one.on, hint: hint(one.hint) }))
    .exhaustive();

const handler = (value: Handler): ItfValue =>
  match(value)
    .with({ is: 'handling' }, (one) => variant('Handling', { hint: hint(one.hint) }))
    .with({ is: 'programming' }, ({ target }) => variant('Programming', { target }))
    .with({ is: 'programmed' }, () => variant('Programmed'))
    .exhaustive();

const mask = (value: Mask): ItfValue =>
  match(value)
    .with({ is: 'open' }, () => variant('Open'))
    .with({ is: 'masked' }, ({ owes }) => variant('Masked', { owes: option(owes, interrupt) }))
    .exhaustive();

/** A record's fields begin with no `#`, and Quint takes a `tag` for that of a sum type. Others go into a map. */
const isField = (key: string): boolean => /^[A-Za-z]\w*$/.test(key) && key !== 'tag';

const object = (entries: readonly (readonly [string, ItfValue])[]): ItfValue =>
  entries.length > 0 && entries.every(([key]) => isField(key))
    ? Object.fromEntries(entries)
    : { '#map': entries };

/** What a module of a user's remembers. ITF has no fractions: a number that is none of its integers is written out. */
const json = (value: Json): ItfValue => {
  if (value === null) return variant('None');
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? { '#bigint': String(value) } : variant('Number', String(value));
  if (Array.isArray(value)) return value.map(json);
  return object(
    Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [[key, json(one)] as const])),
  );
};

/** By the kind of cell, and in this order. What is never shown is not among them. */
export const writers: Readonly<Record<string, (value: never) => ItfValue>> = {
  placement,
  mapped: (value: HostCpuId | null) => option(value, text),
  memory: json,
  event,
  route: text,
  mask,
  pending: (value: Interrupt | null) => option(value, interrupt),
  servicing: (value: Handler | null) => option(value, handler),
  kept: json,
};
