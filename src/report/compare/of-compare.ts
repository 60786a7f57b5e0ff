/** A comparison, as continuous integration is told of it: one suite, which is about the candidate. */
import { match } from 'ts-pattern';
import type { Overall } from '../../check/overall.ts';
import { overall } from '../../check/overall.ts';
import type { Behaviour, Change, CompareReport, PropertyChange } from '../../compare/report.ts';
import { entryOf, factsOf, secondsOf, standingOf } from '../ci/of-check.ts';
import { fileOf } from '../ci/text.ts';
import type { Entry, Standing, Suite, Told } from '../ci/told.ts';
import { isDecided } from '../ci/told.ts';
import { resultInWords } from '../properties.ts';
import { listed } from '../text.ts';
import type { CompareContext } from './reporter.ts';

const changeInWords: Readonly<Record<Change, string>> = {
  broken: 'broken by the change',
  mended: 'mended by the change',
  'no-longer-claimed': 'no longer claimed',
  'no-longer-exercised': 'no longer put to the test',
  'newly-exercised': 'put to the test for the first time',
  open: 'open',
  unchanged: 'unchanged',
};

/** What the comparison says comes first; where it has no objection, a promise that was never tested is none kept. */
const standingOfChange = (verdict: PropertyChange, candidate: Overall): Standing => {
  const { change, counts, waived, baseline } = verdict;
  if (counts) return 'violated';
  if (waived !== null) return 'waived';
  if (change === 'open' && (baseline.demanded || verdict.candidate.demanded)) return 'unfinished';
  if (verdict.candidate.result === 'violated') return 'unclaimed';
  return standingOf(candidate);
};

const named = (overalls: readonly Overall[], id: string): Overall =>
  overalls.find(({ property }) => property.id === id)!;

const suiteOf = (report: CompareReport, context: CompareContext): Suite => {
  const { request, usual } = context;
  const { baseline, candidate, verdicts } = report;
  const [before, after] = [overall(baseline.runs), overall(candidate.runs)];
  const asChecked = { request: { ...request, policies: [request.candidate] }, usual, saved: [] };
  const entry = (verdict: PropertyChange): Entry => {
    const own = named(after, verdict.id);
    const words = [
      `${changeInWords[verdict.change]}: ${resultInWords(own)}`,
      `with ${baseline.policy}: ${resultInWords(named(before, verdict.id))}`,
    ];
    return {
      ...entryOf(own, asChecked),
      standing: standingOfChange(verdict, own),
      outcome: words.join('; '),
      waived: verdict.waived,
    };
  };
  return {
    policy: candidate.policy,
    file: fileOf(request.candidate),
    seconds: secondsOf(baseline.runs) + secondsOf(candidate.runs),
    facts: [
      ['baseline', baseline.policy],
      ['behaviour', behaviourInWords(report)],
      ...factsOf(candidate.runs),
    ],
    entries: verdicts.map(entry),
  };
};

/** In one sentence; the kinds of divergence have one each. */
const behaviourInWords = ({ behaviour, baseline, candidate }: CompareReport): string => {
  const [one, other] = [candidate.policy, baseline.policy];
  return match<Behaviour['relation']>(behaviour.relation)
    .with('equivalent', () => `${one} answers every event as ${other} does.`)
    .with('refines', () => `${one} only ever hints where ${other} does, and at no other VCPUs.`)
    .with('adds', () => `${one} hints wherever ${other} does, at no fewer VCPUs, and more.`)
    .with('both', () => `${one} hints where ${other} does not, and leaves out hints of it.`)
    .with(
      'unfinished',
      () => `How ${one} behaves otherwise than ${other} is open: ${behaviour.reason ?? 'unfinished'}.`,
    )
    .exhaustive();
};

const idsOf = (verdicts: readonly PropertyChange[], change: Change): readonly string[] =>
  verdicts.filter((one) => one.change === change).map(({ id }) => id);

const verdictInWords = ({ verdicts, exitCode }: CompareReport): string => {
  const worse = verdicts.filter(({ counts }) => counts).map(({ id }) => id);
  return match(exitCode)
    .with(0, () => 'The change makes nothing worse that counts.')
    .with(1, () => `The change does not pass: the candidate violates ${listed(worse)}.`)
    .with(3, () => 'Unfinished: what the change does is not decided. Give it more with --budget or --memory.')
    .with(4, () => 'Vacuous: what the candidate promises was not put to the test.')
    .with(2, 70, () => 'Nothing was decided.')
    .exhaustive();
};

const remarksOf = (report: CompareReport): readonly string[] => {
  const { verdicts, behaviour } = report;
  const told = (['broken', 'mended', 'no-longer-claimed', 'no-longer-exercised'] as const).flatMap(
    (change) => {
      const ids = idsOf(verdicts, change);
      const words = changeInWords[change];
      return ids.length === 0 ? [] : [`${words.charAt(0).toUpperCase()}${words.slice(1)}: ${listed(ids)}.`];
    },
  );
  return [...told, behaviourInWords(report), ...behaviour.divergences.map(({ sentence }) => sentence)];
};

export const toldOfCompare = (report: CompareReport, context: CompareContext): Told => ({
  command: 'compare',
  version: context.version,
  suites: [suiteOf(report, context)],
  isDecided: isDecided(report.exitCode, report.unfinished) && report.behaviour.relation !== 'unfinished',
  summary: `${verdictInWords(report)} Exit code ${report.exitCode}.`,
  remarks: remarksOf(report),
  exitCode: report.exitCode,
  config: context.usual.config,
});
