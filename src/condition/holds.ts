/** Whether a cell's value is what is asked for. */
import { match } from 'ts-pattern';
import { same } from '../../model/same.ts';
import type { DeviceEvent, Handler, Hint, Interrupt, Mask, Placement } from '../../model/state.ts';
import type { HostCpuId, VcpuId } from '../../model/topology.ts';
import type { Asked, Expression, HintTest, Named, Owing, Test, ValueTest } from './tree.ts';

/** What was left off may be anything. */
const isNamed = (named: Named | null, id: string): boolean => named === null || named.name === id;

const isHint = (test: HintTest | null, hint: Hint): boolean =>
  match(test)
    .with(null, () => true)
    .with({ is: 'none' }, () => hint === null)
    .with({ is: 'some' }, () => hint !== null)
    .with({ is: 'exactly' }, ({ vcpus }) => {
      const names = new Set<string>(vcpus.map(({ name }) => name));
      return hint !== null && hint.length === names.size && hint.every((vcpu) => names.has(vcpu));
    })
    .with({ is: 'names' }, ({ whom }) => {
      if (whom === 'nobody') return hint !== null && hint.length === 0;
      if (whom === 'somebody') return hint !== null && hint.length > 0;
      return hint?.includes(whom.name as VcpuId) ?? false;
    })
    .exhaustive();

const isPlacement = ({ condition, on }: Asked<'placement'>, value: Placement): boolean =>
  value.is === 'offline'
    ? condition === 'offline'
    : (condition === null || condition === value.is) && isNamed(on, value.on);

const isMapped = ({ entry }: Asked<'mapped'>, value: HostCpuId | null): boolean => {
  if (entry === 'no entry') return value === null;
  return value !== null && (entry === 'an entry' || entry.name === value);
};

const isEvent = ({ stage, on, hint }: Asked<'event'>, value: DeviceEvent): boolean =>
  value.is === stage &&
  (value.is === 'idle' || isNamed(on, value.on)) &&
  (value.is !== 'identified' || isHint(hint, value.hint));

const isOwing = (owing: Owing | null, owed: Interrupt | null): boolean =>
  match(owing)
    .with(null, () => true)
    .with({ is: 'nothing' }, () => owed === null)
    .with({ is: 'interrupt' }, ({ hint }) => owed !== null && isHint(hint, owed.hint))
    .exhaustive();

const isMask = ({ state, owing }: Asked<'mask'>, value: Mask): boolean =>
  value.is === state && (value.is === 'open' || isOwing(owing, value.owes));

const isPending = ({ what, hint }: Asked<'pending'>, value: Interrupt | null): boolean =>
  value === null ? what === 'nothing' : what !== 'nothing' && isHint(hint, value.hint);

const isServicing = ({ what, hint, target }: Asked<'servicing'>, value: Handler | null): boolean =>
  match(value)
    .with(null, () => what === 'nothing')
    .with({ is: 'handling' }, (handler) => what === 'interrupt' && isHint(hint, handler.hint))
    .with({ is: 'programming' }, (handler) => what === 'programming' && isNamed(target, handler.target))
    .with({ is: 'programmed' }, () => what === 'programmed')
    .exhaustive() ||
  (what === 'anything' && value !== null);

/** By the kind of cell. */
const fits: { readonly [K in ValueTest['is']]: (asked: Asked<K>, value: never) => boolean } = {
  placement: isPlacement,
  mapped: isMapped,
  memory: ({ json }, value) => same(json, value),
  event: isEvent,
  route: ({ vcpu }, value) => vcpu.name === value,
  mask: isMask,
  pending: isPending,
  servicing: isServicing,
  kept: ({ json }, value) => same(json, value),
};

/** The value is that of a cell of the test's kind: the model says so, the compiler can't. */
const isValue = (test: ValueTest, value: unknown): boolean => fits[test.is](test as never, value as never);

/** Whether an expression is true. No more cells are looked at than decide it, from left to right. */
export const isTrue = (expression: Expression, valueAt: (test: Test) => unknown): boolean =>
  match(expression)
    .with({ is: 'or' }, ({ of }) => of.some((one) => isTrue(one, valueAt)))
    .with({ is: 'and' }, ({ of }) => of.every((one) => isTrue(one, valueAt)))
    .with({ is: 'not' }, ({ of }) => !isTrue(of, valueAt))
    .with({ is: 'test' }, (test) => isValue(test.value, valueAt(test)))
    .exhaustive();
