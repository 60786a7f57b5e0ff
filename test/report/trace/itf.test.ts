import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOf } from '../../../model/labels.ts';
import { machineOf } from '../../../model/machine.ts';
import { itfFormat } from '../../../src/report/trace/itf.ts';
import { picksOf } from '../../../src/report/trace/picks.ts';
import type { Story } from '../../../src/results/story.ts';
import { statesOf } from '../../../src/results/story.ts';
import { isShown } from '../../../src/words/cells.ts';
import { configuration } from '../../configurations.ts';
import { stories, storyNames } from '../../trace/stories.ts';
import { plain } from '../reports.ts';
import type { Itf } from './read-itf.ts';
import { meant, statesIn } from './read-itf.ts';
import { storyOfRun } from './runs.ts';

const passes = new Ajv().compile(JSON.parse(readFileSync('test/report/trace/itf.schema.json', 'utf8')));

/** As it is written, if it passes the schema. */
const itfOf = (story: Story): Itf => {
  const itf: Itf = JSON.parse(itfFormat(story, plain));
  passes(itf);
  expect(passes.errors ?? []).toEqual([]);
  return itf;
};

const shownOf = (story: Story) =>
  statesOf(story).map((state) => new Map([...state].filter(([cell]) => isShown(cell))));

describe.each(storyNames)('%s as ITF', (name) => {
  const story = stories[name]();
  const itf = itfOf(story);

  it('has a value for every variable in every state, and no other', () => {
    expect(itf.states).toHaveLength(story.steps.length + 1);
    for (const { '#meta': meta, ...state } of itf.states) expect(Object.keys(state)).toEqual(itf.vars);
    expect(itf.states.map((state) => state['#meta'].index)).toEqual(itf.states.map((_, i) => i));
  });

  it('holds what the cells hold', () => expect(statesIn(itf)).toEqual(shownOf(story)));

  it('says which action led to a state', () => {
    const taken = itf.states.map((state) => ({
      kind: state['mbt::actionTaken'],
      picks: meant(state['mbt::nondetPicks']),
    }));
    const none = { vm: null, vcpu: null, source: null, on: null, to: null, target: null };
    expect(taken).toEqual([
      { kind: 'init', picks: none },
      ...story.steps.map(({ action }) => {
        const { kind, picked } = picksOf(action);
        return { kind, picks: { ...none, ...picked } };
      }),
    ]);
    expect(itf.states.map((state) => state['#meta'].action)).toEqual([
      undefined,
      ...story.steps.map(({ action }) => action),
    ]);
  });

  it('says what it shows, and at the last state what was found', () => {
    const { outcome, told } = story;
    expect(itf['#meta'].description).toContain(told!.found);
    expect(itf['#meta'].status).toBe(outcome === 'violated' ? 'violation' : 'ok');
    expect(itf.states.at(-1)!['#meta']).toMatchObject({ outcome, found: told!.found });
  });
});

describe('a run without end', () => {
  it('goes on, after the last state, with the one that the loop begins in, by the same action', () => {
    const { states, loop } = itfOf(stories['remote injections for ever']());
    expect(loop).toBe(2);
    const { '#meta': _, 'mbt::actionTaken': __, 'mbt::nondetPicks': ___, ...before } = states[loop! - 1]!;
    expect(states.at(-1)).toMatchObject(before);
    expect(states[loop!]!['mbt::actionTaken']).toBe('raise');
  });

  it('stays in the last state where nothing happens any more', () => {
    const { states, loop, '#meta': meta } = itfOf(stories['a kick that nobody gave']());
    expect(loop).toBe(states.length - 1);
    expect(meta.loop).toBe('from here nothing happens any more: nothing that has to happen is enabled');
  });

  it('says which fairness a step satisfies', () => {
    const { states } = itfOf(stories['remote injections for ever']());
    expect(states.map((state) => state['#meta'].satisfies)).toEqual([
      ...[undefined, undefined, undefined],
      'weakly fair: identify(vm0.dev0.e0)',
      'weakly fair: inject(vm0.dev0.e0)',
      'strongly fair: take(vm0.dev0.e0, vm0.vcpu0)',
      'strongly fair: the next step of the handler of vm0.dev0.e0 on vm0.vcpu0',
    ]);
  });

  it('is one only where it is', () => expect(itfOf(stories['a stale hint']())).not.toHaveProperty('loop'));
});

describe('the remarks on a trace', () => {
  const config = configuration('2:2x1', { map: 'on-dispatch' });
  const remarks = (said: Partial<Story>) => itfOf(storyOfRun(config, ['dispatch(vm0.vcpu0)'], said))['#meta'];

  it('on a violation say what was expected', () => {
    const { description } = remarks({
      aim: {
        is: 'property',
        id: 'no-stale-hint',
        contract: 'locality',
        kind: 'step',
        sentence: 'A hint is true.',
      },
      outcome: 'violated',
      told: { expected: 'this', found: 'that', involved: [] },
    });
    expect(description).toMatch(
      /^no-stale-hint is violated by first-time on made up --map on-dispatch, under guest any\. Expected: this\. Found: that\. Created by hintproof \d/,
    );
  });

  it('on a state that was reached say which', () => {
    const { description, condition, sentence } = remarks({
      aim: { is: 'condition', text: 'route(vm0.dev0.e0) is vm0.vcpu1' },
      outcome: 'reached',
      told: { expected: 'this', found: 'that', involved: [] },
    });
    expect(description).toMatch(
      /^A state in which route\(vm0\.dev0\.e0\) is vm0\.vcpu1 is reached by .*\. Reached: that\. Created/,
    );
    expect({ condition, sentence }).toEqual({
      condition: 'route(vm0.dev0.e0) is vm0.vcpu1',
      sentence: undefined,
    });
  });

  it('on a run that shows nothing say so, with the commands that repeat and replay it', () => {
    const said = remarks({ repeat: 'hintproof check …', replay: 'hintproof replay …' });
    expect(said).toMatchObject({
      length: 'a trace: 1 step',
      repeat: 'hintproof check …',
      replay: 'hintproof replay …',
    });
    expect(said.description).toContain('is not shown by');
    expect(said).not.toHaveProperty('found');
  });
});

it('an action is taken apart into what it was put together from', () => {
  const configurations = [
    configuration('2:2x1+1x1', { lifecycle: ['reset', 'hotplug', 'masking'] }),
    configuration('2:2x1', { hinting: 'atomic' }),
    configuration('2:2x1'),
  ];
  const labels = configurations.flatMap((config) => machineOf(config).actions.map(({ label }) => label));
  expect(new Set(labels.map(({ is }) => is)).size).toBe(17);
  const again = labels.map((label) => {
    const { kind, picked } = picksOf(nameOf(label));
    return { is: kind, ...picked };
  });
  expect(again).toEqual(labels);
});

describe('memories', () => {
  const memory = 'memory(vm0.dev0.e0)';
  const withMemory = (value: unknown): Story => {
    const story = storyOfRun(configuration('1:1x1'));
    return {
      ...story,
      initially: story.initially.map((one) => (one.cell === memory ? { ...one, value } : one)),
    };
  };

  it('are any JSON value, and come back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (any) => {
        const value = JSON.parse(JSON.stringify(any));
        expect(statesIn(itfOf(withMemory(value)))[0]!.get(memory)).toEqual(value);
      }),
    );
  });

  it.each([
    [3, { '#bigint': '3' }],
    [-1, { '#bigint': '-1' }],
    [0.5, { tag: 'Number', value: '0.5' }],
    [1e300, { tag: 'Number', value: '1e+300' }],
    [null, { tag: 'None', value: { '#tup': [] } }],
    [
      ['a', true],
      ['a', true],
    ],
    [{ seen: 1 }, { seen: { '#bigint': '1' } }],
    [{}, { '#map': [] }],
    [{ tag: 'None' }, { '#map': [['tag', 'None']] }],
    [{ '#set': 'x' }, { '#map': [['#set', 'x']] }],
  ])('%j is written %j', (value, written) => {
    const [state] = itfOf(withMemory(value)).states;
    expect(state!.memory).toEqual({ '#map': [['vm0.dev0.e0', written]] });
  });
});

it('what a fault keeps is a variable, too; and every variable is in the documentation', () => {
  const story = storyOfRun(configuration('2:2x1', { fault: 'injected-twice' }));
  expect(itfOf(story).vars).toContain('kept');
  const page = readFileSync('docs/formats.md', 'utf8');
  for (const name of itfOf(story).vars) expect(page).toContain(`| \`${name}\` |`);
  expect(statesIn(itfOf(story))).toEqual(shownOf(story));
});

describe('the schema', () => {
  const trace = (x: unknown) => ({ vars: ['x'], states: [{ '#meta': { index: 0 }, x }] });

  it.each([
    true,
    'text',
    [],
    [true, []],
    { field: 'a', another: { '#bigint': '-12' } },
    { '#tup': ['a'] },
    { '#set': ['a', { '#set': [] }] },
    { '#map': [[{ '#tup': ['a', 'b'] }, 'c']] },
    { tag: 'Some', value: 'a' },
  ])('lets %j pass', (x) => expect(passes(trace(x))).toBe(true));

  it.each([
    null,
    0.5,
    { '#bigint': '1.5' },
    { '#bigint': 1 },
    { '#other': 'a' },
    { '#set': ['a'], field: 'b' },
    { '#set': ['a', 'a'] },
    { '#map': [['a']] },
    { '#map': { a: 'b' } },
    { field: null },
  ])('refuses %j', (x) => expect(passes(trace(x))).toBe(false));

  it.each([
    {},
    { vars: ['x'] },
    { ...trace('a'), loop: -1 },
    { ...trace('a'), more: 1 },
    { ...trace('a'), '#meta': { words: ['a'] } },
    { vars: [], states: [] },
  ])('refuses the trace %j', (one) => expect(passes(one)).toBe(false));
});
