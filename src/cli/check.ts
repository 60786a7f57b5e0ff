/** `hintproof check` */
import { existsSync, realpathSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { checkAfter } from '../check/index.ts';
import type { CheckProgress, CheckReport, CheckRequest } from '../check/request.ts';
import { UserError } from '../errors.ts';
import { baselineOf, fileWishes } from '../input/baseline.ts';
import { pathFrom } from '../input/chosen.ts';
import type { TraceMode } from '../input/config.ts';
import { override, traceModes } from '../input/config.ts';
import { makeDirectory, writeWhole } from '../input/files.ts';
import { known } from '../input/names.ts';
import type { Output } from '../input/reporters.ts';
import { reportersIn } from '../input/reporters.ts';
import { requestFrom } from '../input/request.ts';
import type { FailureRecord } from '../record/files.ts';
import { openRecord } from '../record/place.ts';
import type { Look, ReportContext, SavedTrace } from '../report/index.ts';
import { lookOf, progressLine, reporters } from '../report/index.ts';
import { version } from '../version.ts';
import type { CheckFlags } from './flags.ts';
import { wishesOfFlags } from './flags.ts';
import type { Terminal } from './terminal.ts';
import { judged, refuseUnused } from './waivers.ts';

const fileWidth = 110;

/** A check may take long: whether its results can be written is asked before. */
const prepare = async (directories: readonly string[]): Promise<void> => {
  for (const directory of directories) {
    await makeDirectory(directory);
    await access(directory, constants.W_OK).catch(() => {
      throw new UserError(directory, "can't be written: permission denied");
    });
  }
};

/** Shows how the check is getting on, if somebody is looking. */
const watching = ({ progress }: Terminal, look: Look) => {
  if (progress === null) return {};
  let waiting = 0;
  return {
    onProgress: (now: CheckProgress) => {
      progress(progressLine(now, waiting, look));
      waiting = now.waiting;
    },
  };
};

/** A report must not be written over what it is about. */
const refuseOverwriting = ({ policies, rungs }: CheckRequest, files: readonly string[]): void => {
  const parties = [...policies, ...rungs.flatMap(({ guest, fault }) => [guest, fault])];
  const inputs = parties.flatMap((party) => (party?.is === 'module' ? party.bundle.inputs : []));
  const file = files.find((one) => existsSync(one) && inputs.includes(realpathSync(one)));
  if (file !== undefined)
    throw new UserError(
      `--reporter …=${file}`,
      'is a source of a module that is checked',
      'Name another file.',
    );
};

const save = async (
  directory: string,
  request: CheckRequest,
  report: CheckReport,
): Promise<readonly SavedTrace[]> => {
  const { traceFilesOf } = await import('../trace/save.ts');
  const files = traceFilesOf(directory, request, report, version);
  for (const { file, content } of files) await writeWhole(file, content);
  return files;
};

/** Leaves the failures behind, and says where, and what is no failure any more. */
const record = async (
  into: FailureRecord | null,
  request: CheckRequest,
  { report, tried }: Awaited<ReturnType<typeof checkAfter>>,
  terminal: Terminal,
): Promise<readonly SavedTrace[]> => {
  if (into === null) return [];
  const { carryOut, planOf } = await import('../record/keep.ts');
  const { kept, lines } = await carryOut(planOf(into, request, report, tried, version));
  for (const line of lines) terminal.err(`${line}\n`);
  return kept;
};

const write = async (
  { name, file }: Output,
  report: CheckReport,
  context: ReportContext,
  terminal: Terminal,
  color: boolean,
): Promise<void> => {
  const text = reporters[name]!(
    report,
    context,
    file === null ? lookOf(color, terminal.width) : lookOf(false, fileWidth),
  );
  if (file === null) terminal.out(text);
  else await writeWhole(file, text);
};

/** Runs the command; the exit code. */
export const checkCommand = async (
  policies: readonly string[],
  flags: CheckFlags,
  terminal: Terminal,
): Promise<number> => {
  const fromFile = await fileWishes(flags.config);
  const flagged = wishesOfFlags(policies, flags);
  const wishes = override(flagged, fromFile);
  const chosen = reportersIn(wishes.reporters, Object.keys(reporters));
  const traces: TraceMode =
    wishes.traces === undefined
      ? 'demanded'
      : known(wishes.traces.place, 'choice of traces', wishes.traces.value, traceModes);
  const directory = wishes.save && pathFrom(wishes.save.directory, wishes.save.value);
  const usual = baselineOf(fromFile, flags.config);
  const request = await requestFrom(wishes);
  const files = chosen.flatMap(({ file }) => (file === null ? [] : [dirname(file)]));
  refuseOverwriting(
    request,
    chosen.flatMap(({ file }) => file ?? []),
  );
  const earlier = await openRecord(wishes.record, flags.config);
  await prepare(directory === undefined ? files : [...files, directory]);
  for (const line of earlier?.warnings ?? []) terminal.err(`warning: ${line}\n`);

  const color = wishes.color?.value !== false;
  const look = lookOf(color && terminal.color.err, terminal.width);
  const done = await checkAfter(
    earlier?.files ?? [],
    request,
    watching(terminal, look),
    terminal.signal(),
  ).finally(() => terminal.progress?.(null));
  const report = judged(done.report, flagged);
  const recorded = await record(earlier, request, done, terminal);
  const saved = directory === undefined ? [] : await save(directory, request, report);
  const verbose = wishes.verbose?.value === true;
  const context = { version, request, usual, traces, verbose, saved: [...saved, ...recorded] };
  for (const one of chosen) await write(one, report, context, terminal, color && terminal.color.out);
  refuseUnused(report);
  return report.exitCode;
};
