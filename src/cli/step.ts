/** `hintproof replay --step`: walks through a trace in the terminal, forwards and backwards. */
import { match } from 'ts-pattern';
import { afterLast } from '../picture/loop.ts';
import { lookOf } from '../report/index.ts';
import type { Look } from '../report/text.ts';
import type { StepCommand } from '../report/trace/step.ts';
import { enabledLines, stepCommand, stepFrame, stepHelp, whyLines } from '../report/trace/step.ts';
import type { Story } from '../results/story.ts';
import type { Terminal } from './terminal.ts';

/** Where the walk is after a command, and what to show for it; `null`: it is over. */
const answer = (
  story: Story,
  position: number,
  command: StepCommand,
  look: Look,
): { readonly position: number; readonly lines: readonly string[] } | null => {
  const here = (lines: readonly string[]) => ({ position, lines });
  return match(command)
    .with({ is: 'enabled' }, () => here(enabledLines(story, position)))
    .with({ is: 'why' }, ({ action }) => here(whyLines(story, position, action, look)))
    .with({ is: 'help' }, () => here(stepHelp))
    .with({ is: 'unknown' }, ({ text }) => here([`  '${text}' is no command; ? lists them`]))
    .with({ is: 'quit' }, () => null)
    .with({ is: 'go' }, ({ to }) => {
      const there = to(position, { last: story.steps.length, afterLast: afterLast(story) });
      return { position: there, lines: stepFrame(story, there, look) };
    })
    .exhaustive();
};

/** Walks until the user has had enough, or nothing more is said. */
export const walk = async (story: Story, color: boolean, terminal: Terminal): Promise<void> => {
  const look = lookOf(color && terminal.color.out, terminal.width);
  const say = (lines: readonly string[]): void => terminal.out(`${lines.join('\n')}\n\n`);
  let position = 0;
  say([...stepFrame(story, position, look), look.paint.dim('n next, p back, ? help, q quit')]);
  for await (const line of terminal.commands()) {
    const answered = answer(story, position, stepCommand(line), look);
    if (answered === null) return;
    position = answered.position;
    say(answered.lines);
  }
};
