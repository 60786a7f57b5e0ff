import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withGallery } from './gallery.ts';

it('shows the traces that are found: if it does not, `npm run docs` mends it', () => {
  const page = readFileSync('docs/traces.md', 'utf8');
  expect(page).toBe(withGallery(page));
});
