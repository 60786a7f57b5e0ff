/** Every fault is caught by the properties that were named beforehand, in a trace whose shortest length is pinned. */
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../model/faults/fault.ts';
import { faultNamed, faults } from '../../model/faults/index.ts';
import { machineOf } from '../../model/machine.ts';
import { properties } from '../../properties/index.ts';
import { decide } from '../../src/decide/decide.ts';
import { unlimited, upToStates } from '../../src/engine/budget.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';
import { finiteProperties } from '../finite.ts';
import { naiveVerdicts } from '../oracle/naive.ts';
import { faultCases } from './fault-cases.ts';

/** The claims among those named that are violated, with the lengths of the traces. */
const violatedIn = (scope: string, axes: Short, ids: readonly string[]) => {
  const named = properties.filter(({ id }) => ids.includes(id));
  const demands = { properties: named, isDemanded: () => true };
  const results = decide(configuration(scope, axes), demands, unlimited).properties;
  const violated = results.filter(({ result }) => result === 'violated');
  return Object.fromEntries(violated.map(({ id, trace }) => [id, trace!.length]));
};

/** The properties that the fault breaks, and that the right machine keeps, with the lengths of the traces. */
const brokenBy = ({ name, caughtBy }: Fault, scope: string, axes: Short) => {
  const sound = violatedIn(scope, axes, caughtBy);
  const broken = violatedIn(scope, { ...axes, fault: name }, caughtBy);
  return Object.fromEntries(Object.entries(broken).filter(([id]) => !(id in sound)));
};

/** The scopes that have one CPU, VM, VCPU or source less. */
const oneSmaller = (scope: string): readonly string[] => {
  const [cpus, rest] = scope.split(':') as [string, string];
  const vms = rest.split('+').map((vm) => vm.split('x').map(Number) as [number, number]);
  const written = (count: number, all: readonly (readonly [number, number])[]) =>
    `${count}:${all.map(([vcpus, sources]) => `${vcpus}x${sources}`).join('+')}`;
  const fewer = vms.flatMap(([vcpus, sources], i) => {
    const put = (...vm: readonly (readonly [number, number])[]) =>
      written(Number(cpus), vms.toSpliced(i, 1, ...(vm as [number, number][])));
    return [
      ...(vcpus > 1 ? [put([vcpus - 1, sources])] : []),
      ...(sources > 1 ? [put([vcpus, sources - 1])] : []),
      ...(vms.length > 1 ? [put()] : []),
    ];
  });
  return [...(Number(cpus) > 1 ? [written(Number(cpus) - 1, vms)] : []), ...fewer];
};

describe.each(faults.map((fault) => [fault.name, fault] as const))('the fault %s', (name, fault) => {
  const { scope, ...axes } = fault.shows;

  it('is found by its name, and says what goes wrong, and where it was seen', () => {
    expect(faultNamed(name)).toBe(fault);
    expect(fault.summary).toMatch(/^[\w"'].{10,}[^.]$/);
    expect(fault.source).toMatch(/^ours\b|\d/);
  });

  it('replaces actions that the machine has where it shows', () => {
    const kinds = machineOf(configuration(scope, axes)).actions.map(({ label }) => label.is);
    expect(Object.keys(fault.next).filter((kind) => (kinds as readonly string[]).includes(kind))).not.toEqual(
      [],
    );
  });

  it('names the properties that catch it, and they all do', () => {
    const { breaks } = faultCases[name]!;
    expect(Object.keys(breaks).sort()).toEqual([...fault.caughtBy].sort());
    expect(fault.caughtBy).not.toEqual([]);
    expect(brokenBy(fault, scope, axes)).toEqual(breaks);
  });

  it('makes a machine that every explorer sees alike', () => {
    const config = configuration(scope, { ...axes, fault: name });
    const machine = machineOf(config);
    const { states, transitions, verdicts } = naiveVerdicts(machine, finiteProperties);
    const expected = {
      states: String(states),
      transitions: String(transitions),
      verdicts: [...verdicts].map(([id, { result, length }]) => [id, result, length]),
    };
    for (const engine of ['explicit', 'symbolic'] as const) {
      const demands = { properties: finiteProperties, isDemanded: () => true, engine };
      const decided = decide(config, demands, unlimited);
      expect({
        states: decided.exploration.states,
        transitions: decided.exploration.transitions,
        verdicts: decided.properties.map(({ id, result, trace }) => [id, result, trace?.length ?? null]),
      }).toEqual(expected);
    }
  });

  it('shows in no scope that is smaller', () => {
    const shows = oneSmaller(scope).filter((one) => Object.keys(brokenBy(fault, one, axes)).length > 0);
    expect(shows).toEqual([]);
  });
});

/** Where actions go another way, the fault goes with them. */
const elsewhere: readonly (readonly [fault: string, scope: string, axes: Short, property: string])[] = [
  ['injected-twice', '1:2x1', { lifecycle: ['masking'] }, 'delivered-where-routed'],
  ['dropped-at-retarget', '1:2x1', { lifecycle: ['masking'] }, 'no-lost-interrupt'],
  ['retarget-injects', '1:2x1', { lifecycle: ['masking'] }, 'no-spurious-interrupt'],
  ['routed-to-offline', '1:2x1', { lifecycle: ['masking', 'hotplug'] }, 'route-within-vm'],
  ['guest-overreach', '1:1x1', { lifecycle: ['masking'], guest: 'hostile' }, 'route-within-vm'],
  ['neighbour-programmed', '2:2x1', { lifecycle: ['masking'], moves: false }, 'programmed-from-hint'],
  ['coalescing-overwrites', '1:1x1', { lifecycle: ['masking'] }, 'hint-survives-coalescing'],
  ['map-not-updated', '2:1x1', { map: 'on-dispatch' }, 'map-faithful'],
  ['hint-from-other-vm', '1:1x1+1x1', { hinting: 'atomic' }, 'hint-within-vm'],
  ['inject-before-route', '1:2x1', { lifecycle: ['reset'] }, 'delivered-where-routed'],
  ['no-kick', '1:1x1', { hinting: 'atomic' }, 'no-lost-wakeup'],
  ['nobody-there-drops', '2:1x1', { hinting: 'atomic' }, 'no-lost-interrupt'],
  ['no-kick', '1:1x1', { hinting: 'atomic' }, 'pending-is-taken'],
  ['looked-up-again', '2:1x1', { hinting: 'atomic', policy: 'every-event' }, 'event-is-served'],
  ['postponed-while-halted', '1:1x1', { hinting: 'atomic' }, 'event-is-served'],
  ['preempted-runs-on', '1:1x1+1x1', {}, 'event-is-served'],
  ['handler-taken-for-idle', '1:1x1', { lifecycle: ['masking'] }, 'hint-is-used'],
  ['programming-put-off', '1:1x1', { lifecycle: ['masking'] }, 'hint-is-used'],
  ['neighbour-programmed', '2:2x1', { policy: 'every-event', moves: false }, 'locality-restored'],
];

describe('with other options', () => {
  it.each(elsewhere)('%s on %s %j is caught by %s', (name, scope, axes, property) => {
    const fault = faultNamed(name)!;
    expect(Object.keys(brokenBy(fault, scope, axes))).toContain(property);
  });

  const everything = ['reset', 'hotplug', 'masking'] as const;
  const others: readonly (readonly [string, Short])[] = [
    ['2:2x1', { hinting: 'atomic', lifecycle: everything, policy: 'every-event' }],
    ['1:2x2', { lifecycle: ['reset', 'hotplug'], guest: 'hostile', policy: 'on-miss' }],
    ['2:2x1+1x1', { map: 'on-dispatch', guest: 'lowest', policy: 'on-move' }],
  ];
  it.each(others)('no fault makes a machine on %s %j that the properties can not look at', (scope, axes) => {
    for (const { name } of faults) {
      const { budget } = upToStates(unlimited, 1_000);
      const config = configuration(scope, { ...axes, fault: name });
      const decided = decide(config, { properties, isDemanded: () => true, engine: 'explicit' }, budget);
      expect({ name, count: decided.properties.length }).toEqual({ name, count: properties.length });
    }
  });
});

describe('the faults', () => {
  it('have different names', () => expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length));
  it('are all there that the design names, and more', () =>
    expect(faults.length).toBeGreaterThanOrEqual(27 + 8));
});
