/**
 * Graphs on which other checkers are wrong about the long run.
 *
 * Stateright's `eventually` forgets what a run still owes where it comes to a state that was seen before: on a cycle, and
 * where two paths join. Its authors say so (stateright/stateright, pull request 3, and `test_eventually_property_checker`
 * in src/checker.rs, whose `fixme_can_miss_counterexample_when_revisiting_a_state` pins both). These are its graphs:
 * whole numbers, in paths, each path begun by an initial state, and the promise that every run comes to an odd one. To
 * take such states for the ends of runs, as that pull request considers, would find violations where there are none.
 *
 * The last ones are what tla-rs was wrong about (fabracht/tla-rs, pull request 62, issue 64): a run that stutters for
 * ever, and a cycle of the counterexample that no run can go around.
 */
import { describe, expect, it } from 'vitest';
import type { Family, RunQuestion } from '../../../properties/property.ts';
import { unlimited } from '../../../src/engine/budget.ts';
import { longRunOf } from '../../../src/engine/fair/explicit.ts';
import type { LongRunAnswer } from '../../../src/engine/fair/request.ts';
import { naiveGraph, naiveLongRun } from '../../oracle/long-run.ts';
import type { Drawing } from './drawn.ts';
import { drawn, placesOf } from './drawn.ts';

type Path = readonly number[];

/** Place 0 is before the initial states; the number `n` is in place `n + 1`. An action for each edge: `0-2`, `-0` at first. */
const drawingOf = (paths: readonly Path[]): Drawing => {
  const leads: Record<string, (number | null)[]> = {};
  const draw = (name: string, from: number, to: number) => {
    leads[name] = [...Array.from({ length: from }, () => null), to];
  };
  for (const path of paths) {
    draw(`-${path[0]}`, 0, path[0]! + 1);
    for (const [i, to] of path.slice(1).entries()) draw(`${path[i]}-${to}`, path[i]! + 1, to + 1);
  }
  return leads;
};

const isOdd = (place: number) => place > 0 && (place - 1) % 2 === 1;

/** Every run comes to an odd number: it owes that from its first step on, unless that leads to one. */
const eventuallyOdd: RunQuestion = {
  is: 'run',
  subject: 'odd',
  concerns: () => true,
  partsOf: (sight) => {
    const { from, to } = placesOf(sight);
    if (isOdd(to)) return ['pays'];
    return from === 0 ? ['owes'] : [];
  },
  owesAtOnce: false,
  hasPremise: false,
  hasWrong: false,
  finding: { expected: 'an odd number', found: 'none', amiss: 'a number' },
};

const family = (is: Family['is'], name: string, has: (action: string) => boolean): Family => ({
  name,
  is,
  concerns: ({ name }) => has(name),
  has: () => true,
});

/** What Stateright takes for granted: a run goes on as long as it can. */
const goesOn = family('weak', 'any step', () => true);

const ask = (
  paths: readonly Path[],
  fairness: readonly Family[] = [goesOn],
  question = eventuallyOdd,
): LongRunAnswer => {
  const model = drawn(drawingOf(paths));
  const [answer] = longRunOf({ model, fairness, questions: [question], budget: unlimited }).answers;
  expect(naiveLongRun(naiveGraph(model, fairness, [question]))).toEqual([answer!.is]);
  return answer!;
};

const broken = (stem: readonly string[], cycle: readonly string[]): LongRunAnswer => ({
  is: 'broken',
  lasso: { stem, cycle, shortest: true },
});

describe('on the graphs of Stateright', () => {
  it.each<[string, readonly Path[]]>([
    ['at the end of a run, after the first step', [[2, 3]]],
    ['in the midst of a run', [[4, 9, 10]]],
    ['at the end of a run', [[2, 6, 7]]],
    ['where several begin', [[1], [2, 3], [2, 6, 7], [4, 9, 10]]],
  ])('an odd number is found %s', (_, paths) => expect(ask(paths)).toEqual({ is: 'kept' }));

  it('a run that begins with an odd number owes nothing', () =>
    expect(ask([[1]])).toEqual({ is: 'vacuous' }));

  it.each<[string, readonly Path[], readonly string[], readonly string[]]>([
    [
      'on one of two branches',
      [
        [0, 1],
        [0, 2],
      ],
      ['-0', '0-2'],
      [],
    ],
    [
      'from one of two initial states',
      [
        [0, 1],
        [2, 4],
      ],
      ['-2', '2-4'],
      [],
    ],
    ['around a cycle', [[0, 2, 4, 2]], ['-0', '0-2'], ['2-4', '4-2']],
    // the other path comes to 4 as well, and owes nothing there
    [
      'past a join',
      [
        [0, 2, 4],
        [1, 4, 6],
      ],
      ['-0', '0-2', '2-4', '4-6'],
      [],
    ],
  ])('none is found %s', (_, paths, stem, cycle) => expect(ask(paths)).toEqual(broken(stem, cycle)));

  it('none is found past a join from which there are two ways on', () => {
    const answer = ask([
      [0, 1, 4, 6],
      [2, 4, 8],
    ]);
    expect([broken(['-2', '2-4', '4-6'], []), broken(['-2', '2-4', '4-8'], [])]).toContainEqual(answer);
  });
});

describe('a state that was seen before is not the end of a run', () => {
  it('where paths join that all come to an odd number', () =>
    expect(
      ask([
        [0, 2, 4, 5],
        [0, 4],
        [6, 4],
      ]),
    ).toEqual({ is: 'kept' }));

  it('where an odd number is before the join, or after it', () =>
    expect(
      ask([
        [0, 1, 4, 6],
        [2, 3, 4],
      ]),
    ).toEqual({ is: 'kept' }));

  it('where a cycle has an odd number', () => expect(ask([[0, 2, 4, 5, 2]])).toEqual({ is: 'kept' }));

  it('where a cycle has a way out that is taken, sooner or later', () => {
    const paths: readonly Path[] = [[0, 2, 4, 2, 4, 5]];
    const out = (is: Family['is']) => family(is, 'the way out', (action) => action === '4-5');
    const others = family('weak', 'any other step', (action) => action !== '4-5');
    const around = broken(['-0', '0-2'], ['2-4', '4-2']);
    expect(ask(paths)).toEqual(around);
    // it is enabled again and again, and not all along
    expect(ask(paths, [others, out('weak')])).toEqual(around);
    expect(ask(paths, [others, out('strong')])).toEqual({ is: 'kept' });
  });
});

describe('on the graphs of tla-rs', () => {
  it('a run may stop anywhere, if nothing makes it go on', () => {
    expect(ask([[0, 1]], [])).toEqual(broken(['-0'], []));
    expect(ask([[0, 1]])).toEqual({ is: 'kept' });
  });

  it('a cycle is one of steps that lead to one another, and no longer than it has to be', () => {
    const circle: readonly Path[] = [[0, 1, 2, 0, 0]];
    /** From some point on, no step leads to 0 any more. */
    const leavesForGood: RunQuestion = {
      ...eventuallyOdd,
      partsOf: (sight) => (placesOf(sight).to === 1 ? ['wrong'] : []),
      owesAtOnce: true,
      hasWrong: true,
    };
    const leaves = family('strong', 'the step away', (action) => action === '0-1');
    expect(ask(circle, [], leavesForGood)).toEqual(broken(['-0'], ['0-0']));
    expect(ask(circle, [leaves], leavesForGood)).toEqual(broken(['-0'], ['0-1', '1-2', '2-0']));
  });
});
