import { describe, expect, it } from 'vitest';
import { machineOf } from '../../model/machine.ts';
import { definePolicy } from '../../model/policies/policy.ts';
import type { Hint } from '../../model/state.ts';
import { properties, propertyNamed } from '../../properties/index.ts';
import { decide } from '../../src/decide/decide.ts';
import type { Budget } from '../../src/engine/budget.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { Nondeterminism } from '../../src/engine/recheck.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';

const isDemanded = () => true;

const decided = (id: string, scope: string, axes: Short = {}) =>
  decide(configuration(scope, axes), { properties: [propertyNamed(id)!], isDemanded }, unlimited)
    .properties[0]!;

describe('a property', () => {
  it('that no run breaks holds', () => {
    expect(decided('map-faithful', '2:2x1')).toMatchObject({ result: 'holds', reason: null, trace: null });
    expect(decided('no-spurious-interrupt', '1:2x1')).toMatchObject({ result: 'holds', trace: null });
  });

  it('whose premise is never true is vacuous, not passed', () => {
    expect(decided('hint-names-somebody', '1:1x1', { policy: 'never' })).toMatchObject({
      result: 'vacuous',
      reason: 'explored completely, and its premise was never true',
      trace: null,
    });
  });

  it('that is not meant for a configuration says why', () => {
    expect(decided('reset-forgets', '1:1x1')).toMatchObject({
      result: 'not-applicable',
      reason: 'Nothing is reset without the option `reset`.',
      trace: null,
    });
  });

  it('that was never reached is vacuous, by design if the policy says so', () => {
    const never = { result: 'vacuous', reason: 'explored completely, and never reached' };
    expect(decided('hint-sent', '1:1x1', { policy: 'never' })).toMatchObject(never);
    expect(decided('hint-empty', '2:1x1', { policy: 'first-nonempty' })).toMatchObject({
      ...never,
      vacuousByDesign: true,
    });
    expect(decided('hint-empty', '2:1x1')).toMatchObject({ result: 'holds', vacuousByDesign: false });
  });

  it('that is violated comes with a shortest trace, step by step', () => {
    expect(decided('hint-names-somebody', '2:1x1')).toMatchObject({
      result: 'violated',
      trace: {
        length: 2,
        shortest: true,
        actions: ['raise(vm0.dev0.e0, cpu1)', 'identify(vm0.dev0.e0)'],
        steps: [
          {
            action: 'raise(vm0.dev0.e0, cpu1)',
            changes: [{ cell: 'event(vm0.dev0.e0)', from: { is: 'idle' }, to: { is: 'raised', on: 'cpu1' } }],
          },
          {
            action: 'identify(vm0.dev0.e0)',
            changes: [
              { cell: 'memory(vm0.dev0.e0)', from: { seen: false }, to: { seen: true } },
              {
                cell: 'event(vm0.dev0.e0)',
                from: { is: 'raised', on: 'cpu1' },
                to: { is: 'identified', on: 'cpu1', hint: [] },
              },
            ],
          },
        ],
        subject: 'vm0.dev0.e0',
        expected: 'a hint that names somebody, or no hint',
        found: 'an empty hint with the event of vm0.dev0.e0 from cpu1',
      },
    });
  });

  it('with an observer has a trace that does not show the observer', () => {
    const { trace } = decided('no-stale-hint', '2:1x1');
    const cells = machineOf(configuration('2:1x1')).cells.map(({ name }) => name);
    expect(trace!.steps).toHaveLength(trace!.length);
    for (const { changes } of trace!.steps) for (const { cell } of changes) expect(cells).toContain(cell);
  });

  it.each(['vm0', 'vm1'])('of several subjects is violated where the trace is shortest: %s', (vm) => {
    // The other VM's first event comes without a hint, so that its way to a violation is longer.
    const policy = definePolicy({
      name: 'late-elsewhere',
      initial: false,
      decide: ({ source, memory, mappedHere }) => ({
        hint: memory || source.startsWith(vm) ? mappedHere : null,
        memory: true,
      }),
    });
    const config = { ...configuration('2:1x1+1x1', { hinting: 'atomic' }), policy };
    const lengthsOf = (id: string) => {
      const asked = { properties: [propertyNamed(id)!], isDemanded };
      const { trace } = decide(config, asked, unlimited).properties[0]!;
      return [trace?.subject, trace?.length];
    };
    expect(lengthsOf('hint-names-somebody')).toEqual([`${vm}.dev0.e0`, 2]);
    expect(lengthsOf('no-stale-hint')).toEqual([`${vm}.dev0.e0`, 6]);
  });
});

describe('a trace of one source, where the exploration for another was cut', () => {
  // vm0 is hinted with its second event, vm1 with its first: the shortest trace is one of vm1.
  const policy = definePolicy({
    name: 'second-for-vm0',
    initial: 0,
    decide: (event) =>
      event.source.startsWith('vm0') && event.memory < 1
        ? { hint: null, memory: 1 }
        : { hint: event.mappedHere, memory: event.memory },
  });
  const config = { ...configuration('2:1x1+1x1', { hinting: 'atomic' }), policy };
  const traceWith = (isCut: (states: number, phase: string) => boolean) => {
    let phase = '';
    const budget: Budget = {
      ...unlimited,
      check: ({ states }) => (isCut(states, phase) ? 'time' : null),
    };
    const onPhase = (next: string): void => {
      phase = next;
    };
    const chosen = [propertyNamed('no-stale-hint')!];
    return decide(config, { properties: chosen, isDemanded, onPhase }, budget).properties[0]!.trace;
  };

  it('is a shortest one if nothing was cut', () =>
    expect(traceWith(() => false)).toMatchObject({ length: 6, shortest: true, subject: 'vm1.dev0.e0' }));

  it('is not said to be a shortest one', () =>
    expect(traceWith((_, phase) => phase.includes('vm1'))).toMatchObject({
      length: 8,
      shortest: false,
      subject: 'vm0.dev0.e0',
    }));
});

describe('a decision', () => {
  it('lists the properties in the order in which they were asked for', () => {
    const asked = [...properties].reverse();
    const config = configuration('1:1x1');
    const results = decide(config, { properties: asked, isDemanded }, unlimited).properties;
    expect(results.map(({ id }) => id)).toEqual(asked.map(({ id }) => id));
  });

  it('says which of them are demanded', () => {
    const demands = { properties, isDemanded: ({ contract }: { contract: string }) => contract === 'safe' };
    const results = decide(configuration('1:1x1'), demands, unlimited).properties;
    for (const { contract, demanded } of results) expect(demanded).toBe(contract === 'safe');
  });

  it('counts the machine alone, without observers', () => {
    const { exploration } = decide(configuration('1:2x1'), { properties, isDemanded }, unlimited);
    expect(exploration).toMatchObject({
      engine: 'explicit',
      states: '333',
      transitions: '939',
      depth: 23,
      complete: true,
    });
  });

  it('tells what it explores besides the machine', () => {
    const phases: string[] = [];
    const asked = { properties, isDemanded, onPhase: (phase: string) => void phases.push(phase) };
    decide(configuration('1:1x1'), asked, unlimited);
    expect(phases).toContain('identified(vm0.dev0.e0)');
    expect(new Set(phases).size).toBe(phases.length);
  });

  it('refuses a policy that changes its mind, though a fresh instance begins with the same answers', () => {
    // Wrong the first two times that it is asked the same, right from then on: each instance by itself.
    const moody = () => {
      const asked = new Map<string, number>();
      const policy = definePolicy({
        name: 'moody',
        decide: (event) => {
          const here = event.mappedHere;
          const key = `${event.on} ${here.join()}`;
          asked.set(key, (asked.get(key) ?? 0) + 1);
          const wrong: Hint = ['vm0.vcpu0', 'vm0.vcpu1'];
          return { hint: asked.get(key)! <= 1 ? wrong : here, memory: null };
        },
      });
      return { ...configuration('2:2x1'), policy };
    };
    const chosen = { properties: [propertyNamed('hinted-on-event-cpu')!], isDemanded };
    const again = () => machineOf(moody());
    expect(() => decide(moody(), { ...chosen, again }, unlimited)).toThrow(Nondeterminism);
  });

  it('refuses a policy that answers differently when it is made anew', () => {
    const hinting = (always: boolean) => ({
      ...configuration('1:1x1'),
      policy: definePolicy({
        name: 'moody',
        decide: (event) => ({ hint: always ? event.mappedHere : null, memory: null }),
      }),
    });
    const asked = { properties, isDemanded, again: () => machineOf(hinting(false)) };
    expect(() => decide(hinting(true), asked, unlimited)).toThrow(Nondeterminism);
    expect(() => decide(hinting(true), asked, unlimited)).toThrow(
      'identify(vm0.dev0.e0), given event(vm0.dev0.e0)',
    );
    expect(() => decide(hinting(false), asked, unlimited)).not.toThrow();
  });
});

describe('what is sought', () => {
  const sought = (id: string, scope: string, axes: Short, engine: 'explicit' | 'symbolic') =>
    decide(
      configuration(scope, axes),
      { properties: [propertyNamed(id)!], isDemanded, isSought: true, engine },
      unlimited,
    );

  it.each<[string, Short]>([
    ['2:2x1', { policy: 'on-miss' }],
    ['2:2x1', { policy: 'first-time', map: 'on-dispatch' }],
    ['1:1x1+2x1', { policy: 'on-miss', hinting: 'atomic' }],
    ['1:2x1', { policy: 'every-event', guest: 'hostile', lifecycle: ['reset', 'hotplug', 'masking'] }],
  ])('is decided as it is among all properties: %s %j', (scope, axes) => {
    const { properties: all } = decide(configuration(scope, axes), { properties, isDemanded }, unlimited);
    for (const { id, result, trace } of all)
      for (const engine of ['explicit', 'symbolic'] as const) {
        const [one] = sought(id, scope, axes, engine).properties;
        expect([engine, id, one!.result, one!.trace === null]).toEqual([engine, id, result, trace === null]);
        const { length, shortest } = one!.trace ?? { length: 0, shortest: true };
        if (shortest) expect([engine, id, length]).toEqual([engine, id, trace?.length ?? 0]);
        else expect([id, engine, length >= trace!.length]).toEqual([id, 'symbolic', true]);
      }
  });

  it('is found where there are too many states to look at', () => {
    const { properties: found, histories } = sought(
      'first-time-only',
      '4:4x2',
      { policy: 'every-event' },
      'explicit',
    );
    expect(found[0]).toMatchObject({ result: 'violated', trace: { length: 5, shortest: true } });
    for (const { exploration } of histories) expect(Number(exploration.states)).toBeLessThan(100_000);
  });

  it('ends where one of many has it', () => {
    const { properties: found, exploration } = sought(
      'no-lost-wakeup',
      '3:3x1+1x1',
      { fault: 'no-kick' },
      'explicit',
    );
    expect(found[0]).toMatchObject({ result: 'violated', trace: { length: 5, shortest: true } });
    expect(exploration).toMatchObject({ complete: false, settled: true });
    expect(Number(exploration.states)).toBeLessThan(100_000);
  });

  it('is one property, for nothing would be known of another', () =>
    expect(() =>
      decide(
        configuration('1:1x1'),
        { properties: properties.slice(0, 2), isDemanded, isSought: true },
        unlimited,
      ),
    ).toThrow('one property is sought at a time'));
});
