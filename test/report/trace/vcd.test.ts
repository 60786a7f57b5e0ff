import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../model/configuration.ts';
import { visible } from '../../../src/printable.ts';
import { vcdFormat } from '../../../src/report/trace/vcd.ts';
import type { Story } from '../../../src/results/story.ts';
import { statesOf } from '../../../src/results/story.ts';
import { isShown, valueInWords } from '../../../src/words/cells.ts';
import { configuration } from '../../configurations.ts';
import { toolNamed } from '../../tools.ts';
import { stories, storyNames } from '../../trace/stories.ts';
import { plain } from '../reports.ts';
import type { Dump } from './read-vcd.ts';
import { readVcd, throughGtkwave, valueAt } from './read-vcd.ts';
import { storyOfRun } from './runs.ts';

const vcd2fst = toolNamed('vcd2fst');
const fst2vcd = toolNamed('fst2vcd');
const isMissing = vcd2fst === null || fst2vcd === null;

const textOf = (story: Story): string => vcdFormat(story, plain);
const dumpOf = (story: Story): Dump => readVcd(textOf(story));
const gtkwaveOf = (story: Story): Dump =>
  throughGtkwave({ vcd2fst: vcd2fst!, fst2vcd: fst2vcd! }, textOf(story));

/** `pending(vm0.dev0.e0, vm0.vcpu1)` → `vm0.dev0.e0.vcpu1.pending` */
const pathOf = (cell: string): string => {
  const [, kind, first, second] = /^(\w+)\((\S+?)(?:, vm\d+\.(\w+))?\)$/.exec(cell)!;
  return [first, ...(second === undefined ? [] : [second]), kind].join('.');
};

/** By path, what every shown cell holds in every state, in words. */
const wordsOf = (story: Story) =>
  statesOf(story).map(
    (state) =>
      new Map(
        [...state]
          .filter(([cell]) => isShown(cell))
          .map(([cell, value]) => [pathOf(cell), valueInWords(cell, value)]),
      ),
  );

/** The values of a signal, state by state. */
const valuesOf = (dump: Dump, path: string): readonly (string | undefined)[] =>
  Array.from({ length: dump.end }, (_, time) => valueAt(dump, path, time));

const wordsIn = (story: Story, dump: Dump) =>
  wordsOf(story).map(
    (state, time) => new Map([...state.keys()].map((path) => [path, valueAt(dump, path, time)])),
  );

describe.each(storyNames)('%s as a waveform', (name) => {
  const story = stories[name]();

  it('has a time unit for every state, and a change only where something changes', () => {
    const dump = dumpOf(story);
    expect(dump.end).toBe(story.steps.length + 1);
    for (const [path, { changes }] of dump.waves) {
      const values = valuesOf(dump, path);
      const changed = values.flatMap((value, i) => (value === values[i - 1] ? [] : [[i, value]]));
      expect([path, changes]).toEqual([path, changed]);
    }
  });

  it('ends in a mark', () => {
    const marks = valuesOf(dumpOf(story), `trace.${story.outcome}`);
    expect(marks).toEqual([...story.steps.map(() => '0'), '1']);
  });

  it.skipIf(isMissing)('is read by GTKWave: what every cell holds, and which actions there were', () => {
    const read = gtkwaveOf(story);
    expect(read).toEqual(dumpOf(story));
    expect(wordsIn(story, read)).toEqual(wordsOf(story));
    expect(valuesOf(read, 'trace.action')).toEqual(['init', ...story.steps.map(({ action }) => action)]);
  });
});

const hinted = [
  'dispatch(vm0.vcpu0)',
  'raise(vm0.dev0.e0, cpu1)',
  'identify(vm0.dev0.e0)',
  'migrate(vm0.vcpu1, cpu0)',
  'inject(vm0.dev0.e0)',
  'take(vm0.dev0.e0, vm0.vcpu0)',
  'program(vm0.dev0.e0, vm0.vcpu0, vm0.vcpu1)',
];

describe('the loop of a run without end', () => {
  const loopOf = (name: keyof typeof stories) => valuesOf(dumpOf(stories[name]()), 'trace.loop').join('');

  it('is high from the first step that recurs to the last', () =>
    expect(loopOf('remote injections for ever')).toBe('0011111'));

  it('is high at the end where nothing happens any more', () =>
    expect(loopOf('a kick that nobody gave')).toBe('000001'));

  it('is not there in a trace that ends', () =>
    expect([...dumpOf(stories['a stale hint']()).waves.keys()]).not.toContain('trace.loop'));
});

describe('the bits and numbers beside the words', () => {
  const dump = dumpOf(storyOfRun(configuration('3:2x1', { policy: 'every-event' }), hinted));

  it.each([
    ['trace.by', ['nobody', 'host', 'device', 'hypervisor', 'host', 'hypervisor', 'guest', 'guest']],
    ['cpu0.runs', ['idle', ...Array(7).fill('vm0.vcpu0')]],
    ['cpu0.busy', ['0', ...Array(7).fill('1')]],
    ['cpu0.vcpu', ['z', ...Array(7).fill('0')]],
    ['cpu1.runs', Array(8).fill('idle')],
    ['vm0.vcpu0.condition', ['10', ...Array(7).fill('11')]],
    ['vm0.vcpu1.on_cpu', [...Array(4).fill('01'), ...Array(4).fill('00')]],
    ['vm0.vcpu1.mapped_cpu', [...Array(4).fill('01'), ...Array(4).fill('00')]],
    ['vm0.dev0.e0.stage', ['00', '00', '01', '10', '10', '00', '00', '00']],
    ['vm0.dev0.e0.event_cpu', ['zz', 'zz', '01', '01', '01', 'zz', 'zz', 'zz']],
    ['vm0.dev0.e0.route_vcpu', [...Array(7).fill('0'), '1']],
    ['vm0.dev0.e0.vcpu0.is_pending', ['0', '0', '0', '0', '0', '1', '0', '0']],
    ['vm0.dev0.e0.vcpu0.in_service', ['0', '0', '0', '0', '0', '0', '1', '1']],
  ])('%s', (path, values) => expect(valuesOf(dump, path)).toEqual(values));

  it('count the steps', () => {
    const steps = valuesOf(dump, 'trace.step').map((bits) => Number.parseInt(bits!, 2));
    expect(steps).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(dump.waves.get('trace.step')).toMatchObject({ kind: 'integer', bits: 32 });
  });

  it('have no mark where a run shows nothing', () =>
    expect([...dump.waves.keys()].filter((path) => path.startsWith('trace.'))).toEqual([
      'trace.step',
      'trace.action',
      'trace.by',
    ]));

  it('say what is masked and owed, and who is offline or in no map', () => {
    const story = storyOfRun(configuration('2:2x1', { lifecycle: ['masking'] }));
    const cell = {
      'mask(vm0.dev0.e0)': { is: 'masked', owes: { hint: [] } },
      'placement(vm0.vcpu1)': { is: 'offline' },
      'mapped(vm0.vcpu1)': null,
    };
    const then = dumpOf({
      ...story,
      steps: [
        {
          action: 'unplug(vm0.vcpu1)',
          changes: Object.entries(cell).map(([name, to]) => ({ cell: name, from: null, to })),
        },
      ],
    });
    const pairs = [
      'vm0.dev0.e0.is_masked',
      'vm0.dev0.e0.is_owed',
      'vm0.vcpu1.condition',
      'vm0.vcpu1.on_cpu',
      'vm0.vcpu1.mapped_cpu',
    ];
    expect(pairs.map((path) => valuesOf(then, path))).toEqual([
      ['0', '1'],
      ['0', '1'],
      ['10', '00'],
      ['1', 'z'],
      ['1', 'z'],
    ]);
  });

  it('say what a fault keeps; and every signal is in the documentation', () => {
    const outcome = { outcome: 'reached', told: { expected: '', found: '', involved: [] } } as const;
    const story = storyOfRun(configuration('2:2x1', { fault: 'injected-twice' }), [], outcome);
    const waves = dumpOf(story).waves;
    expect(waves.get('vm0.dev0.e0.kept')!.changes).toEqual([[0, 'null']]);
    const page = readFileSync('docs/formats.md', 'utf8');
    for (const path of waves.keys()) expect(page).toContain(`\`${path.split('.').at(-1)}\``);
  });
});

describe('what a reader could stumble on', () => {
  const withDevices = (devices: Readonly<Record<string, readonly string[]>>): Configuration => ({
    ...configuration('1:1x1'),
    topology: { hostCpus: 1, vms: [{ vcpus: 1, devices }] },
  });

  it('names are made legal, and stay apart', () => {
    const config = withDevices({ 'my-nic': ['rx-1', 'rx_1'], my_nic: ['9'], vcpu0: ['placement', 'event'] });
    const paths = [...dumpOf(storyOfRun(config)).waves.keys()];
    expect(paths.filter((path) => path.endsWith('.event'))).toEqual([
      'vm0.my_nic.rx_1.event',
      'vm0.my_nic.rx_1_2.event',
      'vm0.my_nic_2._9.event',
      'vm0.vcpu0_2.placement.event',
      'vm0.vcpu0_2.event.event',
    ]);
    for (const path of paths) expect(path).toMatch(/^([A-Za-z_]\w*\.)+[A-Za-z_]\w*$/);
  });

  const memory = 'memory(vm0.dev0.e0)';
  const remembering = (value: unknown, said: Partial<Story> = {}): Story => {
    const story = storyOfRun(configuration('1:1x1'), [], said);
    return {
      ...story,
      initially: story.initially.map((one) => (one.cell === memory ? { ...one, value } : one)),
    };
  };

  it
    .skipIf(isMissing)
    .each([
      'two words',
      'line\nline\ttab',
      'back\\slash \\040 "quoted" \'so\' ?',
      'é, 漢字, 🙂',
      '$end #5 $dumpoff b1 !',
      '\u0001\u007f',
      'long '.repeat(2000),
    ])('a text comes back from GTKWave: %j', (text) =>
    expect(valuesOf(gtkwaveOf(remembering(text)), 'vm0.dev0.e0.memory')).toEqual([
      visible(JSON.stringify(text)),
    ]),
  );

  it('comments end where they should', () => {
    const story = remembering(null, { policy: './$end/mine.ts', repeat: 'hintproof check ./$end/mine.ts' });
    const [header = ''] = textOf(story).split('$enddefinitions');
    const opened = header.match(/\$(comment|version|timescale|scope|upscope|var) /g) ?? [];
    expect(header.match(/\$end\b/g)).toHaveLength(opened.length);
  });

  it.skipIf(isMissing)('there may be more signals than there are characters', () => {
    const story = storyOfRun(configuration('4:8x6+8x6', { lifecycle: ['masking'] }), ['dispatch(vm1.vcpu7)']);
    const dump = dumpOf(story);
    expect(dump.waves.size).toBeGreaterThan(94 + 94 ** 0.5);
    expect(gtkwaveOf(story)).toEqual(dump);
  });

  it('nothing in it depends on when or where it is written', () => {
    const story = storyOfRun(configuration('2:2x1'), ['dispatch(vm0.vcpu0)']);
    expect(textOf(story)).toBe(textOf(structuredClone(story)));
    expect(textOf(story)).not.toContain('$date');
  });
});
