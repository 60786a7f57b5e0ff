/** The list of steps: the names of the picture's rows. */
import { useEffect, useRef } from 'preact/hooks';
import { rowHeight } from '../picture/frame.ts';
import { isInLoop, isTelling } from '../picture/loop.ts';
import { actOf } from '../picture/reading.ts';
import type { Story } from '../results/story.ts';
import { actorOf } from '../words/actors.ts';

interface StepsProps {
  readonly story: Story;
  readonly step: number;
  readonly onStep: (step: number) => void;
}

interface RowProps extends StepsProps {
  readonly row: number;
}

/** What a row is besides a row: the one that is looked at, and the one, or those for ever, that the trace is about. */
const classesOf = (story: Story, row: number, step: number): string => {
  const { outcome } = story;
  const tells = outcome !== 'nothing' && isTelling(story, row);
  return [
    'step',
    ...(row === step ? ['current'] : []),
    ...(tells ? [outcome] : []),
    ...(isInLoop(story, row) ? ['recurring'] : []),
  ].join(' ');
};

const Row = ({ story, row, step, onStep }: RowProps) => {
  const button = useRef<HTMLButtonElement>(null);
  const isCurrent = row === step;
  const taken = story.steps[row - 1];
  useEffect(() => {
    // whoever goes through the list with keys takes the focus along
    if (isCurrent && document.activeElement?.closest('.steps') != null)
      button.current?.focus({ preventScroll: true });
  }, [isCurrent]);
  return (
    <li>
      <button
        ref={button}
        type="button"
        class={classesOf(story, row, step)}
        style={{ height: `${rowHeight}px` }}
        aria-current={isCurrent ? 'step' : undefined}
        tabIndex={isCurrent ? 0 : -1}
        title={taken?.action}
        onClick={() => onStep(row)}
      >
        {taken === undefined ? (
          <>
            <span class="number">0</span>
            <span class="kind">initially</span>
          </>
        ) : (
          <>
            <span class="number">{row}</span>
            <span class="kind">{actOf(taken.action).kind}</span>
            <span class="who">{actorOf(taken.action)}</span>
            <span class="parameters">{`(${actOf(taken.action).parameters.join(', ')})`}</span>
          </>
        )}
      </button>
    </li>
  );
};

export const Steps = (props: StepsProps) => (
  <ol class="steps" aria-label="Steps">
    {[0, ...props.story.steps.map((_, i) => i + 1)].map((row) => (
      <Row key={row} {...props} row={row} />
    ))}
  </ol>
);
