/** The kernel, the groups and the moves, put together by hand, take the steps of the pure model from any state. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Machine, State } from '../../model/machine.ts';
import { machineOf } from '../../model/machine.ts';
import { Groups, hub } from '../../src/engine/groups.ts';
import { Kernel } from '../../src/engine/kernel.ts';
import { Moves } from '../../src/engine/moves.ts';
import { Values } from '../../src/engine/values.ts';
import { keyOf, stepsFrom } from '../oracle/naive.ts';
import { patienceMs, runs } from '../runs.ts';
import { anyConfiguration, anyWalk, statesOn } from './walk.ts';

/** What the engine makes of a machine: from a state, as texts, those that one step leads to. It learns as it goes. */
const successorsOf = (machine: Machine): ((state: State) => string[]) => {
  const values = machine.cells.map(() => new Values());
  const groups = new Groups(machine);
  const kernel = new Kernel(machine, [], values, groups);
  const moves = new Moves(machine.actions, kernel, groups);
  const { now, ids } = groups;

  const text = (): string => {
    groups.showAll();
    return keyOf(new Map(machine.cells.map(({ name }, i) => [name, values[i]!.at(ids[i]!)])));
  };
  return (state) => {
    groups.enter(machine.cells.map(({ name }, i) => values[i]!.idOf(state.get(name))));
    const here = Int32Array.from(now);
    const found: string[] = [];
    const arrive = () => {
      found.push(text());
      now.set(here);
    };
    for (const group of groups.groups.keys()) {
      const node = moves.node(group);
      const end = moves.starts.at[node + 1]!;
      for (let i = moves.starts.at[node]!; i < end; i += 2) {
        const [onHub, after] = [moves.list.at[i]!, moves.list.at[i + 1]!];
        if (onHub >= 0) now[hub] = groups.apply(hub, onHub, now[hub]!);
        now[group] = after;
        arrive();
      }
    }
    for (const { memo, from } of moves.wide()) {
      groups.showAll();
      const transition = kernel.resultOf(memo, ids, from);
      if (transition === null) continue;
      for (const group of transition.changes)
        now[group] = groups.apply(group, transition.effects[group]!, now[group]!);
      arrive();
    }
    return found;
  };
};

it('the engine takes the steps of the pure model', { timeout: patienceMs }, () => {
  let steps = 0;
  fc.assert(
    fc.property(anyConfiguration('3:3x2+2x2', '4:4x1+3x1', '2:2x3', '3:1x1+2x2'), anyWalk, (config, walk) => {
      const machine = machineOf(config);
      const successors = successorsOf(machine);
      for (const state of statesOn(machine, walk)) {
        const expected = stepsFrom(state, machine.actions, null).map(({ after }) => keyOf(after));
        steps += expected.length;
        expect(successors(state).sort()).toEqual(expected.sort());
      }
    }),
    runs(25),
  );
  expect(steps).toBeGreaterThan(10_000);
});
