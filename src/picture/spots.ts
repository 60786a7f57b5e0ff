/** Where in the picture a cell is shown: to highlight those that a step changed, and those that an answer depends on. */
import { maskOf, placementOf, routeOf } from '../../model/state.ts';
import type { SourceId, VcpuId } from '../../model/topology.ts';
import { vmIdOf } from '../../model/topology.ts';
import type { Frame } from './frame.ts';
import {
  barWidth,
  bottomOf,
  chipWidth,
  laneAt,
  rowHeight,
  textWidth,
  timeOf,
  topOf,
  trackWidth,
} from './frame.ts';
import type { Reading } from './reading.ts';
import { actOf } from './reading.ts';

export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const margin = 4;

/** Across the picture, from where to where, in a state; `null` for what has no place in it. */
const acrossOf = (
  reading: Reading,
  frame: Frame,
  cell: string,
  state: number,
): readonly [number, number] | null => {
  const { kind, parameters } = actOf(cell);
  const [first, second] = parameters;
  const column = frame.columns.find(({ source }) => source === first);
  const barOf = (vcpu: VcpuId): number => frame.slotOf(vcpu, laneAt(reading, vcpu, state)).bar;
  const isVcpu = (name: string | undefined): name is VcpuId =>
    reading.layout.vcpus.some((vcpu) => vcpu === name);

  if (kind === 'placement' && isVcpu(first)) {
    const bar = barOf(first);
    return [bar - barWidth / 2, bar + barWidth / 2];
  }
  if (kind === 'mapped' && isVcpu(first)) {
    const lane = reading.states[state]!.get(cell) ?? laneAt(reading, first, state);
    const { bar } = frame.slotOf(first, lane as `cpu${number}`);
    return [bar - barWidth / 2, bar + barWidth / 2];
  }
  if (column === undefined) return null;
  if (kind === 'event') return [column.event - 5, column.event + 5];
  if (kind === 'route') {
    const name = frame.nameOf(reading.at(routeOf(column.source), state), vmIdOf(column.source));
    return [column.route - 6, column.route + 10 + chipWidth(name)];
  }
  if (kind === 'mask' && column.mask !== null) {
    const isMasked = reading.at(maskOf(column.source), state).is === 'masked';
    return [column.mask - 5, column.mask + (isMasked ? textWidth('masked, owes') + 8 : 5)];
  }
  if ((kind === 'pending' || kind === 'servicing') && isVcpu(second)) {
    const middle = barOf(second) + frame.trackOf(first as SourceId, second, kind);
    // close to the bar beside it
    return [middle - trackWidth / 2 + 2, middle + trackWidth / 2];
  }
  return null;
};

/** The spot of a cell's value in a state: from the step that led to it to the next one. */
export const spotOf = (reading: Reading, frame: Frame, cell: string, state: number): Spot | null => {
  const across = acrossOf(reading, frame, cell, state);
  if (across === null) return null;
  const [from, to] = across;
  const top = topOf(state) - margin;
  const bottom = Math.min(bottomOf(state, reading.last), timeOf(state) + rowHeight) + margin;
  return { x: from - margin, y: top, width: to - from + 2 * margin, height: bottom - top };
};

/** Whether a VCPU is where the map believes it to be. An entry that is missing is no other place. */
export const isMapTrue = (reading: Reading, vcpu: VcpuId, mapped: string | null, state: number): boolean => {
  const placement = reading.at(placementOf(vcpu), state);
  return mapped === null || (placement.is !== 'offline' && placement.on === mapped);
};
