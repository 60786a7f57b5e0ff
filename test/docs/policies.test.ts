/** Every mistake in the tables of docs/policies.md ends in the message that is written beside it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundleOf, deciding, errorOf, eventWith, policyFrom } from '../modules/modules.ts';

const page = readFileSync('docs/policies.md', 'utf8');

interface Row {
  readonly mistake: string;
  readonly message: string;
}

/** The rows of the table under a heading whose cells are both code. */
const rowsUnder = (heading: string): readonly Row[] => {
  const section = page.split(`\n### ${heading}\n`)[1]?.split('\n#')[0] ?? '';
  return [...section.matchAll(/^\| `(.+?)` \| `(.+?)` \|$/gm)].map(([, mistake = '', message = '']) => ({
    mistake,
    message,
  }));
};

const decisions = rowsUnder('In `decide`');
const definitions = rowsUnder('In the definition');
const imports = rowsUnder('In the module');

describe('docs/policies.md', () => {
  it('has its tables', () => {
    expect(decisions.length).toBeGreaterThan(10);
    expect(definitions.length).toBeGreaterThan(3);
    expect(imports.length).toBeGreaterThan(0);
  });

  it.each(decisions)('decide: (event) => $mistake', async ({ mistake, message }) => {
    const policy = await policyFrom(deciding(mistake));
    expect(await errorOf(() => policy.decide(eventWith()))).toContain(`policy.ts: ${message}`);
  });

  it.each(definitions)('definePolicy($mistake)', async ({ mistake, message }) => {
    const source = `import { definePolicy } from 'hintproof'\nexport default definePolicy(${mistake})`;
    expect(await errorOf(() => policyFrom(source))).toContain(message);
  });

  it.each(imports)('$mistake', async ({ mistake, message }) => {
    expect(await errorOf(() => bundleOf(`${mistake}\nexport default fs`))).toContain(message);
  });
});
