/** The properties of a policy, by contract: a mark, the id, what came of it, and the sentence. */
import { match } from 'ts-pattern';
import type { Contract } from '../../model/policies/policy.ts';
import { lengthInWords } from '../picture/loop.ts';
import type { Overall } from '../results/overall.ts';
import { isDeclaredUntested, randomRunsOf, statesOf } from '../results/overall.ts';
import type { CheckRequest } from '../results/request.ts';
import type { Result, Run } from '../results/result.ts';
import { rungName } from '../results/rung-name.ts';
import { asAsked, repeatCommand } from './repeat.ts';
import type { ReportContext } from './reporter.ts';
import type { Look, Mark } from './text.ts';
import { countOf, indented, paintedMark, shortCount, widest } from './text.ts';

/** How many states that is; nothing where the count is that of an exploration that was cut, the property's own was not. */
const statesInWords = (runs: readonly Run[]): string =>
  runs.every(({ exploration }) => exploration?.complete) ? `, ${shortCount(statesOf(runs))} states` : '';

/** What the properties of a contract are about. */
export const meaning: Readonly<Record<Contract, string>> = {
  safe: 'what every policy must keep',
  'claim-1': "what the patent's policy promises",
  locality: 'what hinting is for',
  live: 'every event is served',
  possible: 'what must be able to happen',
};

/** Whether its trace is shown in full: the demanded ones, and the others only if the user wants them. */
export const isTold = ({ property, result }: Overall, { traces, request }: ReportContext): boolean =>
  result === 'violated'
    ? property.demanded || traces === 'all'
    : property.kind === 'sometimes' && request.properties.includes(property.id);

const randomRuns = (runs: readonly Run[]): string => countOf(randomRunsOf(runs), 'random run');

const alsoTried = ({ tried }: Overall): string =>
  tried.length === 0 ? '' : `; in ${randomRuns(tried)} on ${tried.length} more`;

const also = (counts: Overall['counts'], result: Result, words: string): string =>
  counts[result] === undefined ? '' : `; ${words} ${countOf(counts[result], 'rung')}`;

const foundAgainInWords = (shown: Overall['shown']): string =>
  shown?.trace.foundAgainBy === undefined
    ? ''
    : `, found again by ${shown.trace.foundAgainBy}; not explored for`;

/** `; not asked on 4 larger ones`: promises about the long run are not asked on every rung. */
const unaskedInWords = ({ property }: Overall, { rungs }: Pick<CheckRequest, 'rungs'>): string => {
  const unasked = property.kind === 'leadsTo' ? rungs.filter(({ finiteOnly }) => finiteOnly).length : 0;
  return unasked === 0 ? '' : `; not asked on ${unasked} larger ${unasked === 1 ? 'one' : 'ones'}`;
};

/** What came of a property, in words. */
export const resultInWords = (one: Overall, request: Pick<CheckRequest, 'rungs'>): string => {
  const { property, result, runs, counts, shown, reason } = one;
  const where = countOf(runs.length, 'rung');
  const steps = shown === null ? '' : `${lengthInWords(shown.trace)} on ${rungName(shown.run)}`;
  return match(result)
    .with('holds', () =>
      property.kind === 'sometimes'
        ? `reached in ${steps}`
        : `holds on ${where}${statesInWords(runs)}` +
          alsoTried(one) +
          also(counts, 'vacuous', 'never put to the test on') +
          unaskedInWords(one, request),
    )
    .with(
      'holds-within-budget',
      () =>
        `holds within ${randomRuns(runs)} on ${where}: tried, not proved` +
        also(counts, 'vacuous', 'never put to the test on'),
    )
    .with('violated', () => `violated in ${steps}${foundAgainInWords(shown)}`)
    .with('vacuous', () => (property.vacuousByDesign ? 'vacuous, as declared' : `vacuous: ${reason}`))
    .with('unfinished', () =>
      isDeclaredUntested(one)
        ? `${reason}, as declared`
        : `unfinished on ${where}: ${reason}` + also(counts, 'holds', 'holds on') + alsoTried(one),
    )
    .with('not-applicable', () => `not meant: ${reason}`)
    .exhaustive();
};

/** Why a violation does not count, in words. */
export const whyNotCounted = ({ property: { waived } }: Overall): string =>
  waived === null ? 'not claimed' : `waived: ${waived}`;

/** What came of a property, at a glance. */
export const markOf = (one: Overall): Mark => {
  const { property, result } = one;
  return match(result)
    .returnType<Mark>()
    .with('holds', () => ({ sign: '✓', tone: 'good' }))
    .with('holds-within-budget', () => ({ sign: '~', tone: 'good' }))
    .with('violated', () =>
      property.demanded ? { sign: '✗', tone: 'bad' } : { sign: '○', tone: 'doubtful' },
    )
    .with('vacuous', () => ({ sign: '∅', tone: property.vacuousByDesign ? 'quiet' : 'doubtful' }))
    .with('unfinished', () =>
      isDeclaredUntested(one) ? { sign: '∅', tone: 'quiet' } : { sign: '?', tone: 'doubtful' },
    )
    .with('not-applicable', () => ({ sign: ' ', tone: 'quiet' }))
    .exhaustive();
};

const linesOf = (one: Overall, idWidth: number, context: ReportContext, look: Look): readonly string[] => {
  const { paint, width } = look;
  const { property, result, shown } = one;
  const unclaimed = result === 'violated' && !property.demanded;
  const [first, ...more] = indented(
    resultInWords(one, context.request) + (unclaimed ? ` (${whyNotCounted(one)})` : ''),
    idWidth + 6,
    width,
  );
  const id = property.demanded ? paint.bold(property.id) : property.id;
  const head = `  ${paintedMark(markOf(one), paint)} ${id}${' '.repeat(idWidth - property.id.length + 2)}${first!.trimStart()}`;
  const command =
    unclaimed && shown !== null && !isTold(one, context)
      ? [
          `    ${repeatCommand(asAsked(shown.run, context.request), property.id, context.request, context.usual)}`,
        ]
      : [];
  return [head, ...more, ...indented(property.sentence, 4, width).map((line) => paint.dim(line)), ...command];
};

/** Whether the policy claims the contract, where that is not a matter of course. */
export const standing = (group: readonly Overall[], { request }: ReportContext): string => {
  const { contract } = group[0]!.property;
  if (request.contracts.length + request.properties.length > 0) return '';
  if (contract === 'safe' || contract === 'possible') return '';
  return group.some(({ property }) => property.demanded)
    ? ', and the policy claims'
    : ' (the policy does not claim it)';
};

/** One section for each contract, then the properties that say nothing here, in one line. */
export const propertySections = (
  all: readonly Overall[],
  context: ReportContext,
  look: Look,
): readonly string[] => {
  const { paint, width } = look;
  const meant = all.filter(({ result }) => result !== 'not-applicable');
  const rest = all.filter(({ result }) => result === 'not-applicable').map(({ property }) => property.id);
  const contracts = [...new Set(meant.map(({ property }) => property.contract))];
  const idWidth = widest(meant.map(({ property }) => property.id));
  const sections = contracts.flatMap((contract) => {
    const group = meant.filter(({ property }) => property.contract === contract);
    const title = `${paint.bold(contract)}: ${meaning[contract]}${standing(group, context)}`;
    return [title, ...group.flatMap((one) => linesOf(one, idWidth, context, look)), ''];
  });
  if (rest.length === 0) return sections;
  return [
    ...sections,
    ...indented(`Not meant for any of these configurations: ${rest.join(', ')}`, 0, width).map((line) =>
      paint.dim(line),
    ),
    '',
  ];
};
