/** A violation, or a witness, with its trace. */

import type { Overall } from '../check/overall.ts';
import { storyOfTrace } from '../trace/telling.ts';
import { whyNotCounted } from './properties.ts';
import { asAsked, repeatCommand, replayCommand } from './repeat.ts';
import type { ReportContext } from './reporter.ts';
import type { Look } from './text.ts';
import { outcomeInWords, sentenceLines, timeline } from './trace/text.ts';

/** `hint-names-somebody is violated by first-time on 2:2x1`, the sentence, the trace, the command that repeats it. */
export const findingSection = (one: Overall, context: ReportContext, look: Look): readonly string[] => {
  const { paint } = look;
  const { property, shown } = one;
  if (shown === null) return [];
  const { run, trace } = shown;
  const violates = one.result === 'violated';
  const mark = violates ? (property.demanded ? paint.red('✗') : paint.yellow('○')) : paint.green('✓');
  const unclaimed = property.demanded ? '' : ` (${whyNotCounted(one)})`;
  const saved = context.saved.find(({ policy, property: id }) => policy === run.policy && id === property.id);
  const story = {
    ...storyOfTrace(run, { ...property, result: one.result }, trace),
    repeat: repeatCommand(asAsked(run, context.request), property.id, context.request, context.usual),
    replay: saved === undefined ? null : replayCommand(saved.file),
  };
  const again = trace.foundAgainBy;
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
