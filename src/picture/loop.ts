/** What is said of a run without end: how long it is, where it goes back to, and what fairness has to do with it. */
import type { Fair, Loop } from '../results/result.ts';
import type { Story } from '../results/story.ts';

type Run = { readonly steps: readonly unknown[] } & Pick<Story, 'loop'>;

const stepsOf = (n: number): string => `${n} ${n === 1 ? 'step' : 'steps'}`;

/** `7 steps`; `4 steps, then 5 for ever`; `5 steps, then nothing` */
export const lengthInWords = ({ steps: { length }, loop }: Run): string => {
  if (loop === null) return stepsOf(length);
  if (loop.from === length) return `${stepsOf(length)}, then nothing`;
  if (loop.from === 0) return `${stepsOf(length)} for ever`;
  return `${stepsOf(loop.from)}, then ${length - loop.from} for ever`;
};

/** `7 steps`; `4 + 5 steps`, of which the last five recur for ever; `5 steps, then nothing`: as short as a table needs it. */
export const lengthInBrief = (run: Run): string => {
  const { steps, loop } = run;
  if (loop === null || loop.from === steps.length) return lengthInWords(run);
  return `${loop.from} + ${stepsOf(steps.length - loop.from)}`;
};

/** What comes after the last step, for ever; `null` if the trace ends. */
export const closingInWords = ({ steps, loop }: Run): string | null => {
  if (loop === null) return null;
  if (loop.from === steps.length)
    return 'from here nothing happens any more: nothing that has to happen is enabled';
  const state = loop.from === 0 ? 'the initial state' : `the state after step ${loop.from}`;
  return `from here the run goes back to ${state}, for ever`;
};

/** Whether a step is one that recurs for ever. */
export const isInLoop = ({ loop }: Pick<Story, 'loop'>, step: number): boolean =>
  loop !== null && step > loop.from;

/** `a remote injection`: what a step is in which it shows that the promise is broken; `null` for all others. */
export const amissInWords = ({ loop }: Pick<Story, 'loop'>, step: number): string | null =>
  loop?.amiss.steps.includes(step) ? loop.amiss.are : null;

/** Whether a step is the one, or one of those, in which the outcome shows: of a trace that ends, the last one. */
export const isTelling = ({ steps, loop }: Run, step: number): boolean =>
  loop === null ? step === steps.length : loop.amiss.steps.includes(step);

const strengths = { weak: 'weakly fair', strong: 'strongly fair' } as const;

const fairAt = ({ loop }: Pick<Story, 'loop'>, step: number): readonly Fair[] =>
  loop?.satisfies[step - 1 - loop.from] ?? [];

/** `strongly fair: take(vm0.dev0.e0, vm0.vcpu0)`: what gets its due by a step of the loop; `null` where nothing does. */
export const fairnessInWords = (story: Pick<Story, 'loop'>, step: number): string | null => {
  const fair = fairAt(story, step);
  const texts = (['weak', 'strong'] as const).flatMap((strength) => {
    const families = fair.filter(({ is }) => is === strength).map(({ family }) => family);
    return families.length === 0 ? [] : [`${strengths[strength]}: ${families.join('; ')}`];
  });
  return texts.length === 0 ? null : texts.join('; ');
};

/** `a remote injection`, `weakly fair: inject(vm0.dev0.e0)`: what there is to say of a step of a run without end. */
export const remarksOn = (story: Pick<Story, 'loop'>, step: number): readonly string[] =>
  [amissInWords(story, step), fairnessInWords(story, step)].filter((text) => text !== null);

/** The same where the step is shown alone, and no bracket around it says that it recurs. */
export const remarksAlone = (story: Pick<Story, 'loop'>, step: number): readonly string[] => [
  ...(isInLoop(story, step) ? ['again and again'] : []),
  ...remarksOn(story, step),
];

/** `strongly fair`: the same for places that are small. */
export const strengthInWords = (story: Pick<Story, 'loop'>, step: number): string | null => {
  const all = new Set(fairAt(story, step).map(({ is }) => strengths[is]));
  return all.size === 0 ? null : [...all].join(', ');
};

/** What is enabled in the loop and never happens, and why a run may be fair all the same: one text for each. */
export const excusedInWords = ({ loop }: Pick<Story, 'loop'>): readonly string[] =>
  (loop?.excused ?? []).map(({ is, family }) => `${family}: ${strengths[is]}, and not enabled all along`);

/**
 * The position of the first state that recurs with what led there: after the last state comes that one again. Where nothing
 * happens any more, it is the last one itself.
 */
export const firstAgain = (loop: Loop, { length }: Story['steps']): number => Math.min(loop.from + 1, length);

/** The position of the state that comes after the last one: the first of the loop; the last one again in a trace that ends. */
export const afterLast = ({ steps, loop }: Run): number => loop?.from ?? steps.length;
