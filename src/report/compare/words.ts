/** What comparisons come to, in words: every report of them speaks alike. */
import { match, P } from 'ts-pattern';
import type { Behaviour, Change, CompareReport, PropertyChange, Verdict } from '../../compare/report.ts';
import { lengthInBrief } from '../../picture/loop.ts';
import { overall } from '../../results/overall.ts';
import { rungName } from '../../results/rung-name.ts';
import { countOf, listed } from '../text.ts';

/** `violated in 3 steps`, `violated in 6 + 5 steps`: a result, as short as a table needs it. */
export const verdictInWords = (kind: PropertyChange['kind'], { result, shown }: Verdict): string => {
  const steps = shown === null ? '' : ` in ${lengthInBrief(shown.trace)}`;
  return match([result, kind] as const)
    .with(['holds', 'sometimes'], () => `reached${steps}`)
    .with(['vacuous', 'sometimes'], () => 'not reached')
    .with(['holds', P._], () => 'holds')
    .with(['holds-within-budget', P._], () => 'tried')
    .with(['violated', P._], () => `violated${steps}`)
    .with(['vacuous', P._], () => 'vacuous')
    .with(['unfinished', P._], () => 'unfinished')
    .with(['not-applicable', P._], () => 'not meant')
    .exhaustive();
};

/** What the change does to a property; nothing where it does nothing. */
export const changeInWords = ({
  change,
  kind,
  baseline,
  candidate,
  counts,
  waived,
}: PropertyChange): string => {
  const unclaimed = change === 'broken' && !counts && waived === null ? ', not claimed' : '';
  const words: Readonly<Record<Change, string>> = {
    broken: `broken by the change${unclaimed}`,
    mended: 'mended',
    'no-longer-claimed': 'no longer claimed',
    'no-longer-exercised': kind === 'sometimes' ? 'no longer reached' : 'no longer put to the test',
    'newly-exercised': kind === 'sometimes' ? 'reached now' : 'put to the test now',
    open: [baseline, candidate].some(({ result }) => result === 'unfinished')
      ? 'open'
      : 'open: random runs alone prove nothing',
    unchanged: counts ? 'violated, as before' : '',
  };
  return waived === null
    ? words[change]
    : `${words[change]}${words[change] === '' ? '' : ', '}waived: ${waived}`;
};

/** The rungs on which all kinds of divergence were looked for, and those where random runs looked for them. */
const climbed = ({ runs }: Behaviour) => ({
  explored: runs.filter(({ exploration }) => exploration.random === null),
  tried: runs.filter(({ exploration }) => exploration.random !== null),
});

/** `at this scope, 2:2x1`; `at these scopes, on 17 rungs, and as far as 52 random runs on 2 more can tell` */
const extent = (behaviour: Behaviour): string => {
  const { explored, tried } = climbed(behaviour);
  const runs = tried.reduce((sum, { exploration }) => sum + (exploration.random?.runs ?? 0), 0);
  const also =
    tried.length === 0
      ? ''
      : `, and as far as ${countOf(runs, 'random run')} on ${tried.length} more can tell`;
  return explored.length === 1
    ? `at this scope, ${rungName(explored[0]!)}${also}`
    : `at these scopes, on ${countOf(explored.length, 'rung')}${also}`;
};

/** How the candidate's hints relate to the baseline's, in one sentence. */
export const relationInWords = (behaviour: Behaviour): string => {
  const [first] = behaviour.divergences;
  const steps =
    first === undefined
      ? ''
      : ` They first differ after ${countOf(first.trace.length, 'step')}, on ${rungName(first)}.`;
  return match(behaviour.relation)
    .with('equivalent', () => `Equivalent ${extent(behaviour)}: they answer every event alike.`)
    .with(
      'refines',
      () =>
        `The candidate refines the baseline: it only ever hints where the baseline does, and names nobody else, ${extent(behaviour)}.${steps}`,
    )
    .with(
      'adds',
      () =>
        `The candidate only adds: it hints wherever the baseline does, and names all whom the baseline names, ${extent(behaviour)}.${steps}`,
    )
    .with('both', () => `The candidate both adds hints and withholds hints, or names others.${steps}`)
    .with('no-event', () => 'No event can be identified at these scopes: there is nothing to answer.')
    .with('only-tried', () =>
      first === undefined
        ? 'No difference was found on random runs. That is tried, not proved.'
        : `They differ, and on random runs alone it can't be known in which ways.${steps}`,
    )
    .with('unfinished', () =>
      first === undefined
        ? `Unfinished: ${behaviour.reason}. No difference was found as far as it went.`
        : `They differ, and it is unfinished in which ways: ${behaviour.reason}.${steps}`,
    )
    .exhaustive();
};

const ids = (all: readonly PropertyChange[]): string => listed(all.map(({ id }) => id));

const of = (report: CompareReport, change: Change): readonly PropertyChange[] =>
  report.verdicts.filter((one) => one.change === change);

/** The properties that make the candidate the worse policy, by what is known of the baseline. */
const worse = (report: CompareReport) => {
  const counting = report.verdicts.filter(({ counts }) => counts);
  return {
    broken: counting.filter(({ change }) => change === 'broken'),
    before: counting.filter(({ baseline }) => baseline.result === 'violated'),
    open: counting.filter(({ change }) => change === 'open'),
  };
};

/** What is demanded of the candidate, and was put to the test nowhere, though it does not declare that. */
const vacuous = ({ candidate }: CompareReport): readonly string[] =>
  overall(candidate.runs)
    .filter(({ result, property }) => property.demanded && result === 'vacuous' && !property.vacuousByDesign)
    .map(({ property }) => property.id);

/** What the comparison comes to, in a sentence or two, and why the exit code is what it is. */
export const summaryInWords = (report: CompareReport): string => {
  const mended = of(report, 'mended');
  const unclaimed = of(report, 'broken').filter(({ counts, waived }) => !counts && waived === null);
  const unused = report.unusedWaivers.map(({ property }) => property);
  const sentences = [
    ...verdictSentences(report),
    ...sentence('Broken, and claimed by neither', unclaimed),
    ...(mended.length === 0 ? [] : [`The change mends ${ids(mended)}.`]),
    ...(unused.length === 0 ? [] : [`Waived, and not violated: ${listed(unused)}.`]),
  ];
  return sentences.join(' ');
};

const vacuousWords = (all: readonly string[]): string =>
  all.length === 0
    ? 'Nothing was decided: what is demanded is meant for none of these configurations.'
    : `Vacuous: nothing was shown about some of what is demanded: ${listed(all)}.`;

const sentence = (words: string, all: readonly PropertyChange[]): readonly string[] =>
  all.length === 0 ? [] : [`${words}: ${ids(all)}.`];

/** What is open, in words: some verdicts, the rest of the ladder, or how the two behave. */
const openInWords = (report: CompareReport): string => {
  const open = of(report, 'open').filter(
    ({ baseline, candidate }) =>
      (baseline.demanded || candidate.demanded) &&
      [baseline, candidate].some(({ result }) => result === 'unfinished'),
  );
  if (open.length > 0) return ids(open);
  return report.unfinished ? 'it ended before the last rung' : 'how the two behave';
};

const verdictSentences = (report: CompareReport): readonly string[] => {
  const { broken, before, open } = worse(report);
  const worseBy = [
    ...sentence('Broken by the change', broken),
    ...sentence('Violated before the change, and after it', before),
    ...sentence('Violated by the candidate, and open for the baseline', open),
  ];
  if (worseBy.length > 0) return worseBy;
  return match(report.exitCode)
    .with(3, () => [
      `Unfinished: ${openInWords(report)}. Give it more with --budget or --memory, or ask for less with --scope.`,
    ])
    .with(4, () => [vacuousWords(vacuous(report))])
    .with(P.union(0, 1, 2, 70), () => ['Nothing that was promised is broken.'])
    .exhaustive();
};
