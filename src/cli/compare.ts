/** `hintproof compare` */
import { compare } from '../compare/index.ts';
import type { CompareReport } from '../compare/report.ts';
import type { CompareRequest } from '../compare/request.ts';
import { compareRequestFrom } from '../input/compare-request.ts';
import type { Wishes } from '../input/config.ts';
import { override } from '../input/config.ts';
import type { Output } from '../input/reporters.ts';
import { reportersIn } from '../input/reporters.ts';
import { fileWishes, usualOf } from '../input/usual.ts';
import { writeWhole } from '../reading/files.ts';
import { compareReporters } from '../report/compare/index.ts';
import type { CompareContext } from '../report/compare/reporter.ts';
import { lookOf } from '../report/index.ts';
import { version } from '../version.ts';
import { carriedOut } from './carry-out.ts';
import type { CompareFlags } from './flags.ts';
import { wishesOfCompare } from './flags.ts';
import { prepareOutputs } from './outputs.ts';
import { refuseOverwriting } from './overwriting.ts';
import { showing } from './progress.ts';
import type { Terminal } from './terminal.ts';
import { judged, refuseUnused } from './waivers.ts';

const fileWidth = 110;

/** What is asked, and of what is found, what is told where. */
interface Asked {
  readonly request: CompareRequest;
  readonly flagged: Wishes;
  readonly outputs: readonly Output[];
  readonly told: Pick<CompareContext, 'usual' | 'verbose'>;
  readonly color: boolean;
}

const ask = async (policies: readonly [string, string], flags: CompareFlags): Promise<Asked> => {
  const fromFile = await fileWishes(flags.config);
  const flagged = wishesOfCompare(policies, flags);
  const wishes = override(flagged, fromFile);
  const outputs = reportersIn(wishes.reporters, Object.keys(compareReporters));
  const request = await compareRequestFrom(wishes);
  refuseOverwriting(
    '--reporter',
    outputs.flatMap(({ file }) => file ?? []),
  );
  await prepareOutputs(outputs);
  const told = { usual: usualOf(fromFile, flags.config), verbose: wishes.verbose?.value === true };
  return { request, flagged, outputs, told, color: wishes.color?.value !== false };
};

const find = ({ request, color }: Asked, terminal: Terminal, signal: AbortSignal): Promise<CompareReport> => {
  return compare(request, showing(terminal, color), signal).finally(() => terminal.progress?.(null));
};

const tell = async (asked: Asked, compared: CompareReport, terminal: Terminal): Promise<number> => {
  const { request, outputs, told, color } = asked;
  const report = judged(compared, asked.flagged);
  const context = { version, request, ...told };
  for (const { name, file } of outputs) {
    const print = compareReporters[name]!;
    if (file === null)
      terminal.out(print(report, context, lookOf(color && terminal.color.out, terminal.width)));
    else await writeWhole(file, print(report, context, lookOf(false, fileWidth)));
  }
  refuseUnused(report);
  return report.exitCode;
};

/** Runs the command; the exit code. */
export const compareCommand = (
  baseline: string,
  candidate: string,
  flags: CompareFlags,
  terminal: Terminal,
): Promise<number> =>
  carriedOut(
    {
      ask: () => ask([baseline, candidate], flags),
      find: (asked, signal) => find(asked, terminal, signal),
      tell: (asked, found) => tell(asked, found, terminal),
    },
    terminal,
    flags.watch,
  );
