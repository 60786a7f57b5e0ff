import { describe, expect, it } from 'vitest';
import { policyNamed } from '../../model/policies/index.ts';
import type { Policy } from '../../model/policies/policy.ts';
import { definePolicy } from '../../model/policies/policy.ts';
import { divergenceClaims } from '../../src/compare/divergences.ts';
import { inLockstep } from '../../src/compare/lockstep.ts';
import { decide } from '../../src/decide/decide.ts';
import { unlimited } from '../../src/engine/budget.ts';
import type { EngineName } from '../../src/engine/engines.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';
import type { Answered } from './beside.ts';
import { naivelyBeside } from './beside.ts';

const names = [
  'first-time',
  'first-nonempty',
  'every-event',
  'on-move',
  'on-miss',
  'running-only',
  'never',
  'periodic:2',
];
const named = (name: string): Policy => policyNamed(name)!;

/** How two answers differ, said anew: what one has beyond the other, and whether there is a hint at all. */
const classified = ({ baseline, candidate }: Answered): string | null => {
  if (JSON.stringify(baseline) === JSON.stringify(candidate)) return null;
  const some = (hint: readonly string[]): boolean => hint.length > 0;
  if (baseline === null) return some(candidate!) ? 'adds-hint' : 'adds-empty-hint';
  if (candidate === null) return some(baseline) ? 'withholds-hint' : 'withholds-empty-hint';
  if (!some(baseline)) return 'names-somebody';
  if (!some(candidate)) return 'names-nobody';
  const more = candidate.filter((vcpu) => !baseline.includes(vcpu)).length;
  const fewer = baseline.filter((vcpu) => !candidate.includes(vcpu)).length;
  if (fewer === 0) return 'names-more';
  return more === 0 ? 'names-fewer' : 'names-others';
};

/** The kinds of divergence that are found, with the lengths of their traces; all must be shortest. */
const found = (
  scope: string,
  short: Short,
  { baseline, candidate }: { readonly baseline: Policy; readonly candidate: Policy },
  engine: EngineName,
): ReadonlyMap<string, number> => {
  const policy = inLockstep({ baseline, candidate });
  const config = { ...configuration(scope, short), policy };
  const { properties } = decide(
    config,
    { properties: divergenceClaims(policy), isDemanded: () => true, engine },
    unlimited,
  );
  for (const { trace } of properties) expect(trace?.shortest ?? true).toBe(true);
  return new Map(
    properties.flatMap(({ id, trace }) => (trace === null ? [] : [[id, trace.length] as const])),
  );
};

const configurations: readonly (readonly [string, Short])[] = [
  ['1:2x1', {}],
  ['2:1x1', { map: 'on-dispatch' }],
  ['1:1x2', { hinting: 'atomic' }],
  ['1:2x1', { lifecycle: ['reset'] }],
  ['2:1x1', { moves: false, lifecycle: ['hotplug'] }],
];

/** Answers with everybody, whoever is there: unlike any built-in, it names VCPUs that are elsewhere. */
const everybody = definePolicy({
  name: 'everybody',
  decide: () => ({ hint: ['vm0.vcpu0', 'vm0.vcpu1'] as never, memory: null }),
});
const second = definePolicy({
  name: 'second',
  decide: () => ({ hint: ['vm0.vcpu1'] as never, memory: null }),
});
const nobody = definePolicy({ name: 'nobody', decide: () => ({ hint: [], memory: null }) });

describe('two policies in lockstep', () => {
  for (const [scope, short] of configurations)
    it(`differ as a naive search says, on ${scope} ${JSON.stringify(short)}, every one from every other`, () => {
      let differences = 0;
      for (const baseline of names)
        for (const candidate of names) {
          const expected = naivelyBeside(
            { ...configuration(scope, short), policy: named(candidate) },
            named(baseline),
            classified,
          );
          const policies = { baseline: named(baseline), candidate: named(candidate) };
          expect([baseline, candidate, found(scope, short, policies, 'explicit')]).toEqual([
            baseline,
            candidate,
            expected,
          ]);
          differences += expected.size;
          if (baseline === candidate) expect(expected.size).toBe(0);
        }
      expect(differences).toBeGreaterThan(40);
    }, 120_000);

  it('differ in both explorers alike', () => {
    for (const [baseline, candidate] of [
      ['first-time', 'on-miss'],
      ['on-miss', 'running-only'],
      ['every-event', 'on-move'],
    ] as const) {
      const policies = { baseline: named(baseline), candidate: named(candidate) };
      const explicit = found('2:2x1', {}, policies, 'explicit');
      expect(explicit.size).toBeGreaterThan(0);
      expect(found('2:2x1', {}, policies, 'symbolic')).toEqual(explicit);
    }
  }, 60_000);

  it('differ in who is named, in every way that there is', () => {
    const all = { everybody, second, nobody, 'every-event': named('every-event'), never: named('never') };
    const kinds = new Set<string>();
    for (const baseline of Object.values(all))
      for (const candidate of Object.values(all)) {
        const one = found('2:2x1', {}, { baseline, candidate }, 'explicit');
        const config = { ...configuration('2:2x1', {}), policy: candidate };
        // naively, only where it is quick: what these policies remember makes no states
        if (candidate === second) expect(one).toEqual(naivelyBeside(config, baseline, classified));
        for (const kind of one.keys()) kinds.add(kind);
      }
    expect(kinds.size).toBe(9);
  }, 120_000);

  it('takes a memory of null for what it is: nothing is remembered any more', () => {
    const keeps = definePolicy<string | null>({
      name: 'keeps',
      initial: null,
      decide: ({ memory, mappedHere }) =>
        memory !== null || mappedHere.length === 0
          ? { hint: null, memory }
          : { hint: mappedHere, memory: 'seen' },
    });
    const forgets: Policy = { ...keeps, name: 'forgets', onMove: () => null };
    const kinds = (baseline: Policy, candidate: Policy) => [
      ...found('2:2x1', {}, { baseline, candidate }, 'auto').entries(),
    ];
    expect(kinds(keeps, forgets)).toEqual([['adds-hint', 6]]);
    expect(kinds(forgets, keeps)).toEqual([['withholds-hint', 6]]);
    expect(kinds(forgets, named('on-move'))).toEqual([]);
    expect(kinds(named('on-move'), forgets)).toEqual([]);
    expect(kinds(named('first-nonempty'), keeps)).toEqual([]);
  });

  it('tells a difference that comes late: after the n-th event', () => {
    const lengths = [1, 2, 3].map((n) => {
      const late = definePolicy({
        name: 'late',
        initial: 0,
        decide: (event) => ({
          hint: event.memory === n ? [] : event.mappedHere,
          memory: Math.min(event.memory + 1, n + 1),
        }),
      });
      const one = found('1:1x1', {}, { baseline: named('every-event'), candidate: late }, 'explicit');
      expect([...one.keys()]).toEqual(['names-nobody']);
      return one.get('names-nobody');
    });
    // raise, identify, inject: three steps for each event before it
    expect(lengths).toEqual([5, 8, 11]);
  });
});
