/** Opens the page of a story in a browser. */
import type { Page } from 'playwright-core';
import { lookOf } from '../../src/report/text.ts';
import { htmlFormat } from '../../src/report/trace/html.ts';
import type { Story } from '../../src/results/story.ts';
import type { How, Opened } from '../browser.ts';
import { openText } from '../browser.ts';
import { stories } from '../trace/stories.ts';

const made = new Map<keyof typeof stories, Story>();

/** A story, found once for all tests of a file. */
export const told = (name: keyof typeof stories): Story => {
  const story = made.get(name) ?? stories[name]();
  made.set(name, story);
  return story;
};

export const pageOf = (story: Story): string => htmlFormat(story, lookOf(false, 80));

export const open = (story: Story, how: How = {}): Promise<Opened> => openText(pageOf(story), how);

/** The numbers on the rows that are marked as looked at: one. */
export const currentRows = (page: Page): Promise<readonly string[]> =>
  page.locator('.steps [aria-current="step"] .number').allTextContents();

/** The cells that are highlighted in the panel, by name. */
export const highlighted = (page: Page): Promise<readonly (string | null)[]> =>
  page
    .locator('.state .cell.changed')
    .evaluateAll((cells) => cells.map((one) => one.getAttribute('data-cell')));
