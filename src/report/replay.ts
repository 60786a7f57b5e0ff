/** What came of a trace that was run again. */
import type { ReplayReport } from '../check/job.ts';
import type { ExitCode } from '../check/request.ts';
import type { TraceFile } from '../trace/file.ts';
import { told } from './finding.ts';
import { rungName } from './rungs.ts';
import type { Look } from './text.ts';
import { countOf, indented, wrap } from './text.ts';

/** The property that the trace is about, and what the answer comes to. */
export interface Judged {
  readonly sentence: string;
  /** Whether the trace leads to a violation; it leads to the witness of a `sometimes` otherwise. */
  readonly violates: boolean;
  readonly exitCode: ExitCode;
}

const verdict = (
  { leadsThere, stuck, steps }: ReplayReport,
  { property, actions }: TraceFile,
  violates: boolean,
): string => {
  const done = violates ? 'violated' : 'reached';
  if (leadsThere && steps.length < actions.length)
    return `It leads there sooner: ${property} is ${done} after ${countOf(steps.length, 'step')} of ${actions.length} already.`;
  if (leadsThere) return `It still leads there: ${property} is ${done}.`;
  if (stuck !== null)
    return (
      `It no longer leads there: after ${countOf(stuck.index, 'step')} of ${actions.length}, ` +
      `${stuck.action} is not enabled any more.`
    );
  const end = violates ? 'is not violated' : 'is not reached';
  return `It no longer leads there: all of its ${countOf(steps.length, 'step')} can be taken, and ${property} ${end} by them.`;
};

/** The trace as a table, and whether it still leads where it led. */
export const replayReport = (
  report: ReplayReport,
  file: TraceFile,
  { sentence, violates, exitCode }: Judged,
  look: Look,
): string => {
  const { paint, width } = look;
  const { policy, guest, scope, options, property, subject } = file;
  const colour = report.leadsThere && violates ? paint.red : paint.green;
  return [
    `${paint.bold(property)}, about ${subject}: ${policy.name} under guest ${guest.name} on ${rungName({ scope, options })}`,
    ...indented(sentence, 2, width).map((line) => paint.dim(line)),
    '',
    ...told({ ...report, violates: report.leadsThere && violates }, look),
    '',
    ...wrap(`${verdict(report, file, violates)} Exit code ${exitCode}.`, width).map((line) => colour(line)),
    '',
  ].join('\n');
};
