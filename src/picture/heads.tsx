/** What stands over the picture: the names of lanes, of the VCPUs in them, and of the sources' columns. */
import { colourOf } from './chips.tsx';
import type { Frame } from './frame.ts';
import { shortened, textWidth } from './frame.ts';
import type { Reading } from './reading.ts';

interface HeadsProps {
  readonly reading: Reading;
  readonly frame: Frame;
}

const letterWidthBold = textWidth('a') * 1.15;

/** `dev0.e0`; with its VM if there are several. */
const sourceName = ({ layout }: Reading, source: string): string =>
  layout.vms.length === 1 ? source.slice(source.indexOf('.') + 1) : source;

export const Heads = ({ reading, frame }: HeadsProps) => (
  <svg class="heads" width={frame.width} height={frame.headHeight} aria-hidden="true">
    {frame.lanes.map(({ name, left, width, slots }) => (
      <g key={name}>
        <rect class="lane" x={left} width={width} height={frame.headHeight} />
        <text class="name" x={left + 8} y={22}>
          {name}
        </text>
        {slots.map(({ vcpu, bar }) => (
          <g key={vcpu} class={colourOf(reading, vcpu)}>
            <rect class="swatch" x={bar - 6.5} y={frame.headHeight - 8} width={13} height={4} rx={2} />
            <title>{vcpu}</title>
            {frame.headOf(vcpu).map((part, i) => (
              <text key={part} x={bar - 6.5} y={44 + 12 * i}>
                {part}
              </text>
            ))}
          </g>
        ))}
      </g>
    ))}
    {frame.columns.map(({ source, letter, left, width, event, route, mask }) => {
      const letters = Math.floor((width - 16 - (letter === '' ? 0 : 18)) / letterWidthBold);
      return (
        <g key={source}>
          <rect class="column" x={left} width={width} height={frame.headHeight} />
          <text class="name" x={left + 8} y={22}>
            <title>{source}</title>
            {letter !== '' && <tspan class="letter">{`${letter} `}</tspan>}
            {shortened(sourceName(reading, source), letters)}
          </text>
          <text class="aside" x={event - 5} y={frame.headHeight - 12}>
            event, hint
          </text>
          <text class="aside" x={route - 5} y={frame.headHeight - 12}>
            route
          </text>
          {mask !== null && (
            <text class="aside" x={mask - 4} y={frame.headHeight - 12}>
              mask
            </text>
          )}
        </g>
      );
    })}
  </svg>
);
