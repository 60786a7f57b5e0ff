/** What becomes of promises about the long run: never `holds` without having been decided. */
import { describe, expect, it } from 'vitest';
import { setupOf } from '../../model/configuration.ts';
import { definePolicy } from '../../model/policies/policy.ts';
import { properties, propertyNamed } from '../../properties/index.ts';
import { isLongRun } from '../../properties/property.ts';
import { decide } from '../../src/decide/decide.ts';
import type { Budget } from '../../src/engine/budget.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { askedOn } from '../../src/results/demands.ts';
import { ladderFor, rungFor } from '../../src/results/ladder.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';

const isDemanded = () => true;
const ofRuns = properties.filter(isLongRun);

const decided = (id: string, scope: string, axes: Short = {}, budget: Budget = unlimited) =>
  decide(configuration(scope, axes), { properties: [propertyNamed(id)!], isDemanded }, budget);

const resultOf = (id: string, scope: string, axes: Short = {}, budget: Budget = unlimited) =>
  decided(id, scope, axes, budget).properties[0]!;

describe('a promise about the long run', () => {
  it('holds where every fair run keeps it, and says what was looked at', () => {
    const { properties: all, longRun } = decided('event-is-served', '1:2x1');
    expect(all[0]).toMatchObject({ kind: 'leadsTo', result: 'holds', reason: null, trace: null });
    expect(longRun).toMatchObject({ engine: 'explicit', states: '333', transitions: '939', families: 11 });
  });

  it('is violated by a lasso, the shortest one', () => {
    const { result, trace } = resultOf('locality-restored', '2:2x1');
    expect(result).toBe('violated');
    expect(trace).toMatchObject({ length: 11, shortest: true, loop: { from: 6 } });
    expect(trace!.actions.slice(trace!.loop!.from)).toContain('inject(vm0.dev0.e0)');
  });

  it('is violated by a run that idles, where nothing has to happen any more', () => {
    const { trace } = resultOf('event-is-served', '1:1x1', { fault: 'no-kick' });
    expect(trace).toMatchObject({ length: 5, shortest: true, loop: { from: 5, satisfies: [], excused: [] } });
  });

  it.each<[string, string, Short, string, readonly string[]]>([
    ['locality-restored', '2:2x1', {}, 'a remote injection', ['inject(vm0.dev0.e0)']],
    [
      'event-is-served',
      '1:1x1',
      { fault: 'no-kick' },
      'the event that is never served',
      ['raise(vm0.dev0.e0, cpu0)'],
    ],
    [
      'pending-is-taken',
      '1:1x1',
      { fault: 'no-kick' },
      'the interrupt that is never taken',
      ['inject(vm0.dev0.e0)'],
    ],
    [
      'hint-is-used',
      '2:2x1',
      { fault: 'programming-put-off' },
      'the hint that is never used',
      ['take(vm0.dev0.e0, vm0.vcpu0)'],
    ],
  ])(
    'is violated by a run that says in which steps that shows: %s on %s',
    (id, scope, axes, are, telling) => {
      const { loop, actions } = resultOf(id, scope, axes).trace!;
      expect([loop!.amiss.are, loop!.amiss.steps.map((step) => actions[step - 1])]).toEqual([are, telling]);
    },
  );

  it('is vacuous where it is about no fair run', () => {
    expect(resultOf('hint-is-used', '2:2x1', { policy: 'never' })).toMatchObject({ result: 'vacuous' });
    // No VCPU of the VM can ever be where its only one is not.
    expect(resultOf('locality-restored', '2:1x1', { moves: false })).toMatchObject({ result: 'holds' });
  });

  it('says why it is not meant', () => {
    expect(resultOf('event-is-served', '1:1x1', { guest: 'hostile' })).toMatchObject({
      result: 'not-applicable',
      reason: 'The guest hostile does not obey: it may program for ever, and serve nobody.',
    });
  });

  it('is unfinished where a budget ends, wherever that is', () => {
    for (const looks of [0, 1, 2, 3, 5, 8]) {
      let left = looks;
      const budget: Budget = { ...unlimited, check: () => (left-- > 0 ? null : 'time') };
      const { result, reason } = resultOf('event-is-served', '1:2x1', {}, budget);
      if (result === 'holds') continue;
      expect([result, reason]).toEqual(['unfinished', 'the time budget ended']);
      expect(looks).toBeLessThan(8);
    }
  });

  it('is broken by a policy of a user’s like by one of ours', () => {
    const burning = definePolicy({ name: 'mine', decide: () => ({ hint: [], memory: null }) });
    const config = { ...configuration('2:2x1'), policy: burning };
    const { properties: all } = decide(config, { properties: ofRuns, isDemanded }, unlimited);
    const results = Object.fromEntries(all.map(({ id, result }) => [id, result]));
    expect(results).toEqual({
      'locality-restored': 'violated',
      'hint-is-used': 'vacuous',
      'event-is-served': 'holds',
      'pending-is-taken': 'holds',
    });
  });
});

describe('with a map that is behind', () => {
  const base = configuration('2:2x1', { map: 'on-dispatch', hinting: 'atomic' });
  const { vcpus } = setupOf(base).layout;
  const guessing = definePolicy({
    name: 'guessing',
    decide: ({ mappedHere, route }) => {
      const others = vcpus.filter((vcpu) => vcpu !== route);
      const guess = mappedHere.length > 0 ? mappedHere : others;
      return { hint: mappedHere.includes(route) ? null : guess, memory: null };
    },
  });

  it('only who names VCPUs that it does not have there brings locality back', () => {
    const asked = ['locality-restored', 'hinted-are-mapped'].map((id) => propertyNamed(id)!);
    const { properties: all } = decide(
      { ...base, policy: guessing },
      { properties: asked, isDemanded },
      unlimited,
    );
    expect(all.map(({ id, result }) => [id, result])).toEqual([
      ['locality-restored', 'holds'],
      ['hinted-are-mapped', 'violated'],
    ]);
  });
});

describe('on the ladder', () => {
  const guest = { is: 'built-in', name: 'any' } as const;
  const rungs = ladderFor({ guest, fault: null });

  it('it is asked or not whatever the policy, and so whatever is compared with it', () => {
    const unasked = rungs.filter((rung) => askedOn(rung, ofRuns).length === 0).map(({ scope }) => scope);
    expect(unasked).toEqual(['2:2x2', '2:2x1+2x1', '2:1x2+1x2+1x2+1x2+1x2', '4:4x2+4x2+2x1', '8:4x3+4x3']);
    for (const rung of rungs) {
      const finite = properties.filter((one) => !isLongRun(one));
      expect(askedOn(rung, properties)).toEqual(unasked.includes(rung.scope) ? finite : properties);
    }
  });

  it('is asked wherever a user wants it', () => {
    for (const { scope, topology } of rungs)
      expect(askedOn(rungFor({ scope, topology, guest, fault: null }), ofRuns)).toEqual(ofRuns);
  });

  it('is unfinished where the exploration was cut', () => {
    let left = 1;
    const budget: Budget = { ...unlimited, check: () => (left-- > 0 ? null : 'memory') };
    const { properties: all } = decide(configuration('2:2x2'), { properties, isDemanded }, budget);
    expect(all.find(({ id }) => id === 'event-is-served')).toMatchObject({ result: 'unfinished' });
  });
});
