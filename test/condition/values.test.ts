/** What may be written of each kind of cell, and of which values it is true. */
import { describe, expect, it } from 'vitest';
import { machineOf } from '../../model/machine.ts';
import { cellKinds, hintForms } from '../../src/condition/index.ts';
import { isShown, valueInWords } from '../../src/words/cells.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';
import { askedOf, says, statesOf } from './conditions.ts';

const [a, b, c] = ['vm0.vcpu0', 'vm0.vcpu1', 'vm0.vcpu2'];
const ready = { is: 'ready', on: 'cpu0' };
const halted = { is: 'halted', on: 'cpu1' };
const offline = { is: 'offline' };
const idle = { is: 'idle' };
const raised = { is: 'raised', on: 'cpu1' };
const identified = (hint: readonly unknown[] | null, on = 'cpu1') => ({ is: 'identified', on, hint });
const interrupt = (hint: readonly unknown[] | null) => ({ hint });
const handling = (hint: readonly unknown[] | null) => ({ is: 'handling', hint });
const programming = { is: 'programming', target: b };
const programmed = { is: 'programmed' };
const open = { is: 'open' };
const masked = (owes: unknown) => ({ is: 'masked', owes });

/** For each kind of cell some values, and what is true of which of them. */
const tables: Readonly<
  Record<string, readonly [cell: string, values: readonly unknown[], rows: [string, ...unknown[]][]]>
> = {
  placement: [
    'placement(vm0.vcpu0)',
    [{ is: 'running', on: 'cpu0' }, ready, { is: 'ready', on: 'cpu10' }, halted, offline],
    [
      ['running', { is: 'running', on: 'cpu0' }],
      ['running on cpu1'],
      ['ready', ready, { is: 'ready', on: 'cpu10' }],
      ['ready on cpu0', ready],
      ['halted on cpu1', halted],
      ['on cpu0', { is: 'running', on: 'cpu0' }, ready],
      ['offline', offline],
    ],
  ],
  mapped: [
    'mapped(vm0.vcpu0)',
    ['cpu0', 'cpu1', null],
    [
      ['cpu1', 'cpu1'],
      ['no entry', null],
      ['an entry', 'cpu0', 'cpu1'],
    ],
  ],
  memory: [
    'memory(vm0.dev0.e0)',
    [null, true, 0, 1.5, 'a and b', [1, 2], { b: [null], a: 1 }, {}],
    [
      ['null', null],
      ['true', true],
      ['-0.0', 0],
      ['15e-1', 1.5],
      ['"a\\u0020and b"', 'a and b'],
      ['[1,2]', [1, 2]],
      ['[2,1]'],
      ['{ "a": 1, "b": [null] }', { b: [null], a: 1 }],
      ['{}', {}],
      ['{"__proto__":null}'],
    ],
  ],
  event: [
    'event(vm0.dev0.e0)',
    [idle, raised, identified(null), identified([]), identified([a, b]), identified([b], 'cpu0')],
    [
      ['idle', idle],
      ['raised', raised],
      ['raised on cpu0'],
      ['identified', identified(null), identified([]), identified([a, b]), identified([b], 'cpu0')],
      ['identified on cpu0', identified([b], 'cpu0')],
      ['identified on cpu1, no hint', identified(null)],
      ['identified, a hint', identified([]), identified([a, b]), identified([b], 'cpu0')],
      ['identified, hint {vm0.vcpu1}', identified([b], 'cpu0')],
      ['identified, a hint that names nobody', identified([])],
      ['identified, a hint that names somebody', identified([a, b]), identified([b], 'cpu0')],
      ['identified on cpu1, hint naming vm0.vcpu1', identified([a, b])],
    ],
  ],
  route: ['route(vm0.dev0.e0)', [a, b, c], [['vm0.vcpu2', c]]],
  mask: [
    'mask(vm0.dev0.e0)',
    [open, masked(null), masked(interrupt(null)), masked(interrupt([a]))],
    [
      ['open', open],
      ['masked', masked(null), masked(interrupt(null)), masked(interrupt([a]))],
      ['masked, owing nothing', masked(null)],
      ['masked, owing an interrupt', masked(interrupt(null)), masked(interrupt([a]))],
      ['masked, owing an interrupt, hint naming vm0.vcpu0', masked(interrupt([a]))],
    ],
  ],
  pending: [
    'pending(vm0.dev0.e0, vm0.vcpu0)',
    [null, interrupt(null), interrupt([]), interrupt([a, b])],
    [
      ['nothing', null],
      ['anything', interrupt(null), interrupt([]), interrupt([a, b])],
      ['interrupt', interrupt(null), interrupt([]), interrupt([a, b])],
      ['interrupt, no hint', interrupt(null)],
      ['interrupt, hint {}', interrupt([])],
      ['interrupt, hint {vm0.vcpu1, vm0.vcpu0, vm0.vcpu1}', interrupt([a, b])],
      ['interrupt, hint {vm0.vcpu0}'],
    ],
  ],
  servicing: [
    'servicing(vm0.dev0.e0, vm0.vcpu0)',
    [null, handling(null), handling([b]), programming, programmed],
    [
      ['nothing', null],
      ['anything', handling(null), handling([b]), programming, programmed],
      ['interrupt', handling(null), handling([b])],
      ['interrupt, hint {vm0.vcpu1}', handling([b])],
      ['programming', programming],
      ['programming vm0.vcpu0'],
      ['programming vm0.vcpu1', programming],
      ['programmed', programmed],
    ],
  ],
  kept: ['kept(vm0.dev0.e0)', [null, { seen: true }], [['{"seen":true}', { seen: true }]]],
};

describe.each(Object.entries(tables))('%s', (kind, [cell, values, rows]) => {
  it.each(rows)('is %s: true of exactly those', (words, ...those) => {
    const found = values.filter((value) => says(cell, words, value));
    expect(found).toEqual(
      values.filter((value) => those.some((one) => JSON.stringify(one) === JSON.stringify(value))),
    );
    expect(found).toHaveLength(those.length);
    expect(values.filter((value) => says(cell, `not ${words}`, value))).toHaveLength(
      values.length - those.length,
    );
  });

  it('is tried in every form that it has, with each of its parts and without', () => {
    const { forms } = cellKinds[kind as keyof typeof cellKinds];
    const tried = rows.map(([words]) => words);
    for (const form of forms.filter((form) => form !== 'JSON')) {
      const [head = ''] = form.split(/ ?\[/);
      const begin = head.replace(/V?CPU$/, '');
      expect(tried.some((words) => words.startsWith(begin))).toBe(true);
    }
  });
});

it('has a table for every kind of cell, and words for every kind of hint', () => {
  expect(Object.keys(tables)).toEqual(Object.keys(cellKinds));
  const written = Object.values(tables).flatMap(([, , rows]) => rows.map(([words]) => words));
  for (const form of hintForms) {
    const begin = form.replace(/V?CPU.*/, '');
    expect(written.some((words) => words.includes(begin))).toBe(true);
  }
});

/** Machines whose cells hold everything that a cell can. */
const machines: readonly (readonly [scope: string, axes: Short, holds: readonly string[]])[] = [
  ['2:2x1', {}, ['identified on cpu0, hint {vm0.vcpu0, vm0.vcpu1}', 'interrupt, a hint that names nobody']],
  ['2:2x1', { policy: 'never', lifecycle: ['hotplug'] }, ['offline', 'no entry', 'interrupt, no hint']],
  ['2:1x1', { policy: 'periodic:3' }, ['2']],
  [
    '1:2x1',
    { policy: 'every-event', lifecycle: ['masking', 'reset'] },
    ['masked, owing nothing', 'masked, owing an interrupt, hint {vm0.vcpu0, vm0.vcpu1}', 'programmed'],
  ],
  ['1:1x1+1x1', { fault: 'hint-from-other-vm' }, ['identified on cpu0, hint {vm0.vcpu0, vm1.vcpu0}']],
  ['1:1x1+1x1', { policy: 'every-event', fault: 'neighbour-programmed' }, []],
  ['1:1x1', { guest: 'hostile', fault: 'guest-overreach' }, ['vm0.vcpu1']],
  [
    '1:1x1',
    { guest: 'hostile', fault: 'guest-overreach', lifecycle: ['masking'] },
    ['programming vm0.vcpu1'],
  ],
  ['2:2x1', { fault: 'map-read-before-preempt' }, ['["vm0.vcpu0"]']],
  ['2:2x1', { fault: 'inject-before-route' }, ['"vm0.vcpu1"']],
];

describe.each(machines)('what a trace shows on %s %j, pasted', (scope, axes, holds) => {
  const machine = machineOf(configuration(scope, axes));
  const states = statesOf(machine, 4_000);

  it('is true in exactly the states where the cell has that value', () => {
    const seen = new Set<string>();
    for (const cell of machine.cells.map(({ name }) => name).filter(isShown)) {
      const wordsAt = states.map((state) => valueInWords(cell, state.get(cell)));
      for (const words of new Set(wordsAt)) {
        const asked = askedOf(machine, `${cell} is ${words}`);
        const wrong = states.findIndex((state, i) => (asked.of(state) !== null) !== (wordsAt[i] === words));
        expect({ cell, words, wrong }).toEqual({ cell, words, wrong: -1 });
        seen.add(words);
      }
    }
    expect([...seen]).toEqual(expect.arrayContaining([...holds]));
  });

  it('is true in more states if its end is left off', () => {
    for (const cell of machine.cells.map(({ name }) => name).filter(isShown)) {
      if (/^(memory|kept|route|mapped)/.test(cell)) continue;
      const wordsAt = states.map((state) => valueInWords(cell, state.get(cell)));
      for (const words of new Set(wordsAt)) {
        for (const end of words.matchAll(/ on |, | (?=vm)/g)) {
          const begin = words.slice(0, end.index);
          if (begin.includes('{') || begin.endsWith('names')) continue;
          const asked = askedOf(machine, `${cell} is ${begin}`);
          const isLonger = (one: string) => one === begin || /^( on |, | vm)/.test(one.slice(begin.length));
          const wrong = states.findIndex(
            (state, i) =>
              (asked.of(state) !== null) !== (wordsAt[i]!.startsWith(begin) && isLonger(wordsAt[i]!)),
          );
          expect({ cell, begin, wrong }).toEqual({ cell, begin, wrong: -1 });
        }
      }
    }
  });
});
