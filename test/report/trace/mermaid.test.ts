/** Whether a diagram is right, Mermaid itself has to say: it is rendered in a browser, and the picture is looked at. */
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { chromium as browserType } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layoutOf } from '../../../model/topology.ts';
import { lookOf } from '../../../src/report/text.ts';
import { mermaidFormat } from '../../../src/report/trace/mermaid.ts';
import type { Story } from '../../../src/results/story.ts';
import { configuration } from '../../configurations.ts';
import { chromium } from '../../tools.ts';
import { stories, storyNames } from '../../trace/stories.ts';
import { hostileDevices, hostileName, storyOfRun, storyOfWalk } from '../../trace/walks.ts';

const executablePath = chromium();
const script = createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js');

const diagram = (story: Story): string => mermaidFormat(story, lookOf(false, 80));

/** What is to be seen in a picture. */
interface Picture {
  readonly title: string;
  readonly participants: readonly string[];
  readonly boxes: readonly string[];
  /** The numbers of the messages, in order. */
  readonly numbers: readonly string[];
  readonly arrows: number;
  readonly messages: string;
  readonly notes: readonly string[];
  readonly bars: number;
  readonly rects: number;
  readonly isError: boolean;
}

interface Mermaid {
  readonly initialize: (config: object) => void;
  readonly render: (id: string, text: string) => Promise<{ readonly svg: string }>;
}

interface Element {
  readonly textContent: string | null;
}

/** What there is in the browser: no other code of the project runs in one without being bundled for it. */
interface There {
  readonly mermaid: Mermaid;
  readonly document: {
    readonly body: { innerHTML: string };
    readonly querySelectorAll: (selector: string) => Iterable<Element>;
  };
}

/** Runs in the browser. */
const drawnThere = async (text: string): Promise<Picture> => {
  const { mermaid, document } = globalThis as unknown as There;
  mermaid.initialize({ startOnLoad: false });
  const { svg } = await mermaid.render('picture', text);
  document.body.innerHTML = svg;
  const all = (selector: string) => [...document.querySelectorAll(selector)];
  const texts = (selector: string) => all(selector).map(({ textContent }) => textContent ?? '');
  return {
    title: texts('svg > text:not([class])')[0] ?? '',
    participants: texts('text.actor-box')
      .slice(0, texts('text.actor-box').length / 2)
      .reverse(),
    boxes: texts('g > text.text').reverse(),
    numbers: texts('.sequenceNumber'),
    arrows: all('.messageLine0, .messageLine1').length,
    messages: texts('.messageText').join(' '),
    notes: texts('.noteText'),
    bars: all('[class^=activation]').length,
    rects: all('rect.rect').length,
    isError: all('.error-icon, .error-text').length > 0,
  };
};

const everything = {
  policy: 'every-event',
  lifecycle: ['reset', 'hotplug', 'masking'],
} as const;

const taken = [
  'dispatch(vm0.vcpu0)',
  'raise(vm0.dev0.e0, cpu1)',
  'identify(vm0.dev0.e0)',
  'inject(vm0.dev0.e0)',
  'take(vm0.dev0.e0, vm0.vcpu0)',
];

describe.skipIf(executablePath === null)('mermaid draws', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await browserType.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
    page = await browser.newPage();
    await page.addScriptTag({ path: script });
  });
  afterAll(() => browser?.close());

  const pictureOf = (story: Story): Promise<Picture> => page.evaluate(drawnThere, diagram(story));

  /** What is in every picture of a story. */
  const expectWhole = (story: Story, picture: Picture): void => {
    const { isError, numbers, arrows, participants } = picture;
    expect({ isError, numbers, arrows }).toEqual({
      isError: false,
      numbers: story.steps.map((_, i) => String(i + 1)),
      arrows: story.steps.length,
    });
    expect(participants.slice(0, 1)).toEqual(['host scheduler']);
    expect(participants).toContain('hypervisor');
  };

  it.each(storyNames)('%s', async (name) => {
    const story = stories[name]();
    const picture = await pictureOf(story);
    expectWhole(story, picture);
    expect(picture.participants).toEqual([
      'host scheduler',
      'vm0.dev0',
      'hypervisor',
      ...layoutOf(story.topology).vms[0]!.vcpus,
    ]);
    expect(diagram(story).includes('loop for ever')).toBe(name === 'remote injections for ever');
    expect(picture.boxes).toEqual(['host', 'vm0']);
    expect(picture.rects).toBeGreaterThan(0);
    const note = picture.notes.join(' ');
    if (story.outcome === 'violated') expect(note).toContain(`✗ expected: ${story.told!.expected}`);
    expect(note).toContain(`${story.outcome === 'violated' ? 'found' : '✓ reached'}: ${story.told!.found}`);
  });

  it('handlers as bars, whether they end or not', async () => {
    const config = configuration('2:2x1', { policy: 'never' });
    const without = await pictureOf(storyOfRun(config, taken.slice(0, 4)));
    const open = await pictureOf(storyOfRun(config, taken));
    const closed = await pictureOf(storyOfRun(config, [...taken, 'finish(vm0.dev0.e0, vm0.vcpu0)']));
    expect([without.bars, open.bars, closed.bars]).toEqual([0, 1, 1]);
  });

  it('the device where an interrupt goes nowhere', async () => {
    const config = configuration('2:2x1', { ...everything, lifecycle: ['masking'] });
    const masked = [...taken, 'maskSource(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu1)', ...taken.slice(1, 4)];
    const story = storyOfRun(config, masked);
    expect(diagram(story)).toContain('hypervisor->>device0: inject vm0.dev0.e0<br/>owed by the mask, hint');
    expectWhole(story, await pictureOf(story));
  });

  it('a story without steps', async () => {
    const told = { expected: 'a', found: 'b', involved: [] };
    const story = storyOfRun(configuration('2:2x1+1x1'), [], { outcome: 'reached', told });
    const picture = await pictureOf(story);
    expectWhole(story, picture);
    expect(picture.notes).toEqual(['✓ reached: b']);
    expect(picture.boxes).toEqual(['host', 'vm0', 'vm1']);
  });

  it('whatever happens', async () => {
    const config = configuration('3:3x2+2x1', everything);
    for (const seed of [1, 2, 3]) {
      const choices = Array.from({ length: 60 }, (_, i) => (i + 7) ** 2 * 31 * seed);
      const story = storyOfWalk(config, choices);
      expectWhole(story, await pictureOf(story));
    }
  });

  it('names that are words and marks of its own', async () => {
    const topology = { hostCpus: 2, vms: [{ vcpus: 2, devices: hostileDevices }] };
    const config = { ...configuration('2:2x1', { policy: 'every-event' }), topology };
    const { sources } = layoutOf(topology).vms[0]!;
    const actions = sources.flatMap((source) => [
      `raise(${source}, cpu1)`,
      `identify(${source})`,
      `inject(${source})`,
    ]);
    const told = { expected: hostileName, found: 'loop ; end # note: x', involved: [] };
    const aim = { is: 'condition', text: hostileName } as const;
    const outcome = 'violated';
    const story = storyOfRun(config, actions, { aim, told, outcome, policy: hostileName });
    const picture = await pictureOf(story);
    const onOneLine = hostileName.replaceAll(/\s+/g, ' ');
    expectWhole(story, picture);
    expect(picture.title).toBe(`${onOneLine} is violated by ${onOneLine} on topology.json`);
    const devices = Object.keys(hostileDevices).map((name) => `vm0.${name}`);
    expect(picture.participants).toEqual([
      'host scheduler',
      ...devices,
      'hypervisor',
      'vm0.vcpu0',
      'vm0.vcpu1',
    ]);
    for (const source of sources) expect(picture.messages).toContain(`identify ${source}`);
    expect(picture.notes.join(' ')).toBe(`✗ expected: ${onOneLine} found: loop ; end # note: x`);
  });
});
