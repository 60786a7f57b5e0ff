/** What happens in a step, drawn on its line: marks, arrows between lanes and columns, hints. */

import { match } from 'ts-pattern';
import type { VcpuId } from '../../model/topology.ts';
import { vmIdOf } from '../../model/topology.ts';
import { HintChips } from './chips.tsx';
import type { Column, Frame } from './frame.ts';
import { barWidth, laneAt, timeOf, trackWidth } from './frame.ts';
import type { Mark } from './marks.ts';
import { marksAt } from './marks.ts';
import type { Reading } from './reading.ts';

interface MarkProps<M extends Mark = Mark> {
  readonly reading: Reading;
  readonly frame: Frame;
  readonly step: number;
  readonly mark: M;
}

type MarkNamed<Is extends Mark['is']> = MarkProps<Extract<Mark, { is: Is }>>;

const columnOf = (frame: Frame, source: string): Column =>
  frame.columns.find((column) => column.source === source)!;

interface ArrowProps {
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly dashed?: boolean;
}

const Arrow = ({ from, to, y, dashed = false }: ArrowProps) => {
  const way = Math.sign(to - from);
  return (
    <g class={dashed ? 'arrow dashed' : 'arrow'}>
      <path class="under" d={`M${from} ${y}H${to}`} />
      <path d={`M${from} ${y}H${to - way * 6}`} />
      <path class="head" d={`M${to} ${y}l${-way * 8} -4.5v9z`} />
    </g>
  );
};

/** From the host CPU to the hypervisor. */
const Raised = ({ frame, step, mark }: MarkNamed<'raised'>) => {
  const y = timeOf(step);
  const { gutter } = frame.lanes.find(({ name }) => name === mark.on)!;
  return (
    <>
      <Arrow from={gutter} to={columnOf(frame, mark.source).event - 4} y={y} />
      <path class="device" d={`M${gutter} ${y - 7}l7 7l-7 7l-7 -7z`}>
        <title>{`a device event of ${mark.source} on ${mark.on}`}</title>
      </path>
    </>
  );
};

const Identified = ({ reading, frame, step, mark }: MarkNamed<'identified'>) => {
  const { event } = columnOf(frame, mark.source);
  const y = timeOf(step);
  return (
    <>
      <circle class="node" cx={event} cy={y} r={6} />
      <HintChips {...{ reading, frame, y }} vm={vmIdOf(mark.source)} hint={mark.hint} x={event + 12} />
    </>
  );
};

/** Where an interrupt's line begins beside its VCPU's bar. */
const pendingX = (
  reading: Reading,
  frame: Frame,
  source: Column['source'],
  vcpu: VcpuId,
  step: number,
): number => frame.slotOf(vcpu, laneAt(reading, vcpu, step)).bar + frame.trackOf(source, vcpu, 'pending');

interface CarriedProps extends Omit<MarkNamed<'injected' | 'owed'>, 'step'> {
  readonly y: number;
  /** Whether the arrow is where the hint is: a chip covers it, and words are written above it. */
  readonly isUnder: boolean;
}

/** The hint that comes with an interrupt, beside the event. */
const Carried = ({ reading, frame, mark, y, isUnder }: CarriedProps) => (
  <HintChips
    {...{ reading, frame }}
    vm={vmIdOf(mark.source)}
    hint={mark.hint}
    x={columnOf(frame, mark.source).event + 12}
    y={isUnder && mark.hint === null ? y - 10 : y}
  />
);

/** From the hypervisor, or the mask that owed it, to the VCPU, with the hint that waits there now. */
const Injected = ({ reading, frame, step, mark }: MarkNamed<'injected'>) => {
  const column = columnOf(frame, mark.source);
  const y = timeOf(step);
  const to = pendingX(reading, frame, mark.source, mark.into, step) + trackWidth / 2;
  const from = mark.from === 'event' ? column.event : (column.mask ?? column.route);
  return (
    <>
      <Arrow from={from} to={to} y={y} />
      <circle class="node" cx={from} cy={y} r={4} />
      <Carried {...{ reading, frame, mark, y }} isUnder={mark.from === 'mask'} />
      {mark.kick && (
        <text class="word" x={to + 10} y={y - 5}>
          kick
        </text>
      )}
    </>
  );
};

const Owed = ({ reading, frame, step, mark }: MarkNamed<'owed'>) => {
  const { event, mask, route } = columnOf(frame, mark.source);
  const y = timeOf(step);
  return (
    <>
      <Arrow from={event} to={(mask ?? route) - 5} y={y} />
      <Carried {...{ reading, frame, mark, y }} isUnder />
    </>
  );
};

const Lost = ({ frame, step, mark }: MarkNamed<'lost'>) => {
  const { event } = columnOf(frame, mark.source);
  const y = timeOf(step);
  return (
    <text class="word bad" x={event + 10} y={y + 4}>
      ✗ lost
    </text>
  );
};

/** From the VCPU whose handler it is to the device; dashed where the device is left as it was. */
const Programmed = ({ reading, frame, step, mark }: MarkNamed<'programmed'>) => {
  const { bar } = frame.slotOf(mark.by, laneAt(reading, mark.by, step));
  const { route } = columnOf(frame, mark.source);
  return <Arrow from={bar + barWidth / 2} to={route - 5} y={timeOf(step)} dashed={!mark.changes} />;
};

const Reset = ({ frame, step, mark }: MarkNamed<'reset'>) => {
  const y = timeOf(step);
  return (
    <>
      {frame.columns
        .filter(({ source }) => vmIdOf(source) === mark.vm)
        .map(({ source, left, width, event }) => (
          <g key={source} class="reset">
            <path d={`M${left + 2} ${y}h${width - 4}`} />
            <text class="word" x={event + 10} y={y - 4}>
              reset
            </text>
          </g>
        ))}
    </>
  );
};

const Drawn = ({ mark, ...rest }: MarkProps) =>
  match(mark)
    .with({ is: 'raised' }, (mark) => <Raised {...rest} mark={mark} />)
    .with({ is: 'identified' }, (mark) => <Identified {...rest} mark={mark} />)
    .with({ is: 'injected' }, (mark) => <Injected {...rest} mark={mark} />)
    .with({ is: 'owed' }, (mark) => <Owed {...rest} mark={mark} />)
    .with({ is: 'lost' }, (mark) => <Lost {...rest} mark={mark} />)
    .with({ is: 'programmed' }, (mark) => <Programmed {...rest} mark={mark} />)
    .with({ is: 'reset' }, (mark) => <Reset {...rest} mark={mark} />)
    .exhaustive();

interface StepMarksProps {
  readonly reading: Reading;
  readonly frame: Frame;
  readonly step: number;
  readonly isCurrent: boolean;
}

/** The marks of one step. */
export const StepMarks = ({ reading, frame, step, isCurrent }: StepMarksProps) => (
  <g class={isCurrent ? 'marks current' : 'marks'}>
    {marksAt(reading, step).map((mark, i) => (
      <Drawn key={i} {...{ reading, frame, step, mark }} />
    ))}
  </g>
);
