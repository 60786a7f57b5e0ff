/** The reporters of comparisons, by the names that `--reporter` knows them by. */

import { githubActionsWith } from './github-actions.ts';

import { compareHtmlReporter } from './html.tsx';

import { compareJsonReporter } from './json.ts';
import { junitReporter } from './junit.ts';
import type { CompareReporter } from './reporter.ts';
import { sarifReporter } from './sarif.ts';
import { compareTextReporter } from './text.ts';

export type { CompareContext, CompareReporter } from './reporter.ts';

export const compareReporters: Readonly<Record<string, CompareReporter>> = {
  default: compareTextReporter,
  json: compareJsonReporter,
  html: compareHtmlReporter,
  junit: junitReporter,
  sarif: sarifReporter,
  'github-actions': githubActionsWith(compareTextReporter),
};
