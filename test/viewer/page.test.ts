import { describe, expect, it } from 'vitest';
import { closingInWords } from '../../src/picture/loop.ts';
import type { Story } from '../../src/results/story.ts';
import { isShown } from '../../src/words/cells.ts';
import { chromium } from '../tools.ts';
import { storyNames } from '../trace/stories.ts';
import { currentRows, highlighted, open, told } from './browser.ts';
import { walkOf } from './walks.ts';

const shownChanges = (story: Story, step: number): readonly string[] =>
  (story.steps[step - 1]?.changes ?? []).map(({ cell }) => cell).filter(isShown);

const walk = () => walkOf({ scope: '2:2x1', steps: 12, seed: 11, policy: 'every-event' });

describe.skipIf(chromium() === null)('the page of a trace', () => {
  describe.each(storyNames)('of %s', (name) => {
    const story = told(name);
    const last = story.steps.length;

    it('opens at the last step, with what was expected and what was found', async () => {
      const { page } = await open(story);
      expect(await currentRows(page)).toEqual([String(last)]);
      const verdict = page.locator('.verdict');
      const isViolated = story.outcome === 'violated';
      expect(await verdict.locator('h2').textContent()).toContain(isViolated ? '✗' : '✓');
      const closing = closingInWords(story);
      expect(await verdict.locator('dd').allTextContents()).toEqual([
        story.told!.expected,
        story.told!.found,
        ...(closing === null ? [] : [closing]),
        story.subject,
      ]);
      const marked = page.locator(`.step.${story.loop === null ? story.outcome : 'recurring'}`);
      const from = story.loop?.from ?? last - 1;
      expect(await marked.locator('.number').allTextContents()).toEqual(
        story.steps.map((_, i) => String(i + 1)).slice(from),
      );
      const involved = await page
        .locator('.state .cell', { has: page.locator('.tag') })
        .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-cell')));
      expect(involved.toSorted()).toEqual(story.told!.involved.toSorted());
      expect(await page.title()).toContain(story.policy);
      for (const text of [story.policy, story.guest, story.scope, story.repeat!])
        expect(await page.locator('body').innerText()).toContain(text);
    });

    it('goes from step to step by keys, and shows in each what it changed', async () => {
      const { page } = await open(story);
      await page.keyboard.press('Home');
      expect(await currentRows(page)).toEqual(['0']);
      expect(await highlighted(page)).toEqual([]);
      for (const [i, { action, changes }] of story.steps.entries()) {
        await page.keyboard.press(i % 2 === 0 ? 'ArrowRight' : 'j');
        const step = i + 1;
        expect(await currentRows(page)).toEqual([String(step)]);
        expect(await page.locator('.at .action code').textContent()).toBe(action);
        expect((await highlighted(page)).toSorted()).toEqual(shownChanges(story, step).toSorted());
        const said = await page.getByRole('status').textContent();
        expect(said).toContain(`Step ${step} of ${last}`);
        expect(said).toContain(action);
        for (const { cell } of changes.filter(({ cell }) => isShown(cell)))
          expect(await page.locator(`.timeline .changed rect[data-cell="${cell}"]`).count()).toBe(
            cell.startsWith('memory') ? 0 : 1,
          );
        expect(await page.locator('.verdict').count()).toBe(step === last ? 1 : 0);
      }
    });
  });

  it('goes round the loop of a run without end, and says what recurs', async () => {
    const { page } = await open(told('remote injections for ever'));
    const said = () => page.getByRole('status').textContent();
    expect(await said()).toContain('From here the run goes back to the state after step 1, for ever.');
    expect(await page.locator('.timeline .loop title').textContent()).toContain('state after step 1');
    await page.keyboard.press('ArrowRight');
    expect(await currentRows(page)).toEqual(['1']);
    expect(await said()).not.toContain('Again and again');
    await page.keyboard.press('j');
    expect(await said()).toMatch(/^Step 2 of 6, device: .* Again and again\./);
    await page.keyboard.press('End');
    expect(await page.locator('.at .aside').textContent()).toBe(
      'again and again; strongly fair: the next step of the handler of vm0.dev0.e0 on vm0.vcpu0',
    );
    await page.getByRole('button', { name: 'the next step' }).click();
    expect(await currentRows(page)).toEqual(['1']);
  });

  it('stays where nothing happens any more', async () => {
    const { page } = await open(told('a kick that nobody gave'));
    await page.keyboard.press('ArrowRight');
    expect(await currentRows(page)).toEqual(['5']);
    expect(await page.locator('.timeline .loop path').count()).toBe(2);
    expect(await page.getByRole('button', { name: 'the next step' }).isDisabled()).toBe(true);
  });

  it('says of a changed cell what it was and what it is', async () => {
    const { page } = await open(told('a stale hint'), { hash: '#step=4' });
    const cell = page.locator('.state .cell.changed[data-cell="placement(vm0.vcpu1)"] dd');
    expect(await cell.textContent()).toBe('ready on cpu1 → ready on cpu0');
  });

  it('draws hints, migrations, the map where it is behind, masks, and several VMs', async () => {
    const texts = async (story: Story, selector: string): Promise<readonly string[]> =>
      (await open(story)).page.locator(`.trace ${selector}`).allTextContents();
    expect(await texts(told('a stale hint'), '.timeline .hint .chip')).toEqual(['vcpu1', 'vcpu1']);
    expect(await texts(told('a stale hint'), '.timeline .route .chip')).toEqual(['vcpu0', 'vcpu1']);
    expect(await texts(told('a stale hint'), '.timeline .jump text')).toEqual(['vcpu1']);
    expect(await texts(told('a burnt hint'), '.timeline .chip.empty text')).toEqual(['∅']);
    expect(await texts(told('a stale hint'), '.timeline .ghost')).toEqual([]);
    expect(await texts(told('a map that is behind'), '.timeline .ghost title')).toEqual([
      'The map places vm0.vcpu1 on cpu1, where it is not.',
    ]);
    expect(await texts(told('a masked source'), '.timeline .mask text')).toEqual(['masked']);
    expect(await texts(told('two VMs'), '.heads .name')).toEqual([
      'cpu0',
      'cpu1',
      'vm0.dev0.e0a vm0.dev0.e0',
      'vm1.dev0.e0b vm1.dev0.e0',
    ]);
  });

  it('shows a trace without steps', async () => {
    const { page } = await open({ ...told('a burnt hint'), steps: [] });
    expect(await currentRows(page)).toEqual(['0']);
    expect(await page.locator('.verdict').count()).toBe(1);
    expect(await page.locator('header').innerText()).toContain('nobody need act');
    await page.keyboard.press('ArrowRight');
    expect(await currentRows(page)).toEqual(['0']);
  });

  it('shows a trace that leads nowhere in particular', async () => {
    const { page } = await open(walk());
    expect(await page.locator('.verdict, .step.violated, .step.reached').count()).toBe(0);
    await page.keyboard.press('Home');
    await page.keyboard.press('v');
    expect(await currentRows(page)).toEqual(['0']);
  });

  it('says at the end which step is not possible, and why', async () => {
    const stuck = { action: 'halt(vm0.vcpu0)', because: ['it does not run', 'an interrupt is pending'] };
    const { page } = await open({ ...walk(), stuck });
    const end = page.getByRole('region', { name: 'Why it ends here' });
    expect(await end.locator('h2').textContent()).toBe('Step 13 is not possible');
    expect(await end.locator('p').textContent()).toBe('host halt(vm0.vcpu0) is not enabled, because');
    expect(await end.locator('li').allTextContents()).toEqual(stuck.because);
    expect(await page.getByRole('status').textContent()).toContain(
      'The end: step 13, halt(vm0.vcpu0), is not enabled because it does not run; and an interrupt is pending.',
    );
    await page.keyboard.press('k');
    expect(await end.count()).toBe(0);
  });
});

describe.skipIf(chromium() === null)('the address of a page', () => {
  const story = told('a stale hint');

  it.each([
    ['#step=4', '4'],
    ['#step=0', '0'],
    ['#step=99', '7'],
    ['#step=-1', '7'],
    ['#nonsense', '7'],
  ])('with %s opens at step %s', async (hash, row) => {
    const { page } = await open(story, { hash });
    expect(await currentRows(page)).toEqual([row]);
  });

  it('names the step that is looked at, and is followed', async () => {
    const { page, url } = await open(story);
    expect(page.url()).toBe(url);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.url()).toBe(`${url}#step=6`);
    await page.evaluate(() => location.assign('#step=2'));
    await expect.poll(() => currentRows(page)).toEqual(['2']);
  });
});

describe.skipIf(chromium() === null)('keys and mouse', () => {
  it('step, jump to the end, and do nothing while something is typed', async () => {
    const { page } = await open(told('a stale hint'));
    const rowAfter = async (key: string): Promise<readonly string[]> => {
      await page.keyboard.press(key);
      return currentRows(page);
    };
    expect(await rowAfter('k')).toEqual(['6']);
    expect(await rowAfter('Home')).toEqual(['0']);
    expect(await rowAfter('ArrowLeft')).toEqual(['0']);
    expect(await rowAfter('v')).toEqual(['7']);
    expect(await rowAfter('ArrowRight')).toEqual(['7']);
    expect(await rowAfter('Home')).toEqual(['0']);
    expect(await rowAfter('End')).toEqual(['7']);
    expect(await rowAfter('Control+k')).toEqual(['7']);
    await page.keyboard.press('f');
    await page.keyboard.type('jkv');
    expect(await page.getByRole('searchbox').inputValue()).toBe('jkv');
    expect(await currentRows(page)).toEqual(['7']);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
    expect(await rowAfter('k')).toEqual(['6']);
  });

  it('lose no key that comes before the page is drawn', async () => {
    const { page } = await open(told('a stale hint'));
    await page.evaluate(() => {
      for (let i = 0; i < 5; i++) dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft' }));
    });
    await expect.poll(() => currentRows(page)).toEqual(['2']);
  });

  it('take the focus along the list, and show where it is', async () => {
    const { page } = await open(told('a stale hint'));
    await page.locator('.step').nth(3).focus();
    await page.keyboard.press('ArrowUp');
    const focused = page.locator('.step:focus');
    await expect.poll(() => focused.locator('.number').allTextContents()).toEqual(['6']);
    expect(await focused.evaluate((button) => getComputedStyle(button).outlineStyle)).toBe('solid');
  });

  it('explain themselves', async () => {
    const { page } = await open(told('a stale hint'));
    const help = page.getByRole('dialog');
    expect(await help.isVisible()).toBe(false);
    await page.keyboard.press('?');
    expect(await help.innerText()).toContain('the next step');
    await page.keyboard.press('Escape');
    expect(await help.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'keys and signs' }).click();
    await help.getByRole('button', { name: 'Close' }).click();
    expect(await help.isVisible()).toBe(false);
  });

  it('click a step, in the list or in the picture', async () => {
    const { page } = await open(told('a stale hint'));
    await page.locator('.step').nth(2).click();
    expect(await currentRows(page)).toEqual(['2']);
    const box = (await page.locator('.timeline').boundingBox())!;
    await page.mouse.click(box.x + 150, box.y + (box.height * 5.5) / 8);
    expect(await currentRows(page)).toEqual(['5']);
    await page.getByRole('button', { name: 'the initial state' }).click();
    expect(await currentRows(page)).toEqual(['0']);
  });
});

describe.skipIf(chromium() === null)('what could happen', () => {
  const actionsIn = (list: string) => `.alternatives .${list} code`;

  it('is listed with what is refused, and why', async () => {
    const story = walk();
    const { page } = await open(story, { hash: '#step=5' });
    const { enabled, refused } = story.alternatives![5]!;
    expect(await page.locator(actionsIn('enabled')).allTextContents()).toEqual(enabled);
    expect(await page.locator('.alternatives .taken code').allTextContents()).toEqual([
      story.steps[5]!.action,
    ]);
    expect(await page.locator(actionsIn('refused')).allTextContents()).toEqual(
      refused.map(({ action }) => action),
    );
    expect(await page.locator('.refused .because').first().textContent()).toBe(refused[0]!.because[0]);
  });

  it('is filtered by typing, as the cells are', async () => {
    const story = walk();
    const { page } = await open(story);
    const { refused } = story.alternatives!.at(-1)!;
    await page.keyboard.press('/');
    await page.keyboard.type('VCPU1 dispatch');
    const wanted = refused.filter(({ action }) => /dispatch/.test(action) && /vcpu1/.test(action));
    await expect
      .poll(() => page.locator(actionsIn('refused')).allTextContents())
      .toEqual(wanted.map(({ action }) => action));
    await page.getByRole('searchbox').fill('placement');
    await expect
      .poll(() => page.locator('.state .cell dt').allTextContents())
      .toEqual(['placement', 'placement']);
    await page.getByRole('searchbox').fill('no such thing');
    await expect.poll(() => page.locator('.state').innerText()).toContain('No cell matches.');
  });

  it('is left out where nobody asked', async () => {
    const { page } = await open(told('a stale hint'));
    expect(await page.locator('.alternatives').count()).toBe(0);
  });
});
