/** `hintproof check` */
import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { checkAfter } from '../check/index.ts';
import { UserError } from '../errors.ts';
import { pathFrom } from '../input/chosen.ts';
import type { TraceMode, Wishes } from '../input/config.ts';
import { override, traceModes } from '../input/config.ts';
import type { Output } from '../input/reporters.ts';
import { reportersIn } from '../input/reporters.ts';
import { requestFrom } from '../input/request.ts';
import { fileWishes, usualOf } from '../input/usual.ts';
import { makeDirectory, writeWhole } from '../reading/files.ts';
import { known } from '../reading/names.ts';
import type { FailureRecord } from '../record/files.ts';
import type { ReportContext, SavedTrace } from '../report/index.ts';
import { lookOf, reporters } from '../report/index.ts';
import type { CheckReport, CheckRequest } from '../results/request.ts';
import { version } from '../version.ts';
import { carriedOut } from './carry-out.ts';
import type { CheckFlags } from './flags.ts';
import { wishesOfFlags } from './flags.ts';
import { refuseOverwriting } from './overwriting.ts';
import { showing } from './progress.ts';
import { openRecord } from './record.ts';
import type { Terminal } from './terminal.ts';
import { judged, refuseUnused } from './waivers.ts';

const fileWidth = 110;

type Found = Awaited<ReturnType<typeof checkAfter>>;

/** A check may take long: whether its results can be written is asked before. */
const prepare = async (directories: readonly string[]): Promise<void> => {
  for (const directory of directories) {
    await makeDirectory(directory);
    await access(directory, constants.W_OK).catch(() => {
      throw new UserError(directory, "can't be written: permission denied");
    });
  }
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
  { report, tried }: Found,
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

/** What is asked, and of what is found, what is told where. */
interface Asked {
  readonly request: CheckRequest;
  readonly flagged: Wishes;
  readonly earlier: FailureRecord | null;
  readonly outputs: readonly Output[];
  /** Where the traces go; `null`: nowhere. */
  readonly directory: string | null;
  readonly told: Pick<ReportContext, 'usual' | 'traces' | 'verbose'>;
  readonly color: boolean;
}

const ask = async (policies: readonly string[], flags: CheckFlags): Promise<Asked> => {
  const fromFile = await fileWishes(flags.config);
  const flagged = wishesOfFlags(policies, flags);
  const wishes = override(flagged, fromFile);
  const outputs = reportersIn(wishes.reporters, Object.keys(reporters));
  const traces: TraceMode =
    wishes.traces === undefined
      ? 'demanded'
      : known(wishes.traces.place, 'choice of traces', wishes.traces.value, traceModes);
  const directory = wishes.save === undefined ? null : pathFrom(wishes.save.directory, wishes.save.value);
  const usual = usualOf(fromFile, flags.config);
  const request = await requestFrom(wishes);
  const files = outputs.flatMap(({ file }) => file ?? []);
  refuseOverwriting('--reporter', files);
  const earlier = await openRecord(wishes.record, flags.config);
  await prepare([...files.map((file) => dirname(file)), ...(directory === null ? [] : [directory])]);
  const told = { usual, traces, verbose: wishes.verbose?.value === true };
  return { request, flagged, earlier, outputs, directory, told, color: wishes.color?.value !== false };
};

const find = ({ request, earlier, color }: Asked, terminal: Terminal, signal: AbortSignal) => {
  for (const line of earlier?.warnings ?? []) terminal.err(`warning: ${line}\n`);
  const events = showing(terminal, color);
  return checkAfter(earlier?.files ?? [], request, events, signal).finally(() => terminal.progress?.(null));
};

const tell = async (asked: Asked, found: Found, terminal: Terminal): Promise<number> => {
  const { request, directory, color } = asked;
  const report = judged(found.report, asked.flagged);
  const recorded = await record(asked.earlier, request, found, terminal);
  const saved = directory === null ? [] : await save(directory, request, report);
  const context = { version, request, ...asked.told, saved: [...saved, ...recorded] };
  for (const one of asked.outputs) await write(one, report, context, terminal, color && terminal.color.out);
  refuseUnused(report);
  return report.exitCode;
};

/** Runs the command; the exit code. */
export const checkCommand = (
  policies: readonly string[],
  flags: CheckFlags,
  terminal: Terminal,
): Promise<number> =>
  carriedOut(
    {
      ask: () => ask(policies, flags),
      find: (asked, signal) => find(asked, terminal, signal),
      tell: (asked, found) => tell(asked, found, terminal),
    },
    terminal,
    flags.watch,
  );
