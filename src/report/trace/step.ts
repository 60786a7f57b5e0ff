/** A trace step by step: one state at a time, with what led there and what could happen next. */
import { match } from 'ts-pattern';
import { closingInWords, remarksAlone } from '../../picture/loop.ts';
import { actionIn } from '../../reading/action.ts';
import type { Story, TraceState } from '../../results/story.ts';
import { statesOf } from '../../results/story.ts';
import { actorOf } from '../../words/actors.ts';
import { isShown, valueInWords } from '../../words/cells.ts';
import type { Look } from '../text.ts';
import { countOf, indented, widest, wrap } from '../text.ts';
import { answer } from '../told.ts';

/** Where a walk ends. */
export interface Ends {
  readonly last: number;
  /** Where it goes on from there: where the loop of a run without end begins; else it stays where it is. */
  readonly afterLast: number;
}

/** What somebody who walks through a trace may say. */
export type StepCommand =
  | { readonly is: 'go'; readonly to: (position: number, ends: Ends) => number }
  | { readonly is: 'enabled' | 'help' | 'quit' }
  | { readonly is: 'why'; readonly action: string }
  | { readonly is: 'unknown'; readonly text: string };

const go = (to: (position: number, ends: Ends) => number): StepCommand => ({ is: 'go', to });

/** A line, or the name of a key: `n`, `right`, `w finish(vm0.dev0.e0, vm0.vcpu0)`, `12`. */
export const stepCommand = (line: string): StepCommand => {
  const text = line.trim();
  return match<string, StepCommand>(text)
    .with('', 'n', 'right', 'down', 'return', 'space', () =>
      go((position, { last, afterLast }) => (position < last ? position + 1 : afterLast)),
    )
    .with('p', 'left', 'up', 'backspace', () => go((position) => Math.max(position - 1, 0)))
    .with('g', 'home', () => go(() => 0))
    .with('G', 'end', () => go((_, { last }) => last))
    .with('e', () => ({ is: 'enabled' }))
    .with('?', 'h', () => ({ is: 'help' }))
    .with('q', () => ({ is: 'quit' }))
    .otherwise(() => {
      if (/^\d{1,9}$/.test(text)) return go((_, { last }) => Math.min(Number(text), last));
      const action = /^w\s+(.+)$/.exec(text)?.[1];
      return action === undefined ? { is: 'unknown', text } : { is: 'why', action: actionIn(action) };
    });
};

export const stepHelp: readonly string[] = [
  'n, →, Enter   the next step          p, ←         the step before',
  'g, Home       the initial state      G, End       the last step',
  '4             the state after step 4 (with Enter)',
  'e             what is enabled here   w <action>   why an action is not',
  '?             this help              q            the end',
];

/** The cells that are shown, one a line; those that the step has changed are marked. */
const stateLines = (
  state: TraceState,
  changed: ReadonlyMap<string, unknown>,
  { paint, width }: Look,
): readonly string[] => {
  const cells = [...state.keys()].filter(isShown);
  const column = widest(cells);
  return cells.flatMap((cell) => {
    const isChanged = changed.has(cell);
    const words = valueInWords(cell, state.get(cell));
    const before = isChanged ? `   was ${valueInWords(cell, changed.get(cell))}` : '';
    const [first, ...more] = wrap(words + before, width - column - 6);
    const line = `  ${isChanged ? '•' : ' '} ${cell.padEnd(column)}  ${first}`;
    const indent = ' '.repeat(column + 6);
    return [isChanged ? paint.bold(line) : line, ...more.map((text) => indent + text)];
  });
};

const endLines = ({ initially, steps, loop, told, outcome }: Story, look: Look): readonly string[] =>
  told === null
    ? []
    : [
        '',
        ...answer(
          {
            initially,
            steps,
            loop,
            violates: outcome === 'violated',
            finding: told,
            involved: told.involved,
          },
          look,
        ),
      ];

/** What comes next: another step, one that is not enabled any more, or nothing. */
const nextLines = (story: Story, position: number, { paint, width }: Look): readonly string[] => {
  const { steps, stuck } = story;
  const next = steps[position];
  const closing = closingInWords(story);
  if (next !== undefined) return [paint.dim(`next: ${next.action}  (${actorOf(next.action)})`)];
  if (closing !== null) return wrap(closing, width).map((line) => paint.dim(line));
  if (stuck === null) return [paint.dim('the end')];
  return [
    `next would be ${paint.bold(stuck.action)}, which is not enabled:`,
    ...stuck.because.flatMap((reason) => indented(reason, 2, width)),
  ];
};

/** That a step recurs for ever, what is amiss in it, and what gets its due by it. */
const loopLines = (story: Story, position: number, { paint, width }: Look): readonly string[] =>
  wrap(remarksAlone(story, position).join('; '), width - 2)
    .filter((line) => line !== '')
    .map((line) => paint.dim(`  ${line}`));

/** The state at a position: 0 is the initial state, `n` that after step `n`. */
export const stepFrame = (story: Story, position: number, look: Look): readonly string[] => {
  const { paint } = look;
  const { steps, outcome } = story;
  const step = steps[position - 1];
  const isLast = position === steps.length;
  const isBad = isLast && outcome === 'violated' && story.loop === null;
  const changed = new Map(step?.changes.map(({ cell, from }) => [cell, from]));
  const title =
    step === undefined
      ? `the initial state, before ${countOf(steps.length, 'step')}`
      : `${isBad ? '✗ ' : ''}step ${position} of ${steps.length}  ${step.action}  (${actorOf(step.action)})`;
  return [
    isBad ? paint.red(title) : paint.bold(title),
    ...loopLines(story, position, look),
    ...stateLines(statesOf(story)[position]!, changed, look),
    ...(isLast ? endLines(story, look) : []),
    '',
    ...nextLines(story, position, look),
  ];
};

/** What can happen at a position. */
export const enabledLines = ({ alternatives }: Story, position: number): readonly string[] => [
  '  enabled here:',
  ...alternatives![position]!.enabled.map((action) => `    ${action}  (${actorOf(action)})`),
];

/** Why an action is not enabled at a position. */
export const whyLines = (
  { alternatives }: Story,
  position: number,
  action: string,
  { width }: Look,
): readonly string[] => {
  const { enabled, refused } = alternatives![position]!;
  if (enabled.includes(action)) return [`  ${action} is enabled here`];
  const found = refused.find((one) => one.action === action);
  if (found === undefined) return [`  there is no action '${action}'; e lists those that are enabled`];
  return [`  ${action} is not enabled here:`, ...found.because.flatMap((one) => indented(one, 4, width))];
};
