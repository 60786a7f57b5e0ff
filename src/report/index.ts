/** The reporters, by the names that `--reporter` knows them by. */
import { defaultReporter } from './default.ts';
import { githubActionsReporter } from './github-actions.ts';
import { checkPage } from './html/check.tsx';
import { jsonReporter } from './json.ts';
import { junitReporter } from './junit.ts';
import type { Reporter } from './reporter.ts';
import { sarifReporter } from './sarif.ts';

export { progressLine } from './progress.ts';
export { replayReport, replayVerdict, verdictInWords, whyReport } from './replay.ts';
export type { ReportContext, Reporter, SavedTrace } from './reporter.ts';
export type { Look } from './text.ts';
export { lookOf } from './text.ts';

export const reporters: Readonly<Record<string, Reporter>> = {
  default: defaultReporter,
  json: jsonReporter,
  html: checkPage,
  junit: junitReporter,
  sarif: sarifReporter,
  'github-actions': githubActionsReporter,
};
