/** `hintproof replay` */
import { propertyNamed } from '../../properties/index.ts';
import { UserError } from '../errors.ts';
import { defaultLimits, wholeNumberIn } from '../input/request.ts';
import { actionIn } from '../reading/action.ts';
import { known } from '../reading/names.ts';
import { durationMs } from '../reading/quantity.ts';
import type { Brought } from '../replay/brought.ts';
import { broughtBy } from '../replay/brought.ts';
import type { ReplayReport } from '../replay/index.ts';
import { replayTrace } from '../replay/index.ts';
import { refreshed, storyOfReplay } from '../replay/retold.ts';
import { lookOf, replayReport, replayVerdict, verdictInWords, whyReport } from '../report/index.ts';
import { replayCommand as replayWords } from '../report/repeat.ts';
import type { ExitCode } from '../results/request.ts';
import type { Aim, Story } from '../results/story.ts';
import { noting } from '../sources.ts';
import type { TraceFile } from '../trace/file.ts';
import { readTraceFile } from '../trace/file.ts';
import { aimAt } from '../trace/telling.ts';
import { version } from '../version.ts';
import type { ReplayFlags } from './flags.ts';
import { numberIn } from './flags.ts';
import { prepareTraces, traceOutputsIn, writeTraces } from './outputs.ts';
import { walk } from './step.ts';
import type { Terminal } from './terminal.ts';

const unfinished = 3;

/** A field that does not fit the machine is a field of the file; a module's mistakes have places of their own. */
const inFile = (file: string, error: unknown): unknown =>
  error instanceof UserError && /^(actions\[\d+\]|property|subject)$/.test(error.place)
    ? new UserError(`${file}: ${error.place}`, error.found, error.remedy)
    : error;

const aimOf = ({ property, condition }: TraceFile): Aim =>
  condition === undefined ? aimAt(propertyNamed(property!)!) : { is: 'condition', text: condition };

/** Whether the trace leads to a violation, if it leads anywhere; else it reaches something. */
const violates = ({ property }: TraceFile): boolean =>
  property !== undefined && propertyNamed(property)!.kind !== 'sometimes';

const exitCodeOf = ({ leadsThere }: ReplayReport, isViolation: boolean): ExitCode => {
  if (isViolation) return leadsThere ? 1 : 0;
  return leadsThere ? 0 : 4;
};

/** An action that is asked about, and after how many steps; `null` if none is. */
const questionIn = ({ why, at }: ReplayFlags, { steps, alternatives }: ReplayReport) => {
  if (why === undefined) return null;
  const after = at === undefined ? steps.length : wholeNumberIn(0, steps.length)(numberIn(at)!, '--at');
  const { enabled, refused } = alternatives![after]!;
  const names = [...enabled, ...refused.map(({ action }) => action)];
  const action = known('--why', 'action', actionIn(why), names);
  return { action, after, because: refused.find((one) => one.action === action)?.because ?? null };
};

/** Two ways to be shown the same trace, or a flag that can do nothing, are a mistake. */
const refuseIdle = ({ step, format, lanes, why, at, states }: ReplayFlags): void => {
  const refuse = (flag: string, remedy: string): never => {
    throw new UserError(flag, 'changes nothing here', remedy);
  };
  const idle = { '--format': format !== undefined, '--lanes': lanes, '--why': why !== undefined };
  for (const [flag, isThere] of Object.entries(idle))
    if (step && isThere) refuse(flag, 'With --step every step is shown, and w asks why.');
  if (at !== undefined && why === undefined) refuse('--at', 'It says of which step --why asks.');
  if (states && !format?.some((name) => name.startsWith('json')))
    refuse('--states', 'States are written with --format json.');
};

/** A trace file is of a finding: a run that leads to none is none. */
const withFinding = (report: ReplayReport, trace: TraceFile) => {
  const { told } = report;
  if (told === null)
    throw new UserError(
      '--format json',
      `there is no finding to write. ${verdictInWords(report, trace, violates(trace))}`,
      'A trace file is of a finding. Every other format tells any run.',
    );
  return { ...report, told };
};

interface Shown {
  readonly file: string;
  readonly trace: TraceFile;
  readonly brought: Brought;
  readonly report: ReplayReport;
  readonly story: Story;
  readonly exitCode: ExitCode;
}

/** The verdict with the trace as a table; or the trace in other formats, and the verdict beside it. */
const show = async (
  { file, trace, brought, report, story, exitCode }: Shown,
  flags: ReplayFlags,
  terminal: Terminal,
): Promise<void> => {
  const look = lookOf(flags.color && terminal.color.out, terminal.width);
  const question = questionIn(flags, report);
  const why = question === null ? '' : whyReport(question, look);
  const judged = { violates: violates(trace), exitCode };
  if (flags.format === undefined && !flags.lanes) {
    terminal.out(replayReport(report, story, trace, judged, look) + why);
    return;
  }
  const outputs = traceOutputsIn(flags, false);
  // Either all that is wished for is written, or nothing.
  if (outputs.some(({ name }) => name === 'json')) withFinding(report, trace);
  const fileIn = (directory: string): TraceFile => {
    const now = { version, report: withFinding(report, trace), withStates: flags.states ?? false };
    return refreshed(trace, { ...brought.request, ...now }, directory);
  };
  const files = await writeTraces(
    [{ story: { ...story, replay: replayWords(file, flags) }, fileIn }],
    outputs,
    { isPlural: false, color: flags.color },
    terminal,
  );
  const isForReaders = outputs.every((output) => output.file !== null || output.name === 'text');
  const written = files.length === 0 ? '' : `Written: ${files.join(', ')}\n`;
  (isForReaders ? terminal.out : terminal.err)(
    `${why}${written}${replayVerdict(report, trace, judged, look).join('\n')}\n`,
  );
};

const replay = async (file: string, flags: ReplayFlags, terminal: Terminal): Promise<number> => {
  refuseIdle(flags);
  const outputs = traceOutputsIn(flags, false);
  const trace = await readTraceFile(file);
  const brought = await broughtBy(file, trace, {
    policy: flags.policy,
    asRecorded: flags.asRecorded ?? false,
    callMs:
      flags.callLimit === undefined ? defaultLimits.callMs : durationMs('--call-limit', flags.callLimit),
    wantsAlternatives:
      flags.step === true ||
      flags.why !== undefined ||
      outputs.some(({ format }) => format.showsAlternatives),
  });
  await prepareTraces(outputs, 1);
  for (const note of brought.notes) terminal.err(`${note}\n`);
  const signal = terminal.signal();
  const report = await replayTrace(brought.request, signal).catch((error: unknown) => {
    throw inFile(file, error);
  });
  if ('cut' in report) {
    terminal.err(`The replay did not come to its end: ${report.cut}. Exit code ${unfinished}.\n`);
    return unfinished;
  }
  const exitCode = exitCodeOf(report, violates(trace));
  const outcome = report.leadsThere ? (violates(trace) ? 'violated' : 'reached') : 'nothing';
  const story = storyOfReplay(aimOf(trace), outcome, brought.request, report, null);
  if (flags.step) {
    await walk(story, flags.color, terminal);
    const look = lookOf(flags.color && terminal.color.out, terminal.width);
    terminal.out(
      `${replayVerdict(report, trace, { violates: violates(trace), exitCode }, look).join('\n')}\n`,
    );
  } else await show({ file, trace, brought, report, story, exitCode }, flags, terminal);
  return exitCode;
};

/** Runs the command; the exit code: 1 if the trace still leads to the violation. */
export const replayCommand = (...asked: Parameters<typeof replay>): Promise<number> =>
  noting(new Map(), () => replay(...asked));
