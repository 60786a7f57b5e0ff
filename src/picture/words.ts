/** What the page says about a story as a whole, and about a step of it. */
import { match } from 'ts-pattern';
import type { Story } from '../results/story.ts';
import { actorOf } from '../words/actors.ts';
import { isShown, valueInWords } from '../words/cells.ts';
import { closingInWords, lengthInWords, remarksAlone } from './loop.ts';

/** The property's id, or the condition. */
export const aimOf = ({ aim }: Story): string =>
  match(aim)
    .with({ is: 'property' }, ({ id }) => id)
    .with({ is: 'condition' }, ({ text }) => text)
    .exhaustive();

export const outcomeInWords = ({ aim, outcome }: Story): string =>
  match(outcome)
    .with('violated', () => 'violated')
    .with('reached', () => 'reached')
    .with('nothing', () =>
      aim.is === 'property' && aim.kind !== 'sometimes' ? 'not violated' : 'not reached',
    )
    .exhaustive();

/** `no-stale-hint, violated by every-event` */
export const titleOf = (story: Story): string => {
  const how = story.outcome === 'violated' ? 'violated by' : `${outcomeInWords(story)} under`;
  return `${aimOf(story)}, ${how} ${story.policy}`;
};

/** `in red` → `In red.` */
export const sentenceOf = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

export const stepsInWords = (story: Story): string => {
  const { steps, loop, shortest, outcome } = story;
  if (loop !== null)
    return lengthInWords(story) + (shortest ? '; no such run is shorter' : '; there may be a shorter run');
  if (steps.length === 0) return 'none: nobody need act, it is so in the initial state';
  const count = String(steps.length);
  if (outcome === 'nothing') return count;
  return shortest ? `${count}, and no trace is shorter` : `${count}; there may be a shorter trace`;
};

/** The step after the last one, which can't be taken any more, and why; `null` if every step can be. */
export const stuckInWords = ({ steps, stuck }: Pick<Story, 'steps' | 'stuck'>): string | null => {
  if (stuck === null) return null;
  const { action, because } = stuck;
  const why = because.length === 0 ? '' : ` because ${because.join('; and ')}`;
  return `step ${steps.length + 1}, ${action}, is not enabled${why}`;
};

/** What the configuration is, axis by axis. */
export const axesOf = ({ policy, guest, scope, options }: Story): readonly (readonly [string, string])[] => [
  ['policy', policy],
  ['guest', guest],
  ['scope', scope],
  ['map', options.map],
  ['hinting', options.hinting],
  ['VCPUs', options.moves ? 'move' : 'are pinned'],
  ...(options.lifecycle.length === 0 ? [] : [['lifecycle', options.lifecycle.join(', ')] as const]),
  ...(options.fault === null ? [] : [['fault', options.fault] as const]),
];

export interface ChangeInWords {
  readonly cell: string;
  readonly from: string;
  readonly to: string;
}

/** What a step changed, of the cells that are shown. */
export const changesOf = ({ steps }: Story, step: number): readonly ChangeInWords[] =>
  (steps[step - 1]?.changes ?? [])
    .filter(({ cell }) => isShown(cell))
    .map(({ cell, from, to }) => ({ cell, from: valueInWords(cell, from), to: valueInWords(cell, to) }));

const endInWords = (story: Story): readonly string[] => {
  const { outcome, told } = story;
  const stuck = stuckInWords(story);
  if (stuck !== null) return [`The end: ${stuck}.`];
  if (told === null) return [];
  const closing = closingInWords(story);
  return [
    outcome === 'violated'
      ? `Violated. Expected: ${told.expected}. Found: ${told.found}.`
      : `Reached: ${told.found}.`,
    ...(closing === null ? [] : [sentenceOf(closing)]),
  ];
};

/** A step as it is read out. */
export const stepInWords = (story: Story, step: number): string => {
  const taken = story.steps[step - 1];
  const head =
    taken === undefined
      ? 'The initial state.'
      : `Step ${step} of ${story.steps.length}, ${actorOf(taken.action)}: ${taken.action}.`;
  const changes = changesOf(story, step).map(({ cell, from, to }) => `${cell}: ${from}, now ${to}.`);
  const remarks = remarksAlone(story, step).map(sentenceOf);
  return [head, ...remarks, ...changes, ...(step === story.steps.length ? endInWords(story) : [])].join(' ');
};
