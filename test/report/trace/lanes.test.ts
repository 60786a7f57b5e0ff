import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Placement } from '../../../model/state.ts';
import { layoutOf } from '../../../model/topology.ts';
import { lookOf } from '../../../src/report/text.ts';
import { deedsOf } from '../../../src/report/trace/deeds.ts';
import { lanesFormat } from '../../../src/report/trace/lanes.ts';
import { drawn, marks, sheetOf } from '../../../src/report/trace/tracks.ts';
import type { Story } from '../../../src/results/story.ts';
import { statesOf } from '../../../src/results/story.ts';
import { configuration } from '../../configurations.ts';
import { stories, storyNames } from '../../trace/stories.ts';
import { hostileDevices, storyOfRun, storyOfWalk } from '../../trace/walks.ts';

const lanes = (story: Story, width = 110): string => lanesFormat(story, lookOf(false, width));

/** The drawing alone, without what is told before and after it. */
const picture = (story: Story, width = 110): string => {
  const lines = lanes(story, width).split('\n');
  const legend = lines.findIndex((line) => line.includes('┃ runs'));
  return lines.slice(lines.indexOf('') + 1, legend - 1).join('\n');
};

describe('the lanes of', () => {
  it('a stale hint show the race', () => {
    expect(lanes(stories['a stale hint']())).toMatchInlineSnapshot(`
      "✗ no-stale-hint is violated by every-event on 2:2x1
        When the guest programs a route from a hint, the chosen VCPU is still on the CPU of the event that the hint
        came with.
        A shortest trace: 7 steps, about vm0.dev0.e0.

             cpu0 ────────────────   cpu1 ───────────
          #  vm0.vcpu0  vm0.vcpu1    vm0.vcpu1  event
                »┊                       ┊              at first
          1     »┃                       ┊              dispatch vm0.vcpu0: running on cpu0
          2     »┃                       ┊        ◇     raise vm0.dev0.e0: from cpu1
          3     »┃                      {┊}       ◆     identify vm0.dev0.e0: hint {vm0.vcpu1}
          4     »┃         {┊}◄───────────        ◆     migrate vm0.vcpu1: cpu1 → cpu0
          5     »┃!◄───────{┊}────────────────────◆     inject vm0.dev0.e0: into vm0.vcpu0, hint {vm0.vcpu1}
          6     »┃*        {┊}                          take vm0.dev0.e0: on vm0.vcpu0, hint {vm0.vcpu1}
        ✗ 7      ┃*        »┊                           program vm0.dev0.e0: route vm0.vcpu0 → vm0.vcpu1

        ┃ runs  ┊ ready  z halted  { } hinted  » routed there
        ◇ event  ◆ identified  ! pending  * in service  ‡ both

        expected vm0.vcpu1 still on cpu1, where the event of vm0.dev0.e0 came from
        found    vm0.vcpu1 ready on cpu0
        seen in  servicing(vm0.dev0.e0, vm0.vcpu0): interrupt, hint {vm0.vcpu1} → interrupt, no hint
                 placement(vm0.vcpu1): ready on cpu0

        Repeat it: hintproof check every-event --scope 2:2x1 --property no-stale-hint
      "
    `);
  });

  it('a burnt hint, in which a VCPU moves to the right', () => {
    expect(picture(stories['a burnt hint']())).toMatchInlineSnapshot(`
      "       cpu0 ───────────   cpu1 ────────────────
          #  vm0.vcpu0  event   vm0.vcpu0  vm0.vcpu1
                »┊                             ┊        at first
          1      ─────────────────►»┊          ┊        migrate vm0.vcpu0: cpu0 → cpu1
          2               ◇        »┊          ┊        raise vm0.dev0.e0: from cpu0
        ✗ 3               ◆        »┊          ┊        identify vm0.dev0.e0: a hint that names nobody"
    `);
  });

  it('two VMs on a narrow terminal have short names, which are explained', () => {
    const story = stories['two VMs']();
    expect(lanes(story, 64).replaceAll(/\s+/g, ' ')).toContain('0.0 is vm0.vcpu0.');
    expect(picture(story, 64)).toMatchInlineSnapshot(`
      "       cpu0 ────────────   cpu1 ───
          #   0.0   0.1   1.0     0.1  ev
              »┊          »┊       ┊        at first
          1   »┃          »┊       ┊        dispatch vm0.vcpu0:
              »┃          »┊       ┊        running on cpu0
          2   »┃          »┊       ┊   ◇    raise vm0.dev0.e0: from
              »┃          »┊       ┊   ◇    cpu1
          3   »┃          »┊      {┊}  ◆    identify vm0.dev0.e0: hint
              »┃          »┊      {┊}  ◆    {vm0.vcpu1}
          4   »┃    {┊}◄──»┊────────   ◆    migrate vm0.vcpu1: cpu1 →
              »┃    {┊}   »┊           ◆    cpu0
          5   »┃!◄──{┊}───»┊───────────◆    inject vm0.dev0.e0: into
              »┃!   {┊}   »┊                vm0.vcpu0, hint
              »┃!   {┊}   »┊                {vm0.vcpu1}
          6   »┃*   {┊}   »┊                take vm0.dev0.e0: on
              »┃*   {┊}   »┊                vm0.vcpu0, hint
              »┃*   {┊}   »┊                {vm0.vcpu1}
        ✗ 7    ┃*   »┊    »┊                program vm0.dev0.e0: route
               ┃*   »┊    »┊                vm0.vcpu0 → vm0.vcpu1"
    `);
  });

  it('halted VCPUs, two events and an interrupt beside a handler', () => {
    const story = storyOfRun(configuration('3:2x2', { policy: 'never' }), [
      'dispatch(vm0.vcpu1)',
      'halt(vm0.vcpu1)',
      'raise(vm0.dev0.e0, cpu1)',
      'raise(vm0.dev0.e1, cpu1)',
      'identify(vm0.dev0.e0)',
      'inject(vm0.dev0.e0)',
      'dispatch(vm0.vcpu0)',
      'take(vm0.dev0.e0, vm0.vcpu0)',
      'identify(vm0.dev0.e1)',
      'inject(vm0.dev0.e1)',
    ]);
    expect(lanes(story)).toContain('Nothing is ever on cpu2.');
    expect(picture(story)).toMatchInlineSnapshot(`
      "        cpu0 ─────   cpu1 ───────────
           #  vm0.vcpu0    vm0.vcpu1  event
                 »┊            ┊              at first
           1     »┊            ┃              dispatch vm0.vcpu1: running on cpu1
           2     »┊            z              halt vm0.vcpu1: halted on cpu1
           3     »┊            z        ◇     raise vm0.dev0.e0: from cpu1
           4     »┊            z        ◇     raise vm0.dev0.e1: from cpu1
           5     »┊            z        ◆     identify vm0.dev0.e0: no hint
           6     »┊!◄──────────z────────◇     inject vm0.dev0.e0: into vm0.vcpu0, no hint
           7     »┃!           z        ◇     dispatch vm0.vcpu0: running on cpu0
           8     »┃*           z        ◇     take vm0.dev0.e0: on vm0.vcpu0, no hint
           9     »┃*           z        ◆     identify vm0.dev0.e1: no hint
          10     »┃‡◄──────────z────────◆     inject vm0.dev0.e1: into vm0.vcpu0, no hint"
    `);
  });

  it('several pictures, where they do not fit beside each other', () => {
    const story = storyOfRun(configuration('4:4x1'), [
      'migrate(vm0.vcpu0, cpu3)',
      'migrate(vm0.vcpu3, cpu0)',
      'dispatch(vm0.vcpu0)',
    ]);
    expect(picture(story, 64)).toMatchInlineSnapshot(`
      "       cpu0 ──────   cpu1    cpu2
          #   0.0   0.3     0.1     0.2
              »┊             ┊       ┊     at first
          1    ──────────────┊───────┊──── migrate vm0.vcpu0: cpu0 →
                             ┊       ┊     cpu3
          2          ┊◄──────┊───────┊──── migrate vm0.vcpu3: cpu3 →
                     ┊       ┊       ┊     cpu0
          3          ┊       ┊       ┊     dispatch vm0.vcpu0: running
                     ┊       ┊       ┊     on cpu3

             cpu3 ──────
          #   0.0   0.3
                     ┊     at first
          1  ►»┊     ┊     migrate vm0.vcpu0: cpu0 → cpu3
          2  ─»┊──────     migrate vm0.vcpu3: cpu3 → cpu0
          3   »┃           dispatch vm0.vcpu0: running on cpu3"
    `);
  });

  it('a run without end have a bracket', () => {
    expect(picture(stories['remote injections for ever']())).toMatchInlineSnapshot(`
      "       cpu0 ─────   cpu1 ───────────
          #  vm0.vcpu0    vm0.vcpu1  event
                »┊            ┊              at first
          1     »┃            ┊              dispatch vm0.vcpu0: running on cpu0
        ┌ 2     »┃            ┊        ◇     raise vm0.dev0.e0: from cpu1
        │ 3     »┃            ┊        ◆     identify vm0.dev0.e0: no hint; weakly fair
        ✗ 4     »┃!◄──────────┊────────◆     inject vm0.dev0.e0: into vm0.vcpu0, no hint; a remote injection; weakly
        │       »┃!           ┊              fair
        │ 5     »┃*           ┊              take vm0.dev0.e0: on vm0.vcpu0, no hint; strongly fair
        │ 6     »┃            ┊              finish vm0.dev0.e0: on vm0.vcpu0; strongly fair
        └ from here the run goes back to the state after step 1, for ever"
    `);
    expect(picture(stories['a kick that nobody gave']())).toMatchInlineSnapshot(`
      "       cpu0 ───────────
          #  vm0.vcpu0  event
                »┊              at first
          1     »┃              dispatch vm0.vcpu0: running on cpu0
          2     »z              halt vm0.vcpu0: halted on cpu0
        ✗ 3     »z        ◇     raise vm0.dev0.e0: from cpu0; the event that is never served
          4    »{z}       ◆     identify vm0.dev0.e0: hint {vm0.vcpu0}
          5    »{z}!◄─────◆     inject vm0.dev0.e0: into vm0.vcpu0, hint {vm0.vcpu0}
        ∞ from here nothing happens any more: nothing that has to happen is enabled"
    `);
  });

  it('a witness violate nothing', () => expect(lanes(stories['a witness']())).not.toContain('✗'));

  it('a story without steps are where the VCPUs are at first', () => {
    const told = { expected: 'a', found: 'b', involved: ['placement(vm0.vcpu0)'] };
    const story = storyOfRun(configuration('2:2x1'), [], { outcome: 'violated', told });
    expect(picture(story)).toMatchInlineSnapshot(`
      "       cpu0 ─────   cpu1 ─────
          #  vm0.vcpu0    vm0.vcpu1
                »┊            ┊        at first"
    `);
    expect(lanes(story)).toContain(
      'expected a\n  found    b\n  seen in  placement(vm0.vcpu0): ready on cpu0\n',
    );
  });
});

const widths = [64, 72, 80, 90, 100, 110];
const longest = (text: string): number => Math.max(...text.split('\n').map(({ length }) => length));

describe('however wide it is', () => {
  it.each(storyNames)('%s fits', (name) => {
    const story = { ...stories[name](), repeat: null };
    for (const width of widths) expect(longest(lanes(story, width))).toBeLessThanOrEqual(width);
  });

  const rich = { lifecycle: ['reset', 'hotplug', 'masking'], policy: 'every-event' } as const;
  const configurations = [
    configuration('1:3x1', rich),
    configuration('2:2x2+1x1', rich),
    configuration('4:3x1', rich),
    configuration('4:2x1+2x1', { ...rich, map: 'on-dispatch' }),
    configuration('9:9x1', { ...rich, hinting: 'atomic' }),
    {
      ...configuration('2:2x1', rich),
      topology: { hostCpus: 2, vms: [{ vcpus: 2, devices: hostileDevices }] },
    },
  ];
  const walks = fc.record({
    config: fc.constantFrom(...configurations),
    choices: fc.array(fc.nat(), { maxLength: 40, size: 'max' }),
    width: fc.constantFrom(...widths),
  });

  it('any run fits, and every step of it has its line in each part', () => {
    fc.assert(
      fc.property(walks, ({ config, choices, width }) => {
        const story = storyOfWalk(config, choices);
        const text = lanes(story, width);
        expect(longest(text)).toBeLessThanOrEqual(width);
        const parts = text.split('\n').filter((line) => /^ +# /.test(line)).length;
        const numbers = [...picture(story, width).matchAll(/^ {4}( *\d+) {2}/gm)].map(([, n]) => Number(n));
        const steps = choices.map((_, i) => i + 1);
        // no word runs into a line; z is a halted VCPU
        expect(text).not.toMatch(/─[a-y]/);
        expect(numbers).toEqual(Array(parts).fill(steps).flat());
      }),
      { numRuns: 60 },
    );
  });

  const glyphs: readonly string[] = [marks.running, marks.ready, marks.halted];

  it('every VCPU is drawn where it is, as what it is, and nowhere else', () => {
    fc.assert(
      fc.property(walks, fc.boolean(), ({ config, choices }, isWide) => {
        const story = storyOfWalk(config, choices);
        const sheet = sheetOf(story, isWide);
        const deeds = [null, ...deedsOf(story)];
        for (const [i, state] of statesOf(story).entries()) {
          const line = drawn(sheet, state, deeds[i]!);
          const seen = sheet.columns.flatMap(({ cpu, vcpu, center }) =>
            vcpu !== null && glyphs.includes(line[center]!) ? [`${vcpu} ${line[center]} ${cpu}`] : [],
          );
          const places = layoutOf(story.topology).vcpus.flatMap((vcpu) => {
            const place = state.get(`placement(${vcpu})`) as Placement;
            return place.is === 'offline' ? [] : [`${vcpu} ${marks[place.is]} ${place.on}`];
          });
          expect([...seen].sort()).toEqual([...places].sort());
        }
      }),
      { numRuns: 60 },
    );
  });
});

it('is painted only where colours are wanted, and says the same then', () => {
  const story = stories['a stale hint']();
  const painted = lanesFormat(story, lookOf(true, 110));
  const colour = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
  expect(painted).toMatch(colour);
  expect(painted.replaceAll(colour, '')).toBe(lanes(story));
});
