/** A source in the hypervisor: its event on its way, its route, its mask. */
import { eventOf, maskOf, routeOf } from '../../model/state.ts';
import { vmIdOf } from '../../model/topology.ts';
import { valueInWords } from '../words/cells.ts';
import { Chip, colourOf } from './chips.tsx';
import type { Column, Frame } from './frame.ts';
import { bottomOf, timeOf, topOf } from './frame.ts';
import type { Reading } from './reading.ts';
import { spansOf } from './reading.ts';

interface SourceProps {
  readonly reading: Reading;
  readonly frame: Frame;
  readonly column: Column;
}

const EventLine = ({ reading, column }: SourceProps) => {
  const cell = eventOf(column.source);
  return (
    <>
      {spansOf(reading.all(cell)).map(({ from, to, value }) => {
        const top = topOf(from);
        const height = bottomOf(to, reading.last) - top;
        if (value.is === 'idle') return null;
        return (
          <rect key={from} class={`event ${value.is}`} x={column.event - 4} y={top} width={8} height={height}>
            <title>{`${cell.name}: ${valueInWords(cell.name, value)}`}</title>
          </rect>
        );
      })}
    </>
  );
};

const RouteLine = ({ reading, frame, column }: SourceProps) => {
  const cell = routeOf(column.source);
  return (
    <>
      {spansOf(reading.all(cell)).map(({ from, to, value }) => {
        const top = topOf(from);
        const height = bottomOf(to, reading.last) - top;
        return (
          <g key={from} class={`route ${colourOf(reading, value)}`}>
            <title>{`${cell.name}: ${value}`}</title>
            <rect x={column.route - 5} y={top + 1} width={10} height={height - 2} rx={2} />
            <Chip
              reading={reading}
              vcpu={value}
              text={frame.nameOf(value, vmIdOf(column.source))}
              x={column.route + 10}
              y={from === 0 ? timeOf(0) : timeOf(from) + 13}
            />
          </g>
        );
      })}
    </>
  );
};

const MaskLine = ({ reading, column }: SourceProps) => {
  const cell = maskOf(column.source);
  const { mask } = column;
  if (mask === null) return null;
  return (
    <>
      {spansOf(reading.all(cell)).map(({ from, to, value }) => {
        const top = topOf(from);
        const height = bottomOf(to, reading.last) - top;
        if (value.is === 'open') return null;
        return (
          <g key={from} class="mask">
            <title>{`${cell.name}: ${valueInWords(cell.name, value)}`}</title>
            <rect x={mask - 4} y={top + 1} width={8} height={height - 2} />
            <text x={mask + 9} y={timeOf(from) + 17}>
              {value.owes === null ? 'masked' : 'masked, owes'}
            </text>
          </g>
        );
      })}
    </>
  );
};

export const Source = (props: SourceProps) => (
  <g>
    <EventLine {...props} />
    <RouteLine {...props} />
    <MaskLine {...props} />
  </g>
);
