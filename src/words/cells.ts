/** What a cell holds, in words. */
import { match } from 'ts-pattern';
import type { DeviceEvent, Handler, Hint, Interrupt, Mask, Placement } from '../../model/state.ts';
import type { HostCpuId } from '../../model/topology.ts';
import { visible } from '../printable.ts';

export const hintInShort = (hint: Hint): string => {
  if (hint === null) return 'no hint';
  return hint.length === 0 ? 'a hint that names nobody' : `hint {${hint.join(', ')}}`;
};

const placement = (value: Placement): string =>
  match(value)
    .with({ is: 'offline' }, () => 'offline')
    .otherwise(({ is, on }) => `${is} on ${on}`);

const event = (value: DeviceEvent): string =>
  match(value)
    .with({ is: 'idle' }, () => 'idle')
    .with({ is: 'raised' }, ({ on }) => `raised on ${on}`)
    .with({ is: 'identified' }, ({ on, hint }) => `identified on ${on}, ${hintInShort(hint)}`)
    .exhaustive();

const interrupt = (value: Interrupt | null): string =>
  value === null ? 'nothing' : `interrupt, ${hintInShort(value.hint)}`;

const handler = (value: Handler | null): string =>
  match(value)
    .with(null, () => 'nothing')
    .with({ is: 'handling' }, ({ hint }) => `interrupt, ${hintInShort(hint)}`)
    .with({ is: 'programming' }, ({ target }) => `programming ${target}`)
    .with({ is: 'programmed' }, () => 'programmed')
    .exhaustive();

const mask = (value: Mask): string =>
  match(value)
    .with({ is: 'open' }, () => 'open')
    .with({ is: 'masked', owes: null }, () => 'masked, owing nothing')
    .with({ is: 'masked' }, ({ owes }) => `masked, owing an ${interrupt(owes)}`)
    .exhaustive();

/** By the kind of cell. `busy` is left out, for the placements say it; so is what a property remembers. */
const words: Readonly<Record<string, (value: never) => string>> = {
  placement,
  mapped: (value: HostCpuId | null) => value ?? 'no entry',
  memory: (value: unknown) => visible(JSON.stringify(value)),
  event,
  route: (value: string) => value,
  mask,
  pending: interrupt,
  servicing: handler,
  kept: (value: unknown) => visible(JSON.stringify(value)),
};

const kindOf = (cell: string): string => cell.slice(0, cell.indexOf('('));

/** Whether a trace shows the cell. */
export const isShown = (cell: string): boolean => Object.hasOwn(words, kindOf(cell));

/** The value of a cell, by the cell's name: `placement(vm0.vcpu0)`. */
export const valueInWords = (cell: string, value: unknown): string => words[kindOf(cell)]!(value as never);
