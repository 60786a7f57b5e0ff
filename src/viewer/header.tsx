/** What the trace is about, and how to get it again. */

import { aimOf, axesOf, outcomeInWords, stepsInWords } from '../picture/words.ts';
import type { Story } from '../results/story.ts';

const marks = { violated: '✗ ', reached: '✓ ', nothing: '' } as const;

export const Header = ({ story, onHelp }: { readonly story: Story; readonly onHelp: () => void }) => (
  <header>
    <div class="headline">
      <h1>{aimOf(story)}</h1>
      <span class={`outcome ${story.outcome}`}>{marks[story.outcome] + outcomeInWords(story)}</span>
      {story.aim.is === 'property' && <span class="contract">{story.aim.contract}</span>}
      <button type="button" class="help" onClick={onHelp}>
        <kbd>?</kbd> keys and signs
      </button>
    </div>
    {story.aim.is === 'property' && <p class="sentence">{story.aim.sentence}</p>}
    <dl class="axes">
      {[...axesOf(story), ['steps', stepsInWords(story)] as const].map(([axis, value]) => (
        <div key={axis} class={`axis-${axis}`}>
          <dt>{axis}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  </header>
);

/** The commands that find the trace once more, and that replay it. */
export const Footer = ({ story: { repeat, replay } }: { readonly story: Story }) => {
  const commands = [
    ['Find it again:', repeat],
    ['Replay it:', replay],
  ] as const;
  return (
    <footer>
      {commands.map(
        ([words, command]) =>
          command !== null && (
            <p key={words}>
              {words} <code>{command}</code>
            </p>
          ),
      )}
    </footer>
  );
};
