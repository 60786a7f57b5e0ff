/** A condition on a topology: whether it fits, what it looks at, and what comes of it. */
import { describe, expect, it } from 'vitest';
import { setupOf } from '../../model/configuration.ts';
import { faultNamed } from '../../model/faults/index.ts';
import { machineOf } from '../../model/machine.ts';
import { type Ground, misfit, parseCondition, propertyOf } from '../../src/condition/index.ts';
import { decide } from '../../src/decide/decide.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { topologyOf } from '../../src/scope.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';
import { naiveVerdicts } from '../oracle/naive.ts';
import { askedOf, statesOf } from './conditions.ts';

const on = (scope: string, fault: Ground['fault'] = null): Ground => ({
  topology: topologyOf(scope),
  fault,
  scope,
});

const misfitOf = (text: string, ground: Ground) => misfit(parseCondition('--to', text), ground);

describe('a condition that does not fit a topology', () => {
  it('is told with the id, its column, and those that there are', () => {
    expect(
      misfitOf('event(vm0.dev0.e0) is raised and placement(vm0.vcpu2) is halted', on('2:2x1'))?.message,
    ).toBe(`\
--to:44: there is no VCPU 'vm0.vcpu2' on 2:2x1
  event(vm0.dev0.e0) is raised and placement(vm0.vcpu2) is halted
                                             ^
  Did you mean 'vm0.vcpu0'? There are vm0.vcpu0, vm0.vcpu1.`);
  });

  it.each([
    ['2:2x1', 'placement(vm0.vcpu0) is ready on cpu2', 34, "no host CPU 'cpu2'", 'There are cpu0, cpu1.'],
    ['2:2x1', 'placement(vm0.vcpu0) is on cpu2', 28, "no host CPU 'cpu2'", ''],
    ['2:2x1', 'mapped(vm0.vcpu0) is cpu9', 22, "no host CPU 'cpu9'", ''],
    ['2:2x1', 'event(vm0.net0.rx) is idle', 7, "no source 'vm0.net0.rx'", 'vm0.dev0.e0'],
    ['2:2x0', 'event(vm0.dev0.e0) is idle', 7, "no source 'vm0.dev0.e0'", 'There is none.'],
    ['2:2x1', 'event(vm0.dev0.e0) is raised on cpu2', 33, "no host CPU 'cpu2'", ''],
    ['2:2x1', 'event(vm0.dev0.e0) is identified, hint naming vm1.vcpu0', 47, "no VCPU 'vm1.vcpu0'", ''],
    ['2:2x1', 'pending(vm0.dev0.e0, vm0.vcpu5) is nothing', 22, "no VCPU 'vm0.vcpu5'", ''],
    [
      '1:1x1',
      'pending(vm0.dev0.e0, vm0.vcpu0) is interrupt, hint {vm0.vcpu0, vm0.vcpu1}',
      64,
      "'vm0.vcpu1'",
      '',
    ],
    ['1:1x1', 'mask(vm0.dev0.e0) is masked, owing an interrupt, hint {vm1.vcpu0}', 56, "'vm1.vcpu0'", ''],
    ['1:1x1', 'servicing(vm0.dev0.e0, vm0.vcpu0) is interrupt, hint {vm0.vcpu1}', 55, "'vm0.vcpu1'", ''],
    ['1:1x1', 'servicing(vm0.dev0.e0, vm0.vcpu0) is programming vm0.vcpu1', 50, "'vm0.vcpu1'", ''],
    ['1:1x1', 'route(vm0.dev0.e0) is not vm0.vcpu1', 27, "no VCPU 'vm0.vcpu1'", ''],
    ['1:1x1', 'route(vm0.dev0.e0) is vm0.vcpu0 or not (mapped(vm0.vcpu1) is cpu0)', 48, "'vm0.vcpu1'", ''],
    ['1:1x1', 'kept(vm0.dev0.e0) is not null', 1, 'nothing is kept', 'These do: map-read-before-preempt'],
  ])('%s: %s', (scope, text, column, found, remedy) => {
    const error = misfitOf(text, on(scope));
    expect(error?.place).toBe(`--to:${column}`);
    expect(error?.found).toContain(found);
    expect(error?.remedy).toContain(remedy);
  });

  it('does not keep others from fitting', () => {
    const text = 'event(vm1.dev0.e0) is raised on cpu1 and route(vm0.dev0.e0) is vm1.vcpu0';
    expect(misfitOf(text, on('2:1x1+1x1'))).toBe(null);
    expect(misfitOf('mask(vm0.dev0.e0) is masked', on('1:1x1'))).toBe(null);
  });

  it('may fit where a fault makes it possible', () => {
    const anyFault = faultNamed('no-kick')!;
    const keeper = faultNamed('inject-before-route')!;
    expect(misfitOf('route(vm0.dev0.e0) is vm0.vcpu1', on('1:1x1', anyFault))).toBe(null);
    expect(misfitOf('route(vm0.dev0.e0) is vm0.vcpu2', on('1:1x1', anyFault))).not.toBe(null);
    expect(misfitOf('placement(vm0.vcpu1) is ready', on('1:1x1', anyFault))).not.toBe(null);
    expect(misfitOf('kept(vm0.dev0.e0) is null', on('1:1x1', anyFault))).not.toBe(null);
    expect(misfitOf('kept(vm0.dev0.e0) is null', on('1:1x1', keeper))).toBe(null);
  });

  it('is not meant for the configuration, and is never asked there', () => {
    const property = propertyOf(parseCondition('--to', 'mapped(vm0.vcpu1) is cpu0'));
    const config = configuration('1:1x1');
    expect(property.notMeant(config)).toBe("There is no VCPU 'vm0.vcpu1'.");
    expect(() => property.questions(setupOf(config))).toThrow("--to:8: there is no VCPU 'vm0.vcpu1'");
    expect(property.notMeant(configuration('1:2x1'))).toBe(null);
  });
});

describe('a condition on a machine', () => {
  const machine = machineOf(configuration('2:2x1'));
  const states = statesOf(machine, 500);
  const [event, placement, mapped] = ['event(vm0.dev0.e0)', 'placement(vm0.vcpu1)', 'mapped(vm0.vcpu1)'];

  it('observes the cells that it names', () => {
    const { touches } = askedOf(
      machine,
      `${event} is idle and (${placement} is ready or not ${event} is raised)`,
    );
    expect(touches).toEqual([event, placement]);
  });

  it('looks at no more of them than decide it, and at each of them once', () => {
    const { reads } = askedOf(
      machine,
      `${event} is idle and (${placement} is ready or ${mapped} is cpu0) or ${event} is raised`,
    );
    const seen = new Set(states.map((state) => reads(state).join(' ')));
    expect([...seen].sort()).toEqual([event, `${event} ${placement}`, `${event} ${placement} ${mapped}`]);
  });

  it('says what it found of the cells that it looked at, which is a condition that is true there', () => {
    const asked = askedOf(machine, `${event} is not idle and (${placement} is halted or ${mapped} is cpu0)`);
    const found = states.flatMap((state) => {
      const words = asked.of(state);
      return words === null ? [] : [{ state, words }];
    });
    expect(found.map(({ words }) => words)).toContain(
      `${event} is raised on cpu0 and ${placement} is halted on cpu1`,
    );
    for (const { state, words } of found) expect(askedOf(machine, words).of(state)).toBe(words);
  });
});

/** What both explorers and the oracle say of a condition: how many steps it takes, `null` where it is never reached. */
const reached: readonly (readonly [scope: string, axes: Short, text: string, steps: number | null])[] = [
  ['2:2x1', {}, 'placement(vm0.vcpu0) is ready', 0],
  ['2:2x1', {}, 'event(vm0.dev0.e0) is raised and placement(vm0.vcpu1) is halted', 3],
  ['2:2x1', {}, 'event(vm0.dev0.e0) is identified on cpu1, hint {vm0.vcpu0, vm0.vcpu1}', 3],
  ['2:2x1', {}, 'route(vm0.dev0.e0) is not vm0.vcpu0', 6],
  [
    '2:2x1',
    {},
    'route(vm0.dev0.e0) is vm0.vcpu1 and event(vm0.dev0.e0) is raised or mask(vm0.dev0.e0) is not open',
    7,
  ],
  ['2:2x1', {}, 'placement(vm0.vcpu0) is running on cpu0 and placement(vm0.vcpu1) is running on cpu0', null],
  ['2:2x1', {}, 'pending(vm0.dev0.e0, vm0.vcpu0) is interrupt and placement(vm0.vcpu0) is halted', null],
  ['2:2x1', {}, 'mask(vm0.dev0.e0) is masked or placement(vm0.vcpu0) is offline', null],
  ['1:2x1', { lifecycle: ['masking'] }, 'mask(vm0.dev0.e0) is masked, owing an interrupt', 9],
  [
    '2:2x1',
    { fault: 'double-dispatch' },
    'placement(vm0.vcpu0) is running on cpu0 and placement(vm0.vcpu1) is running on cpu0',
    3,
  ],
  ['1:1x1', { fault: 'inject-before-route' }, 'kept(vm0.dev0.e0) is not null', 2],
];

describe.each(reached)('on %s %j, %s', (scope, axes, text, steps) => {
  const config = configuration(scope, axes);
  const property = propertyOf(parseCondition('--to', text));

  it(`takes ${steps ?? 'no number of'} steps`, () => {
    const { verdicts } = naiveVerdicts(machineOf(config), [property]);
    expect(verdicts.get('to')).toEqual({ result: steps === null ? 'vacuous' : 'holds', length: steps });
    for (const engine of ['explicit', 'symbolic'] as const) {
      const demands = { properties: [property], isDemanded: () => true, engine } as const;
      const [result] = decide(config, demands, unlimited).properties;
      expect(result?.result).toBe(steps === null ? 'vacuous' : 'holds');
      expect(result?.trace?.length ?? null).toBe(steps);
      expect(result?.trace?.expected ?? text).toBe(text);
    }
  });
});
