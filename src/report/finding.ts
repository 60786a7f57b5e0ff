/** A violation, or a witness, with its trace. */
import type { CellValue, TraceStep } from '../check/result.ts';
import type { Overall } from './aggregate.ts';
import { valueInWords } from './cells.ts';
import { asAsked, repeatCommand, replayCommand } from './repeat.ts';
import type { ReportContext } from './reporter.ts';
import { rungName } from './rungs.ts';
import { traceTable } from './table.ts';
import type { Look } from './text.ts';
import { countOf, indented, wrap } from './text.ts';

/** What a table of a trace is about, whether a check found it or a file brought it. */
export interface Told {
  readonly initially: readonly CellValue[];
  readonly steps: readonly TraceStep[];
  /** Whether the last step violates a property; a witness reaches something. */
  readonly violates: boolean;
  readonly finding: { readonly expected: string; readonly found: string } | null;
}

const labelled = (
  label: string,
  text: string,
  width: number,
  paint: (text: string) => string,
): readonly string[] => {
  const lines = wrap(text, width - 13);
  return lines.map((line, i) => (i === 0 ? `  ${paint(label.padEnd(9))}${line}` : ' '.repeat(11) + line));
};

/** Where the VCPUs are in the beginning; everything else is idle then, and the map is right. */
const placesAtFirst = (cells: readonly CellValue[]): string =>
  cells
    .filter(({ cell }) => cell.startsWith('placement('))
    .map(({ cell, value }) => `${cell.slice('placement('.length, -1)} ${valueInWords(cell, value)}`)
    .join(', ');

/** The table of a trace, then what was expected and what was found. */
export const told = ({ initially, steps, violates, finding }: Told, look: Look): readonly string[] => {
  const { paint, width } = look;
  const table =
    steps.length === 0
      ? ['  Nobody need act: it is so in the initial state.']
      : traceTable(steps, violates, look);
  const history = [...labelled('at first', placesAtFirst(initially), width, paint.bold), '', ...table];
  if (finding === null) return history;
  return [
    ...history,
    '',
    ...(violates ? labelled('expected', finding.expected, width, paint.bold) : []),
    ...labelled(violates ? 'found' : 'reached', finding.found, width, paint.bold),
  ];
};

/** `hint-names-somebody is violated by first-time on 2:2x1`, the sentence, the trace, the command that repeats it. */
export const findingSection = (one: Overall, context: ReportContext, look: Look): readonly string[] => {
  const { paint, width } = look;
  const { property, shown } = one;
  if (shown === null) return [];
  const { run, trace } = shown;
  const violates = one.result === 'violated';
  const mark = violates ? (property.demanded ? paint.red('✗') : paint.yellow('○')) : paint.green('✓');
  const verb = violates ? 'is violated by' : 'is reached by';
  const unclaimed = property.demanded ? '' : ' (not claimed)';
  const saved = context.saved.find(({ policy, property: id }) => policy === run.policy && id === property.id);
  const again = trace.foundAgainBy;
  return [
    `${mark} ${paint.bold(property.id)} ${verb} ${run.policy} on ${rungName(run)}${unclaimed}`,
    ...(violates ? indented(property.sentence, 2, width).map((line) => paint.dim(line)) : []),
    `  ${trace.shortest ? 'A shortest' : 'A'} trace: ${countOf(trace.length, 'step')}, about ${trace.subject}.`,
    ...(again === undefined
      ? []
      : indented(
          `Found again by ${again}; nothing was explored for it, and there may be a shorter one.`,
          2,
          width,
        )),
    '',
    ...told({ ...trace, violates, finding: trace }, look),
    '',
    `  Repeat it: ${paint.cyan(repeatCommand(asAsked(run, context.request), property.id, context.request, context.usual))}`,
    ...(saved === undefined ? [] : [`  Replay it: ${paint.cyan(replayCommand(saved.file))}`]),
    '',
  ];
};
