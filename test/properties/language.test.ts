/** The language of properties: what a question is about, what is remembered, and when it is asked. */
import { describe, expect, it } from 'vitest';
import { row } from '../../model/action.ts';
import { machineOf } from '../../model/machine.ts';
import { eventOf, placementOf } from '../../model/state.ts';
import type { OfSource } from '../../properties/each.ts';
import { eachSource } from '../../properties/each.ts';
import type { Memory } from '../../properties/property.ts';
import { always, history, observerOf } from '../../properties/property.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';
import { finiteNamed, finiteProperties } from '../finite.ts';
import type { Script } from './scripted.ts';
import { answersAtTheEnd } from './scripted.ts';

const questionsOf = (id: string, scope: string, axes: Short = {}) =>
  finiteNamed(id).questions(machineOf(configuration(scope, axes)).setup);

describe('questions are about', () => {
  it.each<[string, string, readonly string[]]>([
    ['hint-sent', '1:1x1+1x2', ['vm0.dev0.e0', 'vm1.dev0.e0', 'vm1.dev0.e1']],
    ['map-faithful', '1:2x1', ['vm0.vcpu0', 'vm0.vcpu1']],
    ['no-lost-wakeup', '1:2x1', ['vm0.dev0.e0, vm0.vcpu0', 'vm0.dev0.e0, vm0.vcpu1']],
    ['no-lost-interrupt', '1:1x1', ['event', 'mask', 'vm0.vcpu0'].map((place) => `vm0.dev0.e0, ${place}`)],
    ['busy-faithful', '2:1x1', ['cpu0', 'cpu1']],
    ['isolation', '1:1x1+1x1', ['every VM']],
    // every two VCPUs once; a lone one is asked about, too
    [
      'one-vcpu-per-cpu',
      '1:2x1+1x1',
      ['vm0.vcpu0, vm0.vcpu1', 'vm0.vcpu0, vm1.vcpu0', 'vm0.vcpu1, vm1.vcpu0'],
    ],
    ['one-vcpu-per-cpu', '1:1x1', ['vm0.vcpu0, vm0.vcpu0']],
  ])('%s, on %s: %j', (id, scope, subjects) => {
    expect(questionsOf(id, scope).map(({ subject }) => subject)).toEqual(subjects);
  });

  it('whoever bears the name that a subject is', () => {
    const named = always({
      id: 'named',
      contract: 'safe',
      sentence: 'A name is a subject.',
      source: 'ours',
      each: ({ layout }) => layout.cpus,
      observes: () => ({}),
      then: () => true,
    });
    const { setup } = machineOf(configuration('2:1x1'));
    expect(named.questions(setup).map(({ subject }) => subject)).toEqual(['cpu0', 'cpu1']);
  });
});

/** Counts the steps of a run that it watches. */
const counting = (watches: Pick<Memory<OfSource, never, never>, 'watches'>) => {
  const count: Memory<OfSource, { event: ReturnType<typeof eventOf> }, { readonly steps: number }> = {
    name: 'steps',
    initial: () => ({ steps: 0 }),
    observes: ({ source }) => ({ event: eventOf(source) }),
    ...watches,
    next: ({ steps }) => ({ steps: steps + 1 }),
  };
  return history({
    id: 'few-steps',
    contract: 'safe',
    sentence: 'There are few steps.',
    source: 'ours',
    each: eachSource,
    remembers: count,
    observes: ({ vm }) => ({ placement: row(vm.vcpus, placementOf) }),
    asks: () => true,
    then: ({ steps }) => ({ expected: 'no', found: String(steps) }),
  });
};

const countedIn = (watches: Parameters<typeof counting>[0], script: Script) =>
  answersAtTheEnd(counting(watches), configuration('1:1x1'), script).map((answer) =>
    typeof answer === 'object' ? Number(answer.found) : answer,
  );

describe('a memory', () => {
  const again = { does: 'preempt(v0)', but: { 'event(e0)': { is: 'idle' } } } as const;

  it('watches the steps that write what it observes, if it does not say which', () => {
    expect(countedIn({}, ['raise(e0, c0)'])).toEqual([0]);
    expect(
      countedIn({}, ['raise(e0, c0)', 'dispatch(v0)', 'identify(e0)', 'inject(e0)', 'take(e0, v0)']),
    ).toEqual([3]);
    // an injection touches the event; this one does not write it
    const idle = { does: 'inject(e0)', but: { 'event(e0)': undefined } } as const;
    expect(countedIn({}, ['raise(e0, c0)', 'identify(e0)', idle, 'dispatch(v0)'])).toEqual([2]);
    expect(countedIn({}, ['dispatch(v0)', again, 'dispatch(v0)'])).toEqual([1]);
  });

  it('watches the steps that it says, whatever they write', () => {
    const watches = { watches: ({ is }: { is: string }) => is === 'dispatch' };
    expect(countedIn(watches, ['raise(e0, c0)', 'dispatch(v0)', 'preempt(v0)'])).toEqual([1]);
  });

  it('is in cells of its own, which the question touches besides what it observes', () => {
    const { setup } = machineOf(configuration('1:1x1'));
    const [question] = counting({}).questions(setup);
    expect(question!.touches.map(({ name }) => name)).toEqual([
      'placement(vm0.vcpu0)',
      'steps(vm0.dev0.e0): steps',
    ]);
    expect(observerOf(question!)!.cells).toEqual([
      { name: 'steps(vm0.dev0.e0): steps', kind: 'steps', owner: 'vm0', cluster: 'vm0.dev0.e0' },
    ]);
  });

  it('has a name that says what is remembered, and of what', () => {
    const { setup } = machineOf(configuration('1:1x1'));
    const names = finiteProperties
      .flatMap((property) => property.questions(setup))
      .flatMap((question) => observerOf(question)?.name ?? []);
    expect([...new Set(names)].sort()).toEqual(
      [
        'disobedient handlers',
        'event CPUs',
        'expected to be local',
        'foreign hints',
        'identified',
        'injected',
        'programmed',
      ].map((name) => `${name}(vm0.dev0.e0)`),
    );
  });
});

describe('a finding says what was expected, and what was found', () => {
  const findings = (id: string, scope: string, axes: Short, script: Script) =>
    answersAtTheEnd(finiteNamed(id), configuration(scope, axes), script).filter(
      (answer) => typeof answer === 'object',
    );

  it('of isolation: who does what', () => {
    const found = (script: Script) =>
      findings('isolation', '1:1x1+1x1', {}, script).map((answer) => (answer as { found: string }).found);
    expect(found([{ does: 'raise(e0, c0)', but: { 'route(f0)': 'w0' } }])).toEqual([
      'raise(vm0.dev0.e0, cpu0) writes route(vm1.dev0.e0)',
    ]);
    expect(found([{ does: 'raise(e0, c0)', reads: ['memory(f0)'] }])).toEqual([
      'raise(vm0.dev0.e0, cpu0) reads memory(vm1.dev0.e0)',
    ]);
  });

  it('of no-lost-interrupt: whether an event or an interrupt is gone', () => {
    const gone = [{ does: 'identify(e0)', but: { 'event(e0)': { is: 'idle' } } }] as const;
    expect(findings('no-lost-interrupt', '1:1x1', {}, ['raise(e0, c0)', ...gone])).toEqual([
      { expected: 'the event of vm0.dev0.e0 to be injected', found: 'an event that vanished' },
    ]);
    const dropped = { does: 'dispatch(v0)', but: { 'pending(e0, v0)': null } };
    expect(
      findings('no-lost-interrupt', '1:1x1', {}, ['raise(e0, c0)', 'identify(e0)', 'inject(e0)', dropped]),
    ).toEqual([
      {
        expected: 'the interrupt of vm0.dev0.e0 to stay until it is taken',
        found: 'nothing pending on vm0.vcpu0 any more',
      },
    ]);
  });
});
