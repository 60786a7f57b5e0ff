/** A comparison, as continuous integration is told of it: one suite, which is about the candidate. */

import type { Change, CompareReport, PropertyChange } from '../../compare/report.ts';
import { isOpen } from '../../compare/verdicts.ts';
import type { Overall } from '../../results/overall.ts';
import { overall } from '../../results/overall.ts';
import { entryOf, factsOf, mistakesIn, secondsOf, standingOf } from '../ci/of-check.ts';
import { fileOf } from '../ci/text.ts';
import type { Entry, Standing, Suite, Told } from '../ci/told.ts';
import { isDecided } from '../ci/told.ts';
import { resultInWords } from '../properties.ts';
import { listed } from '../text.ts';
import type { CompareContext } from './reporter.ts';
import { changeInWords, relationInWords, summaryInWords } from './words.ts';

/** What the comparison says comes first; where it has no objection, a promise that was never tested is none kept. */
const standingOfChange = (verdict: PropertyChange, own: Overall): Standing => {
  const { counts, waived, candidate } = verdict;
  if (counts) return 'violated';
  if (waived !== null) return 'waived';
  if (isOpen(verdict)) return 'unfinished';
  if (candidate.result === 'violated') return 'unclaimed';
  return standingOf(own);
};

/** `broken by the change: violated in 3 steps on 2:2x1; with first-time: holds on 1 rung` */
const outcomeOf = (
  verdict: PropertyChange,
  own: Overall,
  other: Overall | undefined,
  baseline: string,
  request: CompareContext['request'],
): string => {
  // Why it is waived is told wherever an outcome is.
  const change = changeInWords({ ...verdict, waived: null });
  const inWords = (one: Overall): string => resultInWords(one, request).replace(/\.$/, '');
  const now = inWords(own);
  const before = other === undefined ? 'not decided' : inWords(other);
  const told = change === '' ? now : `${change}: ${now}`;
  return before === now ? `${told}, as with ${baseline}` : `${told}; with ${baseline}: ${before}`;
};

const named = (all: readonly Overall[], id: string): Overall | undefined =>
  all.find(({ property }) => property.id === id);

const suiteOf = (report: CompareReport, context: CompareContext): Suite => {
  const { request, usual } = context;
  const { baseline, candidate, verdicts, behaviour } = report;
  const [before, after] = [overall(baseline.runs), overall(candidate.runs)];
  // What is wrong with the candidate is seen without the baseline, too.
  const asChecked = { request: { ...request, policies: [request.candidate] }, usual, saved: [] };
  // What no rung has said anything of is told with the rest that was left out.
  const entriesOf = (verdict: PropertyChange): readonly Entry[] => {
    const own = named(after, verdict.id);
    if (own === undefined) return [];
    const entry = {
      ...entryOf(own, asChecked),
      standing: standingOfChange(verdict, own),
      outcome: outcomeOf(verdict, own, named(before, verdict.id), baseline.policy, request),
      waived: verdict.waived,
    };
    return [entry];
  };
  return {
    policy: candidate.policy,
    file: fileOf(request.candidate),
    seconds: secondsOf([...baseline.runs, ...candidate.runs]),
    facts: [
      ['baseline', baseline.policy],
      ['behaviour', relationInWords(behaviour)],
      ...factsOf(candidate.runs),
    ],
    entries: verdicts.flatMap(entriesOf),
  };
};

/** What a reviewer should know although it fails nothing. */
const worthTelling: Readonly<Partial<Record<Change, string>>> = {
  broken: 'Broken, though the candidate does not claim it',
  'no-longer-claimed': 'No longer claimed',
  'no-longer-exercised': 'No longer put to the test, or reached',
};

const remarksOf = ({ verdicts, behaviour }: CompareReport): readonly string[] => [
  ...Object.entries(worthTelling).flatMap(([change, words]) => {
    const own = verdicts.filter((one) => one.change === change && !one.counts && one.waived === null);
    return own.length === 0 ? [] : [`${words}: ${listed(own.map(({ id }) => id))}.`];
  }),
  relationInWords(behaviour),
  ...behaviour.divergences.map(({ sentence }) => sentence),
];

export const toldOfCompare = (report: CompareReport, context: CompareContext): Told => ({
  command: 'compare',
  version: context.version,
  suites: [suiteOf(report, context)],
  isCut: report.unfinished,
  isDecided: isDecided(report.exitCode, report.unfinished) && report.behaviour.relation !== 'unfinished',
  summary: `${summaryInWords(report)} Exit code ${report.exitCode}.`,
  remarks: remarksOf(report),
  mistakes: mistakesIn(report),
  exitCode: report.exitCode,
  config: context.usual.config,
});
