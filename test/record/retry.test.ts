/** A record is believed in nothing: whether it is a failure still, the model says. */
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../model/configuration.ts';
import { definePolicy } from '../../model/policies/policy.ts';
import { properties } from '../../properties/index.ts';
import { decide } from '../../src/decide/decide.ts';
import { unlimited } from '../../src/engine/budget.ts';
import { Nondeterminism } from '../../src/engine/recheck.ts';
import type { Retrial, Way } from '../../src/record/job.ts';
import { retry } from '../../src/record/retry.ts';
import type { PropertyResult } from '../../src/results/result.ts';
import type { Short } from '../configurations.ts';
import { configuration } from '../configurations.ts';

const isDemanded = () => true;

const violationsOf = (config: Configuration): readonly PropertyResult[] =>
  decide(config, { properties, isDemanded }, unlimited).properties.filter(
    ({ result }) => result === 'violated',
  );

const wayOf = ({ id, trace }: PropertyResult): Way => {
  const { subject, actions, loop } = trace!;
  return { property: id, subject, actions, loop: loop?.from ?? null };
};

const tried = (config: Configuration, way: Way): Retrial => retry(() => config, way, isDemanded);

const cases: readonly (readonly [scope: string, axes: Short])[] = [
  ['2:2x1', {}],
  ['2:1x1', { map: 'on-dispatch', policy: 'every-event' }],
  ['1:1x1', { fault: 'no-kick' }],
  ['2:2x1', { policy: 'never' }],
  ['1:1x1', { fault: 'coalescing-overwrites' }],
  ['2:1x1', { fault: 'map-not-updated', policy: 'on-miss' }],
];

describe('what was violated', () => {
  it.each(cases)('on %s %j still is, whatever has to be remembered of the run', (scope, axes) => {
    const config = configuration(scope, axes);
    const violations = violationsOf(config);
    expect(violations.length).toBeGreaterThan(0);
    for (const violation of violations)
      expect(tried(config, wayOf(violation))).toEqual({
        is: 'fails',
        claims: config.policy.claims,
        // that was shown of another check, and is not shown again
        property: { ...violation, trace: { ...violation.trace, shortest: false } },
      });
  });

  it('is met on the way, if it is met sooner', () => {
    const config = configuration('2:2x1');
    const [violation] = violationsOf(config);
    const way = wayOf(violation!);
    const longer = { ...way, actions: [...way.actions, 'inject(vm0.dev0.e0)', 'jump()'] };
    expect(tried(config, longer)).toEqual(tried(config, way));
  });
});

const kicked = configuration('1:1x1');
const slept = violationsOf(configuration('1:1x1', { fault: 'no-kick' })).map(wayOf);
const lost = slept.find(({ property }) => property === 'no-lost-wakeup')!;
const empty: Way = {
  property: 'hint-names-somebody',
  subject: 'vm0.dev0.e0',
  actions: ['raise(vm0.dev0.e0, cpu1)', 'identify(vm0.dev0.e0)'],
  loop: null,
};

const remote = violationsOf(configuration('2:2x1', { policy: 'never' }))
  .filter(({ id }) => id === 'locality-restored')
  .map(wayOf)[0]!;
const asleep = slept.find(({ property }) => property === 'event-is-served')!;

describe('what no longer fails', () => {
  it.each<[string, Configuration, Way]>([
    ['on a machine that was mended', kicked, lost],
    ['with a policy that was mended', configuration('2:1x1', { policy: 'never' }), empty],
    ['without the subject', configuration('2:1x1'), { ...empty, subject: 'vm0.dev0.e7' }],
    ['without the actions', configuration('2:1x1'), { ...empty, actions: ['jump()', ...empty.actions] }],
    [
      'with an action that is not enabled',
      configuration('2:1x1'),
      { ...empty, actions: [...empty.actions].reverse() },
    ],
    ['without any action', configuration('2:1x1'), { ...empty, actions: [] }],
    [
      'where it is not meant',
      configuration('1:1x1', { map: 'on-dispatch' }),
      { property: 'hinted-on-event-cpu', subject: 'vm0.dev0.e0', actions: [], loop: null },
    ],
    [
      'that recurs for ever, under a policy that hints',
      configuration('2:2x1', { policy: 'on-miss' }),
      remote,
    ],
    ['after which nothing happens, where somebody kicks', kicked, asleep],
    ['that recurs from elsewhere', configuration('2:2x1', { policy: 'never' }), { ...remote, loop: 2 }],
    [
      'that does not say where it recurs',
      configuration('2:2x1', { policy: 'never' }),
      { ...remote, loop: null },
    ],
    [
      'that recurs, without one of its actions',
      configuration('2:2x1', { policy: 'never' }),
      { ...remote, actions: [...remote.actions, 'jump()'] },
    ],
  ])('%s', (_, config, way) => expect(tried(config, way)).toEqual({ is: 'mended' }));
});

describe('nothing is learned', () => {
  const config = configuration('2:1x1');

  it('of what is not demanded', () =>
    expect(
      retry(
        () => config,
        empty,
        () => false,
      ),
    ).toEqual({ is: 'open' }));

  it('of a property that there is not', () =>
    expect(tried(config, { ...empty, property: 'no-such' })).toEqual({ is: 'open' }));

  it('of what one hopes for: to reach it is no failure', () =>
    expect(tried(config, { ...empty, property: 'hint-empty' })).toEqual({ is: 'open' }));

  it('of a policy that answers differently the second time, or that keeps its first answer', () => {
    const asked = new Map<string, number>();
    const wrongAtFirst = definePolicy({
      name: 'moody',
      decide: ({ on, mappedHere }) => {
        asked.set(on, (asked.get(on) ?? 0) + 1);
        return { hint: asked.get(on)! <= 1 ? [] : mappedHere.length > 0 ? mappedHere : null, memory: null };
      },
    });
    expect(() => tried({ ...config, policy: wrongAtFirst }, empty)).toThrow(Nondeterminism);

    const keeping = (): Configuration => {
      let kept: boolean | undefined;
      const policy = definePolicy({
        name: 'moody',
        decide: ({ on }) => {
          kept ??= on === 'cpu0';
          return { hint: kept && on === 'cpu1' ? [] : null, memory: null };
        },
      });
      return { ...config, policy };
    };
    const before = ['raise(vm0.dev0.e0, cpu0)', 'identify(vm0.dev0.e0)', 'inject(vm0.dev0.e0)'];
    const way = { ...empty, actions: [...before, ...empty.actions] };
    expect(() => retry(keeping, way, isDemanded)).toThrow(Nondeterminism);
  });
});
