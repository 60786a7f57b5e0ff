/** What `history` claims remember of hints on their way: for each place, the CPU of the event that its hint came with. */

import { pendingOf } from '../model/state.ts';
import type { HostCpuId, VcpuId, Vm } from '../model/topology.ts';
import type { OfSource } from './each.ts';
import type { Pipeline, Place } from './pipeline.ts';
import { arrivalOf, destination, handlerOn, hintIn, pendingOn, placesOf } from './pipeline.ts';
import type { Step } from './property.ts';
import { namesSomebody, sameHint } from './words.ts';

/** `null` where no hint that names somebody waits, or none whose origin matters. */
export type Origins = Readonly<Partial<Record<Place, HostCpuId | null>>>;

export const noOrigins = (vm: Vm): Origins => Object.fromEntries(placesOf(vm).map((place) => [place, null]));

/** Where two hints meet, the origin is that of the one that was kept; of two alike, the newer was. */
const arrive = (
  origins: Origins,
  step: Step<Pipeline>,
  { vm, source }: OfSource,
  from: HostCpuId | null,
): Origins => {
  const arriving = arrivalOf(step);
  if (arriving === null) return {};
  const { label, before, after, writes } = step;
  const target = destination(label, before);
  // Also where an interrupt should not have gone: another claim blames that.
  const reached = vm.vcpus.filter((vcpu) => vcpu === target || writes(pendingOf(source, vcpu)));
  const places = [...(target === 'mask' ? ['mask' as const] : []), ...reached.map(pendingOn)];
  const originAt = (place: Place): HostCpuId | null => {
    const kept = hintIn(after, place);
    if (!namesSomebody(kept)) return null;
    return sameHint(kept, arriving.hint) ? from : (origins[place] ?? null);
  };
  return Object.fromEntries(places.map((place) => [place, originAt(place)]));
};

/**
 * Follows the hints of a source through one step: the origins that change. `sent`: what to remember of a hint that
 * this step sends.
 */
export const follow = (
  origins: Origins,
  step: Step<Pipeline>,
  subject: OfSource,
  sent: HostCpuId | null,
): Origins => {
  const { label, before } = step;
  switch (label.is) {
    case 'identify':
      return { event: sent };
    case 'receive':
      return arrive(origins, step, subject, sent);
    case 'inject':
      return { event: null, ...arrive(origins, step, subject, origins.event ?? null) };
    case 'unmaskSource':
      return { mask: null, ...arrive(origins, step, subject, origins.mask ?? null) };
    case 'take':
      return {
        [pendingOn(label.vcpu)]: null,
        [handlerOn(label.vcpu)]: origins[pendingOn(label.vcpu)] ?? null,
      };
    case 'maskSource': // The handler has read its hint, and is about to program from it.
      return hintIn(before, handlerOn(label.vcpu))?.includes(label.target)
        ? {}
        : { [handlerOn(label.vcpu)]: null };
    case 'program':
    case 'writeRoute':
    case 'finish':
      return { [handlerOn(label.vcpu)]: null };
    case 'reset':
      return noOrigins(subject.vm);
    default:
      return {};
  }
};

/** The VCPU that a handler programs in this step from a hint of remembered origin, and that origin. */
export const programmedFrom = (
  origins: Origins,
  { label, before, after }: Step<Pipeline>,
): { readonly chosen: VcpuId; readonly origin: HostCpuId } | null => {
  if (label.is !== 'program' && label.is !== 'writeRoute') return null;
  const origin = origins[handlerOn(label.vcpu)] ?? null;
  if (origin === null) return null;
  if (label.is === 'program')
    return hintIn(before, handlerOn(label.vcpu))?.includes(label.target)
      ? { chosen: label.target, origin }
      : null;
  const handler = before.servicing(label.vcpu);
  const chosen = handler?.is === 'programming' ? handler.target : null;
  // A VCPU that went offline meanwhile is refused: nothing is programmed.
  return chosen !== null && after.route === chosen ? { chosen, origin } : null;
};
