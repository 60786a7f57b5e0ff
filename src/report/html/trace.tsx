/** A trace in a report: the answer, the picture, the steps in words, the commands that find it again. */
import type { ComponentChildren } from 'preact';
import { closingInWords, excusedInWords, isInLoop, remarksOn } from '../../picture/loop.ts';
import { changesOf, sentenceOf } from '../../picture/words.ts';
import type { Story } from '../../results/story.ts';
import { actorOf } from '../../words/actors.ts';
import { margins } from '../table.ts';
import { involvedInWords } from '../told.ts';
import { headlineOf } from '../trace/about.ts';
import { Command, Wide } from './parts.tsx';
import { Picture } from './picture.tsx';

const Step = ({ story, step }: { readonly story: Story; readonly step: number }) => {
  const { action } = story.steps[step - 1]!;
  const isMarked = story.loop === null ? step === story.steps.length : isInLoop(story, step);
  return (
    <tr class={isMarked ? `end ${story.outcome}` : undefined}>
      <td class="number">{step}</td>
      <td>{actorOf(action)}</td>
      <td>
        <code>{action}</code>
      </td>
      <td>
        <ul>
          {changesOf(story, step).map(({ cell, from, to }) => (
            <li key={cell}>
              <code>{cell}</code> {from} → {to}
            </li>
          ))}
          {remarksOn(story, step).map((remark) => (
            <li key={remark} class="aside">
              {remark}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
};

/** The timeline, as the report on a terminal has it. */
const Steps = ({ story }: { readonly story: Story }) => {
  const closing = closingInWords(story);
  return (
    <details>
      <summary>The steps in words</summary>
      <Wide label="The steps in words">
        <table class="steps">
          <thead>
            <tr>
              <th class="number">#</th>
              <th>who</th>
              <th>action</th>
              <th>what changes</th>
            </tr>
          </thead>
          <tbody>
            {story.steps.map((_, i) => (
              <Step key={i} story={story} step={i + 1} />
            ))}
            {closing !== null && (
              <tr class={`end ${story.outcome}`}>
                <td class="number">{story.loop!.from === story.steps.length ? margins.still : '↺'}</td>
                <td colSpan={3}>{sentenceOf(closing)}</td>
              </tr>
            )}
          </tbody>
        </table>
      </Wide>
    </details>
  );
};

/** Several texts behind one label. */
const Listed = ({ label, texts }: { readonly label: string; readonly texts: readonly string[] }) =>
  texts.length === 0 ? null : (
    <>
      <dt>{label}</dt>
      <dd>
        <ul>
          {texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </dd>
    </>
  );

/** What was expected and found, and in which cells it was seen. */
export const Answer = ({ story }: { readonly story: Story }) => {
  const { told, outcome } = story;
  if (told === null) return null;
  const closing = closingInWords(story);
  const excused = excusedInWords(story);
  const seen = involvedInWords({ ...story, involved: told.involved });
  return (
    <dl class={`answer ${outcome}`}>
      {outcome === 'violated' && (
        <>
          <dt>expected</dt>
          <dd>{told.expected}</dd>
        </>
      )}
      <dt>{outcome === 'violated' ? 'found' : 'reached'}</dt>
      <dd>{told.found}</dd>
      {closing !== null && (
        <>
          <dt>and then</dt>
          <dd>{closing}</dd>
        </>
      )}
      <Listed label="seen in" texts={seen} />
      <Listed label="excused" texts={excused} />
    </dl>
  );
};

/** What the picture is about, for whoever doesn't see it. */
const labelOf = (story: Story): string =>
  story.aim.is === 'property' ? `${headlineOf(story)}.` : story.aim.text;

interface TraceProps {
  readonly story: Story;
  /** What the trace comes to. */
  readonly children: ComponentChildren;
}

export const Trace = ({ story, children }: TraceProps) => (
  <>
    {story.steps.length === 0 ? (
      <p>Nobody need act: it is so in the initial state.</p>
    ) : (
      <Wide label="The trace">
        <Picture story={story} label={labelOf(story)} />
      </Wide>
    )}
    {children}
    {story.steps.length > 0 && <Steps story={story} />}
    <Command words="Repeat it:" command={story.repeat} />
    <Command words="Replay it:" command={story.replay} />
  </>
);
