/** What the two policies cost: a table for each rung, the curves of locality, and how the extremes come about. */
import type { Average, CompareReport, Extreme, Priced, PricedRun, Side } from '../../../compare/report.ts';
import { items, sides } from '../../../compare/report.ts';
import { rungName } from '../../../results/rung-name.ts';
import { Wide } from '../../html/parts.tsx';
import { withCommas } from '../../text.ts';
import {
  averageInWords,
  extremeInWords,
  howInWords,
  isUnfinished,
  itemWords,
  reasonOf,
} from '../price-text.ts';
import { Curve } from './curve.tsx';

interface Row {
  readonly name: string;
  readonly digits: number;
  readonly of: (side: Side) => Priced;
}

const rowsOf = ({ prices }: PricedRun): readonly Row[] => [
  ...items.map((item): Row => ({ name: itemWords[item], digits: 3, of: (side) => prices[side].items[item] })),
  { name: 'cost in ns', digits: 1, of: (side) => prices[side].cost },
];

/** How much more the average is; nothing is claimed where the two intervals overlap. */
export const differenceInWords = (
  baseline: Average | null,
  candidate: Average | null,
  digits: number,
): string => {
  if (baseline === null || candidate === null) return '?';
  const isClear = baseline.high < candidate.low || candidate.high < baseline.low;
  if (!isClear) return baseline.mean === candidate.mean ? 'the same' : 'within the intervals';
  const difference = candidate.mean - baseline.mean;
  return `${difference > 0 ? '+' : '−'}${Math.abs(difference).toFixed(digits)}`;
};

const Prices = ({ run }: { readonly run: PricedRun }) => (
  <Wide label={`Price on ${rungName(run)}`}>
    <table class="prices">
      <thead>
        <tr>
          <th rowSpan={2}>for each event</th>
          {sides.map((side) => (
            <th key={side} class="side" colSpan={3}>
              {side}
            </th>
          ))}
          <th class="side number" rowSpan={2}>
            change of the average
          </th>
        </tr>
        <tr>
          {sides.flatMap(() => [
            <th class="side number">best</th>,
            <th class="number">worst</th>,
            <th class="number">average</th>,
          ])}
        </tr>
      </thead>
      <tbody>
        {rowsOf(run).map(({ name, digits, of }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {sides.flatMap((side) => [
              <td class="side number">{extremeInWords(of(side).best)}</td>,
              <td class="number">{extremeInWords(of(side).worst)}</td>,
              <td class="number">{averageInWords(of(side).average, digits)}</td>,
            ])}
            <td class="side number">
              {differenceInWords(of('baseline').average, of('candidate').average, digits)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
);

const Actions = ({ actions }: { readonly actions: readonly string[] }) => (
  <ul class="actions">
    {actions.map((action, i) => (
      <li key={i}>
        <code>{action}</code>
      </li>
    ))}
  </ul>
);

const hasCycle = (extreme: Extreme): extreme is Extract<Extreme, { is: 'ratio' | 'unbounded' }> =>
  extreme.is === 'ratio' || extreme.is === 'unbounded';

/** The cycle that pays just that for ever, and the way to it. */
const Cycles = ({ run }: { readonly run: PricedRun }) => {
  const rows = rowsOf(run).flatMap(({ name, of }) =>
    sides.flatMap((side) =>
      (['best', 'worst'] as const).flatMap((which) => {
        const extreme = of(side)[which];
        return hasCycle(extreme) ? [{ name, side, which, extreme }] : [];
      }),
    ),
  );
  return rows.length === 0 ? null : (
    <details>
      <summary>How the best and the worst come about</summary>
      <Wide label="Cycles">
        <table class="steps">
          <thead>
            <tr>
              <th>for each event</th>
              <th>policy</th>
              <th class="number">price</th>
              <th>at first</th>
              <th>then, again and again</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, side, which, extreme }) => (
              <tr key={`${name} ${side} ${which}`}>
                <td>{`${name}, ${which}`}</td>
                <td>{side}</td>
                <td class="number">{extremeInWords(extreme)}</td>
                <td>
                  <Actions actions={extreme.stem} />
                </td>
                <td>
                  <Actions actions={extreme.cycle} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </details>
  );
};

const Run = ({ run, isFirst }: { readonly run: PricedRun; readonly isFirst: boolean }) => (
  <details class="priced" open={isFirst}>
    <summary>
      On <code>{rungName(run)}</code>
    </summary>
    <p class="aside">{howInWords(run)}</p>
    {isUnfinished(run) && <p>{`Best and worst are unfinished (?): ${reasonOf(run)}.`}</p>}
    <Prices run={run} />
    {run.curves.map((curves) => (
      <Curve key={curves.after} curves={curves} where={rungName(run)} />
    ))}
    <Cycles run={run} />
  </details>
);

const weightsInWords = ({ exit, ipi, wakeUp, reprogramming }: CompareReport['price']['weights']): string => {
  const ns = (n: number): string => `${withCommas(String(n))} ns`;
  return (
    `The cost is a sum of ${ns(exit)} for an exit, ${ns(ipi)} for an IPI, ${ns(wakeUp)} for a wake-up and ` +
    `${ns(reprogramming)} for a reprogramming.`
  );
};

export const PriceSection = ({ report: { price } }: { readonly report: CompareReport }) => (
  <section>
    <h2>Price</h2>
    {price.runs.length === 0 ? (
      <p>There is no price: none was asked for, or a budget ended before it.</p>
    ) : (
      <p>{`For each event that a device raises, in the long run. ${weightsInWords(price.weights)}`}</p>
    )}
    {price.runs.map((run, i) => (
      <Run key={rungName(run)} run={run} isFirst={i === 0} />
    ))}
  </section>
);
