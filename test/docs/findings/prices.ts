/** What a policy pays for each event in the long run, and how soon injections are local again: as `compare` has it. */

import { priceExtremes } from '../../../src/compare/price.ts';
import type { Extreme, Item } from '../../../src/compare/report.ts';
import { items } from '../../../src/compare/report.ts';
import { simulate, usualSimulation } from '../../../src/compare/simulate.ts';
import { unlimited } from '../../../src/engine/budget.ts';
import { defaultWeights } from '../../../src/input/compare-request.ts';
import { configuration } from '../../configurations.ts';

/** A fraction of whole numbers, as text: `1/3`, `0`. */
interface Figures {
  readonly best: string;
  readonly worst: string;
  readonly mean: number;
  /** Half of the 95 % interval. */
  readonly give: number;
}

export interface Priced {
  readonly policy: string;
  readonly items: Readonly<Record<Item | 'cost', Figures>>;
  /** By scenario, the share of local injections, the first one first. */
  readonly curves: Readonly<Record<string, readonly number[]>>;
  /** The actions that are repeated for ever to reprogram most. */
  readonly worstReprogramming: readonly string[];
}

const inWords = (extreme: Extreme): string => {
  if (extreme.is !== 'ratio') return extreme.is;
  const { numerator, denominator } = extreme;
  return denominator === 1 ? String(numerator) : `${numerator}/${denominator}`;
};

const rounded = (value: number): number => Number(value.toFixed(4));

export const pricedScope = '2:2x1';

/** The price under guest `any`, from the usual seed. */
export const priced = (policy: string): Priced => {
  const config = configuration(pricedScope, { policy });
  const extremes = priceExtremes(config, defaultWeights, unlimited);
  const simulated = simulate(
    () => config,
    defaultWeights,
    usualSimulation,
    () => false,
  )!;
  const figures = (item: Item | 'cost'): Figures => {
    const { best, worst } = item === 'cost' ? extremes.cost : extremes.items[item];
    const average = item === 'cost' ? simulated.cost : simulated.averages[item];
    if (average === null) throw new Error('no event was raised');
    const give = rounded((average.high - average.low) / 2);
    return { best: inWords(best), worst: inWords(worst), mean: rounded(average.mean), give };
  };
  const { worst } = extremes.items.reprogrammings;
  return {
    policy,
    items: Object.fromEntries(
      [...items, 'cost' as const].map((item) => [item, figures(item)]),
    ) as Priced['items'],
    curves: Object.fromEntries(
      simulated.curves.map(({ after, points }) => [after, points.map(({ mean }) => mean)]),
    ),
    worstReprogramming: worst.is === 'ratio' && worst.numerator > 0 ? worst.cycle : [],
  };
};
