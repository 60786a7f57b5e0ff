/** The picture of a trace, less what is marked for whoever walks through it: lanes of host CPUs, columns of sources. */
import { Jumps, Vcpu } from './bars.tsx';
import { Source } from './columns.tsx';
import type { Frame } from './frame.ts';
import { rowHeight } from './frame.ts';
import { LoopBack } from './loop-back.tsx';
import type { Reading } from './reading.ts';
import type { Spot } from './spots.ts';
import { spotOf } from './spots.ts';

interface DrawingProps {
  readonly reading: Reading;
  readonly frame: Frame;
}

/** Where cells are shown in a state, those that have a place in the picture. */
export const spotsOf = (
  { reading, frame }: DrawingProps,
  cells: readonly string[],
  state: number,
): readonly (readonly [string, Spot])[] =>
  cells.flatMap((cell) => {
    const spot = spotOf(reading, frame, cell, state);
    return spot === null ? [] : [[cell, spot] as const];
  });

/** What the answer depends on, in the last state. */
const Involved = (props: DrawingProps) => {
  const { story, last } = props.reading;
  return (
    <g class={`involved ${story.outcome}`}>
      {spotsOf(props, story.told?.involved ?? [], last).map(([cell, spot]) => (
        <rect key={cell} data-cell={cell} {...spot} rx={5}>
          <title>{`${cell}: the answer depends on it`}</title>
        </rect>
      ))}
    </g>
  );
};

/** The lanes, the columns, and a rule for every step. */
export const Ground = ({ reading, frame }: DrawingProps) => (
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

/** VCPUs, interrupts, events and routes: whatever lasts from one step to another. */
export const Things = ({ reading, frame }: DrawingProps) => (
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
    <LoopBack reading={reading} frame={frame} />
  </>
);
