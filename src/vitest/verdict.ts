/** What a property's test says, as data: from what the check came to on all rungs. */
import { match } from 'ts-pattern';
import type { CheckReport, Planned } from '../check/index.ts';
import { durationText, sizeText } from '../reading/quantity.ts';
import { findingSection } from '../report/finding.ts';
import type { ReportContext } from '../report/index.ts';
import { lookOf } from '../report/index.ts';
import { resultInWords } from '../report/properties.ts';
import { vacuousWords } from '../report/summary.ts';
import type { Overall } from '../results/overall.ts';
import { overall } from '../results/overall.ts';

export type Verdict =
  | { readonly is: 'passed'; readonly note: string }
  | { readonly is: 'skipped'; readonly reason: string }
  | { readonly is: 'failed'; readonly name: string; readonly text: string };

/** A reporter indents what it prints; nobody knows here how wide the terminal is. */
const width = 100;
// the test runner paints the message as a whole
const look = lookOf(false, width);

const failed = (name: string, text: string): Verdict => ({ is: 'failed', name, text });

/** The section of the text report, less its mark: the sentence, the trace, the command that repeats it. */
const violation = (one: Overall, context: ReportContext): Verdict => {
  const lines = findingSection(one, context, look);
  return failed('Violation', lines.join('\n').trimEnd().replace(/^✗ /, ''));
};

const unfinished = (
  { id, sentence }: Planned,
  why: string,
  { request: { limits } }: ReportContext,
): Verdict => {
  const { timeMs, memoryBytes } = limits;
  return failed(
    'Unfinished',
    [
      `${id} is not decided: ${why}`,
      `  ${sentence}`,
      `  Give it more with 'budget' (it is ${durationText(timeMs)}) or 'memory' (${sizeText(memoryBytes)}), ` +
        "or ask for less with 'scope' or 'properties'.",
    ].join('\n'),
  );
};

/** Whether no property that is demanded is meant for any of the configurations: then skipping all would hide it. */
const isNothingMeant = (all: readonly Overall[]): boolean =>
  all.every(({ result }) => result === 'not-applicable');

/**
 * What came of one property. Where the check ended before the last rung, nothing is said to hold: only a trace,
 * to a violation or to a witness, settles a property on all rungs.
 */
export const verdictOf = (planned: Planned, report: CheckReport, context: ReportContext): Verdict => {
  const all = overall(report.runs);
  const one = all.find(({ property }) => property.id === planned.id);
  const isOpen = report.unfinished && (one === undefined || one.shown === null);
  if (one === undefined || (isOpen && one.result !== 'unfinished')) {
    if (!isOpen) throw new Error(`the check said nothing of ${planned.id}`);
    return unfinished(planned, 'the check ended before the last rung', context);
  }
  const { waived } = one.property;
  if (report.unusedWaivers.some(({ property }) => property === planned.id))
    return failed(
      'Unused waiver',
      `${planned.id} is waived, and ${resultInWords(one, context.request)}: take the waiver back.`,
    );
  const skipped = (reason: string): Verdict => ({ is: 'skipped', reason });
  if (waived !== null && one.result === 'violated') return skipped(`waived: ${waived}`);
  return match(one.result)
    .with('holds', 'holds-within-budget', () => ({
      is: 'passed' as const,
      note: resultInWords(one, context.request),
    }))
    .with('violated', () => violation(one, context))
    .with('unfinished', () => unfinished(planned, resultInWords(one, context.request), context))
    .with('vacuous', () =>
      one.property.vacuousByDesign
        ? skipped(resultInWords(one, context.request))
        : failed('Vacuous', `${vacuousWords([one]).replace(/^Vacuous: /, '')}\n  ${planned.sentence}`),
    )
    .with('not-applicable', () =>
      isNothingMeant(all)
        ? failed('Vacuous', `${planned.id} is ${resultInWords(one, context.request)}\n  ${vacuousWords([])}`)
        : skipped(resultInWords(one, context.request)),
    )
    .exhaustive();
};
