/** What came of a trace that was run again. */

import { stuckInWords } from '../picture/words.ts';
import type { ReplayReport } from '../replay/index.ts';
import type { ExitCode } from '../results/request.ts';
import { rungName } from '../results/rung-name.ts';
import type { Refused, Story } from '../results/story.ts';
import type { TraceFile } from '../trace/file.ts';
import { isShown, valueInWords } from '../words/cells.ts';
import type { Look } from './text.ts';
import { countOf, indented, wrap } from './text.ts';
import { told } from './told.ts';

/** What the answer comes to. */
export interface Judged {
  /** Whether the trace leads to a violation, if it leads anywhere; it reaches something otherwise. */
  readonly violates: boolean;
  readonly exitCode: ExitCode;
}

/** Whether the trace still leads where it led, in a sentence. */
export const verdictInWords = (
  report: ReplayReport,
  { property, condition, actions }: TraceFile,
  violates: boolean,
): string => {
  const { leadsThere, steps, because } = report;
  const stuck = stuckInWords(report);
  const what = property ?? `'${condition}'`;
  const does = violates ? 'violates' : 'reaches';
  const done = violates ? 'violated' : 'reached';
  if (leadsThere && steps.length < actions.length)
    return `It still ${does} ${what}, and sooner: after ${countOf(steps.length, 'step')} of ${actions.length}.`;
  if (leadsThere) return `It still ${does} ${what}.`;
  if (stuck !== null) return `It is no longer possible: ${stuck}.`;
  const taken = `It no longer ${does} ${what}: all of its ${countOf(steps.length, 'step')} can be taken`;
  return because === null ? `${taken}, and it is not ${done} by them.` : `${taken}, but ${because}.`;
};

const inWords = (cell: string, value: unknown): string => {
  if (value === undefined) return 'not there';
  // What somebody has written into a file need not be a value that the cell can have.
  try {
    return isShown(cell) ? valueInWords(cell, value) : JSON.stringify(value);
  } catch {
    return JSON.stringify(value);
  }
};

/** Where the states part from those that were recorded. */
const departureLines = ({ departure }: ReplayReport, width: number): readonly string[] => {
  if (departure === null) return [];
  const { after, cells } = departure;
  const where = after === 0 ? 'The initial state' : `The state after step ${after}`;
  return [
    `${where} is not the one that was recorded:`,
    ...cells.flatMap(({ cell, recorded, now }) =>
      indented(`${cell}: recorded ${inWords(cell, recorded)}, now ${inWords(cell, now)}`, 2, width),
    ),
    '',
  ];
};

/** Whether the trace still leads where it led, in a sentence or two. */
export const replayVerdict = (
  report: ReplayReport,
  file: TraceFile,
  { violates, exitCode }: Judged,
  { paint, width }: Look,
): readonly string[] => {
  const colour = report.leadsThere && violates ? paint.red : paint.green;
  return [
    ...departureLines(report, width),
    ...wrap(`${verdictInWords(report, file, violates)} Exit code ${exitCode}.`, width).map((line) =>
      colour(line),
    ),
  ];
};

/** The trace as a table, and whether it still leads where it led. */
export const replayReport = (
  report: ReplayReport,
  { aim, policy, guest, scope, options, subject }: Story,
  file: TraceFile,
  judged: Judged,
  look: Look,
): string => {
  const { paint, width } = look;
  const title = aim.is === 'property' ? `${paint.bold(aim.id)}, about ${subject}` : paint.bold(aim.text);
  return [
    `${title}: ${policy} under guest ${guest} on ${rungName({ scope, options })}`,
    ...(aim.is === 'property' ? indented(aim.sentence, 2, width).map((line) => paint.dim(line)) : []),
    '',
    ...told(
      {
        ...report,
        violates: report.leadsThere && judged.violates,
        finding: report.told,
        involved: report.told?.involved ?? [],
      },
      look,
    ),
    '',
    ...replayVerdict(report, file, judged, look),
    '',
  ].join('\n');
};

/** Why an action is not enabled after some step, or that it is. */
export const whyReport = (
  {
    action,
    after,
    because: reasons,
  }: {
    readonly action: string;
    readonly after: number;
    readonly because: Refused['because'] | null;
  },
  { paint, width }: Look,
): string => {
  const when = after === 0 ? 'in the initial state' : `after step ${after}`;
  return [
    '',
    `${paint.bold(action)} ${reasons === null ? 'is enabled' : 'is not enabled'} ${when}${reasons === null ? '.' : ':'}`,
    ...(reasons ?? []).flatMap((reason) => indented(reason, 2, width)),
    '',
  ].join('\n');
};
