/** A trace by host CPU, drawn in text: where the VCPUs are, whom hints name, where events come from and go to. */
import { layoutOf } from '../../../model/topology.ts';
import { amissInWords, isTelling, strengthInWords } from '../../picture/loop.ts';
import type { Story } from '../../results/story.ts';
import { statesOf } from '../../results/story.ts';
import { closingLines, marginOf } from '../table.ts';
import type { Look } from '../text.ts';
import { countOf, indented, listed, wrap } from '../text.ts';
import { answer } from '../told.ts';
import type { Deed } from './deeds.ts';
import { deedsOf } from './deeds.ts';
import type { TraceFormat } from './format.ts';
import { commandLines, guestLines, heading, sizeInWords, stuckLines } from './text.ts';
import type { Sheet } from './tracks.ts';
import { drawn, marks, sheetOf, titlesOf } from './tracks.ts';

/** Whole names of VCPUs are worth their room as long as words have this much. */
const wordsWidthWithNames = 34;
const wordsWidthMin = 24;
/** More unused host CPUs than that are counted, and not listed. */
const unusedMax = 4;

/** A part of the sheet that fits beside the words: from one column to another. */
interface Part {
  readonly from: number;
  readonly to: number;
}

/** Cuts the sheet between lanes, or else between tracks. */
const partsOf = ({ columns, width }: Sheet, room: number): readonly Part[] => {
  if (width <= room) return [{ from: 0, to: width }];
  const lanes = [...new Set(columns.map(({ cpu }) => cpu))].map((cpu) =>
    columns.filter((one) => one.cpu === cpu),
  );
  const spanOf = (lane: typeof columns): number => lane.at(-1)!.at + lane.at(-1)!.width - lane[0]!.at;
  const starts = lanes.flatMap((lane) => (spanOf(lane) <= room ? [lane[0]!] : lane)).map(({ at }) => at);
  const cuts = [0];
  for (const [i] of starts.entries()) {
    const end = starts[i + 1] ?? width;
    if (end - cuts.at(-1)! > room && starts[i]! > cuts.at(-1)!) cuts.push(starts[i]!);
  }
  return cuts.map((from, i) => ({ from, to: cuts[i + 1] ?? width }));
};

/** The sheet with whole names if there is room for them, and the parts to show it through. */
const chosenSheet = (story: Story, width: number): { sheet: Sheet; parts: readonly Part[] } => {
  const wide = sheetOf(story, true);
  if (wide.width <= width - wordsWidthWithNames) return { sheet: wide, parts: partsOf(wide, wide.width) };
  const sheet = sheetOf(story, false);
  return { sheet, parts: partsOf(sheet, width - wordsWidthMin) };
};

/** What the step does, what is amiss in it, and, in a loop, how fair it is; a drawing has no room for the family. */
const wordsOf = ({ what, effect }: Deed, story: Story, step: number): string => {
  const said = [effect, amissInWords(story, step), strengthInWords(story, step)].filter(
    (text) => text !== null && text !== '',
  );
  return said.length === 0 ? what : `${what}: ${said.join('; ')}`;
};

/** A name or a hint longer than the room is cut: a drawing does not grow. */
const wordLines = (text: string, width: number): readonly string[] =>
  wrap(text, width).flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []);

/** The story through one part. */
const picture = (story: Story, sheet: Sheet, { from, to }: Part, look: Look): readonly string[] => {
  const { paint, width } = look;
  const numberWidth = String(story.steps.length).length;
  const before = 4 + numberWidth + 2;
  const room = width - before - (to - from);
  // An arrow that goes on in another part does not run into the words.
  const seen = (line: string): string => line.slice(from, to).replace(/─$/, ' ');
  const row = (mark: string, number: string, tracks: string, words: string): string =>
    `  ${mark} ${number.padStart(numberWidth)}  ${seen(tracks)}${words}`.trimEnd();
  const [lanes, titles] = titlesOf(sheet);
  const [initial, ...states] = statesOf(story);
  const rows = deedsOf(story).flatMap((deed, i) => {
    const [first = '', ...more] = wordLines(wordsOf(deed, story, i + 1), room);
    const isBad = story.outcome === 'violated' && isTelling(story, i + 1);
    const margin = (isHead: boolean): string => marginOf(story.loop, i + 1, isHead);
    const lines = [
      row(isBad ? '✗' : margin(true), String(i + 1), drawn(sheet, states[i]!, deed), first),
      ...more.map((line) => row(margin(false), '', drawn(sheet, states[i]!, null), line)),
    ];
    return isBad ? lines.map((line) => paint.red(line)) : lines;
  });
  return [
    paint.bold(row(' ', '', lanes, '')),
    paint.dim(row(' ', '#', titles, '')),
    row(' ', '', drawn(sheet, initial!, null), 'at first'),
    ...rows,
    ...closingLines(story, look),
    '',
  ];
};

const legend = [
  `${marks.running} runs  ${marks.ready} ready  ${marks.halted} halted  ` +
    `{ } hinted  ${marks.route} routed there`,
  `${marks.raised} event  ${marks.identified} identified  ${marks.pending} pending  ` +
    `${marks.servicing} in service  ${marks.both} both`,
];

/** Host CPUs on which nothing ever is have no lane. */
const unusedInWords = ({ topology }: Story, { columns }: Sheet): readonly string[] => {
  const unused = layoutOf(topology).cpus.filter((cpu) => !columns.some((column) => column.cpu === cpu));
  if (unused.length === 0) return [];
  const some = unused.length > unusedMax ? countOf(unused.length, 'other host CPU') : listed(unused);
  return [`Nothing is ever on ${some}.`];
};

const shortNames = ({ columns }: Sheet): readonly string[] => {
  const one = columns.find(({ vcpu }) => vcpu !== null);
  return one === undefined || one.title === one.vcpu ? [] : [`${one.title} is ${one.vcpu}.`];
};

/** The story with a lane for every host CPU; where they don't fit beside each other, several times. */
export const lanesFormat: TraceFormat = (story, look) => {
  const { width, paint } = look;
  const { initially, steps, loop, outcome, told: finding } = story;
  const numberWidth = String(steps.length).length;
  const { sheet, parts } = chosenSheet(story, width - 4 - numberWidth - 2);
  const remarks = [...guestLines(story), ...unusedInWords(story, sheet), ...shortNames(sheet)];
  const end = answer(
    { initially, steps, loop, violates: outcome === 'violated', finding, involved: finding?.involved ?? [] },
    look,
  );
  const commands = commandLines(story, look);
  return [
    ...heading(story, look),
    ...indented([sizeInWords(story), ...remarks].join(' '), 2, width),
    '',
    ...parts.flatMap((part) => picture(story, sheet, part, look)),
    ...legend.map((line) => paint.dim(`  ${line}`)),
    '',
    ...stuckLines(story, look).slice(1),
    ...(end.length === 0 ? [] : [...end, '']),
    ...(commands.length === 0 ? [] : [...commands, '']),
  ].join('\n');
};
