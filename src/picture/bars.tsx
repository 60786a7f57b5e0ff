/** VCPUs in the lanes of host CPUs, where the map believes them to be if that is elsewhere, and their interrupts. */
import { mappedOf, pendingOf, placementOf, servicingOf } from '../../model/state.ts';
import type { SourceId, VcpuId } from '../../model/topology.ts';
import { valueInWords } from '../words/cells.ts';
import { colourOf } from './chips.tsx';
import type { Frame, LaneName } from './frame.ts';
import { barWidth, bottomOf, laneAt, timeOf, topOf, trackWidth } from './frame.ts';
import type { Reading, Span } from './reading.ts';
import { spansOf } from './reading.ts';
import { isMapTrue } from './spots.ts';

interface VcpuProps {
  readonly reading: Reading;
  readonly frame: Frame;
  readonly vcpu: VcpuId;
}

/** The upper and the lower end of what is drawn for a span, with a little air between it and its neighbours. */
const downOf = (
  { from, to }: Span<unknown>,
  { last }: Reading,
): { readonly y: number; readonly height: number } => ({
  y: topOf(from) + 1,
  height: bottomOf(to, last) - topOf(from) - 2,
});

const Bars = ({ reading, frame, vcpu }: VcpuProps) => {
  const cell = placementOf(vcpu);
  return (
    <>
      {spansOf(reading.all(cell)).map((span) => {
        const { bar } = frame.slotOf(vcpu, laneAt(reading, vcpu, span.from));
        const width = span.value.is === 'offline' ? 3 : barWidth;
        return (
          <rect
            key={span.from}
            class={`bar ${span.value.is}`}
            {...downOf(span, reading)}
            x={bar - width / 2}
            width={width}
            rx={width / 4}
          >
            <title>{`${vcpu}: ${valueInWords(cell.name, span.value)}`}</title>
          </rect>
        );
      })}
    </>
  );
};

/** From lane to lane, where the VCPU migrates, or is unplugged or plugged. */
export const Jumps = ({ reading, frame, vcpu }: VcpuProps) => {
  const spans = spansOf(reading.states.map((_, step) => laneAt(reading, vcpu, step)));
  return (
    <g class={colourOf(reading, vcpu)}>
      {spans.slice(1).map(({ from, value }, i) => {
        const start = frame.slotOf(vcpu, spans[i]!.value).bar;
        const end = frame.slotOf(vcpu, value).bar;
        const y = timeOf(from);
        const way = Math.sign(end - start);
        return (
          <g key={from} class="jump">
            <path class="under" d={`M${start} ${y}H${end - way * (barWidth / 2 + 2)}`} />
            <path d={`M${start} ${y}H${end - way * (barWidth / 2 + 6)}`} />
            <path class="head" d={`M${end - way * (barWidth / 2 + 1)} ${y}l${-way * 8} -5v10z`} />
            <text x={(start + end) / 2} y={y - 5}>
              {frame.nameOf(vcpu)}
            </text>
          </g>
        );
      })}
    </g>
  );
};

/** Where the map believes a VCPU to be that is elsewhere. */
const Ghosts = ({ reading, frame, vcpu }: VcpuProps) => {
  const believed = reading
    .all(mappedOf(vcpu))
    .map((mapped, state): LaneName | null =>
      mapped === null || isMapTrue(reading, vcpu, mapped, state) ? null : mapped,
    );
  return (
    <>
      {spansOf(believed).map((span) => {
        if (span.value === null) return null;
        const { bar } = frame.slotOf(vcpu, span.value);
        const { y, height } = downOf(span, reading);
        return (
          <g key={span.from} class="ghost">
            <title>{`The map places ${vcpu} on ${span.value}, where it is not.`}</title>
            <rect x={bar - barWidth / 2} y={y} width={barWidth} height={height} rx={3} />
            <text x={bar + barWidth / 2 + 4} y={y + 14}>
              map
            </text>
          </g>
        );
      })}
    </>
  );
};

interface InterruptProps extends VcpuProps {
  readonly source: SourceId;
  readonly letter: string;
}

/** An interrupt that waits for the VCPU, and one in service there: two thin lines that go where the VCPU goes. */
const Interrupts = ({ reading, frame, vcpu, source, letter }: InterruptProps) => (
  <>
    {([pendingOf(source, vcpu), servicingOf(source, vcpu)] as const).map((cell) => {
      const kind = cell.kind as 'pending' | 'servicing';
      const values: readonly unknown[] = reading.all<unknown>(cell);
      // cut where the VCPU goes to another lane too
      const keys = values.map((value, state) =>
        value === null ? null : `${valueInWords(cell.name, value)} ${laneAt(reading, vcpu, state)}`,
      );
      return spansOf(keys).map((span) => {
        if (span.value === null) return null;
        const x =
          frame.slotOf(vcpu, laneAt(reading, vcpu, span.from)).bar + frame.trackOf(source, vcpu, kind);
        const { y, height } = downOf(span, reading);
        const words = valueInWords(cell.name, values[span.from]);
        return (
          <g key={`${kind}${span.from}`} class={`interrupt ${kind}`}>
            <title>{`${kind} at ${vcpu}, ${source}: ${words}`}</title>
            <rect x={x - trackWidth / 2} y={y} width={trackWidth} height={height} rx={1} />
            {letter !== '' && (
              <text x={x + trackWidth / 2 + 2} y={y + 22}>
                {letter}
              </text>
            )}
          </g>
        );
      });
    })}
  </>
);

/** A VCPU all along, but for its jumps: these are drawn over every other VCPU. */
export const Vcpu = ({ reading, frame, vcpu }: VcpuProps) => (
  <g class={colourOf(reading, vcpu)}>
    <Ghosts {...{ reading, frame, vcpu }} />
    <Bars {...{ reading, frame, vcpu }} />
    {frame.columns
      .filter(({ source }) => reading.states[0]!.has(pendingOf(source, vcpu).name))
      .map(({ source, letter }) => (
        <Interrupts key={source} {...{ reading, frame, vcpu, source, letter }} />
      ))}
  </g>
);
