/** The last words of a report: what it comes to, and why the exit code is what it is. */
import { match } from 'ts-pattern';
import { exitCodeOf } from '../results/exit-code.ts';
import type { Overall } from '../results/overall.ts';
import { byPolicy, isDeclaredUntested, overall, randomRunsOf } from '../results/overall.ts';
import type { CheckReport } from '../results/request.ts';
import type { PropertyResult, Run } from '../results/result.ts';
import { isUntested } from '../results/untested.ts';
import type { ReportContext } from './reporter.ts';
import type { Look } from './text.ts';
import { countOf, listed, wrap } from './text.ts';

const ids = (all: readonly Overall[]): string => listed(all.map(({ property }) => property.id));

const properties = (n: number): string => (n === 1 ? '1 demanded property' : `${n} demanded properties`);

/** What would decide what is open. */
const remedyFor = (open: readonly Overall[], reasons: string): string => {
  if (reasons.includes('interrupted')) return '';
  const isAll = (is: (run: Run, property: PropertyResult) => boolean): boolean =>
    open.length > 0 && open.every(({ property, runs }) => runs.every((run) => is(run, property)));
  if (isAll(isUntested))
    return ' Make more runs with --runs, or name a configuration in which it can happen.';
  if (isAll(({ exploration }, { kind }) => kind === 'leadsTo' && exploration?.random != null))
    return ' Leave out --random, or ask for less with --property.';
  return ' Give it more with --budget or --memory, or ask for less with --scope or --property.';
};

const unfinishedWords = (all: readonly Overall[], report: CheckReport): string => {
  const open = all.filter((one) => one.result === 'unfinished' && !isDeclaredUntested(one));
  const why = [...new Set(open.flatMap(({ reason }) => reason ?? []))];
  const reasons = why.length > 0 ? listed(why) : 'it ended before the last rung';
  const what = open.length > 0 ? `${properties(open.length)} undecided on some rung` : 'rungs left out';
  const explored = report.runs.length === 0 ? 'nothing explored' : what;
  return `Unfinished: ${reasons}, with ${explored}.${remedyFor(open, reasons)}`;
};

/** What is missing where demanded properties were never put to the test, and what would do. */
export const vacuousWords = (all: readonly Overall[]): string => {
  const empty = all.filter(({ result, property }) => result === 'vacuous' && !property.vacuousByDesign);
  if (empty.length === 0)
    return 'Nothing was decided: what was demanded is meant for none of these configurations.';
  const list = empty.map(({ property }) => `'${property.id}'`).join(', ');
  const what = empty.every(({ property }) => property.kind === 'sometimes')
    ? `${empty.length === 1 ? 'was' : 'were'} reached on no rung`
    : `${empty.length === 1 ? 'was' : 'were'} put to the test on no rung`;
  return (
    `Vacuous: ${ids(empty)} ${what}, so nothing was shown about ${empty.length === 1 ? 'it' : 'them'}. ` +
    `A larger scope may do. If the policy means it so, it declares that: makesVacuous: [${list}] in its definition.`
  );
};

/** Whether something that is demanded was decided there. */
const isDecided = ({ properties }: Run): boolean =>
  properties.some(({ demanded, result }) => demanded && result !== 'not-applicable');

/** How much of a ladder was climbed in which way: by the policy that climbed most. */
const climbed = ({ runs }: CheckReport) => {
  const ladders = byPolicy(runs).map((own) => ({
    explored: own.filter((run) => !run.exploration?.random && isDecided(run)),
    tried: own.filter(({ exploration }) => exploration?.random),
  }));
  return ladders.toSorted((a, b) => b.explored.length - a.explored.length)[0]!;
};

const fineWords = (all: readonly Overall[], report: CheckReport): string => {
  const kept = all.filter(({ result }) => result === 'holds' || result === 'holds-within-budget');
  if (all.length === 0) return 'All that was demanded is waived.';
  if (kept.length === 0) return 'Nothing was put to the test: what was demanded is vacuous, as declared.';
  const { explored, tried } = climbed(report);
  const declared = all.length - kept.length - all.filter(({ result }) => result === 'not-applicable').length;
  const besides = declared === 0 ? '' : `, and ${declared} vacuous as declared`;
  const hold = (n: number) => (n === 1 ? '1 demanded property holds' : `${properties(n)} hold`);
  const runs = countOf(randomRunsOf(tried), 'random run');
  if (explored.length === 0)
    return `Nothing was violated: ${hold(kept.length)} within ${runs} on ${countOf(tried.length, 'rung')}${besides}. That is tried, not proved.`;
  const onlyTried = kept.filter(({ result }) => result === 'holds-within-budget');
  const proved = kept.length - onlyTried.length;
  const also = tried.length === 0 ? '' : `; nothing was violated in ${runs} on ${tried.length} more`;
  const open = onlyTried.length === 0 ? '' : `, where alone ${ids(onlyTried)} could be tried`;
  return `All is well: ${hold(proved)}${besides}, on ${countOf(explored.length, 'rung')}${also}${open}.`;
};

/** One sentence or two, and the exit code. */
export const summary = (
  report: CheckReport,
  _context: ReportContext,
  { paint, width }: Look,
): readonly string[] => {
  const all = byPolicy(report.runs).flatMap(overall);
  const demanded = all.filter(({ property }) => property.demanded);
  const waived = all.filter(({ property, result }) => result === 'violated' && property.waived !== null);
  const violated = demanded.filter(({ result }) => result === 'violated');
  // An unused waiver changes nothing of what was found.
  const found = report.exitCode === 2 ? exitCodeOf(report.runs, report.unfinished) : report.exitCode;
  const words = match(found)
    .with(0, () => fineWords(demanded, report))
    .with(1, () => `Violated: ${ids(violated)}, of ${properties(demanded.length)}.`)
    .with(3, () => unfinishedWords(demanded, report))
    .with(4, () => vacuousWords(demanded))
    .with(2, 70, () => 'Nothing was decided.')
    .exhaustive();
  const colour = report.exitCode === 0 ? paint.green : report.exitCode === 1 ? paint.red : paint.yellow;
  const unused = report.unusedWaivers.map(({ property }) => property);
  const also =
    (waived.length === 0 ? '' : ` Waived: ${ids(waived)}.`) +
    (report.exitCode === 2 ? ` Waived, and not violated: ${listed(unused)}.` : '');
  return wrap(`${words}${also} Exit code ${report.exitCode}.`, width).map((line) => colour(line));
};
