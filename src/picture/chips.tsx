/** Small things that are drawn in several places: a VCPU's colour, its chip, a hint. */
import type { Hint } from '../../model/state.ts';
import type { VcpuId, VmId } from '../../model/topology.ts';
import type { Frame } from './frame.ts';
import { chipWidth, textWidth } from './frame.ts';
import type { Reading } from './reading.ts';

/** How many colours style.css has for VCPUs; with more VCPUs they come again, and the names tell them apart. */
const colours = 8;

/** The class of a VCPU's colour. One that does not exist, which a fault may name, has none. */
export const colourOf = ({ layout }: Reading, vcpu: VcpuId): string => {
  const i = layout.vcpus.indexOf(vcpu);
  return i === -1 ? 'nobody' : `colour${i % colours}`;
};

interface ChipProps {
  readonly reading: Reading;
  readonly vcpu: VcpuId;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** A VCPU's name with its colour; `x` is its left end, `y` its middle. */
export const Chip = ({ reading, vcpu, text, x, y }: ChipProps) => (
  <g class={`chip ${colourOf(reading, vcpu)}`} transform={`translate(${x} ${y})`}>
    <rect y={-8} width={chipWidth(text)} height={16} rx={8} />
    <circle cx={8} r={3.5} />
    <text x={14} y={4}>
      {text}
    </text>
  </g>
);

interface HintProps {
  readonly reading: Reading;
  readonly frame: Frame;
  readonly hint: Hint;
  /** Whom it is for. */
  readonly vm: VmId;
  readonly x: number;
  readonly y: number;
}

/** A hint as a row of chips; one that names nobody is an empty chip, and no hint is no chip. */
export const HintChips = ({ reading, frame, hint, vm, x, y }: HintProps) => {
  if (hint === null)
    return (
      <text class="aside" x={x} y={y + 4}>
        no hint
      </text>
    );
  if (hint.length === 0)
    return (
      <g class="chip empty" transform={`translate(${x} ${y})`}>
        <title>a hint that names nobody</title>
        <rect y={-8} width={textWidth('∅') + 18} height={16} rx={8} />
        <text x={9} y={4}>
          ∅
        </text>
      </g>
    );
  const lefts = hint.map((_, i) =>
    hint.slice(0, i).reduce((left, vcpu) => left + chipWidth(frame.chipOf(vcpu, vm)) + 3, x),
  );
  return (
    <g class="hint">
      <title>{`a hint: {${hint.join(', ')}}`}</title>
      {hint.map((vcpu, i) => (
        <Chip key={vcpu} reading={reading} vcpu={vcpu} text={frame.chipOf(vcpu, vm)} x={lefts[i]!} y={y} />
      ))}
    </g>
  );
};
