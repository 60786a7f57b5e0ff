/** What the claims about a hint that is sent have in common: they are asked of the identifications of a source. */
import { row } from '../model/action.ts';
import type { ActionLabel } from '../model/labels.ts';
import { placementOf } from '../model/state.ts';
import type { HostCpuId, VcpuId } from '../model/topology.ts';
import type { OfSource } from './each.ts';
import { eachSource } from './each.ts';
import type { Finding, Step } from './property.ts';
import { cpuOf, identifies, listInWords, namesSomebody, placementInWords } from './words.ts';

export const eachIdentification = {
  each: eachSource,
  asks: (label: ActionLabel, { source }: OfSource): boolean => identifies(label, source),
};

type Identified = Pick<Step<Record<never, never>>, 'sent'>;

export const sendsHint = ({ sent }: Identified): boolean => sent !== null && sent.hint !== null;
export const sendsNames = ({ sent }: Identified): boolean => namesSomebody(sent?.hint);

/** The hint that the step sends, if it `sendsHint`, and the event's host CPU. */
export const sentBy = ({
  sent,
}: Identified): { readonly hint: readonly VcpuId[]; readonly on: HostCpuId } => ({
  hint: sent!.hint ?? [],
  on: sent!.on,
});

export const placementsOf = ({ vm }: OfSource) => ({ placement: row(vm.vcpus, placementOf) });

/** A stranger in the hint is the business of hint-within-vm, and not looked for on any CPU. */
export const hintedAreThere = (
  step: Step<ReturnType<typeof placementsOf>>,
  { vm }: OfSource,
): true | Finding => {
  const { hint, on } = sentBy(step);
  const { placement } = step.before;
  const away = hint.filter((vcpu) => vm.vcpus.includes(vcpu) && cpuOf(placement(vcpu)) !== on);
  return (
    away.length === 0 || {
      expected: `every VCPU of the hint on ${on}: ${listInWords(hint)}`,
      found: away.map((vcpu) => `${vcpu} ${placementInWords(placement(vcpu))}`).join(', '),
    }
  );
};
