/**
 * What happens in a step, as the picture shows it: a device event, a hint, an interrupt on its way, a route that is
 * programmed. Mostly it is read off the cells that the step changed and not off the action's name, so that the picture
 * is right for a machine with a fault too.
 */
import type { Hint } from '../../model/state.ts';
import { eventOf, maskOf, pendingOf, placementOf, routeOf } from '../../model/state.ts';
import type { HostCpuId, SourceId, VcpuId, VmId } from '../../model/topology.ts';
import type { Reading } from './reading.ts';
import { actOf } from './reading.ts';

export type Mark =
  | { readonly is: 'raised'; readonly source: SourceId; readonly on: HostCpuId }
  | { readonly is: 'identified'; readonly source: SourceId; readonly hint: Hint }
  /** An interrupt becomes pending. `kick`: the VCPU was halted, and is woken. */
  | {
      readonly is: 'injected';
      readonly source: SourceId;
      readonly from: 'event' | 'mask';
      readonly into: VcpuId;
      readonly hint: Hint;
      readonly kick: boolean;
    }
  /** The mask keeps an interrupt. */
  | { readonly is: 'owed'; readonly source: SourceId; readonly hint: Hint }
  /** An event leaves the pipeline, and no interrupt is pending for it. */
  | { readonly is: 'lost'; readonly source: SourceId }
  /** A handler works on the route or its mask. */
  | { readonly is: 'programmed'; readonly source: SourceId; readonly by: VcpuId; readonly changes: boolean }
  | { readonly is: 'reset'; readonly vm: VmId };

/** What programs a device; the first parameter is the source, the second the VCPU whose handler does it. */
const programming = ['program', 'maskSource', 'writeRoute', 'unmaskSource'];

/** Where an event went that is no longer in the pipeline. */
const departure = (reading: Reading, source: SourceId, vcpus: readonly VcpuId[], step: number): Mark => {
  const { at } = reading;
  const mask = at(maskOf(source), step);
  if (mask.is === 'masked') {
    return mask.owes === null ? { is: 'lost', source } : { is: 'owed', source, hint: mask.owes.hint };
  }
  // one that coalesces with another, and whose hint is no newer, changes nothing there
  const into = at(routeOf(source), step);
  const there = vcpus.includes(into) ? at(pendingOf(source, into), step) : null;
  if (there === null) return { is: 'lost', source };
  return { is: 'injected', source, from: 'event', into, hint: there.hint, kick: false };
};

const marksOfSource = (
  reading: Reading,
  source: SourceId,
  vcpus: readonly VcpuId[],
  step: number,
): readonly Mark[] => {
  const { at } = reading;
  const { kind, parameters } = actOf(reading.story.steps[step - 1]!.action);
  if (kind === 'reset') return [];
  const [before, now] = [at(eventOf(source), step - 1), at(eventOf(source), step)];
  const marks: Mark[] = [];
  if (now.is === 'raised' && before !== now) marks.push({ is: 'raised', source, on: now.on });
  if (now.is === 'identified' && before !== now) marks.push({ is: 'identified', source, hint: now.hint });

  const by = vcpus.find((vcpu) => vcpu === parameters[1]);
  if (by !== undefined && programming.includes(kind) && parameters[0] === source) {
    const cells = [routeOf(source), maskOf(source)];
    const changes = cells.some((cell) => at<unknown>(cell, step - 1) !== at<unknown>(cell, step));
    marks.push({ is: 'programmed', source, by, changes });
  }

  const left = now.is === 'idle' && before.is !== 'idle';
  const pending = vcpus.filter((vcpu) => {
    const cell = pendingOf(source, vcpu);
    return at(cell, step) !== null && at(cell, step) !== at(cell, step - 1);
  });
  for (const into of pending) {
    const kick =
      at(placementOf(into), step - 1).is === 'halted' && at(placementOf(into), step).is === 'ready';
    const { hint } = at(pendingOf(source, into), step)!;
    marks.push({ is: 'injected', source, from: left ? 'event' : 'mask', into, hint, kick });
  }
  return left && pending.length === 0 ? [...marks, departure(reading, source, vcpus, step)] : marks;
};

/** What to draw for a step; nothing for the initial state. */
export const marksAt = (reading: Reading, step: number): readonly Mark[] => {
  const taken = reading.story.steps[step - 1];
  if (taken === undefined) return [];
  const { kind, parameters } = actOf(taken.action);
  const reset = reading.layout.vms.filter(({ id }) => kind === 'reset' && id === parameters[0]);
  return [
    ...reset.map(({ id }): Mark => ({ is: 'reset', vm: id })),
    ...reading.layout.vms.flatMap(({ sources, vcpus }) =>
      sources.flatMap((source) => marksOfSource(reading, source, vcpus, step)),
    ),
  ];
};
