/** Where the formats of traces go: each to standard output or to a file, which is numbered where there may be several. */
import { dirname, extname } from 'node:path';
import { UserError } from '../errors.ts';
import type { Output } from '../input/reporters.ts';
import { outputsIn } from '../input/reporters.ts';
import { prepareFile, writeWhole } from '../reading/files.ts';
import { lookOf } from '../report/index.ts';
import type { Format, WholeTrace } from '../report/trace/index.ts';
import { lanes as lanesFormat, traceFormats } from '../report/trace/index.ts';
import type { FormatFlags } from './flags.ts';
import { refuseOverwriting } from './overwriting.ts';
import type { Terminal } from './terminal.ts';

const fileWidth = 110;

/** A format that is written somewhere. */
export interface TraceOutput extends Output {
  readonly format: Format;
}

/** `trace.json` → `trace-2.json` */
const numbered = (file: string, number: number): string => {
  const extension = extname(file);
  return `${file.slice(0, file.length - extension.length)}-${number}${extension}`;
};

/** @throws {UserError} if there is no such format, two write to one place, or `--lanes` could do nothing */
export const traceOutputsIn = ({ format, lanes }: FormatFlags, isPlural: boolean): readonly TraceOutput[] => {
  const wish = format && { value: format, place: '--format', directory: process.cwd() };
  const names = Object.keys(traceFormats);
  const outputs = outputsIn(wish, { noun: 'format', names, usual: 'text' });
  if (lanes && outputs.every(({ name }) => name !== 'text'))
    throw new UserError('--lanes', 'changes nothing here', 'Lanes are a way to write --format text.');
  const unjoinable = outputs.find(({ name, file }) => file === null && !traceFormats[name]!.isJoinable);
  if (isPlural && unjoinable !== undefined)
    throw new UserError(
      '--format',
      `several traces can't be one ${unjoinable.name}`,
      `Write ${unjoinable.name}=<file>: the files are numbered.`,
    );
  return outputs.map((output) => ({
    ...output,
    format: lanes && output.name === 'text' ? lanesFormat : traceFormats[output.name]!,
  }));
};

/** The file of one of several traces; of the only one, the file that was named. */
export const fileFor = (file: string, number: number, isPlural: boolean): string =>
  isPlural ? numbered(file, number) : file;

/** Whether they can be written is asked before anything is explored. */
export const prepareOutputs = async (outputs: readonly Output[]): Promise<void> => {
  for (const { file } of outputs) if (file !== null) await prepareFile(file);
};

/** The same of traces, `count` in each format: they must not be what the command reads, either. */
export const prepareTraces = async (outputs: readonly TraceOutput[], count: number): Promise<void> => {
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  const files = outputs.flatMap(({ file }) =>
    file === null ? [] : numbers.map((number) => fileFor(file, number, count > 1)),
  );
  refuseOverwriting('--format', files);
  await prepareOutputs(outputs);
};

/** Writes traces in every format that is wished for; the files that were written. */
export const writeTraces = async (
  traces: readonly WholeTrace[],
  outputs: readonly TraceOutput[],
  { isPlural, color }: { readonly isPlural: boolean; readonly color: boolean },
  terminal: Terminal,
): Promise<readonly string[]> => {
  const written: string[] = [];
  for (const { file, format } of outputs)
    if (file === null) {
      const look = lookOf(color && terminal.color.out, terminal.width);
      terminal.out(traces.map((trace) => format.print(trace, look, process.cwd())).join('\n'));
    } else
      for (const [i, trace] of traces.entries()) {
        const one = fileFor(file, i + 1, isPlural);
        await writeWhole(one, format.print(trace, lookOf(false, fileWidth), dirname(one)));
        written.push(one);
      }
  return written;
};
