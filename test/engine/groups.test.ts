import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action, Cell } from '../../model/action.ts';
import { disabled } from '../../model/action.ts';
import { Groups, hub, Projection } from '../../src/engine/groups.ts';
import { Tuples } from '../../src/engine/tuples.ts';
import { runs } from '../runs.ts';

const cellIn = (cluster: string | null, i: number): Cell<unknown> => ({
  name: `cell${i}`,
  kind: 'cell',
  owner: null,
  cluster,
});

const touching = (...touches: readonly Cell<unknown>[]): Action => ({
  label: { is: 'reset', vm: 'vm0' },
  name: 'reset(vm0)',
  owner: 'vm0',
  touches,
  step: () => disabled,
});

const groupsOf = (
  clusters: readonly (string | null)[],
  actions: (cells: Cell<unknown>[]) => Action[] = () => [],
) => {
  const cells = clusters.map(cellIn);
  return { cells, groups: new Groups({ cells, initial: new Map(), actions: actions(cells) }) };
};

describe('groups', () => {
  const clusters = [null, 'a', null, 'b', 'a', null] as const;

  it('are the hub, and one for each cluster', () => {
    const { groups } = groupsOf(clusters);
    expect(groups.groups.map(({ cells }) => [...cells])).toEqual([[0, 2, 5], [1, 4], [3]]);
    expect([...groups.groupOf]).toEqual([hub, 1, hub, 2, 1, hub]);
    expect([...groups.placeOf]).toEqual([0, 0, 1, 0, 1, 2]);
  });

  it('are the home of what touches the hub and one spoke', () => {
    const { groups } = groupsOf(clusters);
    expect(groups.homeOf([])).toBe(hub);
    expect(groups.homeOf([0, 5])).toBe(hub);
    expect(groups.homeOf([0, 1, 4])).toBe(1);
    expect(groups.homeOf([3])).toBe(2);
    expect(groups.homeOf([1, 3])).toBe(-1);
  });

  it('are the home of a question only if the actions there see as much of the hub', () => {
    const { groups } = groupsOf(clusters, (cells) => [
      touching(cells[1]!, cells[0]!),
      touching(cells[3]!, cells[4]!, cells[2]!), // wide: it is at home nowhere, and shows no spoke anything
      touching(cells[5]!),
    ]);
    expect(groups.groups[1]!.sees).toEqual([0]);
    expect(groups.groups[2]!.sees).toEqual([]);
    expect(groups.homeOfQuestion([1, 0])).toBe(1);
    expect(groups.homeOfQuestion([1, 2])).toBe(-1);
    expect(groups.homeOfQuestion([3])).toBe(2);
    expect(groups.homeOfQuestion([0, 2, 5])).toBe(hub);
    expect(groups.homeOfQuestion([1, 3])).toBe(-1);
  });

  it('refuse cells that the model does not have', () => {
    const { groups } = groupsOf(clusters);
    expect(() => groups.numberOf(cellIn(null, 99))).toThrow('the model has no cell cell99');
  });

  it('hold a state, and what writes make of it', () => {
    const cellCount = 7;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(null, 'a', 'b', 'c'), { minLength: cellCount, maxLength: cellCount }),
        fc.array(fc.array(fc.nat(3), { minLength: cellCount, maxLength: cellCount }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.array(fc.array(fc.tuple(fc.nat(cellCount - 1), fc.nat(3)), { maxLength: 4 }), { maxLength: 6 }),
        (clusters, states, writings) => {
          const { groups } = groupsOf(clusters);
          for (const values of states)
            for (const writes of writings) {
              groups.enter(values);
              groups.showAll();
              expect([...groups.ids]).toEqual(values);
              const effects = groups.effectsOf(writes);
              effects.forEach((effect, group) => {
                if (effect >= 0) groups.now[group] = groups.apply(group, effect, groups.now[group]!);
              });
              groups.showAll();
              const after = [...values];
              for (const [cell, value] of writes) after[cell] = value;
              expect([...groups.ids]).toEqual(after);
            }
        },
      ),
      runs(100),
    );
  });
});

describe('a projection', () => {
  it('tells the states of the hub apart by some of their cells only, whenever they came', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(2), { maxLength: 3 }),
        fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 30 }),
        (places, arriving) => {
          const states = new Tuples(3);
          const projection = new Projection(states, places);
          const seen = new Map<string, number>();
          for (const tuple of arriving) {
            const number = projection.of(states.idOf(Int32Array.from(tuple)));
            const key = places.map((place) => tuple[place]).join();
            expect(number).toBe(seen.get(key) ?? number);
            seen.set(key, number);
          }
          expect(new Set(seen.values()).size).toBe(seen.size);
        },
      ),
      runs(100),
    );
  });
});
