/** What a trace shows, in words, for files that have a place for remarks. */
import { closingInWords, excusedInWords } from '../../picture/loop.ts';
import { stuckInWords } from '../../picture/words.ts';
import { rungName } from '../../results/rung-name.ts';
import type { Story } from '../../results/story.ts';
import { lengthOf } from './text.ts';

const verbs: Readonly<Record<Story['outcome'], string>> = {
  violated: 'is violated by',
  reached: 'is reached by',
  nothing: 'is not shown by',
};

/** `no-stale-hint is violated by every-event on 2:2x1, under guest any` */
export const headlineOf = (story: Story): string => {
  const { aim, outcome, policy, guest } = story;
  const what = aim.is === 'property' ? aim.id : `A state in which ${aim.text}`;
  return `${what} ${verbs[outcome]} ${policy} on ${rungName(story)}, under guest ${guest}`;
};

/** Everything that is known of the trace as a whole, but for its steps: by what it is called, in order. */
export const aboutOf = (story: Story): Readonly<Record<string, string>> => {
  const { aim, policy, guest, told, repeat, replay } = story;
  const stuck = stuckInWords(story);
  const closing = closingInWords(story);
  const excused = excusedInWords(story);
  const asked =
    aim.is === 'property' ? { property: aim.id, sentence: aim.sentence } : { condition: aim.text };
  return {
    ...asked,
    policy,
    guest,
    configuration: rungName(story),
    length: lengthOf(story),
    ...(told === null ? {} : { expected: told.expected, found: told.found }),
    ...(closing === null ? {} : { loop: closing }),
    ...(excused.length === 0 ? {} : { excused: excused.join('; ') }),
    ...(stuck === null ? {} : { impossible: stuck }),
    ...(repeat === null ? {} : { repeat }),
    ...(replay === null ? {} : { replay }),
  };
};
