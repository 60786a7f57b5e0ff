/** What a replay writes, and what it says where nothing is found any more. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printTraceFile } from '../../src/trace/file.ts';
import { staleHintFile } from '../trace/stories.ts';
import { directoryWith, hintproof } from './command.ts';

const stale = staleHintFile();

const directoryOf = (changes: object = {}): string =>
  directoryWith({ 't.json': printTraceFile({ ...stale, ...changes }) });

describe('the command that replays it again', () => {
  it.each(['text', 'md', 'itf', 'vcd', 'html'])('has the flags of this replay, in %s', async (format) => {
    const directory = directoryOf();
    const flags = ['--policy', 'every-event', '--as-recorded', '--call-limit', '7s'];
    await hintproof(['replay', 't.json', ...flags, '--format', `${format}=out`], directory);
    expect(readFileSync(join(directory, 'out'), 'utf8')).toContain(
      'hintproof replay t.json --policy every-event --as-recorded --call-limit 7s',
    );
  });

  it('has none where there were none', async () => {
    const { out } = await hintproof(['replay', 't.json', '--format', 'md'], directoryOf());
    expect(out).toContain('\nhintproof replay t.json\n');
  });
});
