/** What can be measured of how a page looks: that texts can be read, that nothing is cut off or on top of another. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Story } from '../../src/results/story.ts';
import { configuration } from '../configurations.ts';
import { chromium } from '../tools.ts';
import { storyOfRun } from '../trace/walks.ts';
import { open, told } from './browser.ts';
import { walkOf } from './walks.ts';

const everything = ['reset', 'hotplug', 'masking'] as const;

const shown: Readonly<Record<string, () => Story>> = {
  'a stale hint': () => told('a stale hint'),
  'a burnt hint': () => told('a burnt hint'),
  'a map that is behind': () => told('a map that is behind'),
  'a witness': () => told('a witness'),
  'remote injections for ever': () => told('remote injections for ever'),
  'a kick that nobody gave': () => told('a kick that nobody gave'),
  'no steps': () => ({ ...told('a burnt hint'), steps: [] }),
  'a walk on one CPU': () => walkOf({ scope: '1:1x1', steps: 3, seed: 1 }),
  'a walk with everything': () =>
    walkOf({ scope: '2:3x2', steps: 40, seed: 3, policy: 'every-event', lifecycle: everything }),
  'a long walk of three VMs': () =>
    walkOf({
      ...{ scope: '4:4x2+4x2+2x1', steps: 60, seed: 7 },
      ...{ policy: 'every-event', map: 'on-dispatch', lifecycle: everything },
    }),
  'a mask that owes an interrupt without a hint': () =>
    storyOfRun(configuration('2:2x1', { lifecycle: ['masking'] }), [
      ...['dispatch(vm0.vcpu0)', 'raise(vm0.dev0.e0, cpu1)', 'identify(vm0.dev0.e0)', 'inject(vm0.dev0.e0)'],
      ...['raise(vm0.dev0.e0, cpu0)', 'identify(vm0.dev0.e0)', 'take(vm0.dev0.e0, vm0.vcpu0)'],
      ...['maskSource(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu1)', 'inject(vm0.dev0.e0)'],
      ...['writeRoute(vm0.dev0.e0, vm0.vcpu0)', 'unmaskSource(vm0.dev0.e0, vm0.vcpu0)'],
    ]),
  'a walk on eight CPUs': () => walkOf({ scope: '8:8x1', steps: 30, seed: 5, lifecycle: ['hotplug'] }),
};

/** The least contrast of a text with what is behind it, as WCAG 2 computes it, and the text. */
const leastContrast = (page: Page): Promise<{ readonly ratio: number; readonly text: string }> =>
  page.evaluate(() => {
    const channelsOf = (colour: string): readonly number[] => {
      const numbers = (colour.match(/[\d.]+/g) ?? []).map(Number);
      return [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0, numbers[3] ?? 1];
    };
    const lightness = (colour: string): number => {
      const [red, green, blue] = channelsOf(colour).map((channel) => {
        const part = channel / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
    };
    const contrast = (a: string, b: string): number => {
      const [dark, light] = [lightness(a), lightness(b)].toSorted((x, y) => x - y);
      return (light! + 0.05) / (dark! + 0.05);
    };
    const groundOf = (element: Element): string => {
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if (channelsOf(backgroundColor)[3] === 1) return backgroundColor;
      }
      return getComputedStyle(document.body).backgroundColor;
    };
    // the picture's texts may be on any of its grounds
    const fills = ['.timeline .lane', '.timeline .changed rect'].flatMap((selector) => {
      const found = document.querySelector(selector);
      return found === null ? [] : [getComputedStyle(found).fill];
    });
    const all = [...document.querySelectorAll('body *')].flatMap((element) => {
      const text = [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent?.trim() ?? '')
        .join(' ');
      const isSeen = element.checkVisibility() && !element.matches('title, script, style, :disabled');
      if (text.trim() === '' || !isSeen) return [];
      const style = getComputedStyle(element);
      const isDrawn = element instanceof SVGElement;
      const grounds = isDrawn ? [...fills, groundOf(element)] : [groundOf(element)];
      const colour = isDrawn ? style.fill : style.color;
      return [{ ratio: Math.min(...grounds.map((ground) => contrast(colour, ground))), text }];
    });
    return all.reduce((least, one) => (one.ratio < least.ratio ? one : least));
  });

/** Pairs of texts in the picture's heads, or of chips, one of which lies on the other. */
const overlaps = (page: Page, selector: string): Promise<readonly string[]> =>
  page.locator(selector).evaluateAll((elements) => {
    const boxes = elements.map((element) => ({
      box: element.getBoundingClientRect(),
      text: element.textContent,
    }));
    return boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter(
          (b) =>
            a.box.left < b.box.right - 0.5 &&
            b.box.left < a.box.right - 0.5 &&
            a.box.top < b.box.bottom - 2.5 &&
            b.box.top < a.box.bottom - 2.5,
        )
        .map((b) => `${a.text} / ${b.text}`),
    );
  });

describe.skipIf(chromium() === null).each(Object.keys(shown))('the page of %s', (name) => {
  it.each(['light', 'dark'] as const)('can be read when it is %s', async (colorScheme) => {
    const { page } = await open(shown[name]!(), { colorScheme });
    for (const key of ['End', 'Home', 'ArrowRight']) {
      await page.keyboard.press(key);
      const { ratio, text } = await leastContrast(page);
      expect({ ratio: ratio >= 4.5 || ratio, text }).toEqual({ ratio: true, text });
    }
  });

  it('has no text on another one', async () => {
    const { page } = await open(shown[name]!());
    expect(await overlaps(page, '.heads text')).toEqual([]);
    expect(await overlaps(page, '.timeline .chip')).toEqual([]);
  });

  it('has no arrow through a text', async () => {
    const { page } = await open(shown[name]!());
    const struck = await page.locator('.timeline .marks').evaluateAll((steps) =>
      steps.flatMap((step) => {
        const arrows = [...step.querySelectorAll('.arrow .under')].map((one) => one.getBoundingClientRect());
        return [...step.querySelectorAll('text.aside, text.word')]
          .filter((text) => {
            const { left, right, top, bottom } = text.getBoundingClientRect();
            return arrows.some(
              (arrow) =>
                arrow.left < right &&
                left < arrow.right &&
                top + 2.5 < arrow.bottom &&
                arrow.top < bottom - 2.5,
            );
          })
          .map((text) => text.textContent);
      }),
    );
    expect(struck).toEqual([]);
  });

  it('keeps its chips around their names', async () => {
    const { page } = await open(shown[name]!());
    const over = await page.locator('.timeline .chip').evaluateAll((chips) =>
      chips
        .filter((chip) => {
          const outer = chip.querySelector('rect')!.getBoundingClientRect();
          const inner = chip.querySelector('text')!.getBoundingClientRect();
          return inner.right > outer.right - 3;
        })
        .map((chip) => chip.textContent),
    );
    expect(over).toEqual([]);
  });

  it.each([1280, 800, 400])('fits a window of %d pixels: what is wider scrolls by itself', async (width) => {
    const { page } = await open(shown[name]!(), { viewport: { width, height: 800 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  it('has a row in the picture for each one in the list, and shows the one that is looked at', async () => {
    const { page } = await open(shown[name]!());
    for (const key of ['Home', 'End']) {
      await page.keyboard.press(key);
      const row = page.locator('.step.current');
      const now = page.locator('.timeline .now');
      await expect
        .poll(async () => (await row.boundingBox())!.y - (await now.boundingBox())!.y)
        .toBeCloseTo(0, 0);
      const box = (await page.locator('.trace').boundingBox())!;
      await expect
        .poll(async () => {
          const { y, height } = (await row.boundingBox())!;
          return y >= box.y && y + height <= box.y + box.height + 1;
        })
        .toBe(true);
    }
  });

  it('is whole on paper', async () => {
    const { page } = await open(shown[name]!(), { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const { cut, ground } = await page.locator('.trace').evaluate((trace) => ({
      cut: trace.scrollHeight - trace.clientHeight,
      ground: getComputedStyle(document.body).backgroundColor,
    }));
    expect(cut).toBeLessThanOrEqual(0);
    expect(ground).toBe('rgb(255, 255, 255)');
  });
});
