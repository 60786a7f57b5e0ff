/**
 * The drawing of a story by host CPUs, without words: in the lane of each host CPU a track for every VCPU that is ever
 * there, and one for the events that come from there. It is drawn on one wide sheet, of which parts are shown where it is too wide.
 */

import { eventOf, maskOf, pendingOf, placementOf, routeOf, servicingOf } from '../../../model/state.ts';
import type { HostCpuId, SourceId, VcpuId } from '../../../model/topology.ts';
import { layoutOf } from '../../../model/topology.ts';
import type { Story, TraceState } from '../../results/story.ts';
import { statesOf, valueIn } from '../../results/story.ts';
import type { Deed } from './deeds.ts';
import { cpuOf } from './deeds.ts';

/** What the marks mean is in the legend of lanes.ts. */
export const marks = {
  running: '┃',
  ready: '┊',
  halted: 'z',
  route: '»',
  pending: '!',
  servicing: '*',
  both: '‡',
  raised: '◇',
  identified: '◆',
} as const;

interface Column {
  readonly cpu: HostCpuId;
  /** `null`: the track of the events from that CPU. */
  readonly vcpu: VcpuId | null;
  readonly title: string;
  readonly at: number;
  /** Where on the sheet its one mark is drawn. */
  readonly center: number;
  readonly width: number;
}

/** What is drawn whatever the step: the columns, lane by lane. */
export interface Sheet {
  readonly columns: readonly Column[];
  readonly sources: readonly SourceId[];
  readonly vcpus: readonly VcpuId[];
  readonly width: number;
}

/** `»{┃}‡` and a space, with the track itself in the middle. */
const trackWidthMin = 6;
const laneGap = 2;

/** `vm0.vcpu1` → `0.1` */
const shortName = (vcpu: VcpuId): string => vcpu.replace(/^vm(\d+)\.vcpu(\d+)$/, '$1.$2');

type Track = Pick<Column, 'cpu' | 'vcpu'>;

const eventsIn = (state: TraceState, sources: readonly SourceId[]) =>
  sources.flatMap((source) => {
    const event = valueIn(state, eventOf(source));
    return event.is === 'idle' ? [] : [{ source, event }];
  });

/** The tracks of each host CPU on which something ever is. */
const lanesOf = (story: Story): readonly (readonly Track[])[] => {
  const { cpus, vcpus, vms } = layoutOf(story.topology);
  const sources = vms.flatMap((vm) => vm.sources);
  const states = statesOf(story);
  const lanes = cpus.map((cpu): readonly Track[] => {
    const visitors = vcpus.filter((vcpu) => states.some((state) => cpuOf(state, vcpu) === cpu));
    const isHeard = states.some((state) => eventsIn(state, sources).some(({ event }) => event.on === cpu));
    return [...visitors, ...(isHeard ? [null] : [])].map((vcpu) => ({ cpu, vcpu }));
  });
  return lanes.filter((tracks) => tracks.length > 0);
};

const columnOf = ({ cpu, vcpu }: Track, isWide: boolean, at: number): Column => {
  if (vcpu === null) {
    const title = isWide ? 'event' : 'ev';
    return { cpu, vcpu, title, at, center: at + (isWide ? 2 : 0), width: title.length + 1 };
  }
  const title = isWide ? vcpu : shortName(vcpu);
  const width = Math.max(trackWidthMin, title.length + 2);
  const center = at + (isWide ? Math.floor(title.length / 2) : 2);
  return { cpu, vcpu, title, at, center, width };
};

/** Lays the tracks out. `isWide`: with the VCPUs' whole names. */
export const sheetOf = (story: Story, isWide: boolean): Sheet => {
  const { vcpus, vms } = layoutOf(story.topology);
  const columns: Column[] = [];
  let at = 0;
  for (const tracks of lanesOf(story)) {
    for (const track of tracks) {
      const column = columnOf(track, isWide, at);
      columns.push(column);
      at += column.width;
    }
    at += laneGap;
  }
  return { columns, sources: vms.flatMap((vm) => vm.sources), vcpus, width: at };
};

const put = (cells: string[], at: number, text: string): void => {
  for (const [i, char] of [...text].entries()) if (char !== ' ') cells[at + i] = char;
};

/** The VCPUs that a hint names that the guest has not acted on yet, wherever the hint is. */
const hintedIn = (state: TraceState, { sources, vcpus }: Sheet): ReadonlySet<VcpuId> => {
  const named: (readonly VcpuId[] | null)[] = [];
  for (const source of sources) {
    const event = valueIn(state, eventOf(source));
    if (event.is === 'identified') named.push(event.hint);
    const mask = valueIn(state, maskOf(source));
    if (mask.is === 'masked' && mask.owes !== null) named.push(mask.owes.hint);
    for (const vcpu of vcpus.filter((one) => state.has(pendingOf(source, one).name))) {
      named.push(valueIn(state, pendingOf(source, vcpu))?.hint ?? null);
      const handler = valueIn(state, servicingOf(source, vcpu));
      if (handler?.is === 'handling') named.push(handler.hint);
      if (handler?.is === 'programming') named.push([handler.target]);
    }
  }
  return new Set(named.flatMap((hint) => hint ?? []));
};

const interruptMark = (state: TraceState, { sources }: Sheet, vcpu: VcpuId): string => {
  const some = (cellOf: typeof pendingOf | typeof servicingOf): boolean =>
    sources.some((source) => (state.get(cellOf(source, vcpu).name) ?? null) !== null);
  const [pending, servicing] = [some(pendingOf), some(servicingOf)];
  if (pending && servicing) return marks.both;
  return pending ? marks.pending : servicing ? marks.servicing : '';
};

/** The track of every VCPU in a state, and the events on their way. */
const drawState = (cells: string[], state: TraceState, sheet: Sheet): void => {
  const hinted = hintedIn(state, sheet);
  const routed = new Set(sheet.sources.map((source) => valueIn(state, routeOf(source))));
  const events = eventsIn(state, sheet.sources);
  for (const { cpu, vcpu, center } of sheet.columns) {
    if (vcpu === null) {
      const here = events.filter(({ event }) => event.on === cpu);
      const isIdentified = here.some(({ event }) => event.is === 'identified');
      if (here.length > 0) put(cells, center, isIdentified ? marks.identified : marks.raised);
    } else if (cpuOf(state, vcpu) === cpu) {
      const place = valueIn(state, placementOf(vcpu)).is as 'running' | 'ready' | 'halted';
      const [open, close] = hinted.has(vcpu) ? ['{', '}'] : ['', ''];
      const left = (routed.has(vcpu) ? marks.route : '') + open;
      put(cells, center - left.length, left);
      put(cells, center, marks[place] + close + interruptMark(state, sheet, vcpu));
    }
  }
};

/** From where something goes to a VCPU, and to which. */
interface Arrow {
  readonly from: Column;
  readonly start: string;
  readonly to: Column;
}

const columnIn = (sheet: Sheet, cpu: HostCpuId | null, vcpu: VcpuId | null): Column | undefined =>
  sheet.columns.find((column) => column.cpu === cpu && column.vcpu === vcpu);

const arrowsOf = ({ label, before, after, interrupted }: Deed, sheet: Sheet): readonly Arrow[] => {
  const arrow = (from: Column | undefined, start: string, to: Column | undefined): readonly Arrow[] =>
    from === undefined || to === undefined || from === to ? [] : [{ from, start, to }];
  const trackIn = (state: TraceState, vcpu: VcpuId) => columnIn(sheet, cpuOf(state, vcpu), vcpu);
  if (label.is === 'migrate') {
    const [from, to] = [trackIn(before, label.vcpu), trackIn(after, label.vcpu)];
    return arrow(from, '─', to);
  }
  if (label.is !== 'inject' && label.is !== 'receive') return [];
  const event = valueIn(before, eventOf(label.source));
  if (event.is === 'idle') return [];
  const from = columnIn(sheet, event.on, null);
  return interrupted.flatMap((vcpu) => arrow(from, marks[event.is], trackIn(after, vcpu)));
};

/** It goes behind the tracks that it crosses, and ends beside the marks of its target. */
const drawArrow = (cells: string[], { from, start, to }: Arrow): void => {
  const step = from.center < to.center ? -1 : 1;
  let at = to.center;
  while (cells[at] !== ' ' && at !== from.center) at += step;
  if (at === from.center) return;
  cells[at] = step === 1 ? '◄' : '►';
  for (at += step; at !== from.center; at += step) if (cells[at] === ' ') cells[at] = '─';
  if (cells[at] === ' ') cells[at] = start;
};

/** The sheet's line for a state, and what goes from one track to another in the step that leads there. */
export const drawn = (sheet: Sheet, state: TraceState, deed: Deed | null): string => {
  const cells: string[] = Array(sheet.width).fill(' ');
  drawState(cells, state, sheet);
  for (const arrow of deed === null ? [] : arrowsOf(deed, sheet)) drawArrow(cells, arrow);
  return cells.join('');
};

/** The names of the lanes, and of the tracks in them. */
export const titlesOf = ({ columns, width }: Sheet): readonly [string, string] => {
  const lanes: string[] = Array(width).fill(' ');
  const tracks: string[] = Array(width).fill(' ');
  for (const [i, { cpu, title, at, center, vcpu, width: own }] of columns.entries()) {
    const isFirst = columns[i - 1]?.cpu !== cpu;
    const isLast = columns[i + 1]?.cpu !== cpu;
    put(lanes, at, '─'.repeat(own - (isLast ? 1 : 0)));
    if (isFirst) put(lanes, at, `${cpu} `);
    if (isFirst && lanes[at + cpu.length] === '─') lanes[at + cpu.length] = ' ';
    put(tracks, vcpu === null || title.length > trackWidthMin ? at : center - 1, title);
  }
  return [lanes.join(''), tracks.join('')];
};
