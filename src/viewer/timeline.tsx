/** The picture: lanes of host CPUs with the VCPUs in them, and the columns of the sources. */
import { useMemo } from 'preact/hooks';
import { StepMarks } from './arrows.tsx';
import { Jumps, Vcpu } from './bars.tsx';
import { Source } from './columns.tsx';
import type { Frame } from './frame.ts';
import { rowHeight } from './frame.ts';
import type { Reading } from './reading.ts';
import type { Spot } from './spots.ts';
import { spotOf } from './spots.ts';
import { changesOf } from './words.ts';

interface TimelineProps {
  readonly reading: Reading;
  readonly frame: Frame;
  readonly step: number;
  readonly onStep: (step: number) => void;
}

const spotsOf = (
  reading: Reading,
  frame: Frame,
  cells: readonly string[],
  state: number,
): readonly (readonly [string, Spot])[] =>
  cells.flatMap((cell) => {
    const spot = spotOf(reading, frame, cell, state);
    return spot === null ? [] : [[cell, spot] as const];
  });

/** What a step changed, as with a highlighter. */
const Changed = ({ reading, frame, step }: Omit<TimelineProps, 'onStep'>) => {
  const cells = changesOf(reading.story, step).map(({ cell }) => cell);
  return (
    <g class="changed">
      {spotsOf(reading, frame, cells, step).map(([cell, spot]) => (
        <rect key={cell} data-cell={cell} {...spot} rx={5} />
      ))}
    </g>
  );
};

/** What the answer depends on, in the last state. */
const Involved = ({ reading, frame }: Pick<TimelineProps, 'reading' | 'frame'>) => (
  <g class={`involved ${reading.story.outcome}`}>
    {spotsOf(reading, frame, reading.story.told?.involved ?? [], reading.last).map(([cell, spot]) => (
      <rect key={cell} data-cell={cell} {...spot} rx={5}>
        <title>{`${cell}: the answer depends on it`}</title>
      </rect>
    ))}
  </g>
);

const Ground = ({ reading, frame }: Pick<TimelineProps, 'reading' | 'frame'>) => (
  <>
    {frame.lanes.map(({ name, left, width }) => (
      <rect key={name} class="lane" x={left} width={width} height={frame.height} />
    ))}
    {frame.columns.map(({ source, left, width }) => (
      <rect key={source} class="column" x={left} width={width} height={frame.height} />
    ))}
    {reading.states.map((_, state) => (
      <path key={state} class="rule" d={`M0 ${state * rowHeight}H${frame.width}`} />
    ))}
  </>
);

export const Timeline = ({ reading, frame, step, onStep }: TimelineProps) => {
  const ground = useMemo(() => <Ground reading={reading} frame={frame} />, [reading, frame]);
  const things = useMemo(
    () => (
      <>
        {reading.layout.vcpus.map((vcpu) => (
          <Vcpu key={vcpu} {...{ reading, frame, vcpu }} />
        ))}
        {reading.layout.vcpus.map((vcpu) => (
          <Jumps key={vcpu} {...{ reading, frame, vcpu }} />
        ))}
        {frame.columns.map((column) => (
          <Source key={column.source} {...{ reading, frame, column }} />
        ))}
        <Involved reading={reading} frame={frame} />
      </>
    ),
    [reading, frame],
  );
  // the list of steps beside it says and does the same for whoever sees no picture and uses no mouse
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: every step is a button in the list, and has keys of its own
    <svg
      class="timeline"
      width={frame.width}
      height={frame.height}
      role="img"
      aria-label="The trace as a picture; the list of steps and the state say the same in words."
      onClick={({ offsetY }) => onStep(Math.min(reading.last, Math.floor(offsetY / rowHeight)))}
    >
      {ground}
      <rect class="now" y={step * rowHeight} width={frame.width} height={rowHeight} />
      <Changed {...{ reading, frame, step }} />
      {things}
      {reading.story.steps.map((_, i) => (
        <StepMarks key={i} {...{ reading, frame, step: i + 1, isCurrent: step === i + 1 }} />
      ))}
    </svg>
  );
};
