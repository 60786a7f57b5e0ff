/** docs/faults.md is what `hintproof faults` finds, and every fault is in it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faults } from '../../model/faults/index.ts';
import { hintproof } from '../cli/command.ts';

const page = readFileSync('docs/faults.md', 'utf8');

describe('docs/faults.md', () => {
  it('is what the command writes; `npm run docs` writes it again', async () => {
    const { code, out } = await hintproof(['faults', '--reporter', 'markdown', '--budget', '5m']);
    expect(code).toBe(0);
    expect(out).toBe(page);
  });

  it('has a row for every fault', () => {
    expect(faults.filter(({ name }) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  });
});
