/** What is drawn, and where: without a browser. */
import { describe, expect, it } from 'vitest';
import type { Interrupt } from '../../model/state.ts';
import { bottomOf, frameOf, laneAt, topOf } from '../../src/picture/frame.ts';
import type { Mark } from '../../src/picture/marks.ts';
import { marksAt } from '../../src/picture/marks.ts';
import { readingOf, spansOf } from '../../src/picture/reading.ts';
import { spotOf } from '../../src/picture/spots.ts';
import { stepInWords, titleOf } from '../../src/picture/words.ts';
import type { Story } from '../../src/results/story.ts';
import { commandOf } from '../../src/viewer/keys.ts';
import { stories } from '../trace/stories.ts';
import { walkOf } from './walks.ts';

const stale = stories['a stale hint']();
const source = 'vm0.dev0.e0';

const marksOf = (story: Story): readonly (readonly Mark[])[] => {
  const reading = readingOf(story);
  return story.steps.map((_, i) => marksAt(reading, i + 1));
};

/** A story of one step more: an action, and the cells that it changes. */
const plus = (story: Story, action: string, changes: Readonly<Record<string, unknown>>): Story => {
  const { states, last } = readingOf(story);
  const step = {
    action,
    changes: Object.entries(changes).map(([cell, to]) => ({ cell, from: states[last]!.get(cell), to })),
  };
  return { ...story, steps: [...story.steps, step] };
};

const cut = (story: Story, steps: number): Story => ({ ...story, steps: story.steps.slice(0, steps) });

const identified = cut(stale, 3);
const idle = { [`event(${source})`]: { is: 'idle' } };
const hint: Interrupt = { hint: ['vm0.vcpu1'] };
const lastMarks = (story: Story) => marksOf(story).at(-1);

describe('marks', () => {
  it('of a stale hint tell its way', () => {
    expect(marksOf(stale)).toEqual([
      [],
      [{ is: 'raised', source, on: 'cpu1' }],
      [{ is: 'identified', source, hint: ['vm0.vcpu1'] }],
      [],
      [{ is: 'injected', source, from: 'event', into: 'vm0.vcpu0', hint: ['vm0.vcpu1'], kick: false }],
      [],
      [{ is: 'programmed', source, by: 'vm0.vcpu0', changes: true }],
    ]);
    expect(marksAt(readingOf(stale), 0)).toEqual([]);
  });

  it('of a masked source: three steps of programming', () => {
    const kinds = marksOf(stories['a masked source']()).map((marks) => marks.map(({ is }) => is));
    expect(kinds.slice(-2)).toEqual([['programmed'], ['programmed']]);
  });

  it('of an interrupt that wakes its VCPU', () => {
    const halted = plus(identified, 'halt(vm0.vcpu0)', {
      'placement(vm0.vcpu0)': { is: 'halted', on: 'cpu0' },
    });
    const woken = plus(halted, `inject(${source})`, {
      ...idle,
      [`pending(${source}, vm0.vcpu0)`]: hint,
      'placement(vm0.vcpu0)': { is: 'ready', on: 'cpu0' },
    });
    expect(lastMarks(woken)).toMatchObject([{ is: 'injected', kick: true }]);
  });

  it('of an interrupt that coalesces with another one, and changes nothing there', () => {
    const waiting = plus(identified, 'preempt(vm0.vcpu0)', { [`pending(${source}, vm0.vcpu0)`]: hint });
    expect(lastMarks(plus(waiting, `inject(${source})`, idle))).toEqual([
      { is: 'injected', source, from: 'event', into: 'vm0.vcpu0', hint: hint.hint, kick: false },
    ]);
  });

  it('of an event that a fault loses, and of one that it puts elsewhere', () => {
    expect(lastMarks(plus(identified, `inject(${source})`, idle))).toEqual([{ is: 'lost', source }]);
    const elsewhere = plus(identified, `inject(${source})`, {
      ...idle,
      [`pending(${source}, vm0.vcpu1)`]: hint,
    });
    expect(lastMarks(elsewhere)).toMatchObject([{ is: 'injected', into: 'vm0.vcpu1' }]);
  });

  it('of an event that a mask keeps, and of what the mask owes when it opens', () => {
    const masked = { [`mask(${source})`]: { is: 'masked', owes: hint } };
    const owing = plus(identified, `inject(${source})`, { ...idle, ...masked });
    expect(lastMarks(owing)).toEqual([{ is: 'owed', source, hint: hint.hint }]);
    const open = plus(owing, `unmaskSource(${source}, vm0.vcpu0)`, {
      [`mask(${source})`]: { is: 'open' },
      [`pending(${source}, vm0.vcpu0)`]: hint,
    });
    expect(lastMarks(open)).toEqual([
      { is: 'programmed', source, by: 'vm0.vcpu0', changes: true },
      { is: 'injected', source, from: 'mask', into: 'vm0.vcpu0', hint: hint.hint, kick: false },
    ]);
  });

  it('of a guest that programs what is programmed already, and of a reset', () => {
    const same = plus(identified, `program(${source}, vm0.vcpu0, vm0.vcpu0)`, {});
    expect(lastMarks(same)).toEqual([{ is: 'programmed', source, by: 'vm0.vcpu0', changes: false }]);
    expect(lastMarks(plus(identified, 'reset(vm0)', idle))).toEqual([{ is: 'reset', vm: 'vm0' }]);
  });
});

const walks = [1, 2, 3].flatMap((seed) => [
  walkOf({ scope: '1:1x1', steps: 20, seed, policy: 'every-event' }),
  walkOf({
    scope: '3:2x2+2x1',
    steps: 60,
    seed,
    policy: 'every-event',
    lifecycle: ['reset', 'hotplug', 'masking'],
  }),
  walkOf({ scope: '8:8x1', steps: 60, seed, map: 'on-dispatch', hinting: 'atomic' }),
]);

describe.each(walks.map((walk, i) => [i, walk] as const))('the picture of walk %i', (_, walk) => {
  const reading = readingOf(walk);
  const frame = frameOf(reading);
  const { vcpus } = reading.layout;

  it('gives every VCPU a place of its own in every lane where it is', () => {
    for (const [state] of reading.states.entries()) {
      const bars = vcpus.map((vcpu) => frame.slotOf(vcpu, laneAt(reading, vcpu, state)).bar);
      expect(new Set(bars).size).toBe(vcpus.length);
    }
    const lefts = frame.lanes.flatMap(({ slots }) => slots.map(({ left }) => left));
    expect(lefts).toEqual(lefts.toSorted((a, b) => a - b));
  });

  it('keeps all that it draws in its lane or column', () => {
    for (const { left, width, slots, gutter } of frame.lanes)
      for (const { bar } of slots) expect(left < bar && bar < gutter && gutter < left + width).toBe(true);
    const parts = [...frame.lanes, ...frame.columns];
    for (const [i, { left, width }] of parts.entries())
      expect(left + width).toBeLessThanOrEqual(parts[i + 1]?.left ?? frame.width);
  });

  it('has a spot inside it for whatever a step changes, but for what policies remember', () => {
    for (const [i, { changes }] of walk.steps.entries())
      for (const { cell } of changes.filter((change) => !/^(busy|memory)/.test(change.cell))) {
        const spot = spotOf(reading, frame, cell, i + 1);
        expect(spot).not.toBeNull();
        expect(spot!.x).toBeGreaterThanOrEqual(-4);
        expect(spot!.x + spot!.width).toBeLessThanOrEqual(frame.width);
        expect(spot!.y + spot!.height).toBeLessThanOrEqual(frame.height);
      }
  });

  it('shows where every event goes that is injected', () => {
    for (const [i, { action }] of walk.steps.entries()) {
      const expected = /^(inject|receive)\(/.test(action) ? 1 : 0;
      const gone = marksAt(reading, i + 1).filter(
        (mark) => mark.is === 'owed' || (mark.is === 'injected' && mark.from === 'event'),
      );
      expect(gone).toHaveLength(expected);
      expect(marksAt(reading, i + 1).filter(({ is }) => is === 'lost')).toEqual([]);
    }
  });

  it('says every step in words', () => {
    expect(stepInWords(walk, 0)).toBe('The initial state.');
    for (const [i, { action }] of walk.steps.entries()) {
      expect(stepInWords(walk, i + 1)).toContain(`Step ${i + 1} of ${walk.steps.length}`);
      expect(stepInWords(walk, i + 1)).toContain(action);
    }
  });
});

describe('spans', () => {
  it('join what is the same, one after the other', () => {
    expect(spansOf(['a', 'a', 'b', 'a'])).toEqual([
      { from: 0, to: 1, value: 'a' },
      { from: 2, to: 2, value: 'b' },
      { from: 3, to: 3, value: 'a' },
    ]);
    expect(spansOf([])).toEqual([]);
  });

  it('are drawn without a gap', () => {
    for (let state = 0; state < 5; state++) expect(bottomOf(state, 9)).toBe(topOf(state + 1));
  });
});

describe('words', () => {
  it('name what a page is about', () => {
    expect(titleOf(stale)).toBe('no-stale-hint, violated by every-event');
    expect(titleOf(walks[0]!)).toBe('after 20 steps, not reached under every-event');
  });

  it('tell a violation at its step', () => {
    expect(stepInWords(stale, 7)).toMatch(/^Step 7 of 7, guest: program\(.*Violated\. Expected: .* Found: /);
    expect(stepInWords(stale, 6)).not.toContain('Violated');
  });
});

describe('keys', () => {
  it.each([
    ['j', 'elsewhere', 'next'],
    ['ArrowDown', 'elsewhere', null],
    ['ArrowDown', 'steps', 'next'],
    ['j', 'text', null],
    ['Escape', 'text', 'leave'],
    ['x', 'elsewhere', null],
  ] as const)('%s, in %s: %s', (key, where, command) => {
    expect(commandOf(key, where)).toBe(command);
  });
});
