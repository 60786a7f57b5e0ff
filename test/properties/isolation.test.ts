/** What one VM's device and guest do never changes what another VM is told: two runs that differ in nothing else. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Action } from '../../model/action.ts';
import { disabled } from '../../model/action.ts';
import type { State } from '../../model/machine.ts';
import { machineOf, step } from '../../model/machine.ts';
import { same } from '../../model/same.ts';
import { patienceMs, runs } from '../runs.ts';
import type { Choice } from './walk.ts';
import { anyChoice, anyConfiguration, chosen, enabledIn } from './walk.ts';

const scheduling = ['dispatch', 'preempt', 'halt', 'migrate', 'unplug', 'plug'];

/** The other VM's devices, drivers and resets: what the two runs differ in. */
const isNoise = ({ owner, label }: Action): boolean => owner === 'vm1' && !scheduling.includes(label.is);

/**
 * A VCPU goes idle when its guest has nothing to do, and an interrupt wakes it: so does one VM compete with another for
 * the host's CPUs. That is scheduling, and here the other VM's VCPUs stay runnable, whatever its devices do.
 */
const isKept = ({ owner, label }: Action): boolean => owner !== 'vm1' || label.is !== 'halt';

/** Everything of the first VM; the states of host CPUs besides. */
const seenBy = (owner: string, cells: readonly { name: string; owner: string | null }[]) => {
  const own = cells.filter((cell) => cell.owner === owner || cell.owner === null).map(({ name }) => name);
  return (state: State) => own.map((name) => [name, state.get(name)]);
};

/** A step of the one run, and then what the other VM does in the other run only. */
interface Turn {
  readonly choice: Choice;
  readonly noise: readonly Choice[];
}

const anyTurns: fc.Arbitrary<readonly Turn[]> = fc.array(
  fc.record({ choice: anyChoice, noise: fc.array(anyChoice, { maxLength: 2 }) }),
  { size: 'large', maxLength: 300 },
);

it('what one VM does never changes what another VM is told', { timeout: patienceMs }, () => {
  let told = 0;
  let apart = 0;
  fc.assert(
    fc.property(
      anyConfiguration('3:2x2+2x2', '2:2x1+1x1', '3:1x1+3x2', '2:1x1+2x1+1x1'),
      anyTurns,
      (config, turns) => {
        const { initial, actions: all, cells } = machineOf(config);
        const actions = all.filter(isKept);
        const noises = actions.filter(isNoise);
        const view = seenBy('vm0', cells);
        let one = initial;
        let other = initial;
        for (const { choice, noise } of turns) {
          const action = chosen(enabledIn(one, actions), choice)!;
          const taken = step(one, action);
          if (taken === disabled) throw new Error('an enabled action is disabled');
          one = taken.after;
          if (!isNoise(action)) {
            const twin = step(other, action);
            if (twin === disabled) throw new Error(`${action.name} is disabled in the other run`);
            if (action.owner === 'vm0') expect(twin.change.announces).toEqual(taken.change.announces);
            if (action.owner === 'vm0' && taken.change.announces !== undefined) told++;
            other = twin.after;
          }
          for (const another of noise) {
            const loud = chosen(enabledIn(other, noises), another);
            const heard = loud && step(other, loud);
            if (heard && heard !== disabled) other = heard.after;
          }
          expect(view(other)).toEqual(view(one));
          if (![...one].every(([cell, value]) => same(value, other.get(cell)))) apart++;
        }
      },
    ),
    runs(40),
  );
  expect(told).toBeGreaterThan(100);
  expect(apart).toBeGreaterThan(1_000);
});
