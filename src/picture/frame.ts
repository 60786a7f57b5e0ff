/**
 * Where everything stands in the picture. Time goes downwards, a row a step, beside the list of the steps: their names
 * are too long for columns. From left to right: a lane for each host CPU, one for the VCPUs that are unplugged, and
 * two columns for each source: its event in the hypervisor, and its route.
 */
import type { Hint } from '../../model/state.ts';
import { eventOf, mappedOf, maskOf, pendingOf, placementOf, servicingOf } from '../../model/state.ts';
import type { HostCpuId, SourceId, VcpuId, VmId } from '../../model/topology.ts';
import { vmIdOf } from '../../model/topology.ts';
import type { Reading } from './reading.ts';

export const rowHeight = 46;
/** Where in its row a step happens: beside the first line of its name. */
const actHeight = 17;

export const barWidth = 13;
export const trackWidth = 5;
const trackGap = 3;
const gutterWidth = 20;
const laneWidthMin = 74;
const gap = 6;
/** A letter of the picture's small type; one too wide costs space, one too narrow lets texts touch. */
const letterWidth = 7;

/** What the way back of a run without end takes. */
const wayBackWidth = 24;

export type LaneName = HostCpuId | 'offline';

/** A VCPU's place in a lane: the same all along, so that one that comes back comes back to where it was. */
export interface Slot {
  readonly vcpu: VcpuId;
  readonly left: number;
  readonly bar: number;
}

export interface Lane {
  readonly name: LaneName;
  readonly left: number;
  readonly width: number;
  /** Where the marks of device events stand. */
  readonly gutter: number;
  readonly slots: readonly Slot[];
}

export interface Column {
  readonly source: SourceId;
  /** A letter that tells interrupts of several sources apart; empty if there is one source. */
  readonly letter: string;
  readonly left: number;
  readonly width: number;
  readonly event: number;
  readonly route: number;
  /** `null` where nothing is ever masked. */
  readonly mask: number | null;
}

export interface Frame {
  readonly lanes: readonly Lane[];
  readonly columns: readonly Column[];
  /** Where the way back of a run without end begins; `null` in a trace that ends. */
  readonly wayBack: number | null;
  readonly width: number;
  readonly height: number;
  /** Of what stands over the picture. */
  readonly headHeight: number;
  readonly slotOf: (vcpu: VcpuId, lane: LaneName) => Slot;
  /** The middle of the line for a source's interrupts beside a VCPU's bar, in relation to the bar. */
  readonly trackOf: (source: SourceId, vcpu: VcpuId, kind: 'pending' | 'servicing') => number;
  /** `vcpu1` where it is clear of which VM: there is no other, or it is the one that is talked about. */
  readonly nameOf: (vcpu: VcpuId, about?: VmId) => string;
  /** Over its slot, from line to line; shorter where there are many. */
  readonly headOf: (vcpu: VcpuId) => readonly string[];
  /** As in a hint to a VM, where there may be too many for names. */
  readonly chipOf: (vcpu: VcpuId, about: VmId) => string;
}

export const timeOf = (step: number): number => step * rowHeight + actHeight;
/** The upper end of what holds from a state on: what holds at first begins above the first row's line. */
export const topOf = (state: number): number => (state === 0 ? 4 : timeOf(state));
/** The lower end of what holds up to a state. */
export const bottomOf = (state: number, last: number): number =>
  state === last ? (last + 1) * rowHeight - 6 : timeOf(state + 1);

export const textWidth = (text: string): number => text.length * letterWidth;
/** A chip: a dot, a name, and some air. */
export const chipWidth = (text: string): number => textWidth(text) + 18;

/** `a text that is too l…` */
export const shortened = (text: string, letters: number): string =>
  text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;

const laneOf = (reading: Reading, vcpu: VcpuId, step: number): LaneName => {
  const placement = reading.at(placementOf(vcpu), step);
  return placement.is === 'offline' ? 'offline' : placement.on;
};

/** Every hint that the picture shows. */
const hintsIn = ({ layout, all }: Reading): readonly Hint[] =>
  layout.vms.flatMap(({ sources, vcpus }) =>
    sources.flatMap((source) => [
      ...all(eventOf(source)).map((event) => (event.is === 'identified' ? event.hint : null)),
      ...vcpus.flatMap((vcpu) => all(pendingOf(source, vcpu)).map((pending) => pending?.hint ?? null)),
    ]),
  );

/**
 * The lines beside a VCPU's bar: one for each source that ever interrupts it, and another one where an interrupt is
 * ever pending while one is in service.
 */
const tracksOf = ({ layout, all }: Reading, vcpu: VcpuId): readonly string[] =>
  layout.vms
    .filter(({ id }) => id === vmIdOf(vcpu))
    .flatMap(({ sources }) => sources)
    .flatMap((source) => {
      const pending = all(pendingOf(source, vcpu)).map((value) => value !== null);
      const servicing = all(servicingOf(source, vcpu)).map((value) => value !== null);
      if (pending.some((waits, i) => waits && servicing[i])) return [source, `${source} in service`];
      return [...pending, ...servicing].includes(true) ? [source] : [];
    });

/** The VCPUs that are ever in a lane, or that the map ever believes to be there. */
const inLane = (reading: Reading, lane: LaneName): readonly VcpuId[] =>
  reading.layout.vcpus.filter((vcpu) =>
    reading.states.some(
      (_, i) => laneOf(reading, vcpu, i) === lane || reading.at(mappedOf(vcpu), i) === lane,
    ),
  );

const lanesOf = (
  reading: Reading,
  slotWidth: (vcpu: VcpuId) => number,
): { readonly lanes: readonly Lane[]; readonly end: number } => {
  const lanes: Lane[] = [];
  let left = 0;
  for (const name of [...reading.layout.cpus, 'offline'] as const) {
    const vcpus = inLane(reading, name);
    if (name === 'offline' && vcpus.length === 0) continue;
    const slots: Slot[] = [];
    let next = left + gap;
    for (const vcpu of vcpus) {
      slots.push({ vcpu, left: next, bar: next + barWidth / 2 + 4 });
      next += slotWidth(vcpu);
    }
    const width = Math.max(laneWidthMin, next - left + gutterWidth);
    lanes.push({ name, left, width, gutter: left + width - gutterWidth / 2 - 2, slots });
    left += width + gap;
  }
  return { lanes, end: left };
};

const columnsOf = (
  { layout, all }: Reading,
  start: number,
  hintWidth: number,
  nameWidth: number,
): { readonly columns: readonly Column[]; readonly end: number } => {
  const sources = layout.vms.flatMap(({ sources }) => sources);
  const columns: Column[] = [];
  let left = start + gap;
  for (const [i, source] of sources.entries()) {
    const route = left + 26 + hintWidth + 2 * gap;
    const afterRoute = route + 14 + nameWidth + gap;
    const isMasked = all(maskOf(source)).some(({ is }) => is === 'masked');
    const end = isMasked ? afterRoute + textWidth('masked, owes') + 3 * gap : afterRoute;
    const letter = sources.length === 1 ? '' : (String.fromCodePoint(97 + i) ?? '');
    columns.push({
      ...{ source, letter, left, width: end - left, event: left + 14, route },
      mask: isMasked ? afterRoute + gap : null,
    });
    left = end + gap;
  }
  return { columns, end: left };
};

const slotsWithNamesMax = 14;

const slotsIn = (reading: Reading): number =>
  [...reading.layout.cpus, 'offline' as const].flatMap((lane) => inLane(reading, lane)).length;

/** With more names than that in a hint, their numbers have to do. */
const namesInHintMax = 2;

export const frameOf = (reading: Reading): Frame => {
  const { layout } = reading;
  const [only, ...others] = layout.vms;
  const nameOf = (vcpu: VcpuId, about = others.length === 0 ? only?.id : undefined): string =>
    vmIdOf(vcpu) === about ? vcpu.slice(vcpu.indexOf('.') + 1) : vcpu;
  const mostNames = Math.max(1, ...hintsIn(reading).map((hint) => hint?.length ?? 0));
  const chipOf = (vcpu: VcpuId, about: VmId): string =>
    mostNames <= namesInHintMax ? nameOf(vcpu, about) : nameOf(vcpu, about).replace(/^vcpu/, '');

  const tracks = new Map(layout.vcpus.map((vcpu) => [vcpu, tracksOf(reading, vcpu)]));
  const firstTrack = barWidth / 2 + trackGap + trackWidth / 2;
  const isCrowded = slotsIn(reading) > slotsWithNamesMax;
  const headOf = (vcpu: VcpuId): readonly string[] =>
    nameOf(vcpu)
      .split('.')
      .map((part) => (isCrowded ? part.replace('vcpu', 'v') : part));
  const slotWidth = (vcpu: VcpuId): number =>
    Math.max(
      ...headOf(vcpu).map((part) => textWidth(part) + 12),
      barWidth + tracks.get(vcpu)!.length * (trackWidth + trackGap) + textWidth('a') + 10,
    );
  const { lanes, end: lanesEnd } = lanesOf(reading, slotWidth);

  const widest = (words: readonly string[]): number => Math.max(...words.map(chipWidth));
  const hintWidth = Math.max(
    textWidth('no hint'),
    mostNames * (widest(layout.vcpus.map((vcpu) => chipOf(vcpu, vmIdOf(vcpu)))) + 3),
  );
  const nameWidth = widest(layout.vcpus.map((vcpu) => nameOf(vcpu, vmIdOf(vcpu))));
  const { columns, end } = columnsOf(reading, lanesEnd, hintWidth, nameWidth);

  return {
    ...{ lanes, columns, nameOf, headOf, chipOf },
    wayBack: reading.story.loop === null ? null : end,
    width: end + (reading.story.loop === null ? 0 : wayBackWidth),
    height: (reading.last + 1) * rowHeight,
    headHeight: others.length === 0 ? 58 : 70,
    slotOf: (vcpu, lane) =>
      lanes.find(({ name }) => name === lane)!.slots.find((slot) => slot.vcpu === vcpu)!,
    trackOf: (source, vcpu, kind) => {
      const own = kind === 'servicing' ? tracks.get(vcpu)!.indexOf(`${source} in service`) : -1;
      return firstTrack + (own === -1 ? tracks.get(vcpu)!.indexOf(source) : own) * (trackWidth + trackGap);
    },
  };
};

export const laneAt = laneOf;
