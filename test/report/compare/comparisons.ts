/** Real comparisons of built-in policies, and prices as one might find them, made by hand. */
import type { CompareReport, Extreme, Item, Price, Priced, PricedRun } from '../../../src/compare/index.ts';
import { compare } from '../../../src/compare/index.ts';
import { compareRequestFrom } from '../../../src/input/compare-request.ts';
import { wishesOf } from '../../../src/input/config.ts';
import type { CompareContext } from '../../../src/report/compare/reporter.ts';
import { usual } from '../reports.ts';

export interface Compared {
  readonly report: CompareReport;
  readonly context: CompareContext;
}

const made = new Map<string, Promise<Compared>>();

/** What a comparison of two policies comes to, and what a reporter is told besides; found once for all tests of a file. */
export const compared = (
  baseline: string,
  candidate: string,
  scope: readonly string[] = ['2:2x1'],
): Promise<Compared> => {
  const key = [baseline, candidate, ...scope].join(' ');
  const found = async (): Promise<Compared> => {
    const wishes = wishesOf({ policies: [baseline, candidate], scope }, process.cwd(), (field) => field);
    const request = await compareRequestFrom(wishes);
    const report = await compare(request);
    return { report, context: { version: '1.2.3', request, usual, verbose: false } };
  };
  const comparison = made.get(key) ?? found();
  made.set(key, comparison);
  return comparison;
};

const ratio = (numerator: number, denominator: number): Extreme => ({
  is: 'ratio',
  ...{ numerator, denominator },
  stem: ['dispatch(vm0.vcpu0)'],
  cycle: ['raise(vm0.dev0.e0, cpu0)', 'identify(vm0.dev0.e0)', 'inject(vm0.dev0.e0)', 'finish(vm0.dev0.e0)'],
});

const priced = (best: Extreme, worst: Extreme, mean: number, radius = 0.004): Priced => ({
  ...{ best, worst },
  average: { mean, low: mean - radius, high: mean + radius },
});

const forEach = (of: Readonly<Record<Item, Priced>>, cost: Priced): Price => ({ items: of, cost });

export const baselinePrice = forEach(
  {
    hints: priced(ratio(0, 1), ratio(0, 1), 0),
    local: priced(ratio(0, 1), ratio(1, 1), 0.502),
    remote: priced(ratio(0, 1), ratio(1, 1), 0.491),
    ipis: priced(ratio(0, 1), ratio(1, 1), 0.322),
    exits: priced(ratio(0, 1), ratio(1, 1), 0.22),
    'wake-ups': priced(ratio(0, 1), ratio(1, 1), 0.25),
    reprogrammings: priced(ratio(0, 1), { is: 'unbounded', stem: [], cycle: ['reset(vm0)'] }, 0.0001, 0.0001),
  },
  priced(ratio(0, 1), ratio(5710, 1), 1406.2, 12),
);

export const candidatePrice = forEach(
  {
    hints: priced(ratio(0, 1), ratio(1, 1), 0.243),
    local: priced(ratio(1, 2), ratio(1, 1), 0.771),
    remote: priced(ratio(0, 1), ratio(1, 2), 0.222),
    ipis: priced(ratio(0, 1), ratio(1, 2), 0.141),
    exits: priced(ratio(0, 1), ratio(1, 2), 0.104),
    'wake-ups': priced(ratio(0, 1), ratio(1, 1), 0.254, 0.01),
    reprogrammings: priced(ratio(0, 1), ratio(1, 1), 0.242),
  },
  priced(ratio(0, 1), ratio(6710, 1), 1582.4, 14),
);

/** A share that goes from one value to another, with an interval that grows as there are fewer runs. */
const points = (from: number, to: number) =>
  Array.from({ length: 16 }, (_, i) => {
    const mean = to + (from - to) * 0.7 ** i;
    const radius = 0.012 + 0.0025 * i;
    return { mean, low: mean - radius, high: mean + radius };
  });

export const pricedRun = ({ report }: Compared): PricedRun => {
  const { guest, scope, options } = report.candidate.runs[0]!;
  return {
    ...{ guest, scope, options },
    prices: { baseline: baselinePrice, candidate: candidatePrice },
    curves: [
      { after: 'migration', points: { baseline: points(0.05, 0.5), candidate: points(0.08, 0.93) } },
      { after: 'events-move', points: { baseline: points(0.04, 0.31), candidate: points(0.06, 0.88) } },
    ],
    simulation: { seed: 1, runs: 2000, stepsPerRun: 500 },
  };
};

/** The same comparison with a price, on as many rungs as are given. */
export const withPrice = (one: Compared, runs: readonly PricedRun[] = [pricedRun(one)]): Compared => ({
  ...one,
  report: { ...one.report, price: { ...one.report.price, runs } },
});
