/** What is true of the model itself, in states that random walks reach: purity, totality, symmetry. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action, Cell, Read } from '../../model/action.ts';
import { disabled } from '../../model/action.ts';
import type { Machine, State } from '../../model/machine.ts';
import { machineOf, readerOf } from '../../model/machine.ts';
import { same } from '../../model/same.ts';
import { canonical, Values } from '../../src/engine/values.ts';
import { frozen } from '../model/frozen.ts';
import { keyOf, stepsFrom } from '../oracle/naive.ts';
import { patienceMs, runs } from '../runs.ts';
import type { Choice } from './walk.ts';
import { anyConfiguration, anyWalk, statesOn } from './walk.ts';

const scopes = ['3:3x2+2x2', '4:4x1+3x1', '2:2x2+1x1', '2:1x1+1x1+1x1'] as const;

/** Looks at every tenth state or so of a walk, and at the last. */
const visited = (machine: Machine, walk: readonly Choice[]): readonly State[] => {
  const states = statesOn(machine, walk);
  return states.filter((_, i) => i % 10 === 0 || i === states.length - 1);
};

/** The answer of an action, as data. */
const answerOf = (action: Action, read: Read) => {
  const change = action.step(read);
  if (change === disabled) return 'disabled';
  return {
    writes: change.writes.map(([{ name }, value]) => [name, value] as const),
    announces: change.announces ?? null,
  };
};

describe('an action, in any state that is reached', { timeout: patienceMs }, () => {
  it('answers, always the same, changes nothing that it got, and keeps to the cells that it touches', () => {
    let enabled = 0;
    fc.assert(
      fc.property(anyConfiguration(...scopes), anyWalk, (config, walk) => {
        const machine = machineOf(config);
        const anew = machineOf(config);
        for (const state of visited(machine, walk)) {
          for (const value of state.values()) frozen(value);
          const text = keyOf(state);
          machine.actions.forEach((action, i) => {
            const touched = new Set(action.touches.map(({ name }) => name));
            const read: Read = (cell) => {
              if (!touched.has(cell.name)) throw new Error(`${action.name} reads ${cell.name}`);
              return readerOf(state)(cell);
            };
            const answer = answerOf(action, read);
            expect(answerOf(action, read)).toEqual(answer);
            expect(answerOf(anew.actions[i]!, read)).toEqual(answer);
            if (answer === 'disabled') return;
            enabled++;
            for (const [cell] of answer.writes)
              if (!touched.has(cell)) throw new Error(`${action.name} writes ${cell}`);
          });
          expect(keyOf(state)).toBe(text);
        }
      }),
      runs(15),
    );
    expect(enabled).toBeGreaterThan(1_000);
  });

  it('writes plain data, which survives being written as text and being numbered', () => {
    const values = new Map<string, Values>();
    fc.assert(
      fc.property(anyConfiguration(...scopes), anyWalk, (config, walk) => {
        for (const state of visited(machineOf(config), walk))
          for (const [cell, value] of state) {
            const own = values.get(cell) ?? new Values();
            values.set(cell, own);
            expect(same(JSON.parse(canonical(value)), value)).toBe(true);
            expect(same(own.at(own.idOf(value)), value)).toBe(true);
          }
      }),
      runs(15),
    );
    expect(values.size).toBeGreaterThan(50);
  });
});

/** Another name for each host CPU, and for each VM. */
interface Renaming {
  readonly cpu: readonly number[];
  readonly vm: readonly number[];
}

/** In all text of it: `vm0.vcpu1` is a VCPU of another VM then; its own number it keeps. */
const renamed = <T>(value: T, renaming: Renaming): T => {
  const rename = (text: string) =>
    text.replaceAll(
      /\b(cpu|vm)(\d+)\b/g,
      (_, kind: 'cpu' | 'vm', n) => `${kind}${renaming[kind][Number(n)]}`,
    );
  const walk = (inner: unknown): unknown => {
    if (typeof inner === 'string') return rename(inner);
    if (typeof inner !== 'object' || inner === null) return inner;
    if (Array.isArray(inner)) return inner.map(walk);
    return Object.fromEntries(Object.entries(inner).map(([key, one]) => [rename(key), walk(one)]));
  };
  return walk(value) as T;
};

const renamedState = (state: State, renaming: Renaming): State =>
  new Map([...state].map((entry) => renamed(entry, renaming) as [string, unknown]));

const shuffled = (count: number): fc.Arbitrary<readonly number[]> => {
  const numbers = Array.from({ length: count }, (_, i) => i);
  return fc.shuffledSubarray(numbers, { minLength: count, maxLength: count });
};

describe('names do not matter', { timeout: patienceMs }, () => {
  /** Scopes whose VMs are all alike, so that any of them may bear any name. */
  const alike = fc.constantFrom(
    { scope: '3:2x2+2x2', cpus: 3, vms: 2 },
    { scope: '4:3x1+3x1', cpus: 4, vms: 2 },
    { scope: '2:1x1+1x1+1x1', cpus: 2, vms: 3 },
  );
  const anyCase = alike.chain(({ scope, cpus, vms }) =>
    fc.tuple(anyConfiguration(scope), anyWalk, fc.record({ cpu: shuffled(cpus), vm: shuffled(vms) })),
  );

  it('of host CPUs and VMs: what a step does is done to the renamed state by the renamed step', () => {
    let steps = 0;
    let really = 0;
    fc.assert(
      fc.property(anyCase, ([config, walk, renaming]) => {
        const machine = machineOf(config);
        const named = new Map(machine.actions.map((action) => [action.name, action]));
        for (const state of visited(machine, walk)) {
          const other = renamedState(state, renaming);
          for (const action of machine.actions) {
            const twin = named.get(renamed(action.name, renaming))!;
            const expected = renamed(answerOf(action, readerOf(state)), renaming);
            const found = answerOf(twin, readerOf(other));
            if (expected !== 'disabled') steps++;
            if (twin !== action) really++;
            if (expected === 'disabled' || found === 'disabled')
              expect([twin.name, found]).toEqual([twin.name, expected]);
            else {
              // A reset, say, writes its cells in another order then.
              expect(found.announces).toEqual(expected.announces);
              expect(new Map(found.writes)).toEqual(new Map(expected.writes));
            }
          }
        }
      }),
      runs(15),
    );
    expect(steps).toBeGreaterThan(1_000);
    expect(really).toBeGreaterThan(1_000);
  });

  it('renames what it should, and nothing else', () => {
    const renaming = { cpu: [1, 0], vm: [1, 0] };
    expect(
      renamed(['migrate(vm0.vcpu1, cpu0)', { 'pending(vm1.dev0.e0, vm1.vcpu0)': null }], renaming),
    ).toEqual(['migrate(vm1.vcpu1, cpu1)', { 'pending(vm0.dev0.e0, vm0.vcpu0)': null }]);
  });
});

describe('the oracle', () => {
  it('takes the steps that the machine has', () => {
    const cell: Cell<unknown> = { name: 'n', kind: 'n', owner: null, cluster: null };
    const count: Action = {
      label: { is: 'reset', vm: 'vm0' },
      name: 'count',
      owner: 'vm0',
      touches: [cell],
      step: (read) => {
        const n = read(cell) as number;
        return n < 2 ? { writes: [[cell, n + 1]], announces: n } : disabled;
      },
    };
    const steps = (n: number) => stepsFrom(new Map([['n', n]]), [count], null);
    expect(steps(1).map(({ after, sight }) => [after.get('n'), sight.change.announces])).toEqual([[2, 1]]);
    expect(steps(2)).toEqual([]);
  });
});
