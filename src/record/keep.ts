/** What a check leaves in the record: every failure that counts, and none that is one no longer. */
import { rm } from 'node:fs/promises';
import type { CheckReport, CheckRequest } from '../check/request.ts';
import type { PropertyResult, Run, Trace } from '../check/result.ts';
import { canonical } from '../engine/values.ts';
import { UserError } from '../errors.ts';
import { readText, writeWhole } from '../input/files.ts';
import type { TraceFile } from '../trace/file.ts';
import { printTraceFile, traceFileOf } from '../trace/file.ts';
import type { FileToWrite } from '../trace/save.ts';
import { partiesOf } from '../trace/save.ts';
import { recordFile } from './about.ts';
import type { Record, RecordFile } from './files.ts';
import type { Tried } from './tries.ts';

/** What is to become of a record. */
export interface Plan {
  readonly writes: readonly FileToWrite[];
  readonly drops: readonly RecordFile[];
  /** Where each failure that counts is kept, be it written now or before. */
  readonly kept: readonly Pick<FileToWrite, 'policy' | 'property' | 'file'>[];
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

/** Less what says nothing about the failure: who wrote it, and whether somebody had shown that it is a shortest. */
const essence = ({ tool: _, shortest: __, ...file }: TraceFile): string => canonical(file);

/** Decides what is written and what is dropped; nothing is yet. */
export const planOf = (
  { directory, files }: Record,
  request: CheckRequest,
  report: CheckReport,
  tried: readonly Tried[],
  version: string,
): Plan => {
  const { maxMemories } = request.limits;
  const kept = failuresIn(report).map(({ run, property, trace }) => {
    const saved = { version, ...partiesOf(request, run), run, maxMemories, property, trace };
    const content = traceFileOf(saved, directory);
    const file = trace.foundAgainBy ?? recordFile(directory, content);
    return { policy: run.policy, property: property.id, file, content };
  });
  const before = new Map(files.map(({ file, trace }) => [file, essence(trace)]));
  const changed = kept.filter(({ file, content }) => before.get(file) !== essence(content));
  const mended = tried.filter(({ outcome }) => outcome.is === 'mended').map(({ record }) => record);
  return {
    writes: changed.map((one) => ({ ...one, content: printTraceFile(one.content) })),
    drops: files.filter((one) => mended.includes(one) && !kept.some(({ file }) => file === one.file)),
    kept,
  };
};

/** Another check may have written it meanwhile: then it is about another failure. */
const isStill = async ({ file, text }: RecordFile): Promise<boolean> =>
  (await readText(file).catch(() => null)) === text;

/**
 * Carries a plan out. What can't be written or dropped is no reason to withhold a verdict.
 *
 * @returns what there is to say of it, a line each
 */
export const carryOut = async ({ writes, drops }: Plan): Promise<readonly string[]> => {
  const lines: string[] = [];
  for (const { file, content, property } of writes)
    await writeWhole(file, content).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      lines.push(`warning: ${file} ${error.found}; the violation of ${property} is not recorded`);
    });
  for (const one of drops)
    if (await isStill(one)) {
      const gone = await rm(one.file, { force: true }).then(
        () => true,
        () => false,
      );
      const { property } = one.trace;
      lines.push(
        gone
          ? `${one.file} no longer leads to a violation of ${property}, and is dropped`
          : `warning: ${one.file} no longer leads to a violation of ${property}, but can't be dropped`,
      );
    }
  return lines;
};
