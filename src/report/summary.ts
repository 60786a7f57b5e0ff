/** The last words of a report: what it comes to, and why the exit code is what it is. */
import { match } from 'ts-pattern';
import type { CheckReport } from '../check/request.ts';
import type { Overall } from './aggregate.ts';
import { byPolicy, overall } from './aggregate.ts';
import type { ReportContext } from './reporter.ts';
import type { Look } from './text.ts';
import { countOf, listed, wrap } from './text.ts';

const ids = (all: readonly Overall[]): string => listed(all.map(({ property }) => property.id));

const properties = (n: number): string => (n === 1 ? '1 demanded property' : `${n} demanded properties`);

const unfinishedWords = (all: readonly Overall[], report: CheckReport): string => {
  const open = all.filter(({ result }) => result === 'unfinished');
  const why = [...new Set(open.flatMap(({ reason }) => reason ?? []))];
  const reasons = why.length > 0 ? listed(why) : 'it ended before the last rung';
  const what = open.length > 0 ? `${properties(open.length)} undecided on some rung` : 'rungs were left out';
  const more = reasons.includes('interrupted')
    ? ''
    : ' Give it more with --budget or --memory, or ask for less with --scope or --property.';
  return `Unfinished: ${reasons}, with ${report.runs.length === 0 ? 'nothing explored' : what}.${more}`;
};

/** What is missing where demanded properties were never put to the test, and what would do. */
export const vacuousWords = (all: readonly Overall[]): string => {
  const empty = all.filter(({ result, property }) => result === 'vacuous' && !property.vacuousByDesign);
  if (empty.length === 0)
    return 'Nothing was decided: what was demanded is meant for none of these configurations.';
  const list = empty.map(({ property }) => `'${property.id}'`).join(', ');
  const what = empty.every(({ property }) => property.kind === 'sometimes')
    ? 'was reached on no rung'
    : 'was put to the test on no rung';
  return (
    `Vacuous: ${ids(empty)} ${what}, so nothing was shown about it. ` +
    `A larger scope may do. If the policy means it so, it declares that: makesVacuous: [${list}] in its definition.`
  );
};

const fineWords = (all: readonly Overall[], report: CheckReport): string => {
  const kept = all.filter(({ result }) => result === 'holds' || result === 'holds-within-budget');
  const rungs = Math.max(...byPolicy(report.runs).map(({ length }) => length));
  if (kept.length === 0) return 'Nothing was put to the test: what was demanded is vacuous, as declared.';
  const declared = all.filter(({ result }) => result === 'vacuous').length;
  const besides = declared === 0 ? '' : `, and ${declared} vacuous as declared`;
  return `All is well: ${kept.length === 1 ? '1 demanded property holds' : `${properties(kept.length)} hold`}${besides}, on ${countOf(rungs, 'rung')}.`;
};

/** One sentence or two, and the exit code. */
export const summary = (
  report: CheckReport,
  _context: ReportContext,
  { paint, width }: Look,
): readonly string[] => {
  const demanded = byPolicy(report.runs)
    .flatMap(overall)
    .filter(({ property }) => property.demanded);
  const violated = demanded.filter(({ result }) => result === 'violated');
  const words = match(report.exitCode)
    .with(0, () => fineWords(demanded, report))
    .with(1, () => `Violated: ${ids(violated)}, of ${properties(demanded.length)}.`)
    .with(3, () => unfinishedWords(demanded, report))
    .with(4, () => vacuousWords(demanded))
    .with(2, 70, () => 'Nothing was decided.')
    .exhaustive();
  const colour = report.exitCode === 0 ? paint.green : report.exitCode === 1 ? paint.red : paint.yellow;
  return wrap(`${words} Exit code ${report.exitCode}.`, width).map((line) => colour(line));
};
