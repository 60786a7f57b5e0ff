/** The reporters of `hintproof faults`, by the names that `--reporter` knows them by. */
import type { FaultsReport } from '../../faults/faults.ts';
import type { Look } from '../text.ts';
import { faultsJson } from './json.ts';
import { faultsMarkdown } from './markdown.ts';
import { faultsText } from './text.ts';

export type FaultsReporter = (report: FaultsReport, version: string, look: Look) => string;

export const faultsReporters: Readonly<Record<string, FaultsReporter>> = {
  default: faultsText,
  json: faultsJson,
  markdown: faultsMarkdown,
};
