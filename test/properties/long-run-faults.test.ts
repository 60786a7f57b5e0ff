/** What faults do in the long run: the run without end that one expects, where it comes to rest, or how it goes round. */
import { describe, expect, it } from 'vitest';
import { faultNamed } from '../../model/faults/index.ts';
import { fairnessOf } from '../../properties/fairness.ts';
import { decide } from '../../src/decide/decide.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { longRunOf } from '../../src/engine/fair/explicit.ts';
import { replay } from '../../src/path/replay.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';
import { loopOf } from '../engine/fair/lassos.ts';
import { finiteProperties } from '../finite.ts';
import { machineIn, promise } from './promises.ts';
import { inFull } from './scripted.ts';

/** Where a fault shows, as its file says. */
const whereOf = (fault: string): readonly [scope: string, axes: Short] => {
  const { scope, ...axes } = faultNamed(fault)!.shows;
  return [scope, axes];
};

/** What the questions of a promise come to where a fault shows, with it or without. */
const decided = (fault: string, id: string, isThere: boolean) => {
  const [scope, axes] = whereOf(fault);
  const machine = machineIn(scope, isThere ? { ...axes, fault } : axes);
  const questions = promise(id).runs(machine.setup);
  const aim = { fairness: fairnessOf(machine.setup), questions };
  const { answers } = longRunOf({ model: machine, budget: unlimited, ...aim });
  return { machine, aim, answers };
};

/** A shortest run without end that breaks the promise about that subject. */
const lassoOf = (fault: string, id: string, of: string) => {
  const { machine, aim, answers } = decided(fault, id, true);
  const number = aim.questions.findIndex(({ subject }) => subject === inFull(of));
  const answer = answers[number];
  if (answer?.is !== 'broken' || answer.lasso === null) throw new Error(`${id} is not broken for ${of}`);
  const { stem, cycle, shortest } = answer.lasso;
  expect(shortest).toBe(true);
  expect(loopOf(machine, aim, number, { stem, cycle }).is).toBe('broken');
  const actions = stem.map((name) => machine.actions.find((action) => action.name === name)!);
  return { stem, cycle, end: replay(machine, actions).states.at(-1)! };
};

const rising = ['raise(e0, c0)', 'identify(e0)', 'inject(e0)'];
const handled = ['maskSource(e0, v0, v1)', 'writeRoute(e0, v0)', 'unmaskSource(e0, v0)', 'finish(e0, v0)'];

const halted = { is: 'halted', on: 'c0' };
const ready = { is: 'ready', on: 'c0' };
const pending = { hint: ['v0'] };

/** Stem and loop, and what some cells hold where the loop begins. */
type Case = readonly [
  fault: string,
  id: string,
  of: string,
  stem: readonly string[],
  cycle: readonly string[],
  holds: Readonly<Record<string, unknown>>,
];

const kept = (cases: readonly Case[]): void => {
  it.each(cases)('%s breaks %s, of %s', (fault, id, of, stem, cycle, holds) => {
    const lasso = lassoOf(fault, id, of);
    expect({ stem: lasso.stem, cycle: lasso.cycle }).toEqual(inFull({ stem, cycle }));
    for (const [cell, value] of Object.entries(inFull(holds))) expect(lasso.end.get(cell)).toEqual(value);
  });

  it.each([...new Set(cases.map(([fault, id]) => `${fault} ${id}`))])('%s: not without the fault', (both) => {
    const [fault, id] = both.split(' ') as [string, string];
    expect(decided(fault, id, false).answers.map(({ is }) => is)).not.toContain('broken');
  });
};

describe('nothing happens any more', () => {
  kept([
    [
      'no-kick',
      'event-is-served',
      'e0',
      ['dispatch(v0)', 'halt(v0)', ...rising],
      [],
      { 'placement(v0)': halted, 'pending(e0, v0)': pending },
    ],
    [
      'no-kick',
      'pending-is-taken',
      'e0, v0',
      ['dispatch(v0)', 'halt(v0)', ...rising],
      [],
      { 'placement(v0)': halted, 'pending(e0, v0)': pending },
    ],
    [
      'halt-with-pending',
      'pending-is-taken',
      'e0, v0',
      ['dispatch(v0)', ...rising, 'halt(v0)'],
      [],
      { 'placement(v0)': halted, 'pending(e0, v0)': pending },
    ],
    // it is runnable, and its CPU is taken for busy
    [
      'halt-keeps-cpu-busy',
      'pending-is-taken',
      'e0, v0',
      ['dispatch(v0)', 'halt(v0)', ...rising],
      [],
      { 'placement(v0)': ready, 'busy(c0)': true, 'pending(e0, v0)': pending },
    ],
    // who sleeps has nothing pending: no state is wrong
    [
      'postponed-while-halted',
      'event-is-served',
      'e0',
      ['dispatch(v0)', 'halt(v0)', 'raise(e0, c0)', 'identify(e0)'],
      [],
      { 'placement(v0)': halted, 'pending(e0, v0)': null },
    ],
    [
      'handler-taken-for-idle',
      'hint-is-used',
      'e0, v0',
      ['dispatch(v0)', ...rising, 'take(e0, v0)', 'preempt(v0)'],
      [],
      { 'placement(v0)': ready, 'servicing(e0, v0)': { is: 'handling', hint: ['v0'] } },
    ],
    [
      'stays-masked',
      'event-is-served',
      'e0',
      [
        ...['dispatch(v0)', ...rising, 'take(e0, v0)', 'raise(e0, c0)', 'identify(e0)'],
        ...['maskSource(e0, v0, v0)', 'inject(e0)', 'writeRoute(e0, v0)', 'unmaskSource(e0, v0)'],
        'finish(e0, v0)',
      ],
      [],
      { 'mask(e0)': { is: 'masked', owes: pending }, 'servicing(e0, v0)': null },
    ],
    // the second interrupt brought no hint
    [
      'programming-put-off',
      'hint-is-used',
      'e0, v0',
      [
        ...['dispatch(v0)', ...rising, 'raise(e0, c0)', 'identify(e0)', 'take(e0, v0)', 'inject(e0)'],
        ...['finish(e0, v0)', 'take(e0, v0)', 'finish(e0, v0)'],
      ],
      [],
      { 'servicing(e0, v0)': null, 'memory(e0)': { seen: true } },
    ],
  ]);
});

describe('it goes round for ever', () => {
  kept([
    // whenever it is looked up, the VCPU has moved
    [
      'looked-up-again',
      'event-is-served',
      'e0',
      ['raise(e0, c0)', 'identify(e0)'],
      ['migrate(v0, c1)', 'identify(e0)', 'migrate(v0, c0)', 'identify(e0)'],
      { 'event(e0)': { is: 'raised', on: 'c0' } },
    ],
    // it is preempted, as it must be, and nobody else gets the CPU
    [
      'preempted-runs-on',
      'pending-is-taken',
      'e0, v0',
      ['dispatch(v1)', ...rising],
      ['preempt(v1)'],
      { 'placement(v0)': ready, 'placement(v1)': { is: 'running', on: 'c0' } },
    ],
    // each remote interrupt is handled, and each hint is followed: in vain
    [
      'neighbour-programmed',
      'locality-restored',
      'e0, c1',
      ['dispatch(v0)'],
      [
        ...['raise(e0, c1)', 'identify(e0)', 'inject(e0)', 'take(e0, v0)'],
        ...['program(e0, v0, v1)', 'finish(e0, v0)'],
      ],
      { 'route(e0)': 'v0' },
    ],
    [
      'write-lost-while-masked',
      'locality-restored',
      'e0, c1',
      ['dispatch(v0)'],
      ['raise(e0, c1)', 'receive(e0)', 'take(e0, v0)', ...handled],
      { 'route(e0)': 'v0' },
    ],
  ]);
});

/** Every state that they reach is right, and so is every step. */
it.each([
  'looked-up-again',
  'postponed-while-halted',
  'preempted-runs-on',
  'handler-taken-for-idle',
  'programming-put-off',
  'write-lost-while-masked',
])('%s breaks nothing in a run that ends', (fault) => {
  const [scope, axes] = whereOf(fault);
  const violatedIn = (more: Short) =>
    decide(
      configuration(scope, { ...axes, ...more }),
      { properties: finiteProperties, isDemanded: () => true },
      unlimited,
    ).properties.flatMap(({ id, result }) => (result === 'violated' ? [id] : []));
  expect(violatedIn({ fault })).toEqual(violatedIn({}));
});
