/** Long random walks where exhaustive exploration does not reach: no claim that is demanded breaks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../model/configuration.ts';
import { machineOf } from '../../model/machine.ts';
import type { FiniteProperty } from '../../properties/property.ts';
import { taste } from '../../src/decide/randomly.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { exploreRandomly } from '../../src/engine/random/random.ts';
import { finiteProperties } from '../finite.ts';
import { patienceMs, runs } from '../runs.ts';
import { anyConfiguration } from './walk.ts';

/** What holds whatever the policy and the guest, and what the policy promises on top. */
const isClaimed = ({ policy }: Configuration, { kind, contract }: FiniteProperty): boolean =>
  kind !== 'sometimes' && (contract === 'safe' || policy.claims.includes(contract));

describe('on long walks through large machines', { timeout: patienceMs }, () => {
  const walksEach = 60;
  const taken = new Map<string, number>();
  const exercised = new Set<string>();
  let [walks, steps] = [0, 0];

  it('no claim that is demanded is violated', () => {
    const configurations = anyConfiguration('3:3x2+2x2', '4:4x1+3x2', '2:2x2+1x1+2x1', '3:4x2');
    fc.assert(
      fc.property(configurations, fc.nat(), (config, seed) => {
        const model = machineOf(config);
        const meant = finiteProperties.filter((property) => property.notMeant(config) === null);
        const aims = meant.map((property) => property.questions(model.setup));
        const walked = exploreRandomly({ model, aims, taste, seed, runs: walksEach, budget: unlimited });
        walks += walked.runs;
        steps += walked.steps;
        for (const { name, label } of model.actions)
          if (!walked.neverRan.includes(name)) taken.set(label.is, (taken.get(label.is) ?? 0) + 1);
        meant.forEach(({ id, kind }, i) => {
          if (kind === 'sometimes' ? walked.found[i] : walked.exercised[i]) exercised.add(id);
        });
        const broken = meant.filter((property, i) => walked.found[i] && isClaimed(config, property));
        expect(broken.map(({ id }) => id)).toEqual([]);
      }),
      runs(30),
    );
  });

  it('walks are long', () => expect(steps / walks).toBeGreaterThan(100));

  it('every kind of action is taken, and many of it', () => {
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
    ];
    const rarer = [
      'finish',
      'program',
      'maskSource',
      'writeRoute',
      'unmaskSource',
      'reset',
      'unplug',
      'plug',
    ];
    const counts = Object.fromEntries(taken);
    for (const kind of kinds) expect([kind, counts[kind]]).toEqual([kind, expect.toSatisfy((n) => n > 25)]);
    for (const kind of rarer) expect([kind, counts[kind]]).toEqual([kind, expect.toSatisfy((n) => n > 12)]);
  });

  it('every property is exercised: hints, coalescing, programming, stale hints really occur', () => {
    const missed = finiteProperties.filter(({ id }) => !exercised.has(id)).map(({ id }) => id);
    expect(missed).toEqual([]);
  });
});
