/** What a check leaves in the record: every failure that counts, and none that is one no longer. */
import { rm } from 'node:fs/promises';
import { canonical } from '../engine/values.ts';
import { UserError } from '../errors.ts';
import { readText, writeWhole } from '../reading/files.ts';
import type { CheckReport, CheckRequest } from '../results/request.ts';
import type { PropertyResult, Run, Trace } from '../results/result.ts';
import type { TraceFile } from '../trace/file.ts';
import { printTraceFile, traceFileOf } from '../trace/file.ts';
import type { FileToWrite } from '../trace/save.ts';
import { partiesOf } from '../trace/save.ts';
import { recordFile } from './about.ts';
import type { FailureRecord, RecordFile } from './files.ts';
import type { Tried } from './tries.ts';

/** Where the trace of a failure is. */
type Kept = Pick<FileToWrite, 'policy' | 'property' | 'file'>;

/** What is to become of a record. */
export interface Plan {
  readonly writes: readonly FileToWrite[];
  readonly drops: readonly RecordFile[];
  /** The failures that were found again, and stay as they are recorded. */
  readonly unchanged: readonly Kept[];
}

interface Failure {
  readonly run: Run;
  readonly property: PropertyResult;
  readonly trace: Trace;
}

const failuresIn = ({ runs }: CheckReport): readonly Failure[] =>
  runs.flatMap((run) =>
    run.properties.flatMap((property) =>
      property.result === 'violated' && property.demanded && property.trace !== null
        ? [{ run, property, trace: property.trace }]
        : [],
    ),
  );

/** What a record says of its failure. A scope or a path may be written in two ways, and say the same. */
const essence = ({ policy, guest, fault, subject, expected, found, actions, loop }: TraceFile): string =>
  canonical([
    policy.hash ?? null,
    guest.hash ?? null,
    fault?.hash ?? null,
    subject,
    expected,
    found,
    actions,
    loop ?? null,
  ]);

interface Failed extends Kept {
  readonly trace: TraceFile;
  readonly isFoundAgain: boolean;
}

/** An exploration knows more than the record of an earlier one; a replay knows no more than what it replayed. */
const isUnchanged = ({ trace, isFoundAgain }: Failed, before: RecordFile | undefined): boolean => {
  if (before === undefined) return false;
  return isFoundAgain ? essence(before.trace) === essence(trace) : before.text === printTraceFile(trace);
};

/** Decides what is written and what is dropped; nothing is yet. */
export const planOf = (
  { directory, files }: FailureRecord,
  request: CheckRequest,
  report: CheckReport,
  tried: readonly Tried[],
  version: string,
): Plan => {
  const { maxMemories } = request.limits;
  const failed = failuresIn(report).map(({ run, property, trace }): Failed => {
    const saved = { version, ...partiesOf(request, run), run, maxMemories, property, trace };
    const content = traceFileOf(saved, directory);
    const file = trace.foundAgainBy ?? recordFile(directory, content);
    const isFoundAgain = trace.foundAgainBy !== undefined;
    return { policy: run.policy, property: property.id, file, trace: content, isFoundAgain };
  });
  const before = new Map(files.map((one) => [one.file, one]));
  const unchanged = failed.filter((one) => isUnchanged(one, before.get(one.file)));
  const changed = failed.filter((one) => !unchanged.includes(one));
  const mended = tried.filter(({ outcome }) => outcome.is === 'mended').map(({ record }) => record);
  return {
    writes: changed.map((one) => ({ ...one, content: printTraceFile(one.trace) })),
    drops: files.filter((one) => mended.includes(one) && !failed.some(({ file }) => file === one.file)),
    unchanged,
  };
};

/** Another check may have written it meanwhile: then it is about another failure. */
const isStill = async ({ file, text }: RecordFile): Promise<boolean> =>
  (await readText(file).catch(() => null)) === text;

const write = async ({ file, content, property }: FileToWrite): Promise<string | null> => {
  try {
    await writeWhole(file, content);
    return null;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return `warning: ${error.place} ${error.found}; the violation of ${property} is not recorded`;
  }
};

const drop = async (one: RecordFile): Promise<readonly string[]> => {
  const { file } = one;
  if (!(await isStill(one))) return [];
  try {
    await rm(file, { force: true });
    return [`${file} is dropped: it no longer leads to a violation`];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return [`warning: ${file} no longer leads to a violation, but can't be dropped: ${code}`];
  }
};

/** What has become of a record: where the failures are, and what else there is to say, a line each. */
interface Carried {
  readonly kept: readonly Kept[];
  readonly lines: readonly string[];
}

/** Carries a plan out. What can't be written or dropped is told, but is no reason to withhold a verdict. */
export const carryOut = async ({ writes, drops, unchanged }: Plan): Promise<Carried> => {
  const kept: Kept[] = [...unchanged];
  const lines: string[] = [];
  for (const one of writes) {
    const problem = await write(one);
    if (problem === null) kept.push(one);
    else lines.push(problem);
  }
  for (const one of drops) lines.push(...(await drop(one)));
  return { kept, lines };
};
