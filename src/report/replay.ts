/** What came of a trace that was run again. */
import type { ReplayReport } from '../check/job.ts';
import type { TraceFile } from '../trace/file.ts';
import { told } from './finding.ts';
import { rungName } from './rungs.ts';
import type { Look } from './text.ts';
import { countOf, indented, wrap } from './text.ts';

const verdict = ({ leadsThere, stuck, steps }: ReplayReport, { property, actions }: TraceFile, violates: boolean): string => {
  if (leadsThere)
    return violates
      ? `It still leads there: ${property} is violated. Exit code 1.`
      : `It still leads there: ${property} is reached. Exit code 0.`;
  if (stuck !== null)
    return (
      `It no longer leads there: after ${countOf(stuck.index, 'step')} of ${actions.length}, ` +
      `${stuck.action} is not enabled any more. Exit code 0.`
    );
  const where = `all of its ${countOf(steps.length, 'step')} can be taken, and ${property}`;
  return `It no longer leads there: ${where} ${violates ? 'is not violated' : 'is not reached'} at the end. Exit code 0.`;
};

/** The trace as a table, and whether it still leads where it led. */
export const replayReport = (
  report: ReplayReport,
  file: TraceFile,
  { sentence, violates }: { readonly sentence: string; readonly violates: boolean },
  look: Look,
): string => {
  const { paint, width } = look;
  const { policy, guest, scope, options, property, subject } = file;
  const colour = report.leadsThere && violates ? paint.red : paint.green;
  return [
    `${paint.bold(property)}, about ${subject}: ${policy.name} under guest ${guest.name} on ${rungName({ scope, options })}`,
    ...indented(sentence, 2, width).map((line) => paint.dim(line)),
    '',
    ...told({ steps: report.steps, violates: report.leadsThere && violates, finding: report.finding }, look),
    '',
    ...wrap(verdict(report, file, violates), width).map((line) => colour(line)),
    '',
  ].join('\n');
};
