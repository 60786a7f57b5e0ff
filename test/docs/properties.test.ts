import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pages } from './generate.ts';

it.each(Object.keys(pages))('%s is what the code says (else: npx tsx test/docs/generate.ts)', (file) => {
  expect(readFileSync(file, 'utf8')).toBe(pages[file]);
});
