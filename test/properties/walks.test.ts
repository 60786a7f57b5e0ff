/** Long random walks where exhaustive exploration does not reach: no claim that is demanded breaks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../model/configuration.ts';
import { faultNamed, faults } from '../../model/faults/index.ts';
import { machineOf } from '../../model/machine.ts';
import { properties } from '../../properties/index.ts';
import type { Property } from '../../properties/property.ts';
import { configuration } from '../configurations.ts';
import { faultCases } from '../model/fault-cases.ts';
import { patienceMs, runs } from '../runs.ts';
import { anyCommands, Coverage, drive, Walk } from './driver.ts';
import { anyConfiguration } from './walk.ts';

/** What holds whatever the policy and the guest, and what the policy promises on top. */
const claimsOf = ({ policy }: Configuration): readonly Property[] =>
  properties.filter(
    ({ kind, contract }) => kind !== 'sometimes' && (contract === 'safe' || policy.claims.includes(contract)),
  );

describe('on long walks through large machines', { timeout: patienceMs }, () => {
  const coverage = new Coverage();

  it('no claim that is demanded is violated', () => {
    const configurations = anyConfiguration('3:3x2+2x2', '4:4x1+3x2', '2:2x2+1x1+2x1', '3:4x2');
    fc.assert(
      fc.property(configurations, anyCommands, (config, commands) => {
        drive(new Walk(machineOf(config), properties, claimsOf(config), coverage), commands, coverage);
      }),
      runs(60),
    );
  });

  it('walks are long', () => {
    const steps = coverage.lengths.reduce((sum, length) => sum + length, 0);
    expect(Math.max(...coverage.lengths)).toBeGreaterThan(400);
    expect(steps / coverage.lengths.length).toBeGreaterThan(100);
  });

  it('every kind of action is taken, and often', () => {
    const kinds = [
      'dispatch',
      'preempt',
      'halt',
      'migrate',
      'raise',
      'identify',
      'inject',
      'receive',
      'take',
      'finish',
    ];
    const rarer = ['program', 'maskSource', 'writeRoute', 'unmaskSource', 'reset', 'unplug', 'plug'];
    const taken = Object.fromEntries(coverage.taken);
    for (const kind of kinds) expect([kind, taken[kind]]).toEqual([kind, expect.toSatisfy((n) => n > 200)]);
    for (const kind of rarer) expect([kind, taken[kind]]).toEqual([kind, expect.toSatisfy((n) => n > 50)]);
  });

  it('every property is exercised: hints, coalescing, programming, stale hints really occur', () => {
    const missed = properties.filter(({ id }) => !coverage.exercised.has(id)).map(({ id }) => id);
    expect(missed).toEqual([]);
  });
});

describe.each(faults.map(({ name }) => name))('with the fault %s, a walk', (name) => {
  const fault = faultNamed(name)!;
  const [, axes] = faultCases[name]!.where;
  const config = configuration('3:3x2+2x1', { ...axes, fault: name });
  const caughtBy = properties.filter(({ id }) => fault.caughtBy.includes(id));

  it('breaks one of the properties that were named beforehand, and says how', () => {
    const coverage = new Coverage();
    const details = fc.check(
      fc.property(anyCommands, (commands) => {
        drive(new Walk(machineOf(config), caughtBy, caughtBy, coverage), commands, coverage);
      }),
      runs(60),
    );
    expect(details.failed).toBe(true);
    const { message } = details.errorInstance as Error;
    expect(fault.caughtBy).toContain(message.slice(0, message.indexOf(' ')));
    expect(message).toMatch(/is violated after \d+ steps: .+\n {2}.+\n {2}expected: .+\n {2}found: .+/);
  });
});
