/** The formats of a trace, by the names that `--format` knows them by. */

import type { Story } from '../../results/story.ts';
import type { TraceFile } from '../../trace/file.ts';
import { printTraceFile } from '../../trace/file.ts';
import type { Look } from '../text.ts';
import type { TraceFormat } from './format.ts';
import { htmlFormat } from './html.ts';
import { itfFormat } from './itf.ts';
import { lanesFormat } from './lanes.ts';
import { markdownFormat } from './markdown.ts';
import { mermaidFormat } from './mermaid.ts';
import { textFormat } from './text.ts';
import { vcdFormat } from './vcd.ts';

/** A trace with all that a format needs of it. */
export interface WholeTrace {
  readonly story: Story;
  /** As the content of a trace file in a directory: the paths of modules are seen from there. */
  readonly fileIn: (directory: string) => TraceFile;
}

/** How a trace becomes text that is written somewhere. */
export interface Format {
  readonly print: (trace: WholeTrace, look: Look, directory: string) => string;
  /** Whether several, one after the other, are still something that can be read. */
  readonly isJoinable: boolean;
  /** Whether it shows what could happen in a state, and why nothing else can. */
  readonly showsAlternatives: boolean;
}

const told = (format: TraceFormat, isJoinable: boolean, showsAlternatives = false): Format => ({
  print: ({ story }, look) => format(story, look),
  isJoinable,
  showsAlternatives,
});

const json: Format = {
  print: ({ fileIn }, _, directory) => printTraceFile(fileIn(directory)),
  isJoinable: false,
  showsAlternatives: false,
};

export const traceFormats: Readonly<Record<string, Format>> = {
  text: told(textFormat, true),
  json,
  itf: told(itfFormat, false),
  mermaid: told(mermaidFormat, true),
  vcd: told(vcdFormat, false),
  html: told(htmlFormat, false, true),
  md: told(markdownFormat, true),
};

/** Text with lanes by host CPU: what `--lanes` makes of the format `text`. */
export const lanes: Format = told(lanesFormat, true);
