/**
 * The guards are stated twice: in model/actions as code, in src/explain as parts. Here they are held against each other,
 * in every state of many small configurations.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disabled } from '../../model/action.ts';
import type { Configuration } from '../../model/configuration.ts';
import { defineFault, replaceable } from '../../model/faults/fault.ts';
import { isReplaced } from '../../model/faults/replace.ts';
import { guestNames } from '../../model/guests/index.ts';
import type { Machine, State } from '../../model/machine.ts';
import { machineOf, readerOf, step } from '../../model/machine.ts';
import { guardOf } from '../../src/explain/guards/index.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';
import { anyConfiguration, anyWalk, policies, statesOn } from '../properties/walk.ts';
import { patienceMs, runs } from '../runs.ts';
import { reachable } from './reachable.ts';

type Case = readonly [scope: string, axes: Short];

const everything = ['reset', 'hotplug', 'masking'] as const;

/** Every policy with every guest, and every axis with what it matters for. All of their states are gone through. */
const cases: readonly Case[] = [
  ...policies.flatMap((policy) => guestNames.map((guest): Case => ['1:2x1', { policy, guest }])),
  ...guestNames.flatMap((guest): readonly Case[] => [
    ['2:1x1', { guest }],
    ['1:2x1', { guest, lifecycle: ['hotplug'] }],
    ['1:2x1', { guest, lifecycle: ['masking'] }],
    ['1:2x1', { guest, lifecycle: everything }],
  ]),
  ['2:2x1', { hinting: 'atomic' }],
  ['1:2x2', { hinting: 'atomic', lifecycle: ['hotplug'] }],
  ['2:2x1', { moves: false, lifecycle: ['hotplug'] }],
  ['2:2x1', { map: 'on-dispatch' }],
  ['2:2x1', { guest: 'hostile' }],
  ['1:3x1', {}],
  ['1:1x2', { lifecycle: ['reset'] }],
  ['2:2x1', { policy: 'never', lifecycle: everything }],
  ['1:2x1', { policy: 'every-event', lifecycle: ['masking'] }],
  ['1:1x1+1x1', {}],
  ['1:1x1+1x1', { hinting: 'atomic', lifecycle: everything }],
];

/** What came of going through states of a machine. */
interface Examined {
  /** Actions whose guard and whose parts say different things. */
  readonly differences: readonly string[];
  /** `halt 2 of 3` → how often the part was the only false one. A guard has more parts if the VM has more sources. */
  readonly alone: ReadonlyMap<string, number>;
}

const examine = (machine: Machine, states: readonly State[]): Examined => {
  const { fault } = machine.setup.config;
  const guards = machine.actions
    .filter((action) => fault === null || !isReplaced(fault, action))
    .map((action) => ({ action, parts: guardOf(machine.setup, action.label) }));
  const differences: string[] = [];
  const alone = new Map<string, number>();
  for (const state of states) {
    const read = readerOf(state);
    for (const { action, parts } of guards) {
      const denials = parts.map((part) => part(read));
      const falseOnes = denials.filter((denial) => denial !== null);
      if (falseOnes.length > 0 !== (step(state, action) === disabled))
        differences.push(`${action.name}: ${falseOnes.join('; ') || 'no part is false'}`);
      for (const [i, denial] of denials.entries()) {
        const part = `${action.label.is} ${i + 1} of ${parts.length}`;
        const isAlone = denial !== null && falseOnes.length === 1;
        alone.set(part, (alone.get(part) ?? 0) + (isAlone ? 1 : 0));
      }
    }
  }
  return { differences, alone };
};

/**
 * In the right machine a VCPU that is halted has nothing pending, and no handler of its own: `unplug` asks for nothing
 * that could be missing. In this one it halts in the middle of its work.
 */
const haltsAnyway = (scope: string): Configuration => ({
  ...configuration(scope, { policy: 'never', guest: 'hostile', hinting: 'atomic', lifecycle: ['hotplug'] }),
  fault: defineFault({
    name: 'halts-anyway',
    next: { halt: ({ sound }) => sound({ pending: () => null, servicing: () => null }) },
  }),
});

const configurations: ReadonlyMap<string, Configuration> = new Map([
  ...cases.map(([scope, axes]) => [`${scope} ${JSON.stringify(axes)}`, configuration(scope, axes)] as const),
  ['1:2x1, where VCPUs halt in the middle of their work', haltsAnyway('1:2x1')],
  ['1:2x2, where VCPUs halt in the middle of their work', haltsAnyway('1:2x2')],
]);

const known = new Map<string, Examined>();

/** Examined when it is first asked for, by whichever test. */
const examined = (name: string): Examined => {
  const already = known.get(name);
  if (already !== undefined) return already;
  const machine = machineOf(configurations.get(name)!);
  const result = examine(machine, reachable(machine));
  known.set(name, result);
  return result;
};

describe('a part of a guard is false if, and only if, the action is not enabled', () => {
  it.each([...configurations.keys()])('in every state of %s', (name) => {
    expect(examined(name).differences).toEqual([]);
  });
});

describe('on walks through machines that are too large for that', { timeout: patienceMs }, () => {
  it('what is not enabled has a part that is false, and what is enabled has none', () => {
    const configurations = anyConfiguration('3:3x2+2x1', '2:2x2+1x1', '3:4x1');
    fc.assert(
      fc.property(configurations, anyWalk, (config, walk) => {
        const machine = machineOf(config);
        const some = statesOn(machine, walk).filter((_, i) => i % 8 === 0);
        expect(examine(machine, some).differences).toEqual([]);
      }),
      runs(20),
    );
  });
});

describe('the parts of the guards', () => {
  const alone = (): ReadonlyMap<string, number> => {
    const sums = new Map<string, number>();
    for (const name of configurations.keys())
      for (const [part, count] of examined(name).alone) sums.set(part, (sums.get(part) ?? 0) + count);
    return sums;
  };

  it('are none of them idle: each is the only false one somewhere', () => {
    expect([...alone()].filter(([, count]) => count === 0).map(([part]) => part)).toEqual([]);
  });

  it('are those of every kind of action', () => {
    const kinds = new Set([...alone().keys()].map((part) => part.split(' ')[0]));
    expect(kinds).toEqual(new Set([...replaceable, 'receive']));
  });
});
