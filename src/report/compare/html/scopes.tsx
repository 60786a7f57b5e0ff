/** Where the comparison was made: the rungs, and how far each policy, and the two in lockstep, were explored there. */
import type { CompareReport } from '../../../compare/report.ts';
import { rungName } from '../../../results/rung-name.ts';
import { MarkSign, Wide } from '../../html/parts.tsx';
import type { RungRow } from '../../rungs.ts';
import { rungRows } from '../../rungs.ts';
import { countInTable, secondsInWords } from '../../text.ts';
import type { CompareContext } from '../reporter.ts';

const climbedCells = ({ climbed, mark, absent }: RungRow) =>
  climbed === null
    ? [<td colSpan={2}>{absent}</td>]
    : [
        <td class="number">
          {climbed.states} <MarkSign mark={mark} />
          {!climbed.isFinished && <strong class="doubtful"> unfinished</strong>}
        </td>,
        <td class="number">{climbed.time}</td>,
      ];

type Lockstepped = CompareReport['behaviour']['runs'][number];

const lockstepCells = (run: Lockstepped | undefined) => {
  if (run === undefined) return [<td colSpan={2}>–</td>];
  const { states, seconds, complete, settled, random } = run.exploration;
  const isCut = !complete && !settled && random === null;
  return [
    <td class="number">
      {countInTable(states)}
      {random !== null && ' tried'}
      {isCut && <strong class="doubtful"> unfinished</strong>}
    </td>,
    <td class="number">{secondsInWords(seconds)}</td>,
  ];
};

export const Scopes = ({
  report,
  context: { request },
}: {
  readonly report: CompareReport;
  readonly context: CompareContext;
}) => {
  const { baseline, candidate, behaviour } = report;
  const asCheck = { ...request, policies: [] };
  const candidates = rungRows(asCheck, candidate.runs);
  return (
    <section>
      <h2>Scopes</h2>
      <Wide label="Scopes">
        <table class="rungs scopes">
          <thead>
            <tr>
              <th rowSpan={2}>scope</th>
              {['baseline', 'candidate', 'in lockstep'].map((who) => (
                <th key={who} colSpan={2}>
                  {who}
                </th>
              ))}
            </tr>
            <tr>{[0, 1, 2].flatMap(() => [<th class="number">states</th>, <th class="number">time</th>])}</tr>
          </thead>
          <tbody>
            {rungRows(asCheck, baseline.runs).map((row, i) => (
              <tr key={row.name}>
                <th scope="row">
                  <code>{row.name}</code>
                </th>
                {climbedCells(row)}
                {climbedCells(candidates[i]!)}
                {lockstepCells(behaviour.runs.find((run) => rungName(run) === row.name))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
};
