/** The signs of the picture, and what each means. */
import type { JSX } from 'preact';
import { eventOf, mappedOf, maskOf, pendingOf, placementOf, servicingOf } from '../../model/state.ts';
import type { Reading } from './reading.ts';
import { isMapTrue } from './spots.ts';

interface Sign {
  readonly drawn: JSX.Element;
  readonly words: string;
  /** Whether a trace shows it. */
  readonly isIn: (reading: Reading) => boolean;
  /** Only whoever walks through a trace sees it, step by step. */
  readonly isOfWalk?: true;
}

const bar = (kind: 'running' | 'ready' | 'halted'): Pick<Sign, 'drawn' | 'isIn'> => ({
  drawn: <rect class={`bar ${kind}`} x={9} y={2} width={12} height={16} rx={3} />,
  isIn: ({ layout, all }) =>
    layout.vcpus.some((vcpu) => all(placementOf(vcpu)).some((placement) => placement.is === kind)),
});

const event = (kind: 'raised' | 'identified'): Pick<Sign, 'drawn' | 'isIn'> => ({
  drawn: <rect class={`event ${kind}`} x={11} y={2} width={8} height={16} />,
  isIn: ({ layout, all }) =>
    layout.vms.some(({ sources }) =>
      sources.some((source) => all(eventOf(source)).some(({ is }) => is === kind)),
    ),
});

const interrupt = (kind: 'pending' | 'servicing'): Pick<Sign, 'drawn' | 'isIn'> => ({
  drawn: (
    <g class={`interrupt ${kind}`}>
      <rect x={12} y={2} width={5} height={16} />
    </g>
  ),
  isIn: ({ layout, all }) =>
    layout.vms.some(({ sources, vcpus }) =>
      sources.some((source) =>
        vcpus.some((vcpu) =>
          all<unknown>((kind === 'pending' ? pendingOf : servicingOf)(source, vcpu)).some(
            (value) => value !== null,
          ),
        ),
      ),
    ),
});

export const signs: readonly Sign[] = [
  { ...bar('running'), words: 'a VCPU that runs' },
  { ...bar('ready'), words: 'ready: it waits for that CPU' },
  { ...bar('halted'), words: 'halted: it waits for an interrupt' },
  {
    drawn: <rect class="bar offline" x={13} y={2} width={3} height={16} />,
    words: 'offline: it is unplugged',
    isIn: ({ layout, all }) =>
      layout.vcpus.some((vcpu) => all(placementOf(vcpu)).some(({ is }) => is === 'offline')),
  },
  {
    drawn: (
      <g class="ghost">
        <rect x={9} y={2} width={12} height={16} rx={3} />
      </g>
    ),
    words: 'where the map wrongly believes a VCPU',
    isIn: (reading) =>
      reading.layout.vcpus.some((vcpu) =>
        reading.all(mappedOf(vcpu)).some((mapped, state) => !isMapTrue(reading, vcpu, mapped, state)),
      ),
  },
  {
    drawn: <path class="device" d="M15 3l7 7l-7 7l-7 -7z" />,
    words: 'a device event on its CPU',
    isIn: event('raised').isIn,
  },
  { ...event('raised'), words: 'an event that is raised' },
  { ...event('identified'), words: 'an event that is identified' },
  {
    drawn: (
      <g class="chip" transform="translate(1 10)">
        <rect y={-8} width={28} height={16} rx={8} />
        <circle cx={14} r={3.5} />
      </g>
    ),
    words: 'a VCPU that a hint or route names',
    isIn: () => true,
  },
  {
    drawn: (
      <g class="chip empty" transform="translate(2 10)">
        <rect y={-8} width={25} height={16} rx={8} />
        <text x={9} y={4}>
          ∅
        </text>
      </g>
    ),
    words: 'a hint that names nobody',
    isIn: ({ layout, all }) =>
      layout.vms.some(({ sources }) =>
        sources.some((source) =>
          all(eventOf(source)).some((value) => value.is === 'identified' && value.hint?.length === 0),
        ),
      ),
  },
  { ...interrupt('pending'), words: 'an interrupt pending at the VCPU' },
  { ...interrupt('servicing'), words: 'an interrupt in service there' },
  {
    drawn: (
      <g class="mask">
        <rect x={11} y={2} width={8} height={16} />
      </g>
    ),
    words: 'the source is masked',
    isIn: ({ layout, all }) =>
      layout.vms.some(({ sources }) =>
        sources.some((source) => all(maskOf(source)).some(({ is }) => is === 'masked')),
      ),
  },
  {
    drawn: (
      <g class="changed">
        <rect x={4} y={2} width={22} height={16} rx={5} />
      </g>
    ),
    words: 'what the step changed',
    isIn: ({ last }) => last > 0,
    isOfWalk: true,
  },
  {
    drawn: (
      <g class="involved">
        <rect x={4} y={2} width={22} height={16} rx={5} />
      </g>
    ),
    words: 'what the answer depends on',
    isIn: ({ story }) => (story.told?.involved.length ?? 0) > 0,
  },
  {
    drawn: (
      <g class="loop">
        <path d="M8 16h8q6 0 6 -6q0 -6 -6 -6h-2" />
        <path class="head" d="M8 4l8 -4v8z" />
      </g>
    ),
    words: 'from there, the same for ever',
    isIn: ({ story }) => story.loop !== null,
  },
];

export const SignList = ({ of }: { readonly of: readonly Sign[] }) => (
  <ul class="signs">
    {of.map(({ drawn, words }) => (
      <li key={words}>
        <svg class="colour0" width={30} height={20} aria-hidden="true">
          {drawn}
        </svg>
        {words}
      </li>
    ))}
  </ul>
);
