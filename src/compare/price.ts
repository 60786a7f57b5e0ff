/** What a policy costs per event in the long run, at best and at worst: exact, over all cycles of the reachable graph. */
import { match } from 'ts-pattern';
import type { Configuration } from '../../model/configuration.ts';
import type { Machine } from '../../model/machine.ts';
import { machineOf } from '../../model/machine.ts';
import { cutWords } from '../decide/described.ts';
import type { Budget } from '../engine/budget.ts';
import { upToStates } from '../engine/budget.ts';
import type { CycleExtreme, Cycles, Which } from '../engine/cycle-ratio.ts';
import { cyclesOf, extremeRatio } from '../engine/cycle-ratio.ts';
import { withStem } from '../engine/cycles/stem.ts';
import type { Cut } from '../engine/exploration.ts';
import type { Reached } from '../engine/extraction.ts';
import { reachableGraph } from '../engine/extraction.ts';
import type { Graph } from '../engine/graph.ts';
import type { Charge } from './charge.ts';
import { chargeOf, costNs } from './charge.ts';
import type { Extreme, Item, Priced, Weights } from './report.ts';
import { items } from './report.ts';

/** The least that is paid for each event, and the most. */
export type Extremes = Pick<Priced, 'best' | 'worst'>;

export interface PriceExtremes {
  readonly items: Readonly<Record<Item, Extremes>>;
  /** All of it, weighted, in nanoseconds. */
  readonly cost: Extremes;
}

/**
 * Cycles are not looked for in larger graphs. A price has sixteen extremes, which together take some ten seconds for each
 * million states: with twice as many, both policies take most of a minute.
 */
export const statesMaxPriced = 2_000_000;

/** What is charged, each combination once, with a number. */
const ledger = () => {
  const numbers = new Map<string, number>();
  const charges: Charge[] = [];
  const numberOf = (charge: Charge): number => {
    const key = JSON.stringify(charge);
    const number = numbers.get(key) ?? charges.push(charge) - 1;
    numbers.set(key, number);
    return number;
  };
  return { charges, numberOf };
};

/** What is asked of cycles: how much of something is paid for each event. */
type Asked = (paid: (charge: Charge) => number, which: Which) => Extreme;

const extremesOf = (asked: Asked, weights: Weights): PriceExtremes => {
  const both = (paid: (charge: Charge) => number): Extremes => ({
    best: asked(paid, 'min'),
    worst: asked(paid, 'max'),
  });
  // Of all that is counted, local injections alone are what one wants more of.
  const reversed = ({ best, worst }: Extremes): Extremes => ({ best: worst, worst: best });
  const ofItems = items.map((item) => {
    const extremes = both((charge) => charge[item]);
    return [item, item === 'local' ? reversed(extremes) : extremes];
  });
  return {
    items: Object.fromEntries(ofItems) as PriceExtremes['items'],
    cost: both((charge) => costNs(charge, weights)),
  };
};

/** What finding cycles takes, in bytes: the edges once more, and some numbers for each state. */
const bytesForCycles = ({ states, edges }: Graph): number => 6 * edges + 64 * states;

const int32Max = 2 ** 31 - 1;

const byLabel = ({ labels }: Graph, amountOf: (mark: number) => number): Int32Array =>
  Int32Array.from(labels, ({ mark }) => {
    const amount = amountOf(mark);
    if (amount > int32Max) throw new Error(`${amount} is too much for one step`);
    return amount;
  });

/** A cycle as actions, after the actions of a shortest way to it. */
const inActions = (graph: Graph, cycle: readonly number[], { actions }: Machine) => {
  const named = (edges: readonly number[]) =>
    edges.map((edge) => actions[graph.labels[graph.label[edge]!]!.action]!.name);
  const way = withStem(graph, cycle);
  return { stem: named(way.stem), cycle: named(way.cycle) };
};

const reported = (graph: Graph, found: CycleExtreme, model: Machine): Extreme =>
  match(found)
    .returnType<Extreme>()
    .with({ is: 'ratio' }, ({ is, numerator, denominator, cycle }) => ({
      is,
      numerator,
      denominator,
      ...inActions(graph, cycle, model),
    }))
    .with({ is: 'unbounded' }, ({ is, cycle }) => ({ is, ...inActions(graph, cycle, model) }))
    .with({ is: 'none' }, () => ({ is: 'no-events' }))
    .exhaustive();

const unfinished = (reason: string): Extreme => ({ is: 'unfinished', reason });

/** Of a graph, all states are numbered: it must be other numbers that there is no room for. */
const wordsFor = (cut: Cut): string =>
  cut === 'capacity' ? 'the numbers grow too large to be exact' : cutWords[cut];

type Found = Extract<Reached, { is: 'graph' }>;

/** Looks for extremes in a graph whose marks are the numbers of charges. */
const extremesIn = (
  { graph, progress }: Found,
  charges: readonly Charge[],
  model: Machine,
  budget: Budget,
): Asked => {
  const bytes = progress.bytes + bytesForCycles(graph);
  const check = () => budget.check({ ...progress, bytes });
  const cycles: Cycles | { readonly is: 'cut'; readonly cut: Cut } = cyclesOf(graph, check);
  const time = byLabel(graph, (mark) => charges[mark]!.events);
  return (paid, which) => {
    if (cycles.is === 'cut') return unfinished(wordsFor(cycles.cut));
    const cost = byLabel(graph, (mark) => paid(charges[mark]!));
    const found = extremeRatio(cycles, { cost, time }, which, check);
    return found.is === 'cut' ? unfinished(wordsFor(found.cut)) : reported(graph, found, model);
  };
};

/**
 * The price of a configuration's policy, without the averages. Where the budget ends, or there are more than `statesMax`
 * states, the extremes that were not found by then are `unfinished`.
 *
 * @param again the same machine made anew, if modules of the user's have a part in it
 * @throws Nondeterminism as an exploration does
 */
export const priceExtremes = (
  config: Configuration,
  weights: Weights,
  budget: Budget,
  again?: () => Machine,
  statesMax = statesMaxPriced,
): PriceExtremes => {
  const model = machineOf(config);
  const few = upToStates(budget, statesMax);
  const { charges, numberOf } = ledger();
  const markOf = (sight: Parameters<typeof chargeOf>[0]) => numberOf(chargeOf(sight));
  const reached = reachableGraph({ model, markOf, budget: few.budget, again });
  if (reached.is === 'graph') return extremesOf(extremesIn(reached, charges, model, budget), weights);
  const reason = few.isExceeded()
    ? `more than ${statesMax.toLocaleString('en')} states`
    : cutWords[reached.cut];
  return extremesOf(() => unfinished(reason), weights);
};
