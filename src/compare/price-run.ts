/** What the worker does to price a policy in one configuration: exact extremes, and averages of simulated runs. */
import type { Configuration } from '../../model/configuration.ts';
import { machineOf } from '../../model/machine.ts';
import type { Workplace } from '../decide/run.ts';
import { isModule } from '../decide/run.ts';
import { configurationOf } from '../decide/setup.ts';
import type { PricedPolicy, PriceJob } from './jobs.ts';
import { priceExtremes } from './price.ts';
import type { Item, Price, Priced } from './report.ts';
import { items } from './report.ts';
import { simulate } from './simulate.ts';

const idle = { states: 0, waiting: 0, depth: 0, transitions: 0, bytes: 0 };

export const priceIn = ({ board, budget, onPhase }: Workplace, job: PriceJob): PricedPolicy => {
  const { policy, rung, limits, weights, simulation } = job;
  const make = (): Configuration => configurationOf(policy, rung, limits, board);
  const hasModules = [policy, rung.guest, rung.fault].some(isModule);
  onPhase('random scheduler');
  const simulated = simulate(make, weights, simulation, () => budget.check(idle) !== null);
  onPhase('price');
  const again = hasModules ? () => machineOf(make()) : undefined;
  const extremes = priceExtremes(make(), weights, budget, again);
  const priced = (item: Item): readonly [Item, Priced] => [
    item,
    { ...extremes.items[item], average: simulated?.averages[item] ?? null },
  ];
  return {
    price: {
      items: Object.fromEntries(items.map(priced)) as Price['items'],
      cost: { ...extremes.cost, average: simulated?.cost ?? null },
    },
    curves: simulated?.curves ?? null,
  };
};
