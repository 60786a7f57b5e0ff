/** Opens a page in a browser, from a file, as a user would who got it by mail. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromium as launcher } from 'playwright-core';
import { afterAll, afterEach, expect } from 'vitest';
import { directoryWith } from './cli/command.ts';
import { chromium } from './tools.ts';

let browser: Browser | undefined;

afterAll(async () => browser?.close());

export interface Opened {
  readonly page: Page;
  readonly url: string;
  /** Errors on the console, exceptions, dialogs, and requests for anything but the page itself. */
  readonly complaints: readonly string[];
}

const opened: Opened[] = [];

// whatever a test is about, a page neither complains nor asks anybody for anything
afterEach(async () => {
  const all = opened.splice(0);
  for (const { page } of all) await page.context().close();
  expect(all.flatMap(({ complaints }) => complaints)).toEqual([]);
});

export interface How extends BrowserContextOptions {
  readonly hash?: string;
  /** The test makes the browser complain on purpose. */
  readonly mayComplain?: boolean;
}

/** Opens a page by its text. */
export const openText = async (
  text: string,
  { hash = '', mayComplain = false, ...options }: How = {},
): Promise<Opened> => {
  browser ??= await launcher.launch({ executablePath: chromium()!, args: ['--no-sandbox'] });
  const file = join(directoryWith(), 'page.html');
  writeFileSync(file, text);
  const url = pathToFileURL(file).href;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const asked = request.url().split('#')[0];
    if (asked !== url && asked !== 'data:,') complaints.push(`asks for ${asked}`);
  });
  await page.goto(url + hash);
  const one = { page, url, complaints: mayComplain ? [] : complaints };
  opened.push(one);
  return mayComplain ? { ...one, complaints } : one;
};
