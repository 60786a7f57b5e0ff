/** A comparison as SARIF: docs/ci.md. */
import { sarif } from '../ci/sarif.ts';
import { toldOfCompare } from './of-compare.ts';
import type { CompareReporter } from './reporter.ts';

export const sarifReporter: CompareReporter = (report, context) => sarif(toldOfCompare(report, context));
