/** `hintproof compare` */
import type { CheckProgress } from '../check/request.ts';
import { compare } from '../compare/index.ts';
import { baselineOf, fileWishes } from '../input/baseline.ts';
import { compareRequestFrom } from '../input/compare-request.ts';
import { override } from '../input/config.ts';
import { writeWhole } from '../input/files.ts';
import { reportersIn } from '../input/reporters.ts';
import { compareReporters } from '../report/compare/index.ts';
import { lookOf, progressLine } from '../report/index.ts';
import { version } from '../version.ts';
import type { CompareFlags } from './flags.ts';
import { wishesOfCompare } from './flags.ts';
import { prepareOutputs } from './outputs.ts';
import type { Terminal } from './terminal.ts';
import { judged, refuseUnused } from './waivers.ts';

const fileWidth = 110;

/** Runs the command; the exit code. */
export const compareCommand = async (
  baseline: string,
  candidate: string,
  flags: CompareFlags,
  terminal: Terminal,
): Promise<number> => {
  const fromFile = await fileWishes(flags.config);
  const flagged = wishesOfCompare([baseline, candidate], flags);
  const wishes = override(flagged, fromFile);
  const outputs = reportersIn(wishes.reporters, Object.keys(compareReporters));
  const request = await compareRequestFrom(wishes);
  await prepareOutputs(outputs);

  const color = wishes.color?.value !== false;
  const look = lookOf(color && terminal.color.err, terminal.width);
  const onProgress = (now: CheckProgress) => terminal.progress?.(progressLine(now, now.waiting, look));
  const compared = await compare(request, { onProgress }, terminal.signal()).finally(() =>
    terminal.progress?.(null),
  );
  const report = judged(compared, flagged);
  const usual = baselineOf(fromFile, flags.config);
  const context = { version, request, usual, verbose: wishes.verbose?.value === true };
  for (const { name, file } of outputs) {
    const print = compareReporters[name]!;
    if (file === null)
      terminal.out(print(report, context, lookOf(color && terminal.color.out, terminal.width)));
    else await writeWhole(file, print(report, context, lookOf(false, fileWidth)));
  }
  refuseUnused(report);
  return report.exitCode;
};
