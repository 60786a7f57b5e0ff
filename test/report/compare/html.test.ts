/** A comparison as a page. */
import { describe, expect, it } from 'vitest';
import type { Average, CompareReport, Curves, PropertyChange } from '../../../src/compare/report.ts';
import { items } from '../../../src/compare/report.ts';
import { differenceInWords } from '../../../src/report/compare/html/price.tsx';
import { compareHtmlReporter } from '../../../src/report/compare/html.tsx';
import { compareReporters } from '../../../src/report/compare/index.ts';
import { changeInWords, relationInWords, summaryInWords } from '../../../src/report/compare/words.ts';
import { openText } from '../../browser.ts';
import { chromium } from '../../tools.ts';
import { hostile, renamed } from '../html/checked.ts';
import { plain } from '../reports.ts';
import type { Compared } from './comparisons.ts';
import { compared, pricedRun, withPrice } from './comparisons.ts';

const worse = async (): Promise<Compared> => withPrice(await compared('first-time', 'on-miss'));

const pageOf = ({ report, context }: Compared): string => compareHtmlReporter(report, context, plain);

/** A comparison in which something is otherwise. */
const changed = ({ report, context }: Compared, changes: Partial<CompareReport>): Compared => ({
  report: { ...report, ...changes },
  context,
});

/** The same verdicts, but for one of them. */
const verdict = ({ report }: Compared, id: string, changes: Partial<PropertyChange>) => ({
  verdicts: report.verdicts.map((one) => (one.id === id ? { ...one, ...changes } : one)),
});

/** In a page, where text is never more than text. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

describe('the page of a comparison', () => {
  it('is what --reporter html prints, and runs nothing', async () => {
    const one = await worse();
    expect(compareReporters.html).toBe(compareHtmlReporter);
    const page = pageOf(one);
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain("default-src 'none'; style-src 'sha256-");
    expect(page).not.toContain('<script');
    expect(page).not.toMatch(/ (style|on\w+|src)=/);
    expect(page).not.toMatch(/https?:|url\(|@import/);
  });

  it('says what the report on a terminal says', async () => {
    const { report, context } = await worse();
    const page = pageOf({ report, context });
    const texts = [
      summaryInWords(report),
      relationInWords(report.behaviour),
      ...report.behaviour.divergences.map(({ sentence }) => sentence),
      'The baseline claims claim-1, the candidate nothing; safe and possible are demanded of both.',
      '710 ns for an exit, 0 ns for an IPI, 5,000 ns for a wake-up and 1,000 ns for a reprogramming',
      '2000 runs of 500 steps under a random scheduler, from seed 1',
      'hintproof check on-miss --scope 2:2x1 --property first-time-only',
    ];
    for (const text of texts) expect(page).toContain(escaped(text));
  });

  it('says why a verdict is open, and for which reason a violation is waived', async () => {
    const one = await worse();
    const open = {
      result: 'unfinished',
      reason: 'the time budget ended',
      demanded: true,
      shown: null,
    } as const;
    const { verdicts } = verdict(one, 'hint-is-true', { change: 'open', candidate: open });
    const unfinished = changed(one, {
      verdicts: verdicts.map((each) => ({ ...each, counts: false })),
      exitCode: 3,
    });
    expect(pageOf(unfinished)).toContain('>open: the time budget ended</td>');
    expect(pageOf(unfinished)).toContain('<p class="banner doubtful">Unfinished: hint-is-true.');
    const waived = changed(one, verdict(one, 'first-time-only', { counts: false, waived: 'as <agreed>' }));
    expect(pageOf(waived)).toContain('broken by the change, waived: as &lt;agreed');
    expect(pageOf(waived)).toContain('1 waived');
  });

  it('tells the relation, whatever it is', async () => {
    const one = await worse();
    for (const relation of ['equivalent', 'refines', 'adds', 'only-tried', 'unfinished'] as const) {
      const divergences = relation === 'equivalent' ? [] : one.report.behaviour.divergences;
      const behaviour = { ...one.report.behaviour, relation, reason: 'the time budget ended', divergences };
      expect(pageOf(changed(one, { behaviour }))).toContain(escaped(relationInWords(behaviour)));
    }
  });

  it('says so where no price was found, and what is unfinished of one that was', async () => {
    const one = await compared('first-time', 'on-miss');
    expect(pageOf(withPrice(one, []))).toContain('There is no price');
    const run = pricedRun(one);
    const cut = { is: 'unfinished', reason: 'the memory budget ended' } as const;
    const hints = { best: cut, worst: cut, average: null };
    const items = { ...run.prices.candidate.items, hints };
    const prices = { ...run.prices, candidate: { ...run.prices.candidate, items } };
    const page = pageOf(withPrice(one, [{ ...run, prices }]));
    expect(page).toContain('Best and worst are unfinished (?): the memory budget ended.');
  });

  it('draws no curve where there is none, and one point where there is one', async () => {
    const one = await compared('first-time', 'on-miss');
    const point = { mean: 0.5, low: 0.4, high: 0.6 };
    const withPoints = (points: Curves['points']): string =>
      pageOf(withPrice(one, [{ ...pricedRun(one), curves: [{ after: 'migration', points }] }]));
    expect(withPoints({ baseline: [], candidate: [] })).toContain('No curve: there was no such move');
    const page = withPoints({ baseline: [], candidate: [point] });
    expect(page).toContain('The baseline has no points.');
    expect(page).toContain('candidate, injection 1: 50.0 % (40.0 % to 60.0 %)');
    expect(page).not.toContain('NaN');
  });

  it.each<readonly [Average | null, Average | null, string]>([
    [{ mean: 1, low: 0.9, high: 1.1 }, { mean: 2, low: 1.8, high: 2.2 }, '+1.00'],
    [{ mean: 2, low: 1.8, high: 2.2 }, { mean: 1, low: 0.9, high: 1.1 }, '−1.00'],
    [{ mean: 1, low: 0.9, high: 1.1 }, { mean: 1.1, low: 1, high: 1.2 }, 'within the intervals'],
    [{ mean: 1, low: 0.9, high: 1.1 }, { mean: 1, low: 0.9, high: 1.1 }, 'the same'],
    [null, { mean: 1, low: 0.9, high: 1.1 }, '?'],
  ])('of %j and %j says that the change is %s', (baseline, candidate, words) => {
    expect(differenceInWords(baseline, candidate, 2)).toBe(words);
  });
});

describe.skipIf(chromium() === null)('the page of a comparison, in a browser', () => {
  it('has a row for each property that is meant, and says what the change does to it', async () => {
    const one = await worse();
    const { page } = await openText(pageOf(one));
    expect(await page.locator('h1').textContent()).toBe('first-time → on-miss');
    const meant = one.report.verdicts.filter(
      ({ baseline, candidate }) =>
        baseline.result !== 'not-applicable' || candidate.result !== 'not-applicable',
    );
    const rows = page.locator('.verdicts tbody tr:not(.contract)');
    expect(await rows.count()).toBe(meant.length);
    expect(await rows.locator('.change').allTextContents()).toEqual(meant.map(changeInWords));
    const cells = (id: string) =>
      page.locator('.verdicts tr', { hasText: id }).locator('td').allTextContents();
    expect(await cells('first-time-only')).toEqual(['holds', 'violated in 5 steps', 'broken by the change']);
    expect(await cells('hint-names-somebody')).toEqual(['violated in 3 steps', 'holds', 'mended']);
    expect(await cells('hint-empty')).toEqual(['reached in 3 steps', 'not reached', 'no longer reached']);
  });

  it('shows the shortest trace of what is broken, and folds that of what is mended', async () => {
    const { page } = await openText(pageOf(await worse()), { javaScriptEnabled: false });
    const broken = page.locator('.finding.bad[open]');
    expect(await broken.locator('strong').allTextContents()).toEqual([
      'first-time-hinted',
      'first-time-only',
    ]);
    expect(await broken.nth(1).locator('.picture .step .kind').allTextContents()).toEqual([
      ...['at first', 'raise', 'identify', 'inject', 'raise', 'identify'],
    ]);
    expect(await page.locator('.finding.good[open]').count()).toBe(0);
    await page.locator('.verdicts a', { hasText: 'hint-names-somebody' }).click();
    expect(await page.locator('.finding.good[open] .picture').isVisible()).toBe(true);
  });

  it('shows every divergence, with its trace and what each of the two answers', async () => {
    const one = await worse();
    const { page } = await openText(pageOf(one));
    const findings = page.locator('.finding.quiet');
    expect(await findings.locator('summary strong').allTextContents()).toEqual(
      one.report.behaviour.divergences.map(({ sentence }) => sentence),
    );
    expect(await findings.locator('.picture').count()).toBe(one.report.behaviour.divergences.length);
    expect(await findings.first().locator('.answer dd').allTextContents()).toEqual([
      'a hint that names vm0.vcpu0',
      'no hint',
    ]);
    expect(await findings.first().locator('.picture').isVisible()).toBe(true);
  });

  it('lists what both cost', async () => {
    const { page } = await openText(pageOf(await worse()));
    const rows = page.locator('.prices tbody tr');
    expect(await rows.count()).toBe(items.length + 1);
    expect(await rows.nth(1).locator('th, td').allTextContents()).toEqual([
      ...['local injections', '0', '1', '0.502 ± 0.004', '1/2', '1', '0.771 ± 0.004', '+0.269'],
    ]);
    await page.locator('summary', { hasText: 'How the best and the worst come about' }).click();
    const cycles = page.locator('table.steps tbody tr', { hasText: 'reprogrammings, worst' }).first();
    expect(await cycles.locator('td').nth(2).textContent()).toBe('unbounded');
    expect(await cycles.locator('code').allTextContents()).toEqual(['reset(vm0)']);
  });

  it('draws each curve with as many points as there are, where they belong, and tells the numbers', async () => {
    const one = await worse();
    const { page } = await openText(pageOf(one));
    const { curves } = one.report.price.runs[0]!;
    const figures = page.locator('figure');
    expect(await figures.count()).toBe(curves.length);
    for (const [i, { points }] of curves.entries()) {
      const figure = figures.nth(i);
      const circles = figure.locator('.chart .baseline circle');
      expect(await circles.count()).toBe(points.baseline.length);
      expect(await figure.locator('.chart .candidate .point').count()).toBe(points.candidate.length);
      // a share is as far up as it is large
      const [bottom, top] = await figure
        .locator('.grid')
        .evaluateAll((lines) =>
          [lines[0], lines.at(-1)].map((line) => Number(/ ([\d.]+)H/.exec(line!.getAttribute('d')!)![1])),
        );
      const heights = await circles.evaluateAll((all) => all.map((one) => Number(one.getAttribute('cy'))));
      for (const [n, y] of heights.entries())
        expect((bottom! - y) / (bottom! - top!)).toBeCloseTo(points.baseline[n]!.mean, 2);
      await figure.locator('summary').click();
      expect(await figure.locator('.numbers tbody tr').count()).toBe(points.baseline.length);
    }
    const picture = page.getByRole('img', {
      name: /^Local injections after a VCPU has moved, and its events/,
    });
    expect(await picture.count()).toBe(1);
    expect(await picture.locator('desc').textContent()).toMatch(
      /^Under the baseline, 5\.0 % of the first injections are local, and 49\.8 % of those with number 16\. Under the/,
    );
  });

  it('lists the rungs, with how far each was explored', async () => {
    const { page } = await openText(pageOf(await worse()));
    const cells = await page.locator('.scopes tbody tr').first().locator('th, td').allTextContents();
    expect(cells.filter((_, i) => i % 2 === 0)).toHaveLength(4);
    expect(cells[0]).toBe('2:2x1');
    expect(cells[1]).toMatch(/^3,654/);
  });

  it.each([400, 320])(
    'is as wide as a window of %d pixels: what is wider scrolls by itself',
    async (width) => {
      const { page } = await openText(pageOf(await worse()), { viewport: { width, height: 800 } });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      for (const what of ['.verdicts .change.bad', '.prices', '.chart', '.finding.bad .answer'])
        expect(await page.locator(what).first().isVisible()).toBe(true);
    },
  );

  it('fits on paper', async () => {
    // the width of A4 between margins of a centimetre
    const { page } = await openText(pageOf(await worse()), { viewport: { width: 718, height: 1000 } });
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(718);
  });

  it.each(hostile)('keeps the name %j a text', async (name) => {
    const one = await worse();
    const report = renamed(renamed(renamed(one.report, 'on-miss', name), 'dev0', name), 'seen', name);
    const rungs = renamed(one.context.request.rungs, 'dev0', name);
    const context = { ...one.context, request: { ...one.context.request, rungs } };
    const { page } = await openText(pageOf({ report, context }));
    expect(await page.locator('h1').textContent()).toBe(`first-time → ${name}`);
    const actions = page.locator('.finding.quiet table.steps td:nth-child(3)');
    expect(await actions.first().textContent()).toBe(`raise(vm0.${name}.e0, cpu0)`);
    expect(await page.locator('script, img, iframe, object, b').count()).toBe(0);
    expect(await page.locator('style').count()).toBe(1);
  });
});
