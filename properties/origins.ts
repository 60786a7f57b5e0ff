/** What `history` claims remember of hints on their way: for each place, the CPU of the event that its hint came with. */

import { pendingOf } from '../model/state.ts';
import type { HostCpuId, VcpuId } from '../model/topology.ts';
import type { OfSource } from './each.ts';
import type { Pipeline, Place } from './pipeline.ts';
import { arrivalOf, destination, hintIn } from './pipeline.ts';
import type { Step } from './property.ts';
import { namesSomebody, sameHint } from './words.ts';

/** A place is left out where no hint that names somebody waits, or none whose origin matters. */
export type Origins = Readonly<Partial<Record<Place, HostCpuId>>>;

const put = (origins: Origins, place: Place, cpu: HostCpuId | undefined): Origins => {
  const { [place]: _, ...others } = origins;
  return cpu === undefined ? others : { ...others, [place]: cpu };
};

/** Where two hints meet, the origin is that of the one that was kept; of two alike, the newer was. */
const arrive = (
  origins: Origins,
  step: Step<Pipeline>,
  { vm, source }: OfSource,
  from?: HostCpuId,
): Origins => {
  const arriving = arrivalOf(step);
  if (arriving === null) return origins;
  const { label, before, after, writes } = step;
  const target = destination(label, before);
  // Also where an interrupt should not have gone: another claim blames that.
  const reached = vm.vcpus.filter((vcpu) => vcpu === target || writes(pendingOf(source, vcpu)));
  const places = [...(target === 'mask' ? ['mask' as const] : []), ...reached.map(pendingOn)];
  return places.reduce((now, place) => {
    const kept = hintIn(after, place);
    const origin = sameHint(kept, arriving.hint) ? from : now[place];
    return put(now, place, namesSomebody(kept) ? origin : undefined);
  }, origins);
};

export const pendingOn = (vcpu: VcpuId): Place => `pending on ${vcpu}`;
export const handlerOn = (vcpu: VcpuId): Place => `handler on ${vcpu}`;

/** Follows the hints of a source through one step. `sent`: what to remember of a hint that this step sends. */
export const follow = (
  origins: Origins,
  step: Step<Pipeline>,
  subject: OfSource,
  sent: HostCpuId | undefined,
): Origins => {
  const { label, before } = step;
  switch (label.is) {
    case 'identify':
      return put(origins, 'event', sent);
    case 'receive':
      return arrive(origins, step, subject, sent);
    case 'inject':
      return arrive(put(origins, 'event', undefined), step, subject, origins.event);
    case 'unmaskSource':
      return arrive(put(origins, 'mask', undefined), step, subject, origins.mask);
    case 'take':
      return put(
        put(origins, pendingOn(label.vcpu), undefined),
        handlerOn(label.vcpu),
        origins[pendingOn(label.vcpu)],
      );
    case 'maskSource': // The handler has read its hint, and is about to program from it.
      return hintIn(before, handlerOn(label.vcpu))?.includes(label.target)
        ? origins
        : put(origins, handlerOn(label.vcpu), undefined);
    case 'program':
    case 'writeRoute':
    case 'finish':
      return put(origins, handlerOn(label.vcpu), undefined);
    case 'reset':
      return {};
    default:
      return origins;
  }
};

/** The VCPU that a handler programs in this step from a hint of remembered origin, and that origin. */
export const programmedFrom = (
  origins: Origins,
  { label, before, after }: Step<Pipeline>,
): { readonly chosen: VcpuId; readonly origin: HostCpuId } | null => {
  if (label.is !== 'program' && label.is !== 'writeRoute') return null;
  const origin = origins[handlerOn(label.vcpu)];
  if (origin === undefined) return null;
  if (label.is === 'program')
    return hintIn(before, handlerOn(label.vcpu))?.includes(label.target)
      ? { chosen: label.target, origin }
      : null;
  const handler = before.servicing(label.vcpu);
  const chosen = handler?.is === 'programming' ? handler.target : null;
  // A VCPU that went offline meanwhile is refused: nothing is programmed.
  return chosen !== null && after.route === chosen ? { chosen, origin } : null;
};
