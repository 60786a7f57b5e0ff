import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContextOptions } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Story } from '../../src/results/story.ts';
import { chromium } from '../tools.ts';
import { open, pageOf, told } from './browser.ts';

/** Names as no one is allowed to have them, and whatever a trace file may bring all the same. */
const names = [
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '</noscript></title></style><img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  '\u2028alert(1)\u2029',
  '<!--title--><!--story-->$&$1$`',
  '__proto__',
  'a'.repeat(500),
];

/** A story in which a name is wherever a name can be. */
const named = (name: string): Story => {
  const story = told('a burnt hint');
  const json = JSON.stringify({
    ...story,
    aim: { is: 'property', id: name, contract: 'locality', kind: 'step', sentence: name },
    ...{ policy: name, guest: name, scope: name, subject: name, repeat: name, replay: name },
    told: { expected: name, found: name, involved: story.told!.involved },
    alternatives: [{ enabled: [name], refused: [{ action: name, because: [name] }] }],
  });
  const quoted = JSON.stringify(name).slice(1, -1);
  return JSON.parse(json.replaceAll('dev0', () => quoted)) as Story;
};

describe('a page', () => {
  it.each(names)('keeps a story with the name %j as it is', (name) => {
    const story = named(name);
    const json = /<script type="application\/json" id="story">(.*?)<\/script>/s.exec(pageOf(story))?.[1];
    expect(JSON.parse(json ?? '')).toEqual(story);
  });

  it('is small, and names no other place', () => {
    const page = pageOf(told('a burnt hint'));
    expect(page.length).toBeLessThan(100_000);
    const addresses = page.match(/https?:\/\/[^\s"'`)]+/g) ?? [];
    // names of languages, not places to go to
    expect(addresses.filter((address) => !address.startsWith('http://www.w3.org/'))).toEqual([]);
  });
});

describe.skipIf(chromium() === null)('a hostile name', () => {
  it.each(names)('%j is text, and no more', async (name) => {
    const { page } = await open(named(name));
    expect(await page.locator('h1').textContent()).toBe(name);
    expect(await page.locator('.verdict dd').first().textContent()).toBe(name);
    for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    expect(await page.locator('.at .action code').textContent()).toBe(`identify(vm0.${name}.e0)`);
    expect(await page.locator('script').count()).toBe(2);
    expect(await page.locator('img, iframe, object').count()).toBe(0);
    expect(await page.title()).toContain(
      name
        .replaceAll(/[\s\u2028\u2029]+/g, ' ')
        .trim()
        .slice(0, 20),
    );
  });

  it.each(names)('%j is text where no scripts run', async (name) => {
    const { page } = await open(named(name), { javaScriptEnabled: false });
    expect(await page.locator('noscript h1').textContent()).toBe(`${name}: violated`);
    expect(await page.locator('noscript ol > li').count()).toBe(3);
    expect(await page.locator('noscript img').count()).toBe(0);
  });
});

describe.skipIf(chromium() === null)('a page without scripts', () => {
  it.each(['a stale hint', 'a masked source'] as const)('tells %s', async (name) => {
    const story = told(name);
    const options: BrowserContextOptions = { javaScriptEnabled: false };
    const { page } = await open(story, options);
    const text = await page.locator('noscript').innerText();
    for (const { action } of story.steps) expect(text).toContain(action);
    const { expected, found } = story.told!;
    for (const part of [
      expected,
      found,
      story.policy,
      story.scope,
      story.repeat!,
      'placement(vm0.vcpu1): ready on cpu1 → ready on cpu0',
    ])
      expect(text).toContain(part);
  });

  it('begins where the window does, with its steps numbered and indented, and the last one marked', async () => {
    const { page } = await open(told('a stale hint'), {
      javaScriptEnabled: false,
      viewport: { width: 1280, height: 720 },
    });
    const list = page.locator('noscript ol');
    expect((await page.locator('noscript h1').boundingBox())!.y).toBeLessThan(40);
    expect((await list.boundingBox())!.y).toBeLessThan(720);
    const styleOf = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((one) => {
          const { listStyleType, paddingLeft } = getComputedStyle(one);
          return { listStyleType, isIndented: Number.parseFloat(paddingLeft) >= 20 };
        });
    expect(await styleOf('noscript ol')).toEqual({ listStyleType: 'decimal', isIndented: true });
    expect(await styleOf('noscript ol ul')).toEqual({ listStyleType: 'disc', isIndented: true });
    const marked = await list
      .locator('> li')
      .evaluateAll((steps) => steps.map((step) => /✗/.test(step.textContent)));
    expect(marked).toEqual([...Array(6).fill(false), true]);
  });
});

describe.skipIf(chromium() === null)('what the page forbids', () => {
  it('any script but its own, and any request', async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url);
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;

    const { page, complaints } = await open(told('a burnt hint'), { mayComplain: true });
    await page.evaluate((to) => {
      const script = document.createElement('script');
      script.textContent = 'window.hacked = true';
      const image = document.createElement('img');
      image.src = `${to}/image.png`;
      document.body.append(script, image);
      void fetch(`${to}/fetched`).catch(() => {});
    }, `http://127.0.0.1:${port}`);
    const directives = ['script-src', 'img-src', 'connect-src'];
    const broken = () => directives.filter((one) => complaints.some((words) => words.includes(one)));
    await expect.poll(broken).toEqual(directives);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(asked).toEqual([]);
  });
});
