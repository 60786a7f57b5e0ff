/** What somebody says at the terminal: keys where there is one, lines where the input is a pipe. */
import { createInterface, emitKeypressEvents } from 'node:readline';

interface Key {
  readonly name?: string;
  readonly sequence?: string;
  readonly ctrl?: boolean;
  readonly shift?: boolean;
}

/** Where commands come from, and where what is typed is seen. */
interface Both {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** A key as a command: its name, or the letter; a digit or `w` begins a line. */
const wordOf = ({ name, sequence = '', shift }: Key): string =>
  name !== undefined && name.length > 1 ? name : shift ? sequence.toUpperCase() : sequence;

/** The rest of a line whose first character was a key. */
const lineFrom = ({ input, output }: Both, begun: string): Promise<string> =>
  new Promise((resolve) => {
    input.setRawMode(false);
    const lines = createInterface({ input, output });
    lines.question('', (line) => {
      lines.close();
      input.setRawMode(true);
      input.resume();
      resolve(line);
    });
    lines.write(begun);
  });

const nextKey = (input: NodeJS.ReadStream): Promise<Key | null> =>
  new Promise((resolve) => {
    const done = (key: Key | null): void => {
      input.off('keypress', onKey);
      input.off('end', onEnd);
      resolve(key);
    };
    const onKey = (_: string | undefined, key: Key): void => done(key);
    const onEnd = (): void => done(null);
    input.on('keypress', onKey);
    input.on('end', onEnd);
  });

async function* keysOf(both: Both): AsyncGenerator<string> {
  const { input } = both;
  emitKeypressEvents(input);
  input.setRawMode(true);
  input.resume();
  try {
    for (;;) {
      const key = await nextKey(input);
      if (key === null || (key.ctrl && (key.name === 'c' || key.name === 'd'))) return;
      const word = wordOf(key);
      if (word === 'w') yield await lineFrom(both, 'w ');
      else if (/^\d$/.test(word)) yield await lineFrom(both, word);
      else yield word;
    }
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
