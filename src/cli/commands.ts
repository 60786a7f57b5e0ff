/** What somebody says at the terminal: keys where there is one, lines where the input is a pipe. */
import { on } from 'node:events';
import { createInterface, emitKeypressEvents } from 'node:readline';

interface Key {
  readonly name?: string;
  readonly sequence?: string;
  readonly ctrl?: boolean;
}

/** Where commands come from, and where what is typed is seen. */
interface Both {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** What a key makes of the line that is being typed: the line, `null` for none; a command, if it is complete. */
interface Typed {
  readonly line: string | null;
  readonly command?: string;
  /** What the terminal is to show of it. */
  readonly echo: string;
}

const eraseOne = '\b \b';

/** A line begins with one of these; any other key is a command of its own. */
const beginsLine = /^[w\d]$/;

/** One key more. Escape gives the line up. */
export const typed = (line: string | null, { name, sequence = '' }: Key): Typed => {
  if (line === null) {
    if (beginsLine.test(sequence)) {
      const begun = sequence === 'w' ? 'w ' : sequence;
      return { line: begun, echo: begun };
    }
    return { line, command: name !== undefined && name.length > 1 ? name : sequence, echo: '' };
  }
  if (name === 'return' || name === 'enter') return { line: null, command: line, echo: '\n' };
  if (name === 'escape') return { line: null, echo: eraseOne.repeat(line.length) };
  if (name === 'backspace')
    return line.length === 1 ? { line: null, echo: eraseOne } : { line: line.slice(0, -1), echo: eraseOne };
  const isText = /^[\x20-\x7e]$/.test(sequence);
  return isText ? { line: line + sequence, echo: sequence } : { line, echo: '' };
};

/** Keys wait until they are asked for: nothing is lost of what is pasted. */
async function* keysOf({ input, output }: Both): AsyncGenerator<string> {
  emitKeypressEvents(input);
  const ended = new AbortController();
  input.once('end', () => ended.abort());
  input.setRawMode(true);
  const keys = on(input, 'keypress', { signal: ended.signal });
  try {
    let line: string | null = null;
    for await (const [, key] of keys as AsyncIterable<[string | undefined, Key]>) {
      if (key.ctrl && (key.name === 'c' || key.name === 'd')) return;
      const after: Typed = typed(line, key);
      line = after.line;
      output.write(after.echo);
      if (after.command !== undefined) yield after.command;
    }
  } catch (error) {
    // The terminal is gone: there is nobody to say anything any more.
    if (!ended.signal.aborted) throw error;
  } finally {
    input.setRawMode(false);
    input.pause();
  }
}

async function* linesOf({ input }: Both): AsyncGenerator<string> {
  yield* createInterface({ input });
}

export const commandsFrom = (both: Both): AsyncIterable<string> =>
  both.input.isTTY ? keysOf(both) : linesOf(both);
