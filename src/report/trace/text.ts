/** A trace as text: a timeline of what each step changed. The reports of a check tell their traces with its parts. */
import { lengthInWords } from '../../picture/loop.ts';
import { stuckInWords } from '../../picture/words.ts';
import { rungName } from '../../results/rung-name.ts';
import type { Story } from '../../results/story.ts';
import type { Look } from '../text.ts';
import { indented, wrap } from '../text.ts';
import { told } from '../told.ts';
import type { TraceFormat } from './format.ts';

/** What a trace is to show, by name. */
export const nameOfAim = ({ aim }: Pick<Story, 'aim'>): string => (aim.is === 'property' ? aim.id : aim.text);

/**
 * `is violated by every-event on 2:2x1`; `quoted` is done to the names. That a run violates nothing is said of this run,
 * and of no policy.
 */
export const outcomeInWords = (
  story: Pick<Story, 'aim' | 'outcome' | 'policy' | 'scope' | 'options'>,
  quoted: (name: string) => string = (name) => name,
): string => {
  const { aim, outcome, policy } = story;
  const where = `${quoted(policy)} on ${quoted(rungName(story))}`;
  if (outcome !== 'nothing') return `is ${outcome} by ${where}`;
  const isViolation = aim.is === 'property' && aim.kind !== 'sometimes';
  return `is not ${isViolation ? 'violated' : 'reached'} by this run of ${where}`;
};

export const sentenceLines = ({ aim }: Pick<Story, 'aim'>, { paint, width }: Look): readonly string[] =>
  aim.is === 'property' ? indented(aim.sentence, 2, width).map((line) => paint.dim(line)) : [];

/** `a shortest trace: 7 steps, about vm0.dev0.e0`; `a run without end: 4 steps, then 5 for ever` */
export const lengthOf = (story: Story): string => {
  const { shortest, loop, subject } = story;
  const about = subject === '' ? '' : `, about ${subject}`;
  return `a ${shortest ? 'shortest ' : ''}${loop === null ? 'trace' : 'run without end'}: ${lengthInWords(story)}${about}`;
};

/** `A shortest trace: 7 steps, about vm0.dev0.e0.` */
export const sizeInWords = (story: Story): string => `A${lengthOf(story).slice(1)}.`;

/** The guest, where it is not the usual one: a story that is read by itself has to say so. */
export const guestLines = ({ guest }: Story): readonly string[] =>
  guest === 'any' ? [] : [`Under guest ${guest}.`];

/** The commands that find a trace again, and replay it, where there are some. */
export const commandLines = ({ repeat, replay }: Story, { paint }: Look): readonly string[] => [
  ...(repeat === null ? [] : [`  Repeat it: ${paint.cyan(repeat)}`]),
  ...(replay === null ? [] : [`  Replay it: ${paint.cyan(replay)}`]),
];

/** The title of a story that is read by itself, and what the property says. */
export const heading = (story: Story, look: Look): readonly string[] => {
  const { paint, width } = look;
  const mark = { violated: paint.red('✗'), reached: paint.green('✓'), nothing: '·' }[story.outcome];
  const name = nameOfAim(story);
  const [first = '', ...more] = wrap(`${name} ${outcomeInWords(story)}`, width - 2);
  const title = first.startsWith(name) ? paint.bold(name) + first.slice(name.length) : paint.bold(first);
  return [`${mark} ${title}`, ...more.map((line) => `  ${line}`), ...sentenceLines(story, look)];
};

/** Where a trace that was run again comes to its end before its time, and why. */
export const stuckLines = (story: Story, { width }: Look): readonly string[] => {
  const stuck = stuckInWords(story);
  return stuck === null ? [] : ['', ...indented(`Not possible: ${stuck}.`, 2, width)];
};

/** How long it is, what else is to be said of it, the timeline, the answer, the commands. */
export const timeline = (story: Story, remarks: readonly string[], look: Look): readonly string[] => {
  const { initially, steps, loop, outcome } = story;
  const involved = story.told?.involved ?? [];
  const commands = commandLines(story, look);
  return [
    ...[sizeInWords(story), ...remarks].flatMap((text) => indented(text, 2, look.width)),
    '',
    ...told(
      { initially, steps, loop, violates: outcome === 'violated', finding: story.told, involved },
      look,
    ),
    ...stuckLines(story, look),
    ...(commands.length === 0 ? [] : ['', ...commands]),
    '',
  ];
};

/** The whole story, from its title to the commands that repeat it. */
export const textFormat: TraceFormat = (story, look) =>
  [...heading(story, look), ...timeline(story, guestLines(story), look)].join('\n');
