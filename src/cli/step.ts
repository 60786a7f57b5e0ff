/** `hintproof replay --step`: walks through a trace in the terminal, forwards and backwards. */
import { lookOf } from '../report/index.ts';
import type { Look } from '../report/text.ts';
import type { StepCommand } from '../report/trace/step.ts';
import { enabledLines, stepCommand, stepFrame, stepHelp, whyLines } from '../report/trace/step.ts';
import type { Story } from '../trace/story.ts';
import type { Terminal } from './terminal.ts';

/** Where the walk is after a command, and what to show for it. */
const answer = (
  story: Story,
  position: number,
  command: Exclude<StepCommand, { readonly is: 'quit' }>,
  look: Look,
): { readonly position: number; readonly lines: readonly string[] } => {
  const here = (lines: readonly string[]) => ({ position, lines });
  if (command.is === 'enabled') return here(enabledLines(story, position, look));
  if (command.is === 'why') return here(whyLines(story, position, command.action, look));
  if (command.is === 'help') return here(stepHelp);
  if (command.is === 'unknown') return here([`  '${command.text}' is no command; ? lists them`]);
  const to = command.to(position, story.steps.length);
  return { position: to, lines: stepFrame(story, to, look) };
};

/** Walks until the user has had enough, or nothing more is said. */
export const walk = async (story: Story, color: boolean, terminal: Terminal): Promise<void> => {
  const look = lookOf(color && terminal.color.out, terminal.width);
  const say = (lines: readonly string[]): void => terminal.out(`${lines.join('\n')}\n\n`);
  let position = 0;
  say([...stepFrame(story, position, look), look.paint.dim('n next, p back, ? help, q quit')]);
  for await (const line of terminal.commands()) {
    const command = stepCommand(line);
    if (command.is === 'quit') return;
    const { position: to, lines } = answer(story, position, command, look);
    position = to;
    say(lines);
  }
};
