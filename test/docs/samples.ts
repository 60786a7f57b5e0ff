/** The samples in docs/formats.md: one trace, in the formats that are text, and a run without end. The page around them is written by hand. */
import { readFileSync } from 'node:fs';
import { lookOf } from '../../src/report/text.ts';
import { lanesFormat } from '../../src/report/trace/lanes.ts';
import { markdownFormat } from '../../src/report/trace/markdown.ts';
import { mermaidFormat } from '../../src/report/trace/mermaid.ts';
import { textFormat } from '../../src/report/trace/text.ts';
import { stories } from '../trace/stories.ts';

const look = lookOf(false, 110);

const fenced = (language: string, text: string): string => {
  const fence = text.includes('```') ? '````' : '```';
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
};

/** As far as the first block: what follows is in the other samples. */
const beginning = (markdown: string): string => markdown.slice(0, markdown.indexOf('\n```'));

const samples = (): Readonly<Record<string, string>> => {
  const story = stories['a stale hint']();
  return {
    text: fenced('text', textFormat(story, look)),
    endless: fenced('text', textFormat(stories['remote injections for ever'](), look)),
    lanes: fenced('text', lanesFormat(story, look)),
    md: fenced('markdown', beginning(markdownFormat(story, look))),
    mermaid: fenced('mermaid', mermaidFormat(story, look)),
  };
};

/** The page with its samples made anew: each is below its `<!-- sample: … -->`, as a fenced block. */
export const withSamples = (page: string): string => {
  const made = samples();
  const shown = [...page.matchAll(/<!-- sample: (\w+) -->/g)].map(([, name]) => name);
  if (shown.join() !== Object.keys(made).join())
    throw new Error(`docs/formats.md should show the samples ${Object.keys(made).join(', ')}`);
  return page.replaceAll(
    /<!-- sample: (\w+) -->\n(\n(`{3,})\w+\n[\s\S]*?\n\3\n)?/g,
    (_, name: string) => `<!-- sample: ${name} -->\n\n${made[name]}\n`,
  );
};

export const formatsPage = (): string => withSamples(readFileSync('docs/formats.md', 'utf8'));
