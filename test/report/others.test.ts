import { describe, expect, it } from 'vitest';
import type { ReplayReport } from '../../src/replay/index.ts';
import { lookOf, progressLine, replayReport } from '../../src/report/index.ts';
import { traceFileOf } from '../../src/trace/file.ts';
import { storyOfTrace } from '../../src/trace/telling.ts';
import { contextOf, plain, printed, property, reportOf, run, rung, trace } from './reports.ts';

const one = rung('2:2x1');

it('JSON has exactly the documented fields', () => {
  const bad = property('p', { result: 'violated', trace });
  const other = property('q', { result: 'unfinished', reason: 'no time' });
  const text = printed('json', reportOf([run(one, [bad, other])], 1), contextOf([one]));
  const { actions, expected, found, involved } = trace;
  expect(JSON.parse(text)).toEqual({
    tool: { name: 'hintproof', version: '1.2.3' },
    runs: [
      {
        policy: 'never',
        guest: 'any',
        scope: '2:2x1',
        options: { map: 'on-move', hinting: 'interleaved', moves: true, lifecycle: [], fault: null },
        exploration: {
          engine: 'explicit',
          states: '1234567',
          transitions: '99999999999999999999',
          depth: 7,
          complete: true,
          seconds: 1.235,
        },
        histories: [],
        longRun: null,
        properties: [
          {
            id: 'p',
            contract: 'safe',
            demanded: true,
            result: 'violated',
            reason: null,
            waived: null,
            trace: {
              length: 2,
              shortest: true,
              ...{ actions, expected, found, involved },
              loop: null,
              foundAgainBy: null,
            },
          },
          {
            id: 'q',
            contract: 'safe',
            demanded: true,
            result: 'unfinished',
            reason: 'no time',
            waived: null,
            trace: null,
          },
        ],
      },
    ],
    unfinished: false,
    unusedWaivers: [],
    exitCode: 1,
  });
});

it('JSON says which record found a violation again, and that nothing was explored', () => {
  const again = property('p', { result: 'violated', trace: { ...trace, foundAgainBy: 'd/x.json' } });
  const report = reportOf([{ ...run(one, [again]), exploration: null }], 1);
  const [told] = JSON.parse(printed('json', report, contextOf([one]))).runs;
  expect(told.exploration).toBeNull();
  expect(told.properties[0].trace.foundAgainBy).toBe('d/x.json');
});

it('the progress line has states, speed, the trend of the queue, depth, memory and time left; that of diagrams has their nodes', () => {
  const progress = {
    policy: 'never',
    scope: '2:2x1',
    phase: 'machine',
    states: 1_234_567,
    statesPerSecond: 456_789,
    waiting: 12_345,
    depth: 17,
    nodes: 0,
    runs: 0,
    bytes: 3 * 2 ** 28,
    msLeft: 4_200,
  };
  const line = (before: number) => progressLine(progress, before, plain);
  expect(line(99_999)).toBe(
    'never on 2:2x1 · machine · 1,234,567 states · 457 k/s · queue 12,345 ↓ · depth 17 · 768 MiB · 5 s left',
  );
  for (const width of [64, 80, 100]) {
    const narrow = progressLine(progress, 0, lookOf(false, width));
    expect(narrow.length).toBeLessThan(width);
    expect(narrow).toContain('5 s left');
  }
  expect(line(0)).toContain('12,345 ↑');
  expect(line(12_345)).toContain('12,345 →');
  expect(progressLine({ ...progress, nodes: 54_321 }, 0, plain)).toBe(
    'never on 2:2x1 · machine · 54,321 nodes of diagrams · 768 MiB · 5 s left',
  );
});

describe('a replayed trace', () => {
  const policy = { is: 'built-in', name: 'never' } as const;
  const saved = {
    version: '1',
    policy,
    rung: one,
    run: run(one, []),
    maxMemories: 7,
    property: property('p'),
    trace,
  };
  const file = traceFileOf(saved, '.');
  const print = (report: Partial<ReplayReport>, violates = true) => {
    const whole = {
      leadsThere: false,
      initially: trace.initially,
      steps: trace.steps,
      stuck: null,
      loop: null,
      because: null,
      told: null,
      alternatives: null,
      departure: null,
      ...report,
    };
    return replayReport(
      whole,
      storyOfTrace(saved.run, saved.property, trace),
      file,
      { violates, exitCode: 0 },
      plain,
    );
  };

  it('still leads there', () => {
    const text = print({ leadsThere: true, told: trace });
    expect(text).toMatch(
      /✗ 2[\s\S]*expected somebody\n {2}found {4}nobody\n {2}seen in {2}event\(.*\n\nIt still violates p\./,
    );
  });

  it('may reach a witness, too', () => {
    const text = print({ leadsThere: true, told: trace }, false);
    expect(text).toMatch(/reached {2}nobody\n {2}seen in {2}event\(.*\n\nIt still reaches p\./);
    expect(text).not.toContain('✗');
  });

  it('no longer does, for nothing is wrong at its end', () =>
    expect(print({})).toContain(
      'It no longer violates p: all of its 2 steps can be taken, and it is not violated by them.',
    ));

  it('no longer does, for an action is not enabled, and says why', () => {
    const stuck = { index: 1, action: 'identify(vm0.dev0.e0)', because: ['nothing is raised', 'it is late'] };
    expect(print({ steps: trace.steps.slice(0, 1), stuck })).toContain(
      'It is no longer possible: step 2, identify(vm0.dev0.e0), is not enabled because nothing is raised; and it is\nlate.',
    );
  });

  it('no longer does, for it is no run without end that breaks the promise, and says why', () =>
    expect(
      print({ because: 'it does not lead back to the state after step 1' }).replaceAll(/\s+/g, ' '),
    ).toContain(
      'It no longer violates p: all of its 2 steps can be taken, but it does not lead back to the state after step 1.',
    ));

  it('says where the states part from those that were recorded', () => {
    const cell = 'placement(vm0.vcpu0)';
    const cells = [
      { cell, recorded: { is: 'ready', on: 'cpu0' }, now: { is: 'ready', on: 'cpu1' } },
      { cell: 'event(vm0.dev0.e0)', recorded: 'nonsense', now: undefined },
    ];
    const text = print({ departure: { after: 1, cells } });
    expect(text).toContain('The state after step 1 is not the one that was recorded:');
    expect(text).toContain(`  ${cell}: recorded ready on cpu0, now ready on cpu1`);
    expect(text).toContain('  event(vm0.dev0.e0): recorded "nonsense", now not there');
  });
});
