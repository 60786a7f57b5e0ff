/** A check as a page. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkPage } from '../../../src/report/html/check.tsx';
import { resultInWords } from '../../../src/report/properties.ts';
import { rungRows } from '../../../src/report/rungs.ts';
import { overall } from '../../../src/results/overall.ts';
import { openText } from '../../browser.ts';
import { chromium } from '../../tools.ts';
import { plain, printed, property, reportOf, run, rung } from '../reports.ts';
import type { Checked } from './checked.ts';
import { checked, hostile, renamed } from './checked.ts';

const broken = () =>
  checked({ policies: ['every-event'], scope: ['2:2x1'], contracts: ['locality', 'possible'] });
const endless = () => checked({ policies: ['never'], scope: ['2:2x1'], properties: ['locality-restored'] });
const fine = () => checked({ policies: ['first-time'], scope: ['2:2x1', '2:1x1+1x1'] });

const pageOf = ({ report, context }: Checked): string => checkPage(report, context, plain);

/** In a page, where text is never more than text. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

describe('the page of a check', () => {
  it('is what --reporter html prints', async () => {
    const { report, context } = await fine();
    expect(printed('html', report, context)).toBe(pageOf(await fine()));
    expect(pageOf(await fine())).toMatch(/^<!doctype html>\n<html lang="en">/);
  });

  it('runs nothing, and lets nothing be fetched; its own style is all that it needs', async () => {
    const page = pageOf(await broken());
    expect(page).not.toContain('<script');
    expect(page).not.toMatch(/ (style|on\w+|src)=/);
    expect(page).not.toMatch(/https?:|url\(|@import/);
    const style = /<style>(.*?)<\/style>/s.exec(page)![1]!;
    expect(style.length).toBeGreaterThan(1000);
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'; `);
  });

  it('says of every property what the report on a terminal says', async () => {
    for (const one of [await broken(), await fine()]) {
      const page = pageOf(one);
      const meant = overall(one.report.runs).filter(({ result }) => result !== 'not-applicable');
      expect(meant.length).toBeGreaterThan(10);
      for (const each of meant)
        for (const text of [
          each.property.id,
          ...each.property.sentence.split('`'),
          resultInWords(each, one.context.request) +
            (each.result === 'violated' && !each.property.demanded ? ' (not claimed)' : ''),
        ])
          expect(page).toContain(escaped(text));
    }
  });

  it('says and draws where a run without end goes back to', async () => {
    const page = pageOf(await endless());
    expect(page).toContain('violated in 1 step, then 5 for ever on 2:2x1');
    expect(page).toContain(
      '<dt>and then</dt><dd>from here the run goes back to the state after step 1, for ever</dd>',
    );
    expect(page).toContain('From here the run goes back to the state after step 1, for ever.</td>');
    expect(page).toContain('weakly fair: identify(vm0.dev0.e0)');
    expect(page).toContain('<g class="loop violated">');
    expect(page.match(/class="end violated"/g)).toHaveLength(5 + 5 + 1);
  });

  it('has the command that repeats a violation, and the one that replays it', async () => {
    const { report, context } = await broken();
    const saved = [{ policy: 'every-event', property: 'no-stale-hint', file: 'd/no stale hint.json' }];
    const page = pageOf({ report, context: { ...context, saved } });
    expect(page).toContain('hintproof check every-event --scope 2:2x1 --property no-stale-hint');
    expect(page).toContain("hintproof replay 'd/no stale hint.json'");
  });

  it('writes out what nobody would see, and what would turn a line around', async () => {
    const { report, context } = await broken();
    const page = pageOf({ context, report: renamed(report, 'every-event', 'a\u202eb\u0000c\ud800d') });
    expect(page).toContain('a\\u{202e}b\\u{0}c\\u{d800}d');
    for (const unseen of ['\u202e', '\u0000', '\ud800']) expect(page).not.toContain(unseen);
  });

  it('says what is unfinished, and what was found again', async () => {
    const one = rung('2:2x1');
    const open = property('p', { result: 'unfinished', reason: 'the time budget ended' });
    const runs = [run(one, [open], { complete: false })];
    const context = (await fine()).context;
    const page = pageOf({
      report: reportOf(runs, 3),
      context: { ...context, request: { ...context.request, rungs: [one, rung('3:1x1')] } },
    });
    expect(page).toContain('unfinished on 1 rung: the time budget ended');
    expect(page).toContain('<strong class="doubtful">unfinished</strong>');
    expect(page).toContain('not reached');
    expect(page).toContain('<p class="banner doubtful">Unfinished: ');

    const { report, context: own } = await broken();
    const first = report.runs[0]!;
    const properties = first.properties.map((each) =>
      each.trace === null ? each : { ...each, trace: { ...each.trace, foundAgainBy: 'd/x.json' } },
    );
    const told = pageOf({
      report: { ...report, runs: [{ ...first, exploration: null, properties }] },
      context: own,
    });
    expect(told).toContain('Found again by d/x.json; nothing was explored for it');
    expect(told).toContain('nothing was explored');
  });

  it('says for which reason a violation is accepted', async () => {
    const { report, context } = await broken();
    const runs = report.runs.map((one) => ({
      ...one,
      properties: one.properties.map((each) =>
        each.id === 'no-stale-hint' ? { ...each, demanded: false, waived: 'as <agreed>' } : each,
      ),
    }));
    const page = pageOf({ report: { ...report, runs }, context });
    expect(page).toContain('violated in 7 steps on 2:2x1 (waived: as &lt;agreed');
    expect(page).toContain('<h3>Violated, and not counted</h3>');
    expect(page).toContain('Waived: no-stale-hint.');
  });

  it('has a name, where nothing was explored, too', async () => {
    const { report, context } = await fine();
    const page = pageOf({ report: { ...report, runs: [], unfinished: true, exitCode: 3 }, context });
    expect(page).toContain('<h1>first-time</h1>');
    expect(page).toContain('with nothing explored');
    expect(page).not.toContain('Signs in the pictures');
  });

  it('says so where nobody need act', async () => {
    const { report, context } = await broken();
    const [first] = report.runs;
    const properties = first!.properties.map((each) =>
      each.trace === null
        ? each
        : { ...each, trace: { ...each.trace, length: 0, actions: [], steps: [], involved: [] } },
    );
    const page = pageOf({ report: { ...report, runs: [{ ...first!, properties }] }, context });
    expect(page).toContain('Nobody need act: it is so in the initial state.');
    expect(page).not.toContain('class="picture"');
  });
});

describe.skipIf(chromium() === null)('the page of a check, in a browser', () => {
  it('shows what violates, and folds what is not claimed and what is reached', async () => {
    const { page } = await openText(pageOf(await broken()));
    expect(await page.locator('h1').textContent()).toBe('every-event');
    expect(await page.locator('.banner.bad').textContent()).toMatch(
      /^Violated: hint-names-somebody and no-stale-hint, /,
    );
    expect(await page.locator('.finding.bad[open] strong').allTextContents()).toEqual([
      'hint-names-somebody',
      'no-stale-hint',
    ]);
    expect(await page.locator('.finding.bad .picture').count()).toBe(2);
    for (const picture of await page.locator('.finding.bad .picture').all())
      expect(await picture.isVisible()).toBe(true);
    expect(await page.locator('.finding.good').count()).toBeGreaterThan(3);
    expect(await page.locator('.finding.good[open]').count()).toBe(0);

    const second = await openText(pageOf(await fine()));
    expect(await second.page.locator('.banner.good').textContent()).toMatch(/^All is well: /);
    expect(await second.page.locator('.finding.doubtful:not([open]) strong').allTextContents()).toContain(
      'no-stale-hint',
    );
  });

  it('draws a trace: a name for every step, the last one marked, and says the same in words', async () => {
    const one = await broken();
    const { page } = await openText(pageOf(one));
    const finding = page.locator('.finding', { hasText: 'no-stale-hint' }).first();
    const { steps } = one.report.runs[0]!.properties.find(({ id }) => id === 'no-stale-hint')!.trace!;
    const kinds = steps.map(({ action }) => action.slice(0, action.indexOf('(')));
    expect(await finding.locator('.picture .step .kind').allTextContents()).toEqual(['at first', ...kinds]);
    expect(await finding.locator('.picture .step.violated .kind').allTextContents()).toEqual(['program']);
    expect(await finding.locator('.picture .heads .name').first().textContent()).toBe('cpu0');
    expect(await finding.locator('table.steps').isVisible()).toBe(false);
    await finding.locator('summary', { hasText: 'The steps in words' }).click();
    expect(await finding.locator('table.steps td:nth-child(3)').allTextContents()).toEqual(
      steps.map(({ action }) => action),
    );
    expect(await finding.locator('.answer dt').allTextContents()).toEqual(['expected', 'found', 'seen in']);
  });

  it('unfolds what a link leads to', async () => {
    const { page } = await openText(pageOf(await broken()), { javaScriptEnabled: false });
    const row = page.locator('.properties tr', { hasText: 'hint-sent' });
    await row.locator('a').click();
    expect(await page.locator('.finding.good[open] strong').allTextContents()).toEqual(['hint-sent']);
  });

  it('lists every rung of the ladder', async () => {
    const one = await fine();
    const { page } = await openText(pageOf(one));
    const names = rungRows(one.context.request, one.report.runs).map(({ name }) => name);
    expect(names).toEqual(['2:2x1', '2:1x1+1x1']);
    expect(await page.locator('.rungs tbody code').allTextContents()).toEqual(names);
    expect(await page.locator('.rungs tbody tr').first().locator('td').first().textContent()).toBe('3,654');
  });

  it.each([400, 320])(
    'is as wide as a window of %d pixels: what is wider scrolls by itself',
    async (width) => {
      const { page } = await openText(pageOf(await broken()), { viewport: { width, height: 800 } });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const box = page.locator('.finding.bad .wide').first();
      expect(await box.evaluate((one) => one.scrollWidth > one.clientWidth)).toBe(true);
      expect(await page.locator('.properties .result').first().isVisible()).toBe(true);
    },
  );

  it('is dark where the browser is, and white on paper', async () => {
    const ground = 'getComputedStyle(document.body).backgroundColor';
    const { page } = await openText(pageOf(await broken()), { colorScheme: 'dark' });
    expect(await page.evaluate(ground)).toBe('rgb(20, 23, 28)');
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(ground)).toBe('rgb(255, 255, 255)');
  });

  it.each(hostile)('keeps the name %j a text', async (name) => {
    const { report, context } = await broken();
    const { page } = await openText(
      pageOf({ context, report: renamed(renamed(report, 'every-event', name), 'dev0', name) }),
    );
    expect(await page.locator('h1').textContent()).toBe(name);
    expect(await page.locator('h2').first().textContent()).toBe(`${name}, under guest any`);
    expect(await page.locator('.finding.bad table.steps td:nth-child(3)').first().textContent()).toContain(
      'vm0',
    );
    expect(await page.locator('script, img, iframe, object, b').count()).toBe(0);
    expect(await page.locator('style').count()).toBe(1);
  });
});
