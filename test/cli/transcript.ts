/**
 * Transcripts: Markdown whose `console` blocks are commands with what they print. Every one is run.
 *
 * `$ hintproof …` is a command, up to the next one its output. A line `…` stands for any lines, `…` in a line for any text. `[exit 1]` at the end
 * is the exit code if it isn't 0. Times differ, and so may the width of their column.
 */
import type { Ended } from './command.ts';

export interface Entry {
  /** Whether it is the first of its block. */
  readonly isFirst: boolean;
  readonly line: number;
  readonly command: string;
  readonly output: readonly string[];
}

const fence = /^```(\w*)$/;

/** What is run: ours, and what looks at files. `npm install …` is not. */
const run = /^(hintproof|cat|sed|printf) /;

/** The commands of a document. */
export const entriesIn = (markdown: string): readonly Entry[] => {
  const entries: { line: number; command: string; output: string[]; isFirst: boolean }[] = [];
  let inside = false;
  let isFirst = true;
  for (const [i, text] of markdown.split('\n').entries()) {
    const block = fence.exec(text)?.[1];
    if (block !== undefined) {
      inside = !inside && block === 'console';
      isFirst = true;
    } else if (inside && text.startsWith('$ ')) {
      entries.push({ line: i + 1, command: text.slice(2), output: [], isFirst });
      isFirst = false;
    } else if (inside) entries.at(-1)?.output.push(text);
  }
  return entries
    .map((entry) => ({ ...entry, command: entry.command.replace(/^npx (?=hintproof )/, '') }))
    .filter(({ command }) => run.test(command));
};

/** What a run printed, as a transcript shows it. */
export const outputOf = ({ code, out, err }: Ended): readonly string[] => {
  const lines = `${out}${err}`.trimEnd().split('\n');
  return [...(lines.join('') === '' ? [] : lines), ...(code === 0 ? [] : [`[exit ${code}]`])];
};

const plain = (line: string): string =>
  line
    .replace(/<?\d[\d,]*(\.\d+)? s\b/g, '0 s')
    .replace(/"seconds": [\d.]+/, '"seconds": 0')
    .replace(/ +/g, ' ')
    .trimEnd();

const pattern = (lines: readonly string[]): RegExp => {
  const escaped = lines.map((line) =>
    line.trim() === '…'
      ? '(?:.*\n)*'
      : `${plain(line)
          .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
          .replace(/ ?… ?/g, '.*')}\n`,
  );
  return new RegExp(`^${escaped.join('')}$`);
};

/** Whether a run printed what the transcript says. */
export const matches = (expected: readonly string[], actual: readonly string[]): boolean => {
  const trimmed = expected.join('\n').trimEnd().split('\n');
  return pattern(trimmed).test(actual.map((line) => `${plain(line)}\n`).join(''));
};
