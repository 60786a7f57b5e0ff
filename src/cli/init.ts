/** `hintproof init` */
import { relative } from 'node:path';
import type { Dependencies } from '../init/dependencies.ts';
import { dependenciesOf } from '../init/dependencies.ts';
import { projectFiles, writeProject } from '../init/project.ts';
import { visible } from '../printable.ts';
import { quoted } from '../report/repeat.ts';
import { listed } from '../report/text.ts';
import type { Terminal } from './terminal.ts';

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

/** What there is to install, and how. Nothing is installed unasked. */
const toInstall = ({ file, missing }: Dependencies): readonly string[] => {
  if (missing.length === 0) return [];
  const install = `npm install --save-dev ${missing.join(' ')}`;
  return file === null
    ? ['There is no package.json yet. First:', ...indented(['npm init --yes', install]), '']
    : [`${file} does not name ${listed(missing)} yet. First:`, ...indented([install]), ''];
};

/** Runs the command; the exit code. */
export const initCommand = async (directory: string, terminal: Terminal): Promise<number> => {
  const dependencies = await dependenciesOf(directory);
  const written = await writeProject(directory);
  const width = Math.max(...[...written.values()].map((path) => path.length));
  const elsewhere = relative('.', directory) === '' ? [] : [`cd ${quoted(directory)}`];
  const lines = [
    'Written:',
    ...indented([...written].map(([name, path]) => `${path.padEnd(width)}  ${projectFiles[name]}`)),
    '',
    ...(elsewhere.length === 0 ? [] : ['Go there:', ...indented(elsewhere), '']),
    ...toInstall(dependencies),
    dependencies.missing.length === 0 ? 'Next:' : 'Then:',
    ...indented(['npx hintproof check', 'npx vitest run']),
  ];
  terminal.out(visible(`${lines.join('\n')}\n`));
  return 0;
};
