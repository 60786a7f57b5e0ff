/** Beside the picture: the step that is looked at, what it means, the state after it, and what could happen there. */
import type { RefObject } from 'preact';
import { Fragment } from 'preact';
import { afterLast, closingInWords, excusedInWords, remarksAlone } from '../picture/loop.ts';
import type { Reading } from '../picture/reading.ts';
import { aimOf } from '../picture/words.ts';
import type { Story } from '../results/story.ts';
import { actorOf } from '../words/actors.ts';
import { Alternatives } from './alternatives.tsx';
import { State } from './state.tsx';

/** At the end: what was expected, and what was found. */
const Verdict = ({ story }: { readonly story: Story }) => {
  const { told, outcome, subject } = story;
  const closing = closingInWords(story);
  if (told === null || outcome === 'nothing') return null;
  const isViolated = outcome === 'violated';
  return (
    <section class={`verdict ${outcome}`} aria-label="What was found">
      <h2>
        {isViolated ? '✗ ' : '✓ '}
        <code>{aimOf(story)}</code>
        {(isViolated ? ' is violated' : ' is reached') + (closing === null ? ' here' : ' by this run')}
      </h2>
      <dl>
        <dt>{isViolated ? 'expected' : 'looked for'}</dt>
        <dd>{told.expected}</dd>
        <dt>{isViolated ? 'found' : 'reached'}</dt>
        <dd>{told.found}</dd>
        {closing !== null && (
          <>
            <dt>and then</dt>
            <dd>{closing}</dd>
          </>
        )}
        {excusedInWords(story).map((text) => (
          <Fragment key={text}>
            <dt>excused</dt>
            <dd>{text}</dd>
          </Fragment>
        ))}
        {subject !== '' && (
          <>
            <dt>about</dt>
            <dd>
              <code>{subject}</code>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
};

/** At the end of a trace that can't be taken to its end any more: the step that is not possible, and why. */
const Stuck = ({ story: { steps, stuck } }: { readonly story: Story }) =>
  stuck === null ? null : (
    <section class="verdict stuck" aria-label="Why it ends here">
      <h2>{`Step ${steps.length + 1} is not possible`}</h2>
      <p>
        <span class="who">{actorOf(stuck.action)}</span> <code>{stuck.action}</code> is not enabled
        {stuck.because.length > 0 && ', because'}
      </p>
      <ul>
        {stuck.because.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </section>
  );

interface StepProps {
  readonly story: Story;
  readonly step: number;
  readonly onStep: (step: number) => void;
}

const StepHead = ({ story, step, onStep }: StepProps) => {
  const last = story.steps.length;
  const taken = story.steps[step - 1];
  const remarks = remarksAlone(story, step);
  const goes: readonly (readonly [string, string, number])[] = [
    ['⇤', 'the initial state', 0],
    ['←', 'the step before', step - 1],
    ['→', 'the next step', step < last ? step + 1 : afterLast(story)],
    ['⇥', 'the last step', last],
  ];
  return (
    <section class="at" aria-label="Step">
      <div class="toolbar">
        <strong>{`Step ${step} of ${last}`}</strong>
        {goes.map(([sign, words, to]) => (
          <button
            key={words}
            type="button"
            aria-label={words}
            title={words}
            disabled={to < 0 || to > last || to === step}
            onClick={() => onStep(to)}
          >
            {sign}
          </button>
        ))}
      </div>
      {taken !== undefined && (
        <p class="action">
          <span class="who">{actorOf(taken.action)}</span> <code>{taken.action}</code>
        </p>
      )}
      {remarks.length > 0 && <p class="aside">{remarks.join('; ')}</p>}
    </section>
  );
};

interface PanelProps extends StepProps {
  readonly reading: Reading;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly filter: RefObject<HTMLInputElement>;
}

export const Panel = ({ reading, step, onStep, typed, onType, filter }: PanelProps) => {
  const { story, last } = reading;
  const possible = story.alternatives?.[step];
  return (
    <aside class="panel">
      <StepHead {...{ story, step, onStep }} />
      {step === last && <Verdict story={story} />}
      {step === last && <Stuck story={story} />}
      <label class="filter">
        <span>{possible === undefined ? 'Filter cells' : 'Filter cells and actions'}</span>
        <input
          ref={filter}
          type="search"
          value={typed}
          placeholder="vcpu1"
          spellcheck={false}
          onInput={({ currentTarget }) => onType(currentTarget.value)}
        />
      </label>
      <State {...{ reading, step, typed }} />
      {possible !== undefined && (
        <Alternatives possible={possible} taken={story.steps[step]?.action ?? null} typed={typed} />
      )}
    </aside>
  );
};
