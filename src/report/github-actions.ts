/** A check for the log of GitHub Actions: the report for people, and what annotates the commit. */
import { githubActions } from './ci/github-actions.ts';
import { toldOfCheck } from './ci/of-check.ts';
import { defaultReporter } from './default.ts';
import type { Reporter } from './reporter.ts';

export const githubActionsReporter: Reporter = (report, context, look) =>
  githubActions(toldOfCheck(report, context), defaultReporter(report, context, look));
