/** Every fault is caught by a property that was named beforehand, in a trace whose shortest length is pinned. */
import { describe, expect, it } from 'vitest';
import { faultNamed, faults } from '../../model/faults/index.ts';
import { soundRules } from '../../model/rules.ts';
import { properties } from '../../properties/index.ts';
import { decide } from '../../src/check/decide.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { configuration } from '../configurations.ts';
import { faultCases } from './fault-cases.ts';

/** The claims that are violated, with the lengths of the traces. */
const violatedIn = (scope: string, axes: Parameters<typeof configuration>[1]) => {
  const results = decide(
    configuration(scope, axes),
    { properties, isDemanded: () => true },
    unlimited,
  ).properties;
  const violated = results.filter(({ result }) => result === 'violated');
  return Object.fromEntries(violated.map(({ id, trace }) => [id, trace!.length]));
};

describe.each(faults.map((fault) => [fault.name, fault] as const))('the fault %s', (name, fault) => {
  it('is found by its name, and says what goes wrong, and where it was seen', () => {
    expect(faultNamed(name)).toBe(fault);
    expect(fault.summary).toMatch(/^\w.{10,}[^.]$/);
    expect(fault.source).not.toBe('');
  });

  it('breaks a rule', () => {
    expect(Object.keys(fault.breaks)).not.toEqual([]);
    expect({ ...soundRules, ...fault.breaks }).not.toEqual(soundRules);
  });

  it('names the properties that catch it, and they catch it', () => {
    const known = faultCases[name];
    if (known === undefined) throw new Error(`${name} has no row in test/model/fault-cases.ts`);
    const { where, breaks } = known;
    const [scope, axes] = where;
    expect(properties.map(({ id }) => id)).toEqual(expect.arrayContaining([...fault.caughtBy]));
    expect(Object.keys(breaks)).not.toEqual([]);
    expect(fault.caughtBy).toEqual(expect.arrayContaining(Object.keys(breaks)));
    const sound = violatedIn(scope, axes);
    const broken = violatedIn(scope, { ...axes, fault: name });
    const caught = fault.caughtBy.filter((id) => id in broken && !(id in sound));
    expect(Object.fromEntries(caught.map((id) => [id, broken[id]]))).toEqual(breaks);
  });
});

describe('the faults', () => {
  it('have different names', () => expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length));
  it('are all there that have a row', () => {
    expect(Object.keys(faultCases).sort()).toEqual(faults.map(({ name }) => name).sort());
  });
});
