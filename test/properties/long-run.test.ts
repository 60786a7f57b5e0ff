/** Promises about the long run: the language, and what each step is to each of the four. */
import { describe, expect, it } from 'vitest';
import type { OfSource } from '../../properties/each.ts';
import { eachSource } from '../../properties/each.ts';
import { properties } from '../../properties/index.ts';
import { leadsTo, settles } from '../../properties/long-run.ts';
import type { LongRunProperty, RunQuestion } from '../../properties/property.ts';
import { isLongRun } from '../../properties/property.ts';
import type { Short } from '../configurations.ts';
import { stepsFrom } from '../oracle/naive.ts';
import { machineIn, promise, questionOf } from './promises.ts';
import { inFull } from './scripted.ts';

/** A step, and what it is to the question. */
type Played = readonly [action: string, parts: string];

/** What each step of a run is to a question; a step that the question does not concern is nothing to it. */
const playedAlong = (
  property: LongRunProperty,
  [scope, axes, subject]: readonly [string, Short, string],
  actions: readonly string[],
): readonly Played[] => {
  const machine = machineIn(scope, axes);
  const question = questionOf(property, machine, subject);
  let state = machine.initial;
  return actions.map((name): Played => {
    const taken = stepsFrom(state, machine.actions, null).find(({ action }) => action.name === inFull(name));
    if (taken === undefined) throw new Error(`${name} is disabled`);
    state = taken.after;
    return [name, question.concerns(taken.action) ? question.partsOf(taken.sight).join('+') : ''];
  });
};

describe('the language', () => {
  const common = {
    id: 'toy',
    contract: 'live',
    sentence: 'A toy.',
    source: 'ours',
    each: eachSource,
    observes: () => ({}),
    asks: ({ is }: { readonly is: string }) => is !== 'dispatch',
    broken: ({ source }: OfSource) => ({
      expected: `${source} at rest`,
      found: 'it is not',
      amiss: 'a step',
    }),
  } as const;
  const owing = leadsTo({
    ...common,
    whenever: ({ label }) => label.is === 'raise' || label.is === 'dispatch' || label.is === 'identify',
    then: ({ label }) => label.is === 'identify' || label.is === 'inject',
  });
  const settling = settles({
    ...common,
    notMeant: ({ moves }) => (moves ? 'They move.' : null),
    onceNoMore: ({ label }) => label.is === 'preempt',
    whileRecurs: ({ label }) => label.is === 'raise' || label.is === 'identify' || label.is === 'preempt',
    never: ({ label }) => label.is === 'inject' || label.is === 'identify' || label.is === 'preempt',
  });
  const where = ['1:1x1', {}, 'e0'] as const;

  it('leadsTo: a step may owe, pay, or both, and only those are asked about that it asks for', () =>
    expect(
      playedAlong(owing, where, [
        'dispatch(v0)',
        'raise(e0, c0)',
        'identify(e0)',
        'inject(e0)',
        'preempt(v0)',
      ]),
    ).toEqual([
      ['dispatch(v0)', ''],
      ['raise(e0, c0)', 'owes'],
      ['identify(e0)', 'owes+pays'],
      ['inject(e0)', 'pays'],
      ['preempt(v0)', ''],
    ]));

  it('settles: a step that makes it start anew is nothing else', () =>
    expect(
      playedAlong(settling, where, [
        'dispatch(v0)',
        'raise(e0, c0)',
        'identify(e0)',
        'inject(e0)',
        'preempt(v0)',
      ]),
    ).toEqual([
      ['dispatch(v0)', ''],
      ['raise(e0, c0)', 'premise'],
      ['identify(e0)', 'premise+wrong'],
      ['inject(e0)', 'wrong'],
      ['preempt(v0)', 'pays'],
    ]));

  it('says of whom it asks, what must recur, and what it says of a run that breaks it', () => {
    const { setup, cells } = machineIn('1:1x1+1x1', {});
    expect(cells.length).toBeGreaterThan(0);
    const about = ({ subject, owesAtOnce, hasPremise, hasWrong, finding }: RunQuestion) => ({
      subject,
      how: [owesAtOnce, hasPremise, hasWrong],
      finding,
    });
    const of = (source: string, how: readonly boolean[]) => ({
      subject: inFull(source),
      how,
      finding: { expected: inFull(`${source} at rest`), found: 'it is not', amiss: 'a step' },
    });
    const never = [false, false, false];
    expect(owing.runs(setup).map(about)).toEqual([of('e0', never), of('f0', never)]);
    const all = [true, true, true];
    expect(settling.runs(setup).map(about)).toEqual([of('e0', all), of('f0', all)]);
    expect([owing.kind, settling.kind]).toEqual(['leadsTo', 'leadsTo']);
  });

  it('is meant wherever it does not say otherwise', () => {
    const { config } = machineIn('1:1x1', {}).setup;
    expect(owing.notMeant(config)).toBeNull();
    expect(settling.notMeant(config)).toBe('They move.');
    expect(settling.notMeant({ ...config, moves: false })).toBeNull();
  });
});

// --- the four ---------------------------------------------------------------------------------------------------

it('there are four of them', () =>
  expect(properties.filter(isLongRun).map(({ id }) => id)).toEqual([
    'locality-restored',
    'hint-is-used',
    'event-is-served',
    'pending-is-taken',
  ]));

/** What it is to the question about that subject: by step, `action: parts`, or the action alone if it is nothing. */
type Example = readonly [id: string, of: string, scope: string, axes: Short, steps: readonly string[]];

describe('what a step is', () => {
  it.each<Example>([
    // another source is another matter
    [
      'event-is-served',
      'e0',
      '1:1x2',
      { policy: 'never' },
      [
        'raise(e0, c0): owes',
        ...['raise(e1, c0)', 'identify(e1)', 'inject(e1)', 'dispatch(v0)', 'take(e1, v0)'],
        ...['identify(e0)', 'inject(e0)', 'raise(e0, c0): owes', 'finish(e1, v0)'],
        'take(e0, v0): pays',
        'finish(e0, v0)',
      ],
    ],
    // one that coalesces is owed as well
    [
      'pending-is-taken',
      'e0, v0',
      '1:2x1',
      {},
      [
        ...['raise(e0, c0)', 'identify(e0)', 'inject(e0): owes'],
        ...['raise(e0, c0)', 'identify(e0)', 'inject(e0): owes'],
        ...['dispatch(v0)', 'take(e0, v0): pays'],
      ],
    ],
    [
      'pending-is-taken',
      'e0, v1',
      '1:2x1',
      {},
      [
        ...['raise(e0, c0)', 'identify(e0)', 'inject(e0)', 'dispatch(v0)', 'take(e0, v0)'],
        ...['program(e0, v0, v1)', 'raise(e0, c0)', 'identify(e0)', 'inject(e0): owes', 'finish(e0, v0)'],
      ],
    ],
    // what a mask holds is pending nowhere, until it opens
    [
      'pending-is-taken',
      'e0, v0',
      '1:1x1',
      { lifecycle: ['masking'] },
      [
        ...['dispatch(v0)', 'raise(e0, c0)', 'identify(e0)', 'inject(e0): owes', 'take(e0, v0): pays'],
        ...['raise(e0, c0)', 'maskSource(e0, v0, v0)', 'identify(e0)', 'inject(e0)', 'writeRoute(e0, v0)'],
        ...['unmaskSource(e0, v0): owes', 'finish(e0, v0)', 'take(e0, v0): pays'],
      ],
    ],
    // v0 is on c0, and v1 on c1
    [
      'locality-restored',
      'e0, c1',
      '2:2x1',
      {},
      [
        ...['raise(e0, c1): premise', 'identify(e0)', 'inject(e0): wrong'],
        ...['raise(e0, c0): pays', 'identify(e0)', 'inject(e0)', 'migrate(v1, c0): pays'],
        // nobody is there
        ...['raise(e0, c1)', 'identify(e0)', 'inject(e0): wrong', 'migrate(v0, c1): pays'],
        // whoever is on the CPU need not run
        ...['raise(e0, c1): premise', 'identify(e0)', 'inject(e0)', 'dispatch(v0)', 'preempt(v0)'],
      ],
    ],
    // other VMs may move, and do not count as somebody
    [
      'locality-restored',
      'e0, c1',
      '2:1x1+1x1',
      {},
      ['migrate(w0, c0)', 'migrate(w0, c1)', 'raise(e0, c1)', 'raise(f0, c0)', 'migrate(v0, c1): pays'],
    ],
    [
      'locality-restored',
      'e0, c1',
      '2:2x1',
      { hinting: 'atomic', lifecycle: ['hotplug'] },
      [
        ...['raise(e0, c1): premise', 'receive(e0): wrong', 'dispatch(v1)', 'halt(v1)'],
        ...['unplug(v1): pays', 'plug(v1, c0): pays'],
      ],
    ],
    // a handler that starts with a hint overtakes the others, and has one to use itself
    [
      'hint-is-used',
      'e0, v0',
      '1:2x1',
      { policy: 'every-event' },
      [
        ...['dispatch(v0)', 'raise(e0, c0)', 'identify(e0)', 'inject(e0)', 'take(e0, v0): owes+pays'],
        ...['program(e0, v0, v1): pays', 'raise(e0, c0)', 'identify(e0)', 'inject(e0)', 'preempt(v0)'],
        ...['dispatch(v1)', 'take(e0, v1): pays', 'program(e0, v1, v0)'],
      ],
    ],
    [
      'hint-is-used',
      'e0, v0',
      '1:1x1',
      { policy: 'never' },
      [...['dispatch(v0)', 'raise(e0, c0)', 'identify(e0)', 'inject(e0)', 'take(e0, v0)', 'finish(e0, v0)']],
    ],
    // a hint that names nobody gives no choice
    [
      'hint-is-used',
      'e0, v0',
      '2:1x1',
      {},
      [...['dispatch(v0)', 'raise(e0, c1)', 'identify(e0)', 'inject(e0)', 'take(e0, v0)', 'finish(e0, v0)']],
    ],
    [
      'hint-is-used',
      'e0, v0',
      '1:1x1',
      { lifecycle: ['masking'] },
      [
        ...['dispatch(v0)', 'raise(e0, c0)', 'identify(e0)', 'inject(e0)', 'take(e0, v0): owes+pays'],
        ...['maskSource(e0, v0, v0)', 'writeRoute(e0, v0): pays', 'unmaskSource(e0, v0)'],
      ],
    ],
  ])('to %s of %s, on %s %j', (id, of, scope, axes, steps) => {
    const expected = steps.map((step): Played => {
      const [action, parts = ''] = step.split(': ');
      return [action!, parts];
    });
    const actions = expected.map(([action]) => action);
    expect(playedAlong(promise(id), [scope, axes, of], actions)).toEqual(expected);
  });
});
