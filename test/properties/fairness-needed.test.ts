/** How much fairness is needed: none of its families can be spared, and weaker fairness is not enough. */
import { describe, expect, it } from 'vitest';
import { fairnessOf } from '../../properties/fairness.ts';
import type { Family } from '../../properties/property.ts';
import { loopOf } from '../engine/fair/lassos.ts';
import { flawOfLasso, naiveGraph, naiveLongRun } from '../oracle/long-run.ts';
import type { Row } from '../small-configurations.ts';
import { machineIn, promise } from './promises.ts';
import { inFull } from './scripted.ts';

/** Action by action, in short: see `scripted.ts`. */
type Way = readonly string[];

/** What a promise comes to under a fairness, and why this lasso does not break it; `null`: it does. */
const under = (
  [scope, axes]: Row,
  id: string,
  fairnessFrom: (families: readonly Family[]) => readonly Family[],
) => {
  const machine = machineIn(scope, axes);
  const property = promise(id);
  expect(property.notMeant(machine.setup.config)).toBeNull();
  const graph = naiveGraph(machine, fairnessFrom(fairnessOf(machine.setup)), property.runs(machine.setup));
  return {
    answers: naiveLongRun(graph),
    flawOf: (stem: Way, cycle: Way) => flawOfLasso(graph, 0, inFull({ stem, cycle })),
  };
};

const rising = ['raise(e0, c0)', 'identify(e0)', 'inject(e0)'];
const asOne = ['raise(e0, c0)', 'receive(e0)'];
/** The rest of a handler that holds the mask. */
const opens = (vcpu: string) =>
  ['writeRoute', 'unmaskSource', 'finish'].map((does) => `${does}(e0, ${vcpu})`);
const onV0 = 'take(e0, v0)';
const ofHandler = 'the next step of the handler of e0 on v0';

/** A run that is fair, and breaks a promise, only where fairness lacks a family. */
interface Unfair {
  readonly stem: Way;
  readonly cycle: Way;
  readonly wrongs: string;
}

/** What fairness lacks, by the beginning of the families' names. */
type Case = readonly [lacking: string, row: Row, id: string, run: Unfair];

/** The promise is broken by the run if fairness is less than it is, and kept by all if it is not. */
const needs = (
  row: Row,
  id: string,
  { stem, cycle, wrongs }: Unfair,
  lessen: (families: readonly Family[]) => readonly Family[],
): void => {
  const lessened = under(row, id, lessen);
  expect(lessened.answers).toContain('broken');
  expect(lessened.flawOf(stem, cycle)).toBeNull();
  const asItIs = under(row, id, (families) => families);
  expect(asItIs.answers).not.toContain('broken');
  expect(asItIs.flawOf(stem, cycle)).toBe(`it is not fair to ${inFull(wrongs)}`);
};

describe('no kind of family can be spared', () => {
  it.each<Case>([
    [
      'identify',
      ['1:1x1', {}],
      'event-is-served',
      { stem: ['raise(e0, c0)'], cycle: [], wrongs: 'identify(e0)' },
    ],
    [
      'inject',
      ['1:1x1', {}],
      'event-is-served',
      { stem: ['raise(e0, c0)', 'identify(e0)'], cycle: [], wrongs: 'inject(e0)' },
    ],
    [
      'receive',
      ['1:1x1', { hinting: 'atomic' }],
      'event-is-served',
      { stem: ['raise(e0, c0)'], cycle: [], wrongs: 'receive(e0)' },
    ],
    [
      'take',
      ['1:1x1', {}],
      'pending-is-taken',
      { stem: ['dispatch(v0)', ...rising], cycle: [], wrongs: onV0 },
    ],
    // what is raised meanwhile waits for the handler's end
    [
      'the next step',
      ['1:1x1', {}],
      'event-is-served',
      { stem: ['dispatch(v0)', ...rising, onV0, ...rising], cycle: [], wrongs: ofHandler },
    ],
    [
      'the next step',
      ['1:1x1', {}],
      'hint-is-used',
      { stem: ['dispatch(v0)', ...rising, onV0], cycle: [], wrongs: ofHandler },
    ],
    // it holds the mask, which owes the second interrupt
    [
      'the next step',
      ['1:1x1', { lifecycle: ['masking'] }],
      'event-is-served',
      {
        stem: ['dispatch(v0)', ...rising, onV0, 'maskSource(e0, v0, v0)', ...rising, 'writeRoute(e0, v0)'],
        cycle: [],
        wrongs: ofHandler,
      },
    ],
    [
      'dispatch',
      ['1:1x1', {}],
      'event-is-served',
      { stem: rising, cycle: [], wrongs: 'dispatch(v0) while it has work' },
    ],
    // a VCPU that has nothing to do keeps the CPU
    [
      'preempt',
      ['1:2x1', {}],
      'event-is-served',
      {
        stem: ['dispatch(v1)', ...rising],
        cycle: [],
        wrongs: 'preempt whoever keeps v0 from work',
      },
    ],
  ])('without %s, on %j: %s', (lacking, row, id, run) =>
    needs(row, id, run, (families) => families.filter(({ name }) => !name.startsWith(lacking))),
  );
});

describe('weak fairness is not enough', () => {
  it.each<Case>([
    // it runs, and stops, and is never in a position to take all along
    [
      'take',
      ['1:1x1', {}],
      'event-is-served',
      { stem: rising, cycle: ['dispatch(v0)', 'preempt(v0)'], wrongs: onV0 },
    ],
    [
      'the next step',
      ['1:1x1', {}],
      'hint-is-used',
      {
        stem: ['dispatch(v0)', ...rising, onV0],
        cycle: ['preempt(v0)', 'dispatch(v0)'],
        wrongs: ofHandler,
      },
    ],
    // the other one gets the CPU every time
    [
      'dispatch',
      ['1:2x1', {}],
      'event-is-served',
      {
        stem: rising,
        cycle: ['dispatch(v1)', 'preempt(v1)'],
        wrongs: 'dispatch(v0) while it has work',
      },
    ],
    // its handler waits for the mask, which is open every now and then: that is when it would have work
    [
      'preempt',
      ['1:2x1', { policy: 'every-event', lifecycle: ['masking'], hinting: 'atomic' }],
      'pending-is-taken',
      {
        stem: [
          ...['dispatch(v0)', ...asOne, 'raise(e0, c0)', onV0, 'receive(e0)', 'raise(e0, c0)'],
          ...['maskSource(e0, v0, v1)', 'receive(e0)', 'raise(e0, c0)', ...opens('v0'), onV0],
          ...['preempt(v0)', 'dispatch(v1)', 'take(e0, v1)', 'receive(e0)', 'raise(e0, c0)'],
          ...['maskSource(e0, v1, v0)', 'receive(e0)', ...opens('v1'), 'take(e0, v1)'],
          ...['maskSource(e0, v1, v1)', 'writeRoute(e0, v1)'],
        ],
        cycle: [
          ...[...asOne, 'unmaskSource(e0, v1)', 'finish(e0, v1)', 'take(e0, v1)'],
          ...['maskSource(e0, v1, v1)', 'writeRoute(e0, v1)'],
        ],
        wrongs: 'preempt whoever keeps v0 from work',
      },
    ],
  ])('for %s, on %j: %s', (lacking, row, id, run) =>
    needs(row, id, run, (families) =>
      families.map((family) => (family.name.startsWith(lacking) ? { ...family, is: 'weak' } : family)),
    ),
  );

  it('with one CPU and two VCPUs all strong families are needed as such, and they are enough', () => {
    const row: Row = ['1:2x1', {}];
    const allWeak = under(row, 'event-is-served', (all) => all.map((one) => ({ ...one, is: 'weak' })));
    expect(allWeak.answers).toEqual(['broken']);
    expect(under(row, 'event-is-served', (all) => all).answers).toEqual(['kept']);
    expect(under(row, 'pending-is-taken', (all) => all).answers).toEqual(['kept', 'kept']);
  });
});

describe('preempting is owed to whoever waits', () => {
  const machine = machineIn('2:1x1+1x1+1x1+1x1', { policy: 'never', hinting: 'atomic' });
  const vcpuOf = (vm: number) => `vm${vm}.vcpu0`;
  const fairness = fairnessOf(machine.setup);

  /** That VM has an event handled, on a CPU that is taken from another. */
  const worksInPlaceOf = (other: number, vm: number): Way => {
    const source = `vm${vm}.dev0.e0`;
    const at = `${source}, ${vcpuOf(vm)}`;
    return [
      ...[`raise(${source}, cpu0)`, `receive(${source})`, `preempt(${vcpuOf(other)})`],
      ...[`dispatch(${vcpuOf(vm)})`, `take(${at})`, `finish(${at})`],
    ];
  };
  const move = (vm: number, to: number) => `migrate(${vcpuOf(vm)}, cpu${to})`;
  /** One is on cpu0, the other on cpu1; VM 3 is in between, and VM 0 is elsewhere whenever a CPU comes free. */
  const round = (one: number, other: number): Way => [
    ...worksInPlaceOf(other, 3),
    ...[move(0, 1), move(other, 0), ...worksInPlaceOf(one, other)],
    ...[move(0, 0), move(one, 1), ...worksInPlaceOf(3, one)],
  ];
  const stem: Way = [
    ...['raise(vm0.dev0.e0, cpu0)', 'receive(vm0.dev0.e0)'],
    ...[`dispatch(${vcpuOf(2)})`, `dispatch(${vcpuOf(1)})`],
  ];
  const cycle: Way = [...round(2, 1), ...round(1, 2)];
  const verdictUnder = (families: readonly Family[]) => {
    const [question] = promise('event-is-served').runs(machine.setup);
    return loopOf(machine, { fairness: families, questions: [question!] }, 0, { stem, cycle });
  };

  it('were it owed by whoever runs, others would be served, and the one that is moved about never', () => {
    const byWaiting = fairness.filter(({ name }) => name.startsWith('preempt'));
    const byRunning = machine.setup.layout.vcpus.map(
      (vcpu): Family => ({
        name: `preempt(${vcpu}) while anybody waits`,
        is: 'strong',
        concerns: ({ label }) => label.is === 'preempt' && label.vcpu === vcpu,
        has: (sight) => byWaiting.some((one) => one.concerns(sight.action) && one.has(sight)),
      }),
    );
    const others = fairness.filter((family) => !byWaiting.includes(family));
    expect(verdictUnder([...others, ...byRunning])).toMatchObject({ is: 'broken' });
  });

  it('as it is, the host may not do that', () =>
    expect(verdictUnder(fairness)).toEqual({
      is: 'nothing',
      because: 'it is not fair: preempt whoever keeps vm0.vcpu0 from work would have its turn in the loop',
    }));
});
