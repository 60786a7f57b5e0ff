/** Where a budget ends, an exploration says so, and keeps what it has found by then. */
import { describe, expect, it } from 'vitest';
import { machineOf } from '../../model/machine.ts';
import { properties } from '../../properties/index.ts';
import type { FiniteProperty } from '../../properties/property.ts';
import { decide } from '../../src/decide/decide.ts';
import type { Budget, Progress } from '../../src/engine/budget.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { explore } from '../../src/engine/explicit.ts';
import { configuration } from '../configurations.ts';
import { finiteNamed } from '../finite.ts';

/** 520,074 states: far more than any of these budgets allow. */
const large = configuration('2:2x2');
const machine = machineOf(large);

const until = (states: number, cut: 'time' | 'memory' | 'interrupted'): Budget => ({
  ...unlimited,
  check: (progress) => (progress.states > states ? cut : null),
});

const named = (...ids: readonly string[]): FiniteProperty[] => ids.map((id) => finiteNamed(id));
const isDemanded = () => true;

describe('an exploration that is cut', () => {
  it.each(['time', 'memory', 'interrupted'] as const)('by %s is not complete, and says why', (cut) => {
    const exploration = explore({ model: machine, questions: [], budget: until(10_000, cut) });
    expect(exploration).toMatchObject({ complete: false, cut, settled: false });
    expect(exploration.states).toBeGreaterThan(10_000);
    expect(exploration.states).toBeLessThan(100_000);
  });

  it.each([2 ** 21, 2 ** 22])('by %d bytes of memory keeps what it has', (memoryBytes) => {
    const exploration = explore({ model: machine, questions: [], budget: { ...unlimited, memoryBytes } });
    expect(exploration).toMatchObject({ complete: false, cut: 'memory', settled: false });
    expect(exploration.states).toBeGreaterThan(60_000);
    expect(exploration.states).toBeLessThan(520_074);
  });

  it('before it began has the initial state', () => {
    const exploration = explore({ model: machine, questions: [], budget: until(0, 'time') });
    expect(exploration).toMatchObject({ states: 1, transitions: 0, depth: 0, complete: false, cut: 'time' });
  });

  it('is told about its progress, which only grows', () => {
    const seen: Progress[] = [];
    const check = (progress: Progress) => {
      seen.push(progress);
      return null;
    };
    const { states, transitions, depth } = explore({
      model: machine,
      questions: [],
      budget: { ...unlimited, check },
    });
    expect(seen.length).toBeGreaterThan(100);
    seen.slice(1).forEach((progress, i) => {
      for (const key of ['states', 'transitions', 'depth', 'bytes'] as const)
        expect(progress[key]).toBeGreaterThanOrEqual(seen[i]![key]);
      expect(progress.waiting).toBeGreaterThan(0);
      expect(progress.waiting).toBeLessThanOrEqual(progress.states);
    });
    const last = seen.at(-1)!;
    expect(last.states).toBeLessThanOrEqual(states);
    expect(last.transitions).toBeLessThan(transitions);
    expect(last.depth).toBeLessThanOrEqual(depth);
  });
});

describe('a decision that is cut', () => {
  it.each([
    ['time', 'the time budget ended'],
    ['memory', 'the memory budget ended'],
    ['interrupted', 'interrupted'],
  ] as const)('by %s says `unfinished`, never `holds` or `vacuous`, of what was not found', (cut, reason) => {
    const { exploration, properties: decided } = decide(large, { properties, isDemanded }, until(5_000, cut));
    expect(exploration.complete).toBe(false);
    const open = decided.filter(({ trace, result }) => trace === null && result !== 'not-applicable');
    expect(open.length).toBeGreaterThan(10);
    for (const { result, reason: why } of open) expect([result, why]).toEqual(['unfinished', reason]);
  });

  it('still reports what was found before, with its trace', () => {
    const decided = decide(large, { properties, isDemanded }, until(5_000, 'time')).properties;
    const lengthOf = (id: string) => {
      const { result, trace } = decided.find((one) => one.id === id)!;
      return [result, trace?.length];
    };
    expect(lengthOf('hint-names-somebody')).toEqual(['violated', 3]);
    expect(lengthOf('hint-sent')).toEqual(['holds', 2]);
  });

  it('at the first state has decided nothing', () => {
    const decided = decide(large, { properties, isDemanded }, until(0, 'interrupted')).properties;
    expect(new Set(decided.map(({ result }) => result))).toEqual(new Set(['unfinished', 'not-applicable']));
  });

  it('after the machine, within that of an observer, leaves only the observer’s claims open', () => {
    let explorations = 0;
    const budget: Budget = { ...unlimited, check: () => (explorations++ === 0 ? null : 'time') };
    const small = configuration('1:2x1');
    const asked = named(
      'map-faithful',
      'no-spurious-interrupt',
      'hint-names-two',
      'delivered-locally-after-programming',
    );
    const { exploration, properties: decided } = decide(small, { properties: asked, isDemanded }, budget);
    expect(exploration.complete).toBe(true);
    expect(decided.map(({ id, result }) => [id, result])).toEqual([
      ['map-faithful', 'holds'],
      ['no-spurious-interrupt', 'unfinished'],
      ['hint-names-two', 'holds'],
      ['delivered-locally-after-programming', 'unfinished'],
    ]);
  });
});

describe('an exploration until everything is found', () => {
  const [names, sent] = named('hint-names-somebody', 'hint-sent').map(
    (property) => property.questions(machine.setup)[0]!,
  );

  it('stops there', () => {
    const exploration = explore({
      model: machine,
      questions: [names!, sent!],
      budget: unlimited,
      untilFound: true,
    });
    expect(exploration).toMatchObject({ complete: false, cut: null, settled: true });
    expect(exploration.states).toBeLessThan(1_000);
    expect(exploration.found.map((found) => found?.length)).toEqual([3, 2]);
  });

  it('is complete where something is never found, or nothing is asked', () => {
    const small = machineOf(configuration('1:2x1'));
    const questions = finiteNamed('map-faithful').questions(small.setup);
    const counted = { states: 333, transitions: 939, complete: true, settled: false };
    expect(explore({ model: small, questions, budget: unlimited, untilFound: true })).toMatchObject(counted);
    expect(explore({ model: small, questions: [], budget: unlimited, untilFound: true })).toMatchObject(
      counted,
    );
  });
});
