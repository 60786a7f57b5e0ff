/** What a budget leaves open makes nothing look better. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exitCodeOf } from '../../src/results/exit-code.ts';
import type { Result, Run } from '../../src/results/result.ts';
import type { Waiver } from '../../src/results/waivers.ts';
import { unusedWaivers, withWaivers } from '../../src/results/waivers.ts';
import { property, run, rung, trace } from '../report/reports.ts';
import { runs as often } from '../runs.ts';

const ids = ['a', 'b', 'c'] as const;
const decided: readonly Result[] = ['holds', 'holds-within-budget', 'violated', 'vacuous', 'not-applicable'];

interface Told {
  readonly result: Result;
  /** Whether a budget ends before it is known. */
  readonly isCut: boolean;
}

const told: fc.Arbitrary<Told> = fc.record({ result: fc.constantFrom(...decided), isCut: fc.boolean() });

/** By rung, what becomes of each property. */
const table = fc.array(fc.tuple(told, told, told), { minLength: 1, maxLength: 3 });
const demanded = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean());

const runsOf = (
  rungs: readonly (readonly Told[])[],
  isDemanded: readonly boolean[],
  resultOf: (one: Told) => Result,
): readonly Run[] =>
  rungs.map((row, i) =>
    run(
      rung(`${i + 1}:1x1`),
      row.map((one, j) => {
        const result = resultOf(one);
        return property(ids[j]!, {
          ...{ result, demanded: isDemanded[j]! },
          trace: result === 'violated' ? trace : null,
        });
      }),
    ),
  );

const waiver = (id: string, policy: string): Waiver => ({
  ...{ property: id, policy, revisions: [], reason: 'known', place: 'waivers[0]' },
});

it('comes to exit code 0 only if it would without a budget, and takes no waiver back too early', () => {
  fc.assert(
    fc.property(table, demanded, fc.subarray([...ids]), (rungs, isDemanded, waived) => {
      const whole = runsOf(rungs, isDemanded, ({ result }) => result);
      const cut = runsOf(rungs, isDemanded, ({ result, isCut }) => (isCut ? 'unfinished' : result));
      // nobody waits for what is not demanded
      const accepted = waived.filter((id) => isDemanded[ids.indexOf(id)]);
      const waivers = accepted.map((id) => waiver(id, whole[0]!.policy));
      const unused = (runs: readonly Run[]) => unusedWaivers(waivers, runs);
      const codeOf = (runs: readonly Run[]) =>
        unused(runs).length > 0 ? 2 : exitCodeOf(withWaivers(waivers, runs), false);
      if (codeOf(cut) === 0) expect(codeOf(whole)).toBe(0);
      expect(unused(cut).filter((one) => !unused(whole).includes(one))).toEqual([]);
    }),
    often(2_000),
  );
});
