/** The picture of a trace as it stands in a report: that of the page of a trace, with the names of the steps in it. */

import { StepMarks } from '../../picture/arrows.tsx';
import { Ground, Things } from '../../picture/drawing.tsx';
import { frameOf, rowHeight, shortened, timeOf } from '../../picture/frame.ts';
import { Heads } from '../../picture/heads.tsx';
import { isInLoop, isTelling } from '../../picture/loop.ts';
import { actOf, readingOf } from '../../picture/reading.ts';
import { SignList, signs } from '../../picture/signs.tsx';
import type { Story } from '../../results/story.ts';
import { actorOf } from '../../words/actors.ts';

/** Where names begin: the numbers of steps are left of them. */
const namesLeft = 34;
const namesWidthMin = 190;
const namesWidthMax = 310;
/** A letter of the parameters, which have a fixed width. */
const letterWidth = 6.7;

const parametersOf = (action: string): string => `(${actOf(action).parameters.join(', ')})`;

/** The kind of an action beside who acts, and its parameters below. */
const StepName = ({
  story,
  step,
  width,
}: {
  readonly story: Story;
  readonly step: number;
  readonly width: number;
}) => {
  const y = timeOf(step) + 4;
  const taken = story.steps[step - 1];
  const tells = step > 0 && isTelling(story, step);
  return (
    <g class={tells ? `step ${story.outcome}` : 'step'}>
      <text class="number" x={namesLeft - 10} y={y}>
        {step}
      </text>
      <text class="kind" x={namesLeft} y={y}>
        {taken === undefined ? 'at first' : actOf(taken.action).kind}
      </text>
      {taken !== undefined && (
        <>
          <text class="who" x={width - 12} y={y}>
            {actorOf(taken.action)}
          </text>
          <text class="parameters" x={namesLeft} y={y + 16}>
            <title>{taken.action}</title>
            {shortened(parametersOf(taken.action), Math.floor((width - namesLeft - 8) / letterWidth))}
          </text>
        </>
      )}
    </g>
  );
};

/** The step that a trace is about; in a run without end, those that recur, or the last one before nothing happens. */
const isShaded = (story: Story, step: number): boolean =>
  isInLoop(story, step) || (step > 0 && step === story.steps.length);

const namesWidthOf = ({ steps }: Story): number => {
  const widest = Math.max(0, ...steps.map(({ action }) => parametersOf(action).length));
  return Math.min(namesWidthMax, Math.max(namesWidthMin, namesLeft + 12 + Math.ceil(widest * letterWidth)));
};

/** Time goes down, a row a step. A table says the same in words. */
export const Picture = ({ story, label }: { readonly story: Story; readonly label: string }) => {
  const reading = readingOf(story);
  const frame = frameOf(reading);
  const names = namesWidthOf(story);
  const [width, height] = [names + frame.width, frame.headHeight + frame.height];
  const steps = reading.states.map((_, step) => step);
  return (
    <svg
      class="picture"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`A picture of the trace. ${label} The table of its steps says the same in words.`}
    >
      <g transform={`translate(${names} 0)`}>
        <Heads reading={reading} frame={frame} />
      </g>
      <g transform={`translate(${names} ${frame.headHeight})`}>
        <Ground reading={reading} frame={frame} />
        {steps
          .filter((step) => isShaded(story, step))
          .map((step) => (
            <rect
              key={step}
              class={`end ${story.outcome}`}
              x={-names}
              y={step * rowHeight}
              width={width}
              height={rowHeight}
            />
          ))}
        <Things reading={reading} frame={frame} />
        {steps.slice(1).map((step) => (
          <StepMarks key={step} {...{ reading, frame, step }} isCurrent={step === reading.last} />
        ))}
      </g>
      <g transform={`translate(0 ${frame.headHeight})`}>
        {steps.map((step) => (
          <StepName key={step} {...{ story, step }} width={names} />
        ))}
      </g>
    </svg>
  );
};

/** What the signs in some pictures mean. */
export const Legend = ({ stories }: { readonly stories: readonly Story[] }) => {
  const readings = stories.map(readingOf);
  const shown = signs.filter(({ isOfWalk, isIn }) => !isOfWalk && readings.some((reading) => isIn(reading)));
  return readings.length === 0 ? null : (
    <section>
      <h2>Signs in the pictures</h2>
      <p class="aside">
        Time goes down, a row a step. Each host CPU has a lane, with a place in it for every VCPU that is ever
        there. Each source of interrupts has two columns: its event in the hypervisor with the hint, and its
        route.
      </p>
      <SignList of={shown} />
    </section>
  );
};
