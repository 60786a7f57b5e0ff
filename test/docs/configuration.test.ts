/** Every mistake in the table of docs/configuration.md ends in the message that is written beside it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { directoryWith, hintproof } from '../cli/command.ts';

const page = readFileSync('docs/configuration.md', 'utf8');
const section = page.split('\n## What can be wrong\n')[1] ?? '';
const rows = [...section.matchAll(/^\| `(.+?)` \| `(.+?)` \|$/gm)].map(([, mistake = '', message = '']) => ({
  mistake,
  message,
}));

describe('docs/configuration.md', () => {
  it('has its table', () => expect(rows.length).toBeGreaterThan(10));

  it.each(rows)('defineConfig($mistake)', async ({ mistake, message }) => {
    const source = `import { defineConfig } from 'hintproof'\nexport default defineConfig(${mistake})`;
    const { code, out, err } = await hintproof(['check'], directoryWith({ 'hintproof.config.ts': source }));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });
});
