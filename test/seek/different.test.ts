import { describe, expect, it } from 'vitest';
import { disabled } from '../../model/action.ts';
import type { Configuration } from '../../model/configuration.ts';
import { guestNamed } from '../../model/guests/index.ts';
import type { State } from '../../model/machine.ts';
import { machineOf, step } from '../../model/machine.ts';
import { policyNamed } from '../../model/policies/index.ts';
import { propertyNamed } from '../../properties/index.ts';
import type { FiniteProperty } from '../../properties/property.ts';
import { isLongRun } from '../../properties/property.ts';
import { parseCondition, propertyOf } from '../../src/condition/index.ts';
import { lifted, shortestWay, watchedBy } from '../../src/decide/simpler.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { canonical } from '../../src/engine/values.ts';
import { considerAfter, isFinding, replay } from '../../src/path/replay.ts';
import { topologyOf } from '../../src/scope.ts';
import type { Asked, Way } from '../../src/seek/different.ts';
import { differentWays } from '../../src/seek/different.ts';

const configOf = (policy: string, scope: string): Configuration => ({
  topology: topologyOf(scope),
  policy: policyNamed(policy)!,
  guest: guestNamed('any')!,
  ...{ map: 'on-move', hinting: 'interleaved', moves: true, lifecycle: [], fault: null },
});

/** A property by its id, or a condition. */
const propertyIn = (name: string): FiniteProperty => {
  const property = propertyNamed(name) ?? propertyOf(parseCondition('--to', name));
  if (isLongRun(property)) throw new Error(`of ${name}, one run without end is told`);
  return property;
};

const askedIn = (config: Configuration, property: string): readonly Asked[] => {
  const machine = machineOf(config);
  return propertyIn(property)
    .questions(machine.setup)
    .map((question) => ({ question, model: watchedBy(machine, question) }));
};

/** A shortest way, as a check would have found it. */
const knownIn = (config: Configuration, property: string): Way => {
  const ways = askedIn(config, property).flatMap(({ question }): Way[] => {
    const actions = shortestWay(machineOf(config), question, unlimited);
    return actions === null ? [] : [{ question, actions }];
  });
  return ways.sort((a, b) => a.actions.length - b.actions.length)[0]!;
};

const keyOf = (actions: Iterable<string>): string => [...new Set(actions)].sort().join(' ');
const holds = (all: string, some: string): boolean =>
  some.split(' ').every((one) => all.split(' ').includes(one));

/** Sets of actions with the length of a shortest run that takes them. */
type Sets = ReadonlyMap<string, number>;

/** The shortest first, of those the smallest; and none that holds all of one before it. */
const different = (sets: Sets): readonly string[] => {
  const inOrder = [...sets].sort(([a, m], [b, n]) => m - n || a.split(' ').length - b.split(' ').length);
  const taken: string[] = [];
  for (const [set] of inOrder) if (!taken.some((one) => holds(set, one))) taken.push(set);
  return taken.sort();
};

/** Every set of actions with which some run of so many steps leads to a finding, found by taking every step there is. */
const setsByHand = ({ model, question }: Asked, stepsMax: number): Sets => {
  const found = new Map<string, number>();
  const textOf = (state: State): string => canonical(Object.fromEntries(state));
  let level = new Map([['', { state: model.initial, set: '' }]]);
  for (let i = 0; i < stepsMax; i++) {
    const next: typeof level = new Map();
    for (const { state, set } of level.values())
      for (const action of model.actions) {
        const taken = step(state, action);
        if (taken === disabled) continue;
        const with1 = keyOf([...set.split(' ').filter(Boolean), action.name.replaceAll(' ', '')]);
        const run = { states: [state, taken.after], steps: [], stuck: null };
        if (isFinding(considerAfter(1, question, [action], run).answer))
          found.set(with1, found.get(with1) ?? i + 1);
        next.set(`${textOf(taken.after)}\n${with1}`, { state: taken.after, set: with1 });
      }
    level = next;
  }
  return found;
};

describe('different ways', () => {
  it.each([
    ['every-event', '2:1x1', 'no-stale-hint', 8],
    ['first-time', '2:1x1', 'hint-names-somebody', 6],
    ['first-time', '1:2x1', 'hint-sent', 5],
    ['every-event', '1:2x1', 'interrupts-coalesce', 7],
    [
      'first-time',
      '2:1x1',
      'placement(vm0.vcpu0) is ready and servicing(vm0.dev0.e0, vm0.vcpu0) is interrupt, no hint',
      11,
    ],
  ])('of %s on %s to %s are all that there are within %i steps', (policy, scope, property, stepsMax) => {
    const config = configOf(policy, scope);
    const asked = askedIn(config, property);
    const { ways, isComplete } = differentWays(asked, knownIn(config, property), 1000, unlimited);
    expect(isComplete).toBe(true);
    const short = ways.filter(({ actions }) => actions.length <= stepsMax);
    const sets = new Map<string, number>();
    for (const [set, length] of asked.flatMap((one) => [...setsByHand(one, stepsMax)]))
      sets.set(set, Math.min(length, sets.get(set) ?? Infinity));
    const byHand = different(sets);
    expect(byHand.length).toBeGreaterThan(0);
    const setOf = ({ actions }: Way) => keyOf(actions.map((name) => name.replaceAll(' ', '')));
    expect(short.map(setOf).sort()).toEqual(byHand);
  });

  it('come with the shortest first, no one taking all the actions of one before, each leading there', () => {
    const config = configOf('every-event', '2:2x1');
    const asked = askedIn(config, 'no-stale-hint');
    const { ways, isComplete } = differentWays(asked, knownIn(config, 'no-stale-hint'), 12, unlimited);
    expect(ways).toHaveLength(8);
    expect(isComplete).toBe(true);
    const lengths = ways.map(({ actions }) => actions.length);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    ways.forEach(({ question, actions }, i) => {
      expect(lifted(config, question, actions)).not.toBeNull();
      for (const { actions: before } of ways.slice(0, i))
        expect(before.every((name) => actions.includes(name))).toBe(false);
    });
  });

  it('of a property that remembers are found with its memory', () => {
    const config = configOf('every-event', '2:2x1');
    const asked = askedIn(config, 'first-time-only');
    const { ways } = differentWays(asked, knownIn(config, 'first-time-only'), 3, unlimited);
    for (const { question, actions } of ways) {
      const { model } = asked.find((one) => one.question.subject === question.subject)!;
      const taken = actions.map((name) => model.actions.find((action) => action.name === name)!);
      expect(isFinding(considerAfter(taken.length, question, taken, replay(model, taken)).answer)).toBe(true);
    }
    expect(ways.length).toBeGreaterThan(1);
  });

  it('are not claimed to be all where a budget ends the search', () => {
    const config = configOf('every-event', '2:2x1');
    const asked = askedIn(config, 'no-stale-hint');
    const known = knownIn(config, 'no-stale-hint');
    const { ways, isComplete } = differentWays(asked, known, 5, {
      memoryBytes: 2 ** 30,
      check: () => 'time',
    });
    expect(ways).toEqual([known]);
    expect(isComplete).toBe(false);
  });
});
