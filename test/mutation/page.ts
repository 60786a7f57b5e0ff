/**
 * Writes the figures of the last run into docs/mutation.md, and what the survivors are. `npm run mutate` ends with it.
 *
 * It refuses a survivor that nobody has explained, and an explanation of one that there is no more.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { isLeft } from 'fp-ts/lib/Either.js';
import { askedOfCompiler } from './compiler.ts';
import type { Tally } from './report.ts';
import { keyOf, leftOut, Report, survivorsIn, tallies, unjudged } from './report.ts';
import config from './stryker.config.mjs';
import type { Explained } from './survivors.ts';
import { explained } from './survivors.ts';

const reportFile = 'reports/mutation.json';
const pageFile = 'docs/mutation.md';
const [begin, end] = ['<!-- the last run: begin -->', '<!-- the last run: end -->'];

const percent = ({ mutants, survived }: Pick<Tally, 'mutants' | 'survived'>): string =>
  mutants === 0 ? '–' : `${((100 * (mutants - survived)) / mutants).toFixed(1)} %`;

const sum = (all: readonly Tally[]): Tally =>
  all.reduce(
    (one, other) => ({
      folder: 'all',
      mutants: one.mutants + other.mutants,
      killed: one.killed + other.killed,
      timedOut: one.timedOut + other.timedOut,
      refused: one.refused + other.refused,
      survived: one.survived + other.survived,
    }),
    { folder: 'all', mutants: 0, killed: 0, timedOut: 0, refused: 0, survived: 0 },
  );

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** Code in a table's cell, where a bar would end it. */
const code = (text: string): string => (text === '' ? '–' : `\`\` ${text.replaceAll('|', '\\|')} \`\``);

/** The part of the page that is made from a run. */
export const figures = (report: Report, explanations: readonly Explained[]): string => {
  const folders = tallies(report).filter(({ mutants }) => mutants > 0);
  return [
    table(
      ['folder', 'score', 'mutants', 'killed', 'timed out', 'refused', 'survived'],
      [...folders, sum(folders)].map((one) => [
        one.folder === 'all' ? '**all**' : `\`${one.folder}\``,
        percent(one),
        ...[one.mutants, one.killed, one.timedOut, one.refused, one.survived].map(String),
      ]),
    ),
    'Not counted:',
    table(
      ['mutants', 'why'],
      [...leftOut(report)].map(([reason, count]) => [String(count), reason]),
    ),
    '### The survivors',
    explanations.length === 0
      ? 'There are none.'
      : table(
          ['file', 'the code', 'becomes', 'why no test can tell'],
          explanations.map(({ file, code: from, becomes, why }) => [
            `\`${file}\``,
            code(from),
            code(becomes),
            why,
          ]),
        ),
  ].join('\n\n');
};

/** What is wrong between a run and the explanations, in words. */
export const complaints = (report: Report, explanations: readonly Explained[]): readonly string[] => {
  const survivors = survivorsIn(report);
  const known = new Set(explanations.map(keyOf));
  const found = new Set(survivors.map(keyOf));
  const shown = (what: string) => (one: Parameters<typeof keyOf>[0]) =>
    `${what}: ${one.file}, ${one.mutator}: ${one.code} → ${one.becomes}`;
  const open = unjudged(report);
  return [
    ...(open > 0 ? [`${open} mutants could not be judged`] : []),
    ...survivors.filter((one) => !known.has(keyOf(one))).map(shown('survived, and is not explained')),
    ...explanations.filter((one) => !found.has(keyOf(one))).map(shown('is explained, and did not survive')),
  ];
};

/** The page with its made part replaced. */
export const withFigures = (page: string, made: string): string => {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${pageFile} has no place for the figures: ${begin}`);
  return `${page.slice(0, from + begin.length)}\n\n${made}\n\n${page.slice(to)}`;
};

const main = (): void => {
  const decoded = Report.decode(JSON.parse(readFileSync(reportFile, 'utf8')));
  if (isLeft(decoded)) throw new Error(`${reportFile} is no mutation testing report`);
  const report = askedOfCompiler(decoded.right, process.cwd());
  // A run over some files says nothing of the survivors in the others.
  const isWhole = String(report.config.mutate) === String(config.mutate);
  const about = isWhole ? explained : explained.filter(({ file }) => Object.hasOwn(report.files, file));
  const wrong = complaints(report, about);
  for (const complaint of wrong) console.error(complaint);
  if (isWhole)
    writeFileSync(pageFile, withFigures(readFileSync(pageFile, 'utf8'), figures(report, explained)));
  else console.error(`Only some files were mutated: ${pageFile} stays as it is.`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
};

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) main();
