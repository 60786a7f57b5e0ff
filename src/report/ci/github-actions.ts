/**
 * What GitHub Actions reads off the log of a job: one annotation for what fails it, one for what is waived, and a
 * notice with the summary. The report for people comes before them, in the same log.
 */
import { createHash } from 'node:crypto';
import { closingInWords } from '../../picture/loop.ts';
import { oneLine, visible } from '../../printable.ts';
import { asSentence, outcomeOf, titleOf } from './text.ts';
import type { Entry, Suite, Told } from './told.ts';
import { failing } from './told.ts';

/** As the runner decodes it: https://github.com/actions/toolkit, packages/core/src/command.ts */
const data = (text: string): string =>
  visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

interface Annotation {
  readonly level: 'error' | 'notice';
  readonly title: string;
  readonly file: string | null;
  readonly text: string;
}

const commandOf = ({ level, title, file, text }: Annotation): string => {
  const place = file === null ? [] : [`file=${property(file)}`, 'line=1'];
  return `::${level} ${[...place, `title=${property(title)}`].join(',')}::${data(text)}`;
};

/** The runner cuts a message after 4096 characters: the steps come last. */
const messageOf = (entry: Entry): string => {
  const { sentence, story, repeat } = entry;
  const told = story?.told ?? null;
  const closing = story && closingInWords(story);
  return [
    asSentence(outcomeOf(entry)),
    sentence,
    ...(told === null ? [] : [`Expected: ${told.expected}`, `Found: ${told.found}`]),
    ...(repeat === null ? [] : [`Repeat it: ${repeat}`]),
    ...(story?.steps ?? []).map(({ action }, i) => `${i + 1}. ${action}`),
    ...(closing === null ? [] : [asSentence(closing)]),
  ].join('\n');
};

const annotationsOf = (suite: Suite): readonly Annotation[] =>
  suite.entries
    .filter(({ standing }) => failing.includes(standing) || standing === 'waived')
    .map((entry) => ({
      level: entry.standing === 'waived' ? 'notice' : 'error',
      title: titleOf(entry, suite),
      file: suite.file,
      text: messageOf(entry),
    }));

const summaryOf = ({ command, summary, remarks, mistakes, exitCode }: Told): Annotation => ({
  // An annotation for each property says which are violated; nothing else may say what is missing.
  level: exitCode === 0 || exitCode === 1 ? 'notice' : 'error',
  title: `hintproof ${command}`,
  file: null,
  text: [summary, ...mistakes, ...remarks].map(oneLine).join('\n'),
});

/** Names in a report are not ours: no line of it may be a command. The text cannot end that, not having its own hash. */
const silenced = (text: string): readonly string[] => {
  const token = `hintproof-${createHash('sha256').update(text).digest('hex')}`;
  return [`::stop-commands::${token}`, text.trimEnd(), `::${token}::`];
};

/** The report for people, then the commands: GitHub shows few annotations of a step, so errors come first. */
export const githubActions = (told: Told, report: string): string => {
  const annotations = told.suites.flatMap(annotationsOf);
  const errors = annotations.filter(({ level }) => level === 'error');
  const notices = annotations.filter(({ level }) => level === 'notice');
  const commands = [...errors, summaryOf(told), ...notices].map(commandOf);
  return `${[...silenced(report), ...commands].join('\n')}\n`;
};
