/** A comparison for the log of GitHub Actions: the report for people, and what annotates the commit. */
import { githubActions } from '../ci/github-actions.ts';
import { toldOfCompare } from './of-compare.ts';
import type { CompareReporter } from './reporter.ts';

/** With the report that people are to read in the log. */
export const githubActionsWith =
  (forPeople: CompareReporter): CompareReporter =>
  (report, context, look) =>
    githubActions(toldOfCompare(report, context), forPeople(report, context, look));
