/** A trace as a page of its own, to look at in a browser: the built page of src/viewer, with the story in it. */
import { readFileSync } from 'node:fs';
import { closingInWords, excusedInWords, remarksOn } from '../../picture/loop.ts';
import {
  aimOf,
  axesOf,
  changesOf,
  outcomeInWords,
  sentenceOf,
  stepsInWords,
  stuckInWords,
  titleOf,
} from '../../picture/words.ts';
import type { Story } from '../../results/story.ts';
import { actorOf } from '../../words/actors.ts';
import { isShown, valueInWords } from '../../words/cells.ts';
import type { TraceFormat } from './format.ts';

// The tests run the sources, which have no page yet: they use the built one.
const template = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/viewer.html' : './viewer.html',
  import.meta.url,
);

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign]!);

/** JSON that no parser of HTML takes for the end of a script, and none of JavaScript for the end of a line. */
const jsonInPage = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const listOf = (tag: 'ol' | 'ul', items: readonly string[]): string =>
  items.length === 0 ? '' : `<${tag}>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</${tag}>`;

const marks = { violated: '✗', reached: '✓' } as const;

/** The step that violates, or that reaches what was looked for, has its mark; in a run without end, what comes after it. */
const markAt = ({ outcome, steps, loop }: Story, step: number): string =>
  outcome === 'nothing' || step !== steps.length + (loop === null ? 0 : 1)
    ? ''
    : `<strong class="${outcome}">${marks[outcome]}</strong> `;

/** Everything that the trace says, for whoever runs no scripts. */
const plain = (story: Story): string => {
  const { aim, told, repeat, replay, initially } = story;
  const stuck = stuckInWords(story);
  const closing = closingInWords(story);
  const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;
  const cells = initially
    .filter(({ cell }) => isShown(cell))
    .map(({ cell, value }) => escaped(`${cell}: ${valueInWords(cell, value)}`));
  const steps = story.steps.map(({ action }, i) => {
    const changes = changesOf(story, i + 1).map(({ cell, from, to }) => escaped(`${cell}: ${from} → ${to}`));
    const more = [...changes, ...remarksOn(story, i + 1).map(escaped)];
    return `${markAt(story, i + 1)}<code>${escaped(action)}</code>, ${actorOf(action)}${listOf('ul', more)}`;
  });
  return [
    '<article class="plain">',
    `<h1>${escaped(aimOf(story))}: ${outcomeInWords(story)}</h1>`,
    ...(aim.is === 'property' ? [paragraph(aim.sentence)] : []),
    listOf(
      'ul',
      [...axesOf(story), ['steps', stepsInWords(story)] as const].map(([axis, value]) =>
        escaped(`${axis}: ${value}`),
      ),
    ),
    '<h2>At first</h2>',
    listOf('ul', cells),
    '<h2>Steps</h2>',
    listOf('ol', steps),
    ...(closing === null
      ? []
      : [`<p>${markAt(story, story.steps.length + 1)}${escaped(sentenceOf(closing))}</p>`]),
    ...(told === null
      ? []
      : [
          paragraph(`Expected: ${told.expected}`),
          paragraph(`Found: ${told.found}`),
          paragraph(`About: ${[story.subject, ...told.involved].filter((name) => name !== '').join(', ')}`),
        ]),
    ...excusedInWords(story).map((text) => paragraph(`Excused: ${text}.`)),
    ...(stuck === null ? [] : [paragraph(`Not possible: ${stuck}.`)]),
    ...(repeat === null ? [] : [`<p>Find it again: <code>${escaped(repeat)}</code></p>`]),
    ...(replay === null ? [] : [`<p>Replay it: <code>${escaped(replay)}</code></p>`]),
    '</article>',
  ].join('\n');
};

export const htmlFormat: TraceFormat = (story) => {
  const parts: Readonly<Record<string, string>> = {
    title: escaped(titleOf(story)),
    plain: plain(story),
    story: jsonInPage(story),
  };
  // in one go: what is put in is not looked at again
  return readFileSync(template, 'utf8').replace(/<!--(title|plain|story)-->/g, (_, part) => parts[part]!);
};
