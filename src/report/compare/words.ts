/** What comparisons come to, in words: every report of them speaks alike. */
import { match, P } from 'ts-pattern';
import type { Hint } from '../../../model/state.ts';
import { hintInWords } from '../../../properties/words.ts';
import type {
  Behaviour,
  Change,
  CompareReport,
  PropertyChange,
  Verdict,
  Where,
} from '../../compare/report.ts';
import { rungName } from '../rungs.ts';
import { countOf, listed } from '../text.ts';

/** `violated in 3 steps`: a result, as short as a table needs it. */
export const verdictInWords = (kind: PropertyChange['kind'], { result, shown }: Verdict): string => {
  const steps = shown === null ? '' : ` in ${countOf(shown.trace.length, 'step')}`;
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
    mended: candidate.result === 'holds' ? 'mended' : 'mended, as far as was tried',
    'no-longer-claimed': 'no longer claimed',
    'no-longer-exercised': kind === 'sometimes' ? 'no longer reached' : 'no longer put to the test',
    'newly-exercised': kind === 'sometimes' ? 'reached now' : 'put to the test now',
    open: candidate.result === 'unfinished' || baseline.result === 'unfinished' ? 'open' : '',
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

/** `at this scope`, `on 17 rungs; no difference in 52 random runs on 2 more` */
const extent = (behaviour: Behaviour): string => {
  const { explored, tried } = climbed(behaviour);
  const runs = tried.reduce((sum, { exploration }) => sum + (exploration.random?.runs ?? 0), 0);
  const also =
    tried.length === 0 ? '' : `; no difference in ${countOf(runs, 'random run')} on ${tried.length} more`;
  if (explored.length === 1) return `at this scope, ${rungName(explored[0]!)}${also}`;
  return `at these scopes, on ${countOf(explored.length, 'rung')}${also}`;
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
        `The candidate refines the baseline: it only ever hints where the baseline does, and names nobody else.${steps}`,
    )
    .with(
      'adds',
      () =>
        `The candidate only adds: it hints wherever the baseline does, and names all whom the baseline names.${steps}`,
    )
    .with('both', () => `The candidate both adds hints and withholds hints, or names others.${steps}`)
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

/** `no hint`, `a hint that names nobody`, `a hint that names vm0.vcpu1` */
export const answerInWords = (hint: Hint): string => hintInWords(hint);

/** `2:2x1 --map on-dispatch` */
export const whereInWords = (where: Where): string => rungName(where);

const ids = (all: readonly PropertyChange[]): string => listed(all.map(({ id }) => id));

const of = (report: CompareReport, change: Change): readonly PropertyChange[] =>
  report.verdicts.filter((one) => one.change === change);

/** The properties that make the candidate the worse policy, in two parts: the change broke them, or they were broken. */
const worse = (report: CompareReport) => {
  const counting = report.verdicts.filter(({ counts }) => counts);
  return {
    broken: counting.filter(({ change }) => change === 'broken'),
    before: counting.filter(({ change }) => change !== 'broken'),
  };
};

const vacuous = (report: CompareReport): readonly PropertyChange[] =>
  report.verdicts.filter(
    ({ candidate }) => candidate.demanded && ['vacuous', 'not-applicable'].includes(candidate.result),
  );

/** What the comparison comes to, in a sentence or two, and why the exit code is what it is. */
export const summaryInWords = (report: CompareReport): string => {
  // What was only tried is told in the table.
  const mended = of(report, 'mended').filter(({ candidate }) => candidate.result === 'holds');
  const unclaimed = of(report, 'broken').filter(({ counts, waived }) => !counts && waived === null);
  const unused = report.unusedWaivers.map(({ property }) => property);
  const sentences = [
    ...verdictSentences(report),
    ...(unclaimed.length === 0 ? [] : [`Broken, and claimed by neither: ${ids(unclaimed)}.`]),
    ...(mended.length === 0 ? [] : [`The change mends ${ids(mended)}.`]),
    ...(unused.length === 0 ? [] : [`Waived, and not violated: ${listed(unused)}.`]),
  ];
  return sentences.join(' ');
};

const verdictSentences = (report: CompareReport): readonly string[] => {
  const { broken, before } = worse(report);
  if (broken.length + before.length > 0)
    return [
      ...(broken.length === 0 ? [] : [`Broken by the change: ${ids(broken)}.`]),
      ...(before.length === 0 ? [] : [`Violated before the change, and after it: ${ids(before)}.`]),
    ];
  return match(report.exitCode)
    .with(3, () => {
      const open = of(report, 'open').filter(
        ({ baseline, candidate }) => baseline.demanded || candidate.demanded,
      );
      const what = open.length === 0 ? 'how the two behave' : ids(open);
      return [`Unfinished: ${what}. Give it more with --budget or --memory, or ask for less with --scope.`];
    })
    .with(4, () => [`Vacuous: nothing was shown about some of what is demanded: ${ids(vacuous(report))}.`])
    .with(P.union(0, 1, 2, 70), () => ['Nothing that was promised is broken.'])
    .exhaustive();
};
