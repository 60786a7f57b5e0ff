/** A check, as continuous integration is told of it. */
import { match, P } from 'ts-pattern';
import type { Overall } from '../../results/overall.ts';
import { byPolicy, isDeclaredUntested, overall } from '../../results/overall.ts';
import type { CheckReport } from '../../results/request.ts';
import { nameOf } from '../../results/request.ts';
import type { Run } from '../../results/result.ts';
import { rungName } from '../../results/rung-name.ts';
import { storyOf } from '../finding.ts';
import { resultInWords } from '../properties.ts';
import { asAsked, repeatCommand } from '../repeat.ts';
import type { ReportContext } from '../reporter.ts';
import { summary } from '../summary.ts';
import { countInTable, countOf, listed } from '../text.ts';
import { fileOf, lineLook } from './text.ts';
import type { Entry, Fact, Standing, Suite, Told } from './told.ts';
import { isDecided } from './told.ts';

/** What of a property's result decides how it is taken. */
type Judged = Pick<Overall, 'property' | 'result' | 'runs'>;

/** What is so as declared, or does not count, is no failure: the same rules as those of the exit code. */
export const standingOf = (one: Judged): Standing =>
  match([one.result, one.property.demanded] as const)
    .returnType<Standing>()
    .with([P.union('holds', 'holds-within-budget'), P._], () => 'kept')
    .with(['violated', true], () => 'violated')
    .with(['violated', false], () => (one.property.waived === null ? 'unclaimed' : 'waived'))
    .with(['unfinished', true], () => (isDeclaredUntested(one) ? 'idle' : 'unfinished'))
    .with(['vacuous', true], () => (one.property.vacuousByDesign ? 'idle' : 'vacuous'))
    .with(['not-applicable', P._], [P._, false], () => 'idle')
    .exhaustive();

const isShown = ({ result, property }: Judged): boolean =>
  result === 'violated' || (result === 'unfinished' && property.demanded);

/** What is said of a property on its own, whatever it is compared with. */
export const entryOf = (
  one: Overall,
  context: Pick<ReportContext, 'request' | 'usual' | 'saved'>,
): Omit<Entry, 'standing' | 'waived'> => {
  const { property, result, shown, runs } = one;
  const { id, contract, kind, sentence } = property;
  const run = (result === 'violated' ? shown?.run : undefined) ?? runs[0]!;
  const { guest, scope, options } = run;
  const { request, usual } = context;
  return {
    ...{ id, contract, kind, sentence },
    outcome: resultInWords(one, request),
    where: { guest, scope, options },
    story: result === 'violated' ? storyOf(one, context) : null,
    repeat: isShown(one) ? repeatCommand(asAsked(run, request), id, request, usual) : null,
  };
};

const checkEntry = (one: Overall, context: ReportContext): Entry => {
  const entry = entryOf(one, context);
  const standing = standingOf(one);
  const unclaimed = standing === 'unclaimed' ? ' (not claimed)' : '';
  const waived = standing === 'waived' ? one.property.waived : null;
  return { ...entry, standing, outcome: entry.outcome + unclaimed, waived };
};

/** What was done in one configuration. */
const explored = ({ exploration }: Run): string => {
  if (exploration === null) return 'nothing was explored';
  const { states, complete, random } = exploration;
  if (random !== null) return `${countOf(random.runs, 'random run')}, ${countOf(random.steps, 'step')}`;
  return `${complete ? '' : 'at least '}${countInTable(states)} states`;
};

/** The guest, the claims, and the configurations, less their times: a report of the same is the same. */
export const factsOf = (runs: readonly Run[]): readonly Fact[] => [
  ...runs.slice(0, 1).flatMap(({ guest, claims }): readonly Fact[] => [
    ['guest', guest],
    ['claims', claims.length === 0 ? 'none' : listed(claims)],
  ]),
  ...runs.map((run): Fact => [rungName(run), explored(run)]),
];

export const secondsOf = (runs: readonly Run[]): number =>
  runs.reduce((sum, { seconds }) => sum + seconds, 0);

/** A policy that nothing was done for has a suite, too: it must not be missed. */
const suitesOf = ({ runs }: CheckReport, context: ReportContext): readonly Suite[] => {
  const groups = byPolicy(runs);
  return context.request.policies.map((policy) => {
    const own = groups.find(([first]) => first?.policy === nameOf(policy)) ?? [];
    return {
      policy: nameOf(policy),
      file: fileOf(policy),
      seconds: secondsOf(own),
      facts: factsOf(own),
      entries: overall(own).map((one) => checkEntry(one, context)),
    };
  });
};

/** Waivers that waive nothing. */
export const mistakesIn = ({ unusedWaivers }: Pick<CheckReport, 'unusedWaivers'>): readonly string[] =>
  unusedWaivers.map(
    ({ place, property, policy }) => `${place} waives nothing: ${property} is not violated by ${policy}.`,
  );

export const toldOfCheck = (report: CheckReport, context: ReportContext): Told => {
  const suites = suitesOf(report, context);
  const unclaimed = suites.flatMap(({ policy, entries }) => {
    const own = entries.filter(({ standing }) => standing === 'unclaimed').map(({ id }) => id);
    return own.length === 0 ? [] : [`Violated by ${policy}, which does not claim it: ${listed(own)}.`];
  });
  return {
    command: 'check',
    version: context.version,
    suites,
    isCut: report.unfinished,
    isDecided: isDecided(report.exitCode, report.unfinished),
    summary: summary(report, context, lineLook).join(' '),
    remarks: unclaimed,
    mistakes: mistakesIn(report),
    exitCode: report.exitCode,
    config: context.usual.config,
  };
};
