/** Puts the failures that were found again where an exploration would have put them. */
import { properties } from '../../properties/index.ts';
import { canonical } from '../engine/values.ts';
import type { CheckRequest, Chosen, Rung } from '../results/request.ts';
import { nameOf } from '../results/request.ts';
import type { PropertyResult, Run } from '../results/result.ts';
import type { FoundAgain, Tried } from './tries.ts';
import { isFoundAgain } from './tries.ts';

const order = properties.map(({ id }) => id);

const inOrder = (results: readonly PropertyResult[]): readonly PropertyResult[] =>
  [...results].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));

/** A run of which nothing had to be explored, or nothing could be before the budget ended. */
const unexplored = (policy: Chosen, rung: Rung, found: readonly [FoundAgain, ...FoundAgain[]]): Run => ({
  policy: nameOf(policy),
  claims: found[0].outcome.claims,
  guest: nameOf(rung.guest),
  scope: rung.scope,
  topology: rung.topology,
  options: rung.options,
  exploration: null,
  histories: [],
  longRun: null,
  seconds: 0,
  properties: [],
});

const isRunOf = (run: Run, policy: Chosen, { scope, options }: Rung): boolean =>
  run.policy === nameOf(policy) && canonical([run.scope, run.options]) === canonical([scope, options]);

/** The runs that were explored, with what records have settled, in the order of the request. */
export const withFoundAgain = (
  request: CheckRequest,
  explored: readonly Run[],
  tried: readonly Tried[],
): readonly Run[] => {
  const all = tried.filter(isFoundAgain);
  if (all.length === 0) return explored;
  return request.policies.flatMap((policy) =>
    request.rungs.flatMap((rung) => {
      const [first, ...more] = all.filter((one) => one.policy === policy && one.rung === rung);
      const run = explored.find((one) => isRunOf(one, policy, rung));
      if (first === undefined) return run === undefined ? [] : [run];
      const found = [first, ...more] as const;
      const whole = run ?? unexplored(policy, rung, found);
      const results = [...whole.properties, ...found.map(({ outcome }) => outcome.property)];
      return [{ ...whole, properties: inOrder(results) }];
    }),
  );
};
