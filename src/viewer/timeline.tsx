/** The picture: lanes of host CPUs with the VCPUs in them, and the columns of the sources. */
import { useMemo } from 'preact/hooks';
import { StepMarks } from '../picture/arrows.tsx';
import { Ground, spotsOf, Things } from '../picture/drawing.tsx';
import type { Frame } from '../picture/frame.ts';
import { rowHeight } from '../picture/frame.ts';
import type { Reading } from '../picture/reading.ts';
import { changesOf } from '../picture/words.ts';

interface TimelineProps {
  readonly reading: Reading;
  readonly frame: Frame;
  readonly step: number;
  readonly onStep: (step: number) => void;
}

/** What a step changed, as with a highlighter. */
const Changed = ({ reading, frame, step }: Omit<TimelineProps, 'onStep'>) => {
  const cells = changesOf(reading.story, step).map(({ cell }) => cell);
  return (
    <g class="changed">
      {spotsOf({ reading, frame }, cells, step).map(([cell, spot]) => (
        <rect key={cell} data-cell={cell} {...spot} rx={5} />
      ))}
    </g>
  );
};

export const Timeline = ({ reading, frame, step, onStep }: TimelineProps) => {
  const ground = useMemo(() => <Ground reading={reading} frame={frame} />, [reading, frame]);
  const things = useMemo(() => <Things reading={reading} frame={frame} />, [reading, frame]);
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
