/** The comparison that one reads on a terminal: verdicts, behaviour, price, on one page. */
import { hintInWords } from '../../../properties/words.ts';
import type { CompareReport, Divergence, PropertyChange, Side } from '../../compare/report.ts';
import { sides } from '../../compare/report.ts';
import { canonical } from '../../engine/values.ts';
import { nameOf } from '../../results/request.ts';
import { rungName } from '../../results/rung-name.ts';
import type { Story } from '../../results/story.ts';
import { storyOfTrace } from '../../trace/telling.ts';
import { compareCommand, repeatCommand } from '../repeat.ts';
import { traceTable } from '../table.ts';
import type { Look, Mark } from '../text.ts';
import { countOf, indented, listed, paintedMark, widest, wrap } from '../text.ts';
import { timeline } from '../trace/text.ts';
import { priceSection } from './price-text.ts';
import type { CompareContext, CompareReporter } from './reporter.ts';
import { changeInWords, relationInWords, summaryInWords, verdictInWords } from './words.ts';

/** What the verdicts hang on: what each of the two claims, unless the user demands something. */
export const demands = ({ baseline, candidate }: CompareReport, { request }: CompareContext): string => {
  const named = [...request.contracts, ...request.properties];
  if (named.length > 0) return `Demanded of both: ${listed(named)}, and nothing else.`;
  if ([baseline, candidate].some(({ runs }) => runs.length === 0))
    return 'It ended before it was known what each of the two claims.';
  const claims = (contracts: readonly string[]): string =>
    contracts.length === 0 ? 'nothing' : listed(contracts);
  return (
    `The baseline claims ${claims(baseline.claims)}, the candidate ${claims(candidate.claims)}; ` +
    'safe and possible are demanded of both.'
  );
};

const heading = (report: CompareReport, context: CompareContext, look: Look): readonly string[] => {
  const { baseline, candidate } = report;
  const guests = [...new Set(context.request.rungs.map(({ guest }) => nameOf(guest)))];
  return [
    `${look.paint.bold(baseline.policy)} → ${look.paint.bold(candidate.policy)}, under guest ${guests.join(', ')}`,
    ...indented(demands(report, context), 2, look.width),
    '',
  ];
};

/** What the change does to a property, at a glance. */
export const markOf = ({ change, counts, waived }: PropertyChange): Mark => {
  if (counts) return { sign: '✗', tone: 'bad' };
  if (waived !== null) return { sign: 'w', tone: 'doubtful' };
  if (change === 'broken') return { sign: '○', tone: 'doubtful' };
  if (change === 'mended') return { sign: '✓', tone: 'good' };
  if (change === 'open') return { sign: '?', tone: 'doubtful' };
  return change === 'unchanged' ? { sign: ' ', tone: 'quiet' } : { sign: '·', tone: 'doubtful' };
};

/** A row for each property, by contract. What is meant for none of the configurations is left out. */
const verdictTable = ({ verdicts }: CompareReport, look: Look): readonly string[] => {
  const { paint } = look;
  const meant = verdicts.filter(({ baseline, candidate }) =>
    [baseline, candidate].some(({ result }) => result !== 'not-applicable'),
  );
  const cells = meant.map((one) => ({
    one,
    baseline: verdictInWords(one.kind, one.baseline),
    candidate: verdictInWords(one.kind, one.candidate),
    change: changeInWords(one),
  }));
  const width = {
    id: widest(['property', ...meant.map(({ id }) => id)]),
    baseline: widest(['baseline', ...cells.map(({ baseline }) => baseline)]),
    candidate: widest(['candidate', ...cells.map(({ candidate }) => candidate)]),
  };
  const row = (id: string, baseline: string, candidate: string): string =>
    `${id.padEnd(width.id)}  ${baseline.padEnd(width.baseline)}  ${candidate.padEnd(width.candidate)}`;
  const column = 4 + width.id + width.baseline + width.candidate + 6;
  const contracts = [...new Set(meant.map(({ contract }) => contract))];
  return [
    paint.dim(`    ${row('property', 'baseline', 'candidate').trimEnd()}`),
    ...contracts.flatMap((contract) => [
      paint.bold(contract),
      ...cells
        .filter(({ one }) => one.contract === contract)
        .flatMap(({ one, baseline, candidate, change }) => {
          const line = row(one.id, baseline, candidate);
          const [first = '', ...more] = wrap(change, Math.max(look.width - column, 20));
          const isSame = one.change === 'unchanged' && !one.counts;
          return [
            `  ${paintedMark(markOf(one), paint)} ${isSame ? paint.dim(line.trimEnd()) : `${line}  ${first}`.trimEnd()}`,
            ...more.map((text) => ' '.repeat(column) + text),
          ];
        }),
    ]),
    '',
  ];
};

/** The story of what one of the two does to a property, with the command that repeats it; `null` if nothing is shown. */
export const storyOfChange = (
  one: PropertyChange,
  side: Side,
  { request, usual }: Pick<CompareContext, 'request' | 'usual'>,
): Story | null => {
  const { shown } = one[side];
  if (shown === null) return null;
  const { run, trace } = shown;
  const property = run.properties.find(({ id }) => id === one.id)!;
  return { ...storyOfTrace(run, property, trace), repeat: repeatCommand(run, one.id, request, usual) };
};

/** The properties whose violation by the candidate is shown with a trace. */
export const isShown = ({ change, counts }: PropertyChange): boolean => change === 'broken' || counts;

/** What the change breaks, with a shortest trace. */
const brokenSection = (one: PropertyChange, context: CompareContext, look: Look): readonly string[] => {
  const story = storyOfChange(one, 'candidate', context);
  if (story === null) return [];
  const [first = '', ...more] = wrap(
    `${one.id} is ${changeInWords(one)}, on ${rungName(story)}`,
    look.width - 2,
  );
  return [
    `${paintedMark(markOf(one), look.paint)} ${look.paint.bold(first)}`,
    ...more.map((line) => `  ${line}`),
    ...indented(one.sentence, 2, look.width).map((line) => look.paint.dim(line)),
    ...timeline(story, [], look),
  ];
};

const sideWidth = widest(sides);

/** The command that compares the two where they were found to differ. */
export const repeatOf = (
  one: Divergence,
  { behaviour }: CompareReport,
  { request, usual }: CompareContext,
): string => {
  const at = canonical([one.scope, one.options]);
  const run = behaviour.runs.find(({ scope, options }) => canonical([scope, options]) === at);
  return compareCommand({ ...one, exploration: run?.exploration ?? null }, request, usual);
};

const divergenceSection = (
  one: Divergence,
  number: number,
  repeat: string,
  look: Look,
): readonly string[] => {
  const { paint, width } = look;
  const { trace, hints } = one;
  const size = `${trace.shortest ? 'A shortest' : 'A'} run: ${countOf(trace.length, 'step')} on ${rungName(one)}.`;
  const [first = '', ...more] = indented(one.sentence, 5, width);
  return [
    `  ${number}. ${first.trimStart()}`,
    ...more,
    ...indented(size, 5, width),
    '',
    ...traceTable({ steps: trace.steps, violates: false, loop: null }, look),
    '',
    ...sides.map((side) => `  ${paint.bold(side.padEnd(sideWidth))}  ${hintInWords(hints[side])}`),
    '',
    `  Repeat it: ${paint.cyan(repeat)}`,
    '',
  ];
};

const behaviourSection = (report: CompareReport, context: CompareContext, look: Look): readonly string[] => [
  look.paint.bold('Behaviour, in lockstep under the same scheduler, devices and guest'),
  ...indented(relationInWords(report.behaviour), 2, look.width),
  '',
  ...report.behaviour.divergences.flatMap((one, i) =>
    divergenceSection(one, i + 1, repeatOf(one, report, context), look),
  ),
];

const summary = (report: CompareReport, { paint, width }: Look): readonly string[] => {
  const colour = report.exitCode === 0 ? paint.green : report.exitCode === 1 ? paint.red : paint.yellow;
  return wrap(`${summaryInWords(report)} Exit code ${report.exitCode}.`, width).map((line) => colour(line));
};

export const compareTextReporter: CompareReporter = (report, context, look) =>
  [
    ...heading(report, context, look),
    ...verdictTable(report, look),
    ...report.verdicts.filter(isShown).flatMap((one) => brokenSection(one, context, look)),
    ...behaviourSection(report, context, look),
    ...priceSection(report, context, look),
    ...summary(report, look),
    '',
  ].join('\n');
