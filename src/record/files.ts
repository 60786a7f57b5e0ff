/** The record as it is in its directory: a trace file for every failure. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { oneLine } from '../printable.ts';
import { readText } from '../reading/files.ts';
import type { PropertyTrace } from '../trace/file.ts';
import { isOfProperty, parseTraceFile } from '../trace/file.ts';

/** One failure, as an earlier check left it. */
export interface RecordFile {
  readonly file: string;
  readonly trace: PropertyTrace;
  /** The file as it is written. */
  readonly text: string;
}

export interface FailureRecord {
  readonly directory: string;
  readonly files: readonly RecordFile[];
  /** What is wrong with those that can't be read, a line each. */
  readonly warnings: readonly string[];
}

const namesIn = async (directory: string): Promise<readonly string[]> => {
  try {
    return (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    const found = code === 'ENOTDIR' ? 'is a file, and no directory' : `can't be read: ${code}`;
    throw new UserError(directory, found, 'Name another directory with --record, or do with --no-record.');
  }
};

/** @throws {UserError} if there is something of that name which is no directory, or may not be read */
export const readRecord = async (directory: string): Promise<FailureRecord> => {
  const files: RecordFile[] = [];
  const warnings: string[] = [];
  for (const file of (await namesIn(directory)).map((name) => join(directory, name)))
    try {
      const text = await readText(file);
      const trace = parseTraceFile(file, text);
      if (isOfProperty(trace)) files.push({ file, text, trace });
      else warnings.push(`${file}: is about no property; it is left out of the record of failures`);
    } catch (error) {
      // It costs an exploration and no more: a record that can't be read must not keep anybody from a verdict.
      if (!(error instanceof UserError)) throw error;
      // Another check may have dropped it just now.
      if (!existsSync(file)) continue;
      warnings.push(oneLine(`${error.place}: ${error.found}; this record of a failure is left out`));
    }
  return { directory, files, warnings };
};
