import { describe, expect, it } from 'vitest';
import { lengthInBrief, lengthInWords } from '../../../src/picture/loop.ts';
import { lookOf } from '../../../src/report/text.ts';
import { textFormat } from '../../../src/report/trace/text.ts';
import type { Story } from '../../../src/results/story.ts';
import { configuration } from '../../configurations.ts';
import { stories, storyNames } from '../../trace/stories.ts';
import { storyOfRun } from '../../trace/walks.ts';

const text = (story: Story, width = 110): string => textFormat(story, lookOf(false, width));

const raised = (changes: Partial<Story>): Story =>
  storyOfRun(configuration('2:2x1'), ['raise(vm0.dev0.e0, cpu0)'], changes);

const told = { expected: 'it', found: 'something', involved: [] };
const property = { is: 'property', id: 'p', contract: 'safe', kind: 'step', sentence: 'It is so.' } as const;

it('a violation is told from its title to the command that repeats it', () => {
  expect(text({ ...stories['a stale hint'](), replay: 'hintproof replay a.json' })).toMatchInlineSnapshot(`
    "✗ no-stale-hint is violated by every-event on 2:2x1
      When the guest programs a route from a hint, the chosen VCPU is still on the CPU of the event that the hint
      came with.
      A shortest trace: 7 steps, about vm0.dev0.e0.

      at first vm0.vcpu0 ready on cpu0, vm0.vcpu1 ready on cpu1

        #  who         action                        what changes
        1  host        dispatch(vm0.vcpu0)           placement(vm0.vcpu0): ready on cpu0 → running on cpu0
        2  device      raise(vm0.dev0.e0, cpu1)      event(vm0.dev0.e0): idle → raised on cpu1
        3  hypervisor  identify(vm0.dev0.e0)         event(vm0.dev0.e0): raised on cpu1
                                                       → identified on cpu1, hint {vm0.vcpu1}
        4  host        migrate(vm0.vcpu1, cpu0)      placement(vm0.vcpu1): ready on cpu1 → ready on cpu0
                                                     mapped(vm0.vcpu1): cpu1 → cpu0
        5  hypervisor  inject(vm0.dev0.e0)           event(vm0.dev0.e0): identified on cpu1, hint {vm0.vcpu1}
                                                       → idle
                                                     pending(vm0.dev0.e0, vm0.vcpu0): nothing
                                                       → interrupt, hint {vm0.vcpu1}
        6  guest       take(vm0.dev0.e0, vm0.vcpu0)  pending(vm0.dev0.e0, vm0.vcpu0): interrupt, hint {vm0.vcpu1}
                                                       → nothing
                                                     servicing(vm0.dev0.e0, vm0.vcpu0): nothing
                                                       → interrupt, hint {vm0.vcpu1}
      ✗ 7  guest       program(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu1)
                                                     route(vm0.dev0.e0): vm0.vcpu0 → vm0.vcpu1
                                                     servicing(vm0.dev0.e0, vm0.vcpu0):
                                                       interrupt, hint {vm0.vcpu1} → interrupt, no hint

      expected vm0.vcpu1 still on cpu1, where the event of vm0.dev0.e0 came from
      found    vm0.vcpu1 ready on cpu0
      seen in  servicing(vm0.dev0.e0, vm0.vcpu0): interrupt, hint {vm0.vcpu1} → interrupt, no hint
               placement(vm0.vcpu1): ready on cpu0

      Repeat it: hintproof check every-event --scope 2:2x1 --property no-stale-hint
      Replay it: hintproof replay a.json
    "
  `);
});

describe('a run without end', () => {
  it('has a bracket around the steps that recur, and says which fairness each satisfies', () => {
    expect(text(stories['remote injections for ever']())).toMatchInlineSnapshot(`
      "✗ locality-restored is violated by never on 2:2x1
        If from some point on VCPUs stay put and events of a source keep coming from one CPU only, and it hosts a
        VCPU of the VM, injections become and stay local.
        A shortest run without end: 1 step, then 5 for ever, about vm0.dev0.e0, cpu1.

        at first vm0.vcpu0 ready on cpu0, vm0.vcpu1 ready on cpu1

          #  who         action                          what changes
          1  host        dispatch(vm0.vcpu0)             placement(vm0.vcpu0): ready on cpu0 → running on cpu0
        ┌ 2  device      raise(vm0.dev0.e0, cpu1)        event(vm0.dev0.e0): idle → raised on cpu1
        │ 3  hypervisor  identify(vm0.dev0.e0)           event(vm0.dev0.e0): raised on cpu1
        │                                                  → identified on cpu1, no hint
        │                                                weakly fair: identify(vm0.dev0.e0)
        ✗ 4  hypervisor  inject(vm0.dev0.e0)             event(vm0.dev0.e0): identified on cpu1, no hint → idle
        │                                                pending(vm0.dev0.e0, vm0.vcpu0): nothing
        │                                                  → interrupt, no hint
        │                                                a remote injection
        │                                                weakly fair: inject(vm0.dev0.e0)
        │ 5  guest       take(vm0.dev0.e0, vm0.vcpu0)    pending(vm0.dev0.e0, vm0.vcpu0): interrupt, no hint
        │                                                  → nothing
        │                                                servicing(vm0.dev0.e0, vm0.vcpu0): nothing
        │                                                  → interrupt, no hint
        │                                                strongly fair: take(vm0.dev0.e0, vm0.vcpu0)
        │ 6  guest       finish(vm0.dev0.e0, vm0.vcpu0)  servicing(vm0.dev0.e0, vm0.vcpu0): interrupt, no hint
        │                                                  → nothing
        │                                                strongly fair: the next step of the handler of vm0.dev0.e0
        │                                                on vm0.vcpu0
        └ from here the run goes back to the state after step 1, for ever

        expected injections of vm0.dev0.e0 to become and stay local, for its events all come from cpu1 now, and
                 VCPUs stay put
        found    a fair run with remote injections for ever
        seen in  placement(vm0.vcpu0): running on cpu0
                 placement(vm0.vcpu1): ready on cpu1
                 event(vm0.dev0.e0): idle
                 route(vm0.dev0.e0): vm0.vcpu0

        Repeat it: hintproof check never --scope 2:2x1 --property locality-restored
      "
    `);
  });

  it('says that nothing happens any more', () => {
    expect(text(stories['a kick that nobody gave']())).toMatchInlineSnapshot(`
      "✗ event-is-served is violated by first-time on 1:1x1 --fault no-kick
        Every raised event leads to a handler of its source starting.
        A shortest run without end: 5 steps, then nothing, about vm0.dev0.e0.

        at first vm0.vcpu0 ready on cpu0

          #  who         action                    what changes
          1  host        dispatch(vm0.vcpu0)       placement(vm0.vcpu0): ready on cpu0 → running on cpu0
          2  host        halt(vm0.vcpu0)           placement(vm0.vcpu0): running on cpu0 → halted on cpu0
        ✗ 3  device      raise(vm0.dev0.e0, cpu0)  event(vm0.dev0.e0): idle → raised on cpu0
                                                   the event that is never served
          4  hypervisor  identify(vm0.dev0.e0)     memory(vm0.dev0.e0): {"seen":false} → {"seen":true}
                                                   event(vm0.dev0.e0): raised on cpu0
                                                     → identified on cpu0, hint {vm0.vcpu0}
          5  hypervisor  inject(vm0.dev0.e0)       event(vm0.dev0.e0): identified on cpu0, hint {vm0.vcpu0} → idle
                                                   pending(vm0.dev0.e0, vm0.vcpu0): nothing
                                                     → interrupt, hint {vm0.vcpu0}
        ∞ from here nothing happens any more: nothing that has to happen is enabled

        expected a handler of vm0.dev0.e0 to start, sooner or later, after its event was raised
        found    a fair run in which none ever does

        Repeat it: hintproof check first-time --scope 1:1x1 --property event-is-served
      "
    `);
  });

  it('says what is enabled now and then, and never happens', () => {
    const story = stories['remote injections for ever']();
    const excused = [
      { is: 'weak', family: 'identify(vm0.dev0.e1)' },
      { is: 'weak', family: 'inject(vm0.dev0.e1)' },
    ] as const;
    const lines = text({ ...story, loop: { ...story.loop!, excused } }).split('\n');
    expect(
      lines.slice(
        lines.findIndex((line) => line.startsWith('  excused')),
        -3,
      ),
    ).toEqual([
      '  excused  identify(vm0.dev0.e1): weakly fair, and not enabled all along',
      '           inject(vm0.dev0.e1): weakly fair, and not enabled all along',
    ]);
  });

  it.each([
    [0, '6 steps for ever', '0 + 6 steps'],
    [1, '1 step, then 5 for ever', '1 + 5 steps'],
    [5, '5 steps, then 1 for ever', '5 + 1 step'],
    [6, '6 steps, then nothing', '6 steps, then nothing'],
  ])('of which %i steps come before the loop has a length', (from, length, brief) => {
    const story = stories['remote injections for ever']();
    const run = { ...story, loop: { ...story.loop!, from } };
    expect(lengthInWords(run)).toBe(length);
    expect(lengthInBrief(run)).toBe(brief);
  });
});

describe('the title', () => {
  it.each<readonly [string, Partial<Story>]>([
    ['✗ p is violated by first-time on topology.json', { aim: property, outcome: 'violated', told }],
    ['✓ something is reached by first-time on topology.json', { outcome: 'reached', told }],
    ['· something is not reached by this run of first-time on topology.json', {}],
    ['· p is not violated by this run of first-time on topology.json', { aim: property }],
    [
      '· p is not reached by this run of first-time on topology.json',
      { aim: { ...property, kind: 'sometimes' } },
    ],
  ])('%s', (title, changes) => expect(text(raised(changes)).split('\n')[0]).toBe(title));
});

it('what is reached was not expected', () => {
  const lines = text(raised({ outcome: 'reached', told })).split('\n');
  expect(lines).toContain('  reached  something');
  expect(lines.filter((line) => line.includes('expected'))).toEqual([]);
  expect(lines.filter((line) => line.includes('✗'))).toEqual([]);
});

it('a run that leads nowhere is told to its last step', () => {
  expect(text(raised({}))).toMatchInlineSnapshot(`
    "· something is not reached by this run of first-time on topology.json
      A trace: 1 step.

      at first vm0.vcpu0 ready on cpu0, vm0.vcpu1 ready on cpu1

        #  who         action                    what changes
        1  device      raise(vm0.dev0.e0, cpu0)  event(vm0.dev0.e0): idle → raised on cpu0
    "
  `);
});

it('nobody need act where it is so in the beginning', () => {
  const story = storyOfRun(configuration('2:2x1'), [], { outcome: 'reached', told });
  expect(text(story)).toContain('Nobody need act: it is so in the initial state.');
});

it('says which guest it is, unless it is the usual one', () => {
  expect(text(raised({ guest: 'lowest' }))).toContain('\n  Under guest lowest.\n');
  expect(text(raised({}))).not.toContain('Under guest');
});

describe('the cells that the answer depends on', () => {
  const seen = (involved: readonly string[], story: Story = raised({})): readonly string[] => {
    const lines = text({ ...story, outcome: 'reached', told: { ...told, involved } }).split('\n');
    return lines.slice(lines.indexOf('  reached  something') + 1, -1).map((line) => line.slice(11));
  };

  it('come with what they hold, and with what they held before the last step', () => {
    expect(seen(['event(vm0.dev0.e0)', 'route(vm0.dev0.e0)'])).toEqual([
      'event(vm0.dev0.e0): idle → raised on cpu0',
      'route(vm0.dev0.e0): vm0.vcpu0',
    ]);
  });

  it('are left out where no trace shows them', () =>
    expect(seen(['busy(cpu0)', 'seen(vm0.dev0.e0)', 'mapped(vm0.vcpu9)'])).toEqual([]));

  it('are counted where there are too many', () => {
    const all = raised({}).initially.map(({ cell }) => cell);
    const lines = seen(all);
    expect(lines).toHaveLength(9);
    expect(lines.at(-1)).toBe('and 4 more cells');
  });
});

it.each(storyNames)('%s fits, however wide it is', (name) => {
  const story = { ...stories[name](), repeat: null };
  for (const width of [64, 80, 110])
    for (const line of text(story, width).split('\n')) expect(line.length).toBeLessThanOrEqual(width);
});
