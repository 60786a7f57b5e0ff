/** A violation, or a witness, with its trace. */

import type { Overall } from '../results/overall.ts';
import type { Story } from '../results/story.ts';
import { storyOfTrace } from '../trace/telling.ts';
import { whyNotCounted } from './properties.ts';
import { asAsked, repeatCommand, replayCommand } from './repeat.ts';
import type { ReportContext } from './reporter.ts';
import type { Look } from './text.ts';
import { outcomeInWords, sentenceLines, timeline } from './trace/text.ts';

/** The story of what is shown of a property, with the commands that repeat and replay it; `null` if nothing is. */
export const storyOf = (
  { property, result, shown }: Pick<Overall, 'property' | 'result' | 'shown'>,
  { request, usual, saved }: Pick<ReportContext, 'request' | 'usual' | 'saved'>,
): Story | null => {
  if (shown === null) return null;
  const { run, trace } = shown;
  const file = saved.find(({ policy, property: id }) => policy === run.policy && id === property.id)?.file;
  return {
    ...storyOfTrace(run, { ...property, result }, trace),
    repeat: repeatCommand(asAsked(run, request), property.id, request, usual),
    replay: file === undefined ? null : replayCommand(file),
  };
};

/** `hint-names-somebody is violated by first-time on 2:2x1`, the sentence, the trace, the command that repeats it. */
export const findingSection = (one: Overall, context: ReportContext, look: Look): readonly string[] => {
  const { paint } = look;
  const { property, shown } = one;
  const story = storyOf(one, context);
  if (shown === null || story === null) return [];
  const violates = one.result === 'violated';
  const mark = violates ? (property.demanded ? paint.red('✗') : paint.yellow('○')) : paint.green('✓');
  const unclaimed = property.demanded ? '' : ` (${whyNotCounted(one)})`;
  const again = shown.trace.foundAgainBy;
  const remarks =
    again === undefined
      ? []
      : [`Found again by ${again}; nothing was explored for it, and there may be a shorter one.`];
  return [
    `${mark} ${paint.bold(property.id)} ${outcomeInWords(story)}${unclaimed}`,
    // A property that is reached has its sentence in the list above.
    ...(violates ? sentenceLines(story, look) : []),
    ...timeline(story, remarks, look),
  ];
};
