/** Parts and words that guards of several actors have in common. */
import { match } from 'ts-pattern';
import type { Cell } from '../../../model/action.ts';
import type { Condition, Handler, Interrupt, Placement } from '../../../model/state.ts';
import { pendingOf, placementOf, servicingOf } from '../../../model/state.ts';
import type { SourceId, VcpuId } from '../../../model/topology.ts';
import { hintInShort, valueInWords } from '../../words/cells.ts';
import type { Part } from '../part.ts';
import { part } from '../part.ts';

/** `halted on cpu1` */
export const inWords = <T>(cell: Cell<T>, value: T): string => valueInWords(cell.name, value);

/** `vm0.vcpu1 is halted on cpu1` */
export const whereIs = (vcpu: VcpuId, placement: Placement): string =>
  `${vcpu} is ${inWords(placementOf(vcpu), placement)}`;

/** The VCPU is in one condition. `only`: what holds of such a VCPU, to be read after “and only a running VCPU”. */
export const conditionIs = (vcpu: VcpuId, condition: Condition, only: string): Part =>
  part({ placement: placementOf(vcpu) }, ({ placement }) =>
    placement.is === condition ? null : `${whereIs(vcpu, placement)}, and only ${only}`,
  );

/** `a handler of vm0.dev0.e0 is at work on vm0.vcpu1, with hint {vm0.vcpu0}` */
export const atWork = (source: SourceId, vcpu: VcpuId, handler: Handler): string => {
  const doing = match(handler)
    .with({ is: 'handling' }, ({ hint }) => `with ${hintInShort(hint)}`)
    .with({ is: 'programming' }, ({ target }) => `programming ${target}`)
    .with({ is: 'programmed' }, () => 'done with programming')
    .exhaustive();
  return `a handler of ${source} is at work on ${vcpu}, ${doing}`;
};

const waiting = (source: SourceId, vcpu: VcpuId, { hint }: Interrupt): string =>
  `an interrupt of ${source} with ${hintInShort(hint)} is pending on ${vcpu}`;

/** No interrupt of the source waits for the VCPU. */
export const nothingPending = (source: SourceId, vcpu: VcpuId): Part =>
  part({ pending: pendingOf(source, vcpu) }, ({ pending }) =>
    pending === null ? null : waiting(source, vcpu, pending),
  );

/** No handler of the source runs on the VCPU. */
export const nobodyAtWork = (source: SourceId, vcpu: VcpuId): Part =>
  part({ servicing: servicingOf(source, vcpu) }, ({ servicing }) =>
    servicing === null ? null : atWork(source, vcpu, servicing),
  );
