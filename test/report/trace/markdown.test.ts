/** Whether it is the Markdown that was meant, a reader of Markdown has to say. */
import type { Token } from 'marked';
import { marked, walkTokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { lookOf } from '../../../src/report/text.ts';
import { markdownFormat } from '../../../src/report/trace/markdown.ts';
import { mermaidFormat } from '../../../src/report/trace/mermaid.ts';
import type { Story } from '../../../src/results/story.ts';
import { configuration } from '../../configurations.ts';
import { stories, storyNames } from '../../trace/stories.ts';
import { hostileDevices, hostileName, storyOfRun } from '../../trace/walks.ts';

const look = lookOf(true, 64);
const markdown = (story: Story): string => markdownFormat(story, look);

/** Every token of a text, those inside others too. */
const tokensOf = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  walkTokens(marked.lexer(text), (token) => {
    tokens.push(token);
  });
  return tokens;
};

/** What a reader sees of a paragraph, a heading, … */
const shown = (token: Token): string => {
  if ('tokens' in token && token.tokens !== undefined) return token.tokens.map(shown).join('');
  return 'text' in token && typeof token.text === 'string' ? token.text : '';
};

const shownOf = (text: string, type: string): readonly string[] =>
  marked
    .lexer(text)
    .filter((token) => token.type === type)
    .map(shown);

/** The fenced blocks, by their language. */
const blocks = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    tokensOf(text).flatMap((token) => (token.type === 'code' ? [[token.lang, token.text]] : [])),
  );

describe.each(storyNames)('%s', (name) => {
  const story = stories[name]();
  const text = markdown(story);

  it('is Markdown without HTML, of whatever width and colour the terminal is', () => {
    expect(tokensOf(text).filter(({ type }) => type === 'html')).toEqual([]);
    expect(markdownFormat(story, lookOf(false, 110))).toBe(text);
  });

  it('has the sentence, the timeline, the command and the diagram', () => {
    const { text: timeline, sh, mermaid } = blocks(text);
    expect(shownOf(text, 'blockquote').map((quote) => quote.trim())).toEqual([
      story.aim.is === 'property' ? story.aim.sentence : '',
    ]);
    for (const { action } of story.steps) expect(timeline).toContain(action);
    for (const line of timeline!.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(sh).toBe(story.repeat);
    expect(mermaid).toBe(mermaidFormat(story, look).trimEnd());
  });

  it('says what was expected and found, or reached', () => {
    const said = shownOf(text, 'paragraph');
    const isBad = story.outcome === 'violated';
    expect(said.includes(`Expected: ${story.told!.expected}`)).toBe(isBad);
    expect(said).toContain(`${isBad ? 'Found' : 'Reached'}: ${story.told!.found}`);
  });
});

it('a run without end says what is excused', () => {
  const story = stories['remote injections for ever']();
  const loop = { ...story.loop!, excused: [{ is: 'weak', family: 'identify(vm0.dev0.e1)' }] } as const;
  expect(shownOf(markdown({ ...story, loop }), 'paragraph')).toContain(
    'Excused: identify(vm0.dev0.e1): weakly fair, and not enabled all along',
  );
});

it('a story is told in words that need no flags', () => {
  const lines = markdown({ ...stories['a masked source'](), replay: 'hintproof replay a.json' }).split('\n');
  expect(lines.slice(0, lines.indexOf('```text')).join('\n')).toMatchInlineSnapshot(`
    "# \`no-stale-hint\` is violated by \`every-event\` on \`2:2x1 --lifecycle masking\`

    > When the guest programs a route from a hint, the chosen VCPU is still on the CPU of the event that the hint came with.

    Policy \`every-event\`, guest \`any\`. 2 host CPUs; vm0 with 2 VCPUs and the source \`vm0.dev0.e0\`. VCPUs move between host CPUs. The map is written when a VCPU moves. Anything can happen between the identification of an event and its injection. A route is masked while it is programmed.

    A shortest trace: 8 steps, about vm0.dev0.e0.
    "
  `);
  const after = lines.slice(lines.indexOf('```') + 1, lines.indexOf('```mermaid'));
  expect(after.join('\n')).toMatchInlineSnapshot(`
    "
    **Expected:** vm0.vcpu1 still on cpu1, where the event of vm0.dev0.e0 came from

    **Found:** vm0.vcpu1 ready on cpu0

    **Seen in:**

    - \`servicing(vm0.dev0.e0, vm0.vcpu0): programming vm0.vcpu1 → programmed\`
    - \`placement(vm0.vcpu1): ready on cpu0\`
    - \`route(vm0.dev0.e0): vm0.vcpu0 → vm0.vcpu1\`

    To find it again and to replay it:

    \`\`\`sh
    hintproof check every-event --scope 2:2x1 --property no-stale-hint
    hintproof replay a.json
    \`\`\`
    "
  `);
});

const settingOf = (story: Story): string => shownOf(markdown(story), 'paragraph')[0]!;

it('the configuration is told, whatever it is', () => {
  const config = configuration('1:1x2+2x1', { map: 'on-dispatch', hinting: 'atomic', moves: false });
  const story = storyOfRun(config, ['dispatch(vm0.vcpu0)']);
  expect(settingOf(story)).toMatchInlineSnapshot(
    `"Policy first-time, guest any. 1 host CPU; vm0 with 1 VCPU and the sources vm0.dev0.e0 and vm0.dev0.e1; vm1 with 2 VCPUs and the source vm1.dev0.e0. VCPUs are pinned to their host CPUs. The map is written when a VCPU runs next. An event is identified and injected in one step."`,
  );
  const nothing = { ...story, topology: { hostCpus: 2, vms: [{ vcpus: 1, devices: {} }] } };
  expect(settingOf(nothing)).toContain('2 host CPUs; vm0 with 1 VCPU and no device.');
  expect(settingOf({ ...story, options: { ...story.options, fault: 'no-kick' } })).toContain(
    'There is a fault in the machine: no-kick.',
  );
});

it('a run that leads nowhere ends in its timeline', () => {
  const text = markdown(storyOfRun(configuration('2:2x1'), ['dispatch(vm0.vcpu0)']));
  expect(Object.keys(blocks(text))).toEqual(['text', 'mermaid']);
  expect(shownOf(text, 'heading')).toEqual([
    'something is not reached by this run of first-time on topology.json',
  ]);
  expect(text).not.toMatch(/\*\*(Expected|Found|Reached)/);
});

it('names that are marks of its own are shown as they are', () => {
  const topology = { hostCpus: 2, vms: [{ vcpus: 2, devices: hostileDevices }] };
  const config = { ...configuration('2:2x1'), topology };
  const found = `vm0.__proto__._rx_ *a* [b](c) <d> \`e\` $f$ g | h ~~i~~ &lt; j \\* #k`;
  const command = `hintproof check ${hostileName}`;
  const story = storyOfRun(config, ['raise(vm0.__proto__._rx_, cpu0)'], {
    aim: { is: 'condition', text: hostileName },
    outcome: 'reached',
    policy: hostileName,
    guest: '` `',
    subject: 'vm0.__proto__._rx_',
    told: { expected: hostileName, found, involved: ['event(vm0.__proto__._rx_)'] },
    repeat: command,
  });
  const text = markdown(story);
  const onOneLine = hostileName.replaceAll(/\s+/g, ' ');
  expect(tokensOf(text).filter(({ type }) => ['html', 'link', 'em', 'del'].includes(type))).toEqual([]);
  expect(shownOf(text, 'heading')).toEqual([`${onOneLine} is reached by ${onOneLine} on topology.json`]);
  expect(shownOf(text, 'paragraph')).toContain(`Reached: ${found}`);
  expect(settingOf(story)).toContain(`Policy ${onOneLine}, guest \` \`.`);
  expect(settingOf(story)).toContain(`${'d'.repeat(40)}.${'e'.repeat(40)}`);
  expect(blocks(text).sh).toBe(command);
  expect(
    tokensOf(text)
      .filter(({ type }) => type === 'codespan')
      .map(shown),
  ).toContain('event(vm0.__proto__._rx_): idle → raised on cpu0');
});
